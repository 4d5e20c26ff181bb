"""labels and express: files for chosen customers."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import load_workbook

from macros.desk.letters.label_sheet import HEIGHT
from macros.desk.letters.post import express, labels
from macros.hosts.command_line import main
from tests.macros.lead_lists import opened
from workbook import engine, tables
from workbook.errors import InputError


def a_book(path: Path) -> None:
    """Four customers, the third without an address, the fourth without anybody to receive."""
    rows = {
        "customer_id": ["C00001", "C00002", "C00003", "C00004"],
        "name": ["甲公司", "=1+1", "丙公司", "丁公司"],
        "kind": ["company", "person", "company", "company"],
        "phone": ["020-1", "139", "021", None],
        "address": ["总部1号", "村口", None, "城里"],
        "postcode": ["510000", None, None, None],
    }
    with opened(path) as book:
        tables.append(book, "tblCustomers", pd.DataFrame(rows, dtype="str"))
        person = {"contact_id": ["L1"], "customer_id": ["甲公司"], "name": ["王芳"], "mobile": ["138"]}
        tables.append(book, "tblContacts", pd.DataFrame(person, dtype="str"))
        place = {"customer_id": ["C00001"], "address": ["一号仓"]}
        tables.append(book, "tblAddresses", pd.DataFrame(place, dtype="str"))


def texts(path: Path) -> list[list[object]]:
    """The cells of the first sheet, blank ones left out."""
    rows = load_workbook(path).worksheets[0].iter_rows(values_only=True)
    return [[cell for cell in row if cell is not None] for row in rows]


def test_a_list_for_a_carrier(empty_zh: Path, tmp_path: Path) -> None:
    """Three columns; who has no address is left out and named, what else is missing as well."""
    a_book(empty_zh)
    path = tmp_path / "parcels.xlsx"
    with engine.open_book(empty_zh, read_only=True) as book:
        report = express(book, customers="C00001,C00002,C00003,C00004", to=path)
    assert texts(path) == [
        ["收件人", "电话", "地址"], ["王芳", "138", "一号仓"], ["=1+1", "139", "村口"], ["城里"],
    ]  # fmt: skip
    assert report.figures == {"made": 3, "left_out": 1, "incomplete": 1}
    assert report.sentences("zh")[1:] == [
        "没有地址，没有做：C00003 丙公司", "缺收件人：C00004 丁公司", "缺电话：C00004 丁公司",
    ]  # fmt: skip


def test_as_csv_nothing_runs(empty_zh: Path, tmp_path: Path) -> None:
    """A name that begins like a formula is a text."""
    a_book(empty_zh)
    path = tmp_path / "parcels.csv"
    assert main(["express", str(empty_zh), "--where", "通讯地址=村", "-o", str(path)]) == 0
    assert path.read_text("utf-8-sig").splitlines() == ["收件人,电话,地址", "'=1+1,139,村口"]


def test_labels_fill_the_page(empty_zh: Path, tmp_path: Path) -> None:
    """Rows × columns on A4 without margins, from left to right, every cell a text."""
    a_book(empty_zh)
    path = tmp_path / "labels.xlsx"
    with engine.open_book(empty_zh, read_only=True) as book:
        assert labels(book, customers="C00001,C00002,C00004", rows="1", columns="2", to=path).figures["made"] == 3
    assert texts(path)[:3] == [["一号仓", "村口"], ["王芳　138", "=1+1　139"], ["甲公司"]]
    assert texts(path)[3:] == [["城里"], [], ["丁公司"]]
    sheet = load_workbook(path).worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}
    assert sum(sheet.row_dimensions[row].height for row in (1, 2, 3)) == pytest.approx(HEIGHT)
    assert sheet.column_dimensions["A"].width == sheet.column_dimensions["B"].width
    assert [one.id for one in sheet.row_breaks.brk] == [3]
    assert (sheet.page_setup.paperSize, sheet.page_margins.left, sheet.page_margins.top) == (9, 0, 0)


def test_the_settings_say_how_many(empty_zh: Path, tmp_path: Path) -> None:
    """Where the command does not."""
    a_book(empty_zh)
    with opened(empty_zh) as book:
        tables.set_name(book, "set_label_columns", 4)
        labels(book, customers="C00001", to=tmp_path / "l.xlsx")
    assert load_workbook(tmp_path / "l.xlsx").worksheets[0].column_dimensions["D"].width is not None


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"rows": "0"}, "标签的行数是 1–20"),
        ({"columns": "7"}, "列数是 1–6 的整数，而不是“7”"),
        ({"rows": "２x"}, "而不是“２x”"),
        ({"to": Path("a.docx")}, "文件名要以 .xlsx 或 .pdf 结尾：a.docx"),
        ({"customers": "C00003"}, "选中的客户都没有地址"),
    ],
)
def test_what_cannot_be_done_is_refused(empty_zh: Path, tmp_path: Path, options: dict[str, Any], told: str) -> None:
    """One sentence and no file."""
    a_book(empty_zh)
    path = tmp_path / "labels.xlsx"
    with engine.open_book(empty_zh, read_only=True) as book, pytest.raises(InputError) as refusal:
        labels(book, **{"customers": "C00001", "to": path, **options})
    assert told in refusal.value.sentence("zh")
    assert not path.exists()


def test_a_named_file_is_not_written_over_and_others_get_a_number(empty_zh: Path, tmp_path: Path) -> None:
    """Beside the book where no name was given."""
    a_book(empty_zh)
    path = tmp_path / "there.xlsx"
    path.write_text("mine")
    assert main(["labels", str(empty_zh), "--customers", "C00001", "-o", str(path)]) == 1
    assert path.read_text() == "mine"
    for _ in range(2):
        assert main(["express", str(empty_zh), "--customers", "C00001"]) == 0
    assert len(list(empty_zh.parent.glob("快递单*.xlsx"))) == 2


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_labels_as_pdf(empty_zh: Path, tmp_path: Path) -> None:
    """By LibreOffice."""
    a_book(empty_zh)
    path = tmp_path / "labels.pdf"
    assert main(["labels", str(empty_zh), "--customers", "C00001", "-o", str(path)]) == 0
    assert path.read_bytes().startswith(b"%PDF")
