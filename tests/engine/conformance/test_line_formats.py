"""A row or column with a format gives it to the cells to come."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw
from openpyxl.styles import Font, PatternFill

from workbook import engine

GREEN, BLUE = (0, 255, 0), (0, 0, 255)


@pytest.fixture
def lined(tmp_path: Path) -> Path:
    """Row 3 is bold, column B is green; C5 holds a text."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["C5"] = "x"
    sheet.row_dimensions[3].font = Font(bold=True)
    sheet.column_dimensions["B"].fill = PatternFill("solid", fgColor="FF00FF00")
    path = tmp_path / "lined.xlsx"
    book.save(path)
    return path


@pytest.fixture
def open_sheet(lined: Path) -> Iterator[xw.Sheet]:
    with engine.open_book(lined) as book:
        yield book.sheets[0]


def _look(sheet: xw.Sheet, cell: str) -> tuple[bool | None, tuple[int, int, int] | None]:
    return sheet[cell].font.bold, sheet[cell].color


def test_a_new_cell_looks_as_its_row(open_sheet: xw.Sheet, lined: Path) -> None:
    """The row's format counts before the column's, for reading and in the file."""
    open_sheet["A3"].value = [1, 2, 3]
    open_sheet["A4"].value = [1, 2]
    looks = [_look(open_sheet, cell) for cell in ("A3", "B3", "A4", "B4", "D3")]
    assert looks == [(True, None), (True, None), (False, None), (False, GREEN), (True, None)]
    open_sheet.book.save()
    saved = openpyxl.load_workbook(lined).worksheets[0]
    assert [saved[cell].font.b for cell in ("A3", "B3", "C3", "A4", "B4")] == [True, True, True, False, False]


def test_a_whole_row_keeps_a_format(open_sheet: xw.Sheet, lined: Path) -> None:
    """Set for the row, it is the row's; the cells that are there, and where a column has its own, get it too."""
    open_sheet["5:5"].color = BLUE
    open_sheet["7:7"].font.bold = True
    open_sheet["A7"].value = 5
    assert open_sheet["5:5"].color == BLUE
    open_sheet.book.save()
    with engine.open_book(lined) as book:
        sheet = book.sheets[0]
        looks = [_look(sheet, cell) for cell in ("C5", "Z5", "B7", "A7", "B6")]
        assert looks == [(False, BLUE), (False, BLUE), (True, GREEN), (True, None), (False, GREEN)]
    saved = openpyxl.load_workbook(lined).worksheets[0]
    assert saved.row_dimensions[5].fill.fgColor.rgb == "FF0000FF"
    assert saved["B7"].fill.fgColor.rgb == "FF00FF00"
    assert saved["B7"].font.b is True


def test_a_moved_row_takes_its_format_along(open_sheet: xw.Sheet) -> None:
    """Cells put into it afterwards look as before."""
    open_sheet["2:2"].insert("down")
    open_sheet["A4"].value = "new"
    assert _look(open_sheet, "A4") == (True, None)
    assert _look(open_sheet, "A3") == (False, None)


def test_a_row_loses_its_format(open_sheet: xw.Sheet, lined: Path) -> None:
    """Formats taken away are the row's too."""
    open_sheet["3:3"].clear_formats()
    open_sheet.book.save()
    assert openpyxl.load_workbook(lined).worksheets[0].row_dimensions[3].font.b is False


@pytest.mark.parametrize("saved_before", [False, True])
def test_a_cell_cleared_in_a_formatted_column_or_row_stays_plain(sheet: xw.Sheet, *, saved_before: bool) -> None:
    """A blank cell whose format was taken away keeps having none, whatever its column or row says."""
    sheet["B:B"].number_format = "0.00"
    sheet["7:7"].number_format = "0.000"
    sheet["B1"].value = 1
    sheet["C3:C40"].color = (255, 0, 0)
    if saved_before:
        sheet.book.save()
    sheet["B3:C3"].clear_formats()
    sheet["B9:B60"].clear_formats()
    sheet["B7:C7"].clear()
    sheet["B1"].clear()
    sheet.book.save()
    cleared = ("B1", "B3", "C3", "B7", "C7", "B9", "B60")
    assert [sheet[cell].number_format for cell in cleared] == ["General"] * 7
    assert [sheet[cell].number_format for cell in ("B2", "D7", "B61")] == ["0.00", "0.000", "0.00"]
    theirs: Any = openpyxl.load_workbook(sheet.book.fullname)["Third"]
    assert [theirs[cell].number_format for cell in cleared] == ["General"] * 7
