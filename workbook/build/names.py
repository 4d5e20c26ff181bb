"""Defined names: dropdown sources, hidden names of columns, named cells."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName

from workbook.schema.formulas import column_reference
from workbook.schema.list_model import ListOf
from workbook.schema.model import Lang, Table
from workbook.schema.sheets import place_name


def define(book: Workbook, name: str, refers_to: str, *, hidden: bool = False) -> None:
    """Add a workbook name; two declarations that want the same name are a mistake of the schema."""
    if name in book.defined_names:
        raise ValueError(f"defined twice: {name}")
    book.defined_names[name] = DefinedName(name, attr_text=refers_to, hidden=hidden or None)


def cell_reference(sheet: str, row: int, column: int) -> str:
    """`'首页'!$B$3`."""
    return f"{quote_sheetname(sheet)}!${get_column_letter(column)}${row}"


def block_reference(sheet: str, top: int, left: int, rows: int, columns: int) -> str:
    """`'_data'!$A$2:$B$13`."""
    last = f"${get_column_letter(left + columns - 1)}${top + rows - 1}"
    return f"{cell_reference(sheet, top, left)}:{last}"


def column_name(table: str, field: str) -> str:
    """The hidden name of a column, which Excel itself rewrites when a user renames the header."""
    return f"col_{table}_{field}"


def define_columns(book: Workbook, table: Table, lang: Lang) -> None:
    """A hidden name for each column of a table."""
    for field in table.fields:
        reference = column_reference(table.name, field.label[lang])
        define(book, column_name(table.name, field.key), reference, hidden=True)


def define_place(book: Workbook, table: Table, sheet: str, row: int, column: int) -> str:
    """A hidden name for the heading of a table, for links to it: rows put in above take it along. Gives the name."""
    define(book, place_name(table.name), cell_reference(sheet, row, column), hidden=True)
    return place_name(table.name)


def define_list(book: Workbook, one: ListOf, lang: Lang) -> None:
    """The source of a list's dropdowns: it grows with the table."""
    define(book, one.range_name, column_reference(one.table_name, one.table["label"].label[lang]))
