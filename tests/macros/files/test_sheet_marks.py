"""Hidden and struck rows, and sheets of one header."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from openpyxl.styles import Font

from macros.files.file_readers import read_file


def made(path: Path) -> Path:
    """A sheet of three rows, of which one is hidden and one struck out."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["客户名称", "电话"], ["甲", "1"], ["乙", "2"], ["丙", "3"]):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    for place in ("A4", "B4"):
        sheet[place].font = Font(strike=True)
    book.save(path)
    return path


def test_hidden_and_struck_rows_are_read_and_told(tmp_path: Path) -> None:
    """With their numbers, and the way to leave them out."""
    grid, _ = read_file(made(tmp_path / "list.xlsx"))
    assert [row[0] for row in grid.rows] == ["客户名称", "甲", "乙", "丙"]
    told = "\n".join(one.zh for one in grid.remarks)
    assert "1 行被隐藏或筛选掉（第 3 行）" in told
    assert "1 行划了删除线（第 4 行）" in told
    assert "--rows visible" in told


def test_they_can_be_left_out(tmp_path: Path) -> None:
    """The others keep their numbers."""
    grid, _ = read_file(made(tmp_path / "list.xlsx"), visible=True)
    assert ([row[0] for row in grid.rows], list(grid.lines)) == (["客户名称", "甲"], [1, 2])


def months(path: Path) -> Path:
    """A sheet a month, the columns of one in another order, and a sheet of something else."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    sheets: dict[str, list[list[object]]] = {
        "1月": [["日期", "客户", "金额"], ["2024-01-05", "甲", 100]],
        "2月": [["二月", None, None], ["金额", "日期", "客户"], [20, "2024-02-05", "乙"]],
        "说明": [["怎样填", "x"], ["逐行", "y"]],
    }
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_sheets_of_one_header_are_read_together(tmp_path: Path) -> None:
    """Whatever order their columns have; others are told."""
    grid, _ = read_file(months(tmp_path / "year.xlsx"), sheet="all")
    assert [list(row) for row in grid.rows] == [
        ["日期", "客户", "金额"],
        ["2024-01-05", "甲", "100"],
        ["2024-02-05", "乙", "20"],
    ]
    assert any("“说明”的列不一样" in one.zh for one in grid.remarks)


def test_without_the_option_it_is_offered(tmp_path: Path) -> None:
    """The first is read, the others are named."""
    grid, _ = read_file(months(tmp_path / "year.xlsx"))
    assert len(grid.rows) == 2
    assert any("--sheet all" in one.zh for one in grid.remarks)
