"""Ranges that move end where the sheet ends, and a filter's columns are those it had."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest
import xlwings as xw
from openpyxl.worksheet.filters import FilterColumn, Filters
from openpyxl.worksheet.worksheet import Worksheet

from tests.engine.odd_books import contents
from tests.engine.ruled import conditions, put_rules, validations
from tests.packages import beyond_the_sheet, sheet_parts
from workbook import engine


@pytest.mark.parametrize(
    ("cells", "at", "moved"),
    [
        ("F4:F1048576", "2:2", "F5:F1048576"),
        ("F4:XFD4", "B:C", "H4:XFD4"),
        ("F4:F9", "2:2", "F5:F10"),
        ("C1048575:F1048576", "2:2", "C1048576:F1048576"),
    ],
)
def test_ranges_end_with_the_sheet(path: Path, cells: str, at: str, moved: str) -> None:
    """Rows and columns put before a validation or format push its end no further than the last row or column."""
    put_rules(path, "Third", validations={cells: ("custom", "TRUE")}, conditions={cells: "TRUE"})
    with engine.open_book(path) as book:
        book.sheets["Third"][at].insert("down" if at[0].isdigit() else "right")
        book.save()
    assert validations(path, "Third") == {moved: "TRUE"}
    assert conditions(path, "Third") == {moved: ["TRUE"]}
    assert beyond_the_sheet(contents(path)) == []


def test_what_is_pushed_off_the_sheet_is_gone(path: Path) -> None:
    """A format of the last row only has no cells any more; a formula that asked for it says so."""
    put_rules(path, "Third", conditions={"C1048576:F1048576": "TRUE", "A1": "TRUE"})
    with engine.open_book(path) as book:
        book.sheets["First"]["H1"].formula = "=Third!C1048576"
        book.sheets["First"]["H2"].formula = "=SUM(Third!C9:C1048576)"
        book.sheets["Third"]["3:3"].insert("down")
        assert book.sheets["First"]["H1"].formula == "=Third!#REF!"
        assert book.sheets["First"]["H2"].formula == "=SUM(Third!C10:C1048576)"
        book.save()
    assert conditions(path, "Third") == {"A1": ["TRUE"]}


def test_a_look_of_the_last_row_makes_no_row_beyond_it(path: Path) -> None:
    """A height that stands on row 1,048,576 goes off the sheet with it."""
    book = openpyxl.load_workbook(path)
    _sheet(book, "Third").row_dimensions[1048576].height = 40
    book.save(path)
    with engine.open_book(path) as opened:
        opened.sheets["Third"]["3:3"].insert("down")
        opened.save()
    assert beyond_the_sheet(contents(path)) == []


@pytest.mark.parametrize(
    ("action", "at", "ref", "columns"),
    [
        ("insert", "A:A", "C1:F9", {1: "x", 3: "z"}),
        ("insert", "C:D", "B1:G9", {3: "x", 5: "z"}),
        ("insert", "E:E", "B1:F9", {1: "x", 4: "z"}),
        ("delete", "B:B", "B1:D9", {0: "x", 2: "z"}),
        ("delete", "C:C", "B1:D9", {2: "z"}),
        ("delete", "D:E", "B1:C9", {1: "x"}),
        ("delete", "A:C", "A1:B9", {1: "z"}),
        ("insert", "3:3", "B1:E10", {1: "x", 3: "z"}),
    ],
)
def test_a_filter_asks_of_the_same_columns(path: Path, action: str, at: str, ref: str, columns: dict[int, str]) -> None:
    """Its conditions go with their columns when columns come or go before or inside it; that of a column that is
    deleted goes too."""
    book = openpyxl.load_workbook(path)
    sheet = _sheet(book, "Third")
    sheet.auto_filter.ref = "B1:E9"
    for column, value in ((1, "x"), (3, "z")):
        sheet.auto_filter.filterColumn.append(FilterColumn(colId=column, filters=Filters(filter=[value])))
    sheet.auto_filter.add_sort_condition("C2:C9")
    book.save(path)
    with engine.open_book(path) as opened:
        cells: xw.Range = opened.sheets["Third"][at]
        if action == "insert":
            cells.insert("down" if at[0].isdigit() else "right")
        else:
            cells.delete("left")
        opened.save()
    found = _sheet(openpyxl.load_workbook(path), "Third").auto_filter
    assert found.ref == ref
    assert {one.colId: one.filters.filter[0] for one in found.filterColumn} == columns
    text = contents(path)[sheet_parts(path)["Third"]].decode()
    sorted_by = re.findall(r"<sortCondition[^>]* ref=\"([A-Z]+)", text)
    assert sorted_by == [_column(found.ref, at) for at, value in columns.items() if value == "x"]


def _column(ref: str, at: int) -> str:
    return chr(ord(ref[0]) + at)


def _sheet(book: openpyxl.Workbook, name: str) -> Worksheet:
    sheet = book[name]
    assert isinstance(sheet, Worksheet)
    return sheet
