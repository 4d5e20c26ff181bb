"""Widths, heights, places, fitting and grouping of rows and columns."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from pathlib import Path

import pytest
import xlwings as xw


def test_points(sheet: xw.Sheet) -> None:
    """Width and height add up, hidden columns and rows count nothing, and each cell begins where its neighbour ends."""
    sheet["A1"].column_width = 20
    sheet["A1:A3"].row_height = 30
    assert sheet["B1"].left == sheet["A1"].width > 0
    assert sheet["A4"].top == sheet["A1:A3"].height == 90
    assert sheet["C1"].width == 48.0  # 64 pixels, Excel's own width
    sheet["A:A"].columns.hidden = True
    sheet["A1:A1"].rows.hidden = True
    assert sheet["B1"].left == 0
    assert sheet["A2"].top == 0


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


def test_groups(sheet: xw.Sheet, path: Path) -> None:
    """Rows and columns are grouped and ungrouped, and the sheet says how deep."""
    sheet["2:6"].group()
    sheet["3:4"].group()
    sheet["B:C"].group()
    sheet.book.save()
    with zipfile.ZipFile(path) as package:
        xml = package.read("xl/worksheets/sheet3.xml").decode()
    assert re.findall(r'<row r="(\d)" outlineLevel="(\d)"', xml) == [
        ("2", "1"), ("3", "2"), ("4", "2"), ("5", "1"), ("6", "1"),
    ]  # fmt: skip
    assert 'outlineLevelRow="2"' in xml
    assert 'outlineLevelCol="1"' in xml
    sheet["2:6"].ungroup()
    sheet["B:C"].ungroup()
    with pytest.raises(ValueError, match="no group"):
        sheet["B:C"].ungroup()
    sheet.book.save()
    with zipfile.ZipFile(path) as package:
        xml = package.read("xl/worksheets/sheet3.xml").decode()
    assert re.findall(r'<row r="(\d)" outlineLevel="(\d)"', xml) == [("3", "1"), ("4", "1")]
    assert "outlineLevelCol" not in xml


def test_indent(sheet: xw.Sheet) -> None:
    """Text moves in step by step, and out again; not beyond the edge."""
    sheet["A1"].adjust_indent(3)
    sheet["A1"].adjust_indent(-1)
    assert sheet["A1"].horizontal_alignment == "left"
    with pytest.raises(ValueError, match="indent"):
        sheet["A1"].adjust_indent(-3)


def test_many_colours(sheet: xw.Sheet) -> None:
    """set_colors gives each cell its own, None takes one away, an ellipsis leaves it."""
    sheet["A1:C1"].color = (9, 9, 9)
    sheet["A1:C1"].set_colors([[(1, 2, 3), None, ...]])
    assert [sheet[cell].color for cell in ("A1", "B1", "C1")] == [(1, 2, 3), None, (9, 9, 9)]
