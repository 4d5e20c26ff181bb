"""Merged cells in the file: many of them, and what stays of them when others change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl

from tests.engine.odd_books import contents, make_book, worksheet
from workbook import engine
from workbook.engine.areas.merged_cells import merged
from workbook.engine.parts import merged_ranges

SHEET = "xl/worksheets/sheet1.xml"


def test_the_ranges_that_stay_keep_their_bytes(tmp_path: Path) -> None:
    """Odd spellings of other merged ranges outlive a merge and an unmerge."""
    tail = (
        "<mergeCells count='3'><!-- two --><mergeCell  ref='A1:B1'/><mergeCell ref='A2:B2'/>"
        "<mergeCell ref='$A$3:B3'/></mergeCells>"
    )
    path = make_book(tmp_path / "odd.xlsx", {"One": worksheet('<row r="1"><c r="A1"><v>1</v></c></row>', after=tail)})
    with engine.open_book(path) as book:
        sheet = book.sheets[0]
        sheet["D4:E4"].merge()
        sheet["A1"].unmerge()
        assert sheet["B3"].merge_area.address == "$A$3:$B$3"
        book.save()
    after = contents(path)[SHEET].decode()
    assert "<!-- two --><mergeCell ref='A2:B2'/><mergeCell ref='$A$3:B3'/>" in after
    ranges: Any = openpyxl.load_workbook(path).worksheets[0].merged_cells.ranges
    assert sorted(map(str, ranges)) == ["A2:B2", "A3:B3", "D4:E4"]


def test_many_ranges_are_read_once(tmp_path: Path) -> None:
    """Asking cell after cell reads the sheet's merged ranges once; what changes them is seen at once."""
    rows = "".join(f'<mergeCell ref="A{row}:B{row}"/>' for row in range(1, 3001))
    tail = f'<mergeCells count="3000">{rows}</mergeCells>'
    path = make_book(tmp_path / "many.xlsx", {"One": worksheet('<row r="1"><c r="A1"><v>1</v></c></row>', after=tail)})
    with engine.open_book(path) as book:
        sheet = book.sheets[0]
        part = sheet.impl.part
        first = merged(part)
        assert all(sheet[row, 1].merge_area.row == row + 1 for row in range(0, 3000, 100))
        assert merged(part) is first
        sheet["A10:B12"].unmerge()
        sheet["D1:E2"].merge()
        assert sheet["B11"].merge_area.address == "$B$11"
        assert sheet["E2"].merge_area.address == "$D$1:$E$2"
        assert merged(part).areas == merged_ranges.merged(part.tail, part.prefix)
        assert len(merged(part).areas) == 2998
