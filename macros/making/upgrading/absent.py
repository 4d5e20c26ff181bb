"""What a book of the present version has not, though it should: sheets or columns that were deleted, or half of an
older book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook import schema
from workbook.language import Text
from workbook.tables.hosts import host_of
from workbook.tables.reading import find_headers

if TYPE_CHECKING:
    import xlwings as xw


def absent(book: xw.Book) -> list[Text]:
    """Tables by their labels, columns as 客户[简称]. MissingTable for one whose header row is switched off."""
    there = {one.name for sheet in book.sheets for one in sheet.tables}
    found: list[Text] = []
    for table in (*schema.TABLES, *(one.table for one in schema.LISTS)):
        if table.name not in there:
            found.append(table.label)
            continue
        known = find_headers(book, table, host_of(book).locate(book, table))
        found += [
            Text(f"{table.label.zh}[{one.label.zh}]", f"{table.label.en}[{one.label.en}]")
            for one in table.fields
            if one.key not in known
        ]
    return found
