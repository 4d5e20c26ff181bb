"""Very hidden sheets: the book's identity and stamps with what the charts read, and the keys that xlwings looks up."""

from __future__ import annotations

from collections.abc import Container, Mapping

from openpyxl.worksheet.worksheet import Worksheet

from workbook.build.names import block_reference, cell_reference, define
from workbook.build.sheets import Book
from workbook.build.styles import Look
from workbook.schema.book_config import CONFIG
from workbook.schema.home import BLOCKS, META, SCHEMA_VERSION, STAMPS
from workbook.schema.sheets import sheet as declared

_FIRST_DATA_ROW, _FIRST_DATA_COLUMN = 3, 4


def add_book(
    book: Book, guid: str, shown_stamps: Container[str], formats: Mapping[str, str], *, is_sample: bool
) -> Worksheet:
    """Add the sheet of named cells meta_* and those stamp_* that no other sheet shows (name in A, value in B), and
    beside them the fixed-size blocks that charts read: heading in row 2, values below.

    `formats` are number formats by block: a chart's labels show values as their cells do.
    """
    one = declared("book")
    sheet = book.sheet(one.label[book.lang], one.code_name, one.group, "veryHidden")
    values: Mapping[str, object] = {
        "book_guid": guid,
        "schema_version": SCHEMA_VERSION,
        "language": book.lang,
        "is_sample": is_sample,
    }
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 40
    names = [f"meta_{key}" for key in META] + [f"stamp_{key}" for key in STAMPS if key not in shown_stamps]
    for row, name in enumerate(names, start=1):
        key = name.split("_", 1)[1]
        value = values.get(key) if name.startswith("meta_") else None
        book.styles.put(sheet, row, 1, Look(), name)
        form = "@" if isinstance(value, str) else "General"
        book.styles.put(sheet, row, 2, Look(number_format=form, horizontal="left"), value)
        define(book.book, name, cell_reference(sheet.title, row, 2))
    column = _FIRST_DATA_COLUMN
    for block in BLOCKS:
        book.styles.put(sheet, _FIRST_DATA_ROW - 1, column, Look(bold=True), block.label[book.lang])
        where = block_reference(sheet.title, _FIRST_DATA_ROW, column, block.rows, block.columns + 1)
        define(book.book, block.range_name, where)
        for row in range(_FIRST_DATA_ROW, _FIRST_DATA_ROW + block.rows):
            book.styles.put(sheet, row, column, Look(number_format="@"))  # else Excel reads 2026-01 as a date
            for value in range(column + 1, column + 1 + block.columns):
                book.styles.put(sheet, row, value, Look(number_format=formats.get(block.key, "0")))
        column += block.columns + 2
    return sheet


def block_place(key: str) -> tuple[int, int, int, int]:
    """Where a block stands on the book sheet: top row, left column, rows, columns of values."""
    column = _FIRST_DATA_COLUMN
    for block in BLOCKS:
        if block.key == key:
            return _FIRST_DATA_ROW, column, block.rows, block.columns
        column += block.columns + 2
    raise KeyError(key)


def add_config(book: Book) -> Worksheet:
    """Add the sheet with the book's xlwings settings; the user's own file holds the interpreter only."""
    one = declared("config")
    sheet = book.sheet(one.label[book.lang], one.code_name, one.group, "veryHidden")
    for row, (key, value) in enumerate(CONFIG.items(), start=1):
        book.styles.put(sheet, row, 1, Look(), key)
        book.styles.put(sheet, row, 2, Look(number_format="@"), value)
    return sheet
