"""Widths, heights, formats and fitting of whole rows and columns."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from pathlib import Path

import pytest
import xlwings as xw


def test_whole_columns_take_a_format(sheet: xw.Sheet, path: Path) -> None:
    """A format of whole columns is the columns', not that of a million cells; new cells have it."""
    sheet["B2"].value = 1
    sheet["B3"].number_format = "@"
    sheet["B:C"].number_format = "0.000"
    sheet["B9"].value = 5
    sheet.book.save()
    assert {sheet[cell].number_format for cell in ("B2", "B3", "B9", "C77")} == {"0.000"}
    assert sheet["B:C"].number_format == "0.000"
    assert sheet["D1"].number_format == "General"
    with zipfile.ZipFile(path) as package:
        xml = package.read("xl/worksheets/sheet3.xml")
    assert len(re.findall(rb"<c ", xml)) == 2  # B2 and B9


def test_clearing_a_sheet_takes_all_formats(sheet: xw.Sheet) -> None:
    """Cells that only look and columns' formats are cleared too."""
    coloured = sheet["H10"]
    coloured.color = (1, 2, 3)
    sheet["C:C"].number_format = "0.0"
    sheet.clear_formats()
    assert sheet["H10"].color is None
    assert sheet["C5"].number_format == "General"


def test_columns_are_fitted(sheet: xw.Sheet) -> None:
    """The widest shown text counts, an East Asian sign as two; blank columns keep their width."""
    sheet["A1:A2"].value = [["short"], ["a much longer text"]]
    sheet["B1"].value = "一二三四五六七八九十"
    sheet["C1"].value = 1234567.891
    sheet["C1"].number_format = "#,##0.00"
    sheet["D1"].value = dt.datetime(2024, 1, 1)
    sheet["D1"].number_format = "yyyy-mm-dd"
    sheet["E:F"].column_width = 40
    sheet["E1"].value = "x"
    sheet.autofit()
    widths = [sheet[f"{letter}1"].column_width for letter in "ABCDEF"]
    assert widths == [pytest.approx(w, abs=1.1) for w in (18.7, 20.7, 12.7, 10.7, 1.7, 40)]


def test_larger_type_is_wider(sheet: xw.Sheet) -> None:
    """Size and weight of the font count, merged cells do not."""
    sheet["A1:B1"].value = "twelve signs"
    sheet["B1"].font.size = 22
    sheet["C1"].value = "a title over several columns"
    sheet["C1:E1"].merge()
    sheet["C1"].column_width = 5
    sheet["A:E"].columns.autofit()
    first, second, merged = (sheet[cell].column_width for cell in ("A1", "B1", "C1"))
    assert first is not None
    assert second is not None
    assert second > 1.8 * first
    assert merged == pytest.approx(5, abs=0.01)


def test_rows_are_fitted_by_excel(sheet: xw.Sheet) -> None:
    """A fitted row has no height of its own any more."""
    sheet["1:10"].row_height = 40
    sheet["1:5"].autofit()
    sheet["6:7"].rows.autofit()
    sheet.book.save()
    assert sheet["1:7"].row_height == 15
    assert sheet["8:10"].row_height == 40
    sheet["1:1000000"].rows.autofit()
    assert sheet["8:10"].row_height == 15
