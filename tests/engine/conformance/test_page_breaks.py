"""Manual page breaks go with the row or column that begins the page."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.pagebreak import Break

from workbook import engine


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """New pages begin at rows 4 and 8 and at column D."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in range(1, 11):
        sheet.append([row, row, row, row])
    sheet.row_breaks.append(Break(id=3))
    sheet.row_breaks.append(Break(id=7))
    sheet.col_breaks.append(Break(id=3))
    path = tmp_path / "broken.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("cells", "verb", "rows", "columns"),
    [
        ("4:5", "insert", [5, 9], [3]),
        ("6:6", "insert", [3, 8], [3]),
        ("1:2", "delete", [1, 5], [3]),
        ("4:4", "delete", [6], [3]),
        ("3:8", "delete", [], [3]),
        ("B:B", "insert", [3, 7], [4]),
        ("D:D", "delete", [3, 7], []),
        ("A1:B2", "insert", [3, 7], [3]),
    ],
)
def test_breaks_follow(broken: Path, cells: str, verb: str, rows: list[int], columns: list[int]) -> None:
    """Whole rows and columns take them along; a break whose first row is deleted goes; single cells move none."""
    with engine.open_book(broken) as book:
        target = book.sheets[0][cells]
        target.insert("down") if verb == "insert" else target.delete()
        book.save()
    sheet = openpyxl.load_workbook(broken).worksheets[0]
    assert [one.id for one in sheet.row_breaks.brk] == rows
    assert [one.id for one in sheet.col_breaks.brk] == columns
    assert sheet.row_breaks.count == len(rows)
