"""Bodies built once for all tests of the builder."""

from __future__ import annotations

import io
from functools import lru_cache

import openpyxl
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from workbook import schema
from workbook.build.book import build_body
from workbook.build.pack import Parts, read_parts
from workbook.language import Lang
from workbook.schema.model import Table
from workbook.schema.sheets import LAST_ROOM, room_below
from workbook.schema.sheets import sheet_of as declared

GUID = "6f1c8f2e-3f4e-4c57-9a41-2c1f7f1d9b10"


@lru_cache
def body(lang: Lang, *, sample: bool = False) -> bytes:
    """One body as bytes."""
    return build_body(lang, guid=GUID, sample=sample)


@lru_cache
def opened(lang: Lang, *, sample: bool = False) -> openpyxl.Workbook:
    """One body as openpyxl reads it; only for reading."""
    return openpyxl.load_workbook(io.BytesIO(body(lang, sample=sample)))


@lru_cache
def parts(lang: Lang, *, sample: bool = False) -> Parts:
    """The parts of one body."""
    return read_parts(body(lang, sample=sample))


def sheet_of(book: openpyxl.Workbook, table: Table, lang: Lang) -> Worksheet:
    """The sheet of a table."""
    sheet = book[declared(table.name).label[lang]]
    assert isinstance(sheet, Worksheet)
    return sheet


def header_row(sheet: Worksheet, table: Table) -> int:
    """The row in which a table's header stands."""
    return int(range_boundaries(sheet.tables[table.name].ref)[1] or 0)


def last_row(sheet: Worksheet, table: Table) -> int:
    """A table's last row."""
    return int(range_boundaries(sheet.tables[table.name].ref)[3] or 0)


def covered(sheet: Worksheet, table: Table) -> int:
    """The last row that has a table's rules and formats already."""
    one = declared(table.name)
    is_last = one.key != "dictionary" and one.tables[-1] == table.name
    return last_row(sheet, table) + (LAST_ROOM if is_last else room_below(table.name))


def all_tables() -> list[Table]:
    """Every table, lists included."""
    return [*schema.TABLES, *(one.table for one in schema.LISTS)]
