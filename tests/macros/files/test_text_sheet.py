"""Lists that leave the book: every cell is a text."""

from __future__ import annotations

import csv
from pathlib import Path

from openpyxl import load_workbook

from macros.files.new_workbook import write_xlsx
from macros.files.text_sheet import write_csv

ROWS = [["收件人", "电话"], ["=1+1", "+86 20 8888"], ["@cmd\x00", "007"]]


def test_a_sheet_of_texts(tmp_path: Path) -> None:
    """Nothing becomes a formula or a number, whatever it begins with."""
    path = tmp_path / "a.xlsx"
    write_xlsx(path, ROWS, sheet="快递单", widths=(14, 18))
    sheet = load_workbook(path)["快递单"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [ROWS[0], ROWS[1], ["@cmd", "007"]]
    assert {(cell.data_type, cell.number_format) for row in sheet.iter_rows() for cell in row} == {("s", "@")}
    assert sheet.column_dimensions["B"].width == 18


def test_a_csv_is_disarmed(tmp_path: Path) -> None:
    """Excel sees a text, and reads it as UTF-8."""
    path = tmp_path / "a.csv"
    write_csv(path, ROWS)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [ROWS[0], ["'=1+1", "+86 20 8888"], ["'@cmd", "007"]]
