"""import --rejects: what was not imported goes into a workbook, is corrected there, and comes in after all."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from openpyxl import load_workbook

from macros.pasting.import_list import import_leads
from macros.pasting.preview import preview
from tests.macros.lead_lists import opened
from workbook import tables
from workbook.errors import InputError

NOW = dt.datetime(2026, 6, 30, 9, 0)


def rejected(book_path: Path, tmp_path: Path, text: str) -> Path:
    """Preview a list, import it, and give the workbook of its rejects."""
    source, file = tmp_path / "list.csv", tmp_path / "rejects.xlsx"
    source.write_text(text, encoding="utf-8")
    with opened(book_path) as book:
        preview(book, file=source)
        import_leads(book, rejects=file, now=NOW)
    return file


def rows(file: Path) -> list[list[object]]:
    return [[cell.value for cell in row] for row in load_workbook(file).worksheets[0]]


def filled_in(file: Path, cell: str, value: str) -> Path:
    """The workbook with one cell corrected, as a person does."""
    workbook = load_workbook(file)
    workbook.worksheets[0][cell] = value
    workbook.save(file)
    return file


def test_every_column_is_there_and_a_formula_stays_text(empty_zh: Path, tmp_path: Path) -> None:
    """The missing name is what is to be filled in: its column is there though no rejected row has one."""
    file = rejected(empty_zh, tmp_path, "公司名称,手机,摊位\n,=1+1,@x\n甲乙有限公司,13900139001,A1\n")
    assert rows(file)[0] == ["公司名称", "手机", "摊位", "不导入的原因"]
    assert rows(file)[1][1:3] == ["=1+1", "@x"]
    assert {cell.data_type for row in load_workbook(file).worksheets[0] for cell in row if cell.value} == {"s"}


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("公司名称,手机,摊位\n,13900139001,A1\n甲乙有限公司,13900139002,A2\n", "A2"),
        ("展会\n,联系方式,\n公司名称,电话,摊位\n,13900139001,A1\n甲乙有限公司,13900139002,A2\n", "A2"),
        ("甲乙有限公司,13900139002,A2\n丙丁有限公司,13900139003,A3\n,13900139001,A1\n", "A2"),
    ],
)
def test_a_corrected_row_comes_in(empty_zh: Path, tmp_path: Path, text: str, cell: str) -> None:
    """Whatever header the list had, its columns are understood again, and the reason is no part of the list."""
    file = filled_in(rejected(empty_zh, tmp_path, text), cell, "青岛金禾机电有限公司")
    with opened(empty_zh) as book:
        preview(book, file=file)
        again = tables.read(book, "tblLeadPreview").frame
        assert again["decision"].tolist() == ["new"]
        assert again["name"].tolist() == ["青岛金禾机电有限公司"]
        assert again["phone"].tolist() == ["13900139001"]
        assert "A1" in str(again["summary"].iloc[0])
        assert "没有名称" not in str(again["payload"].iloc[0])
        import_leads(book, now=NOW)
        made = tables.read(book, "tblCustomers").frame.iloc[-1]
        assert (made["name"], made["phone"]) == ("青岛金禾机电有限公司", "13900139001")


def test_rejects_rejected_again_keep_their_columns(empty_zh: Path, tmp_path: Path) -> None:
    """Pasted again uncorrected they are what they were."""
    first = rejected(empty_zh, tmp_path, "公司名称,手机,摊位\n,12,A1\n")
    with opened(empty_zh) as book:
        preview(book, file=first)
        import_leads(book, rejects=tmp_path / "again.xlsx", now=NOW)
    assert rows(tmp_path / "again.xlsx") == rows(first)


@pytest.mark.parametrize("name", ["rejects.csv", "rejects.xlsx"])
def test_another_file_is_not_written_over(empty_zh: Path, tmp_path: Path, name: str) -> None:
    """And what is no .xlsx is not called one; nothing is imported."""
    source, file = tmp_path / "list.csv", tmp_path / name
    source.write_text("公司名称\n甲乙有限公司\n", encoding="utf-8")
    file.write_text("mine")
    with opened(empty_zh) as book:
        preview(book, file=source)
        with pytest.raises(InputError):
            import_leads(book, rejects=file, now=NOW)
        assert tables.read(book, "tblCustomers").frame.empty
    assert file.read_text() == "mine"
