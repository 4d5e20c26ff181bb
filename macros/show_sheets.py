"""Show the sheets that a command has filled, where a view hides them."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from workbook.schema.model import Table
from workbook.tables.hosts import host_of

if TYPE_CHECKING:
    import xlwings as xw


def show_sheets(book: xw.Book, *tables: Table) -> None:
    """Show the tables' sheets. Where the workbook's structure is protected they stay hidden; the report names them."""
    for table in tables:
        sheet = book.sheets[host_of(book).locate(book, table).sheet]
        if not sheet.visible:
            with contextlib.suppress(Exception):  # whatever the host raises: nothing depends on it
                sheet.visible = True


def show_range(cells: xw.Range) -> None:
    """Show the sheet of some cells and put it before the user, as `show_sheets` does."""
    sheet = cells.sheet
    with contextlib.suppress(Exception):  # see above
        if not sheet.visible:
            sheet.visible = True
        sheet.activate()
