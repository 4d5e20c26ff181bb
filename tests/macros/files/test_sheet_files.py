"""Workbook files as rows of text: which sheet, and what no reader can see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import openpyxl

from macros.files.file_readers import read_file
from workbook.rules.reading.grid import Grid


def saved(folder: Path, sheets: dict[str, Sequence[Sequence[object]]]) -> Grid:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(folder / "list.xlsx")
    return read_file(folder / "list.xlsx")[0]


def test_a_title_page_is_passed_over_and_said_so(tmp_path: Path) -> None:
    """The first sheet that looks like a table is read; the others are named."""
    grid = saved(
        tmp_path, {"说明": [["请勿外传"]], "名单": [["名称", "电话"], ["甲", "1"]], "旧": [["a", "b"], ["c", "d"]]}
    )
    assert [list(row) for row in grid.rows] == [["名称", "电话"], ["甲", "1"]]
    assert [one.en for one in grid.remarks] == [
        "Read the sheet “名单”, not: 说明, 旧. To read another one, name it with --sheet, or move it to the front."
    ]


def test_days_are_days(tmp_path: Path) -> None:
    """A date has no midnight; a moment keeps its time."""
    grid = saved(tmp_path, {"1": [["a", "b"], [dt.datetime(2024, 3, 5), dt.datetime(2024, 3, 5, 14, 30)]]})
    assert list(grid.rows[1]) == ["2024-03-05", "2024-03-05 14:30:00"]


def test_cells_without_a_value_are_counted(tmp_path: Path) -> None:
    """A formula nobody has worked out yet, an error value: blank to every reader."""
    grid = saved(tmp_path, {"1": [["名称", "数"], ["甲", "=1+1"], ["乙", "#N/A"], ["丙", "#DIV/0!"]]})
    assert [list(row) for row in grid.rows[1:]] == [["甲", ""], ["乙", ""], ["丙", ""]]
    assert [one.zh.split(" ")[1] for one in grid.remarks] == ["1", "2"]


def test_a_plain_sheet_has_no_remarks(tmp_path: Path) -> None:
    """Nothing to tell."""
    assert saved(tmp_path, {"1": [["名称", "数"], ["甲", 1], [None, None], ["乙", 2.5]]}).remarks == ()
