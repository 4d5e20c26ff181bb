"""What the book's defined names stand for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbook.schema.model import Field, Table
from workbook.tables.live.excel_errors import is_busy

if TYPE_CHECKING:
    import xlwings as xw

_RENAMED = re.compile(r"^=?\w+\[(.*)\]$")


def named_range(book: xw.Book, name: str) -> xw.Range | None:
    """The range a defined name stands for; None where the name is gone or points nowhere."""
    try:
        return book.names[name].refers_to_range
    except Exception as error:  # each engine has its own error for a missing or broken name
        if is_busy(error):
            raise
        return None


def renamed_header(book: xw.Book, table: Table, column: Field) -> str | None:
    """The header that the column's hidden name points at: Excel keeps it right when a user renames the header."""
    try:
        refers_to = book.names[f"col_{table.name}_{column.key}"].refers_to
    except Exception as error:  # see named_range
        if is_busy(error):
            raise
        return None
    match = _RENAMED.match(refers_to or "")
    return re.sub(r"'(.)", r"\1", match[1]) if match else None
