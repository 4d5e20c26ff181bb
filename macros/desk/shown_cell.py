"""Go to a named cell of the open book, where there is a window to do so in."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from workbook.tables.defined_names import named_range

if TYPE_CHECKING:
    import xlwings as xw


def show_cell(book: xw.Book, name: str) -> None:
    """Choose the cell and bring its sheet to the front. Nothing depends on it."""
    cell = named_range(book, name)
    if cell is not None:
        with contextlib.suppress(Exception):  # a protected workbook, a host without windows
            cell.sheet.activate()
            cell.select()
