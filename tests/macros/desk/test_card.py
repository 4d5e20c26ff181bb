"""The command: whose card, where to, and what is refused."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from macros.cli import main
from macros.desk.card import card
from workbook import engine, tables
from workbook.errors import InputError, Unsupported
from workbook.schema.tables.customers import CUSTOMERS


@pytest.fixture(scope="module")
def book(sample_book: Callable[[str], Path]) -> Path:
    return sample_book("zh")


def test_a_card_is_written_and_the_book_left_alone(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By number; the book's bytes are what they were."""
    before = book.read_bytes()
    assert main(["card", str(book), "c00001", "-o", str(tmp_path / "a.xlsx")]) == 0
    assert "C00001 广州市蓝汀机电安装有限公司的客户卡已存为" in capsys.readouterr().out
    assert book.read_bytes() == before
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    assert sheet["A1"].value == "广州市蓝汀机电安装有限公司"


def test_a_part_of_a_name_that_only_one_active_customer_has_is_enough(book: Path, tmp_path: Path) -> None:
    """Several are named in the refusal; an archived one is none of them."""
    with engine.open_book(book) as opened:
        assert card(opened, customer="蓝汀", to=tmp_path / "a.xlsx").lines[0].zh.startswith("C00001")
        with pytest.raises(InputError, match=r"C00001 .*, C00002 .*, …") as refusal:
            card(opened, customer="有限公司", to=tmp_path / "b.xlsx")
        assert "请写编号" in refusal.value.text.zh
        frame = tables.read(opened, CUSTOMERS).frame
        tables.write_rows(opened, CUSTOMERS, frame.loc[[0], ["archived"]].assign(archived=True))
        with pytest.raises(InputError, match="no number, name or part"):
            card(opened, customer="蓝汀", to=tmp_path / "b.xlsx")
    assert not (tmp_path / "b.xlsx").exists()


def test_all_customers_of_an_owner_go_into_a_folder(book: Path, tmp_path: Path) -> None:
    """One file each, archived customers left out; into one file where one is named."""
    with engine.open_book(book) as opened:
        frame = tables.read(opened, CUSTOMERS).frame
        owner = frame["owner"].iloc[0]
        theirs = frame[frame["owner"].eq(owner) & ~frame["archived"]]["customer_id"].tolist()
        name = tables.labels_of(opened, "salesperson")[owner]
        assert card(opened, every=True, owner=name, to=tmp_path / "trip").figures["cards"] == len(theirs)
        card(opened, every=True, owner=name, to=tmp_path / "trip.xlsx")
    assert sorted(path.name.split(" ")[0] for path in (tmp_path / "trip").iterdir()) == sorted(theirs)
    assert len(openpyxl.load_workbook(tmp_path / "trip.xlsx", read_only=True).sheetnames) == len(theirs)


def test_a_file_that_is_there_stays(book: Path, tmp_path: Path) -> None:
    """Also one of a folder's; nothing is written then."""
    (tmp_path / "a.xlsx").write_text("mine")
    with engine.open_book(book) as opened:
        with pytest.raises(InputError):
            card(opened, customer="C00001", to=tmp_path / "a.xlsx")
        card(opened, every=True, owner="林知夏", to=tmp_path / "trip")
        kept = sorted((tmp_path / "trip").iterdir())
        kept[-1].write_text("mine")
        for path in kept[:-1]:
            path.unlink()
        with pytest.raises(InputError):
            card(opened, every=True, owner="林知夏", to=tmp_path / "trip")
    assert (tmp_path / "a.xlsx").read_text() == "mine"
    assert [path.read_text() for path in (tmp_path / "trip").iterdir()] == ["mine"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({}, "请写明哪个客户"),
        ({"owner": "林知夏"}, "--all"),
        ({"customer": "C00001", "every": True}, "不用 --all"),
        ({"every": True, "owner": "林之夏"}, "林知夏"),
        ({"customer": "没有这个客户"}, "不是已有客户"),
        ({"customer": " "}, "不是已有客户"),
    ],
)
def test_what_cannot_be_meant_is_refused(book: Path, tmp_path: Path, asked: dict[str, object], said: str) -> None:
    """In a sentence that says what to do."""
    with engine.open_book(book) as opened, pytest.raises(InputError) as refusal:
        card(opened, to=tmp_path / "a.xlsx", **asked)  # type: ignore[arg-type]
    assert said in refusal.value.text.zh


def test_another_ending_is_refused(book: Path, tmp_path: Path) -> None:
    """A card is .xlsx or .pdf."""
    with engine.open_book(book) as opened, pytest.raises(InputError, match="must end in"):
        card(opened, customer="C00001", to=tmp_path / "a.docx")


def test_private_facts_are_on_a_card_only_where_they_are_asked_for(book: Path, tmp_path: Path) -> None:
    """The bank of a household, and the sentence that warns of it."""

    def texts(path: Path) -> set[object]:
        sheet = openpyxl.load_workbook(path).active
        assert sheet is not None
        return {cell for row in sheet.iter_rows(values_only=True) for cell in row}

    with engine.open_book(book) as opened:
        card(opened, customer="C00033", to=tmp_path / "a.xlsx")
        report = card(opened, customer="C00033", private=True, to=tmp_path / "b.xlsx")
    assert "保密" in report.lines[-1].zh
    assert {"金融", "存款余额"} & texts(tmp_path / "a.xlsx") == set()
    assert {"金融", "存款余额"} <= texts(tmp_path / "b.xlsx")


def test_blank_cards_need_no_book(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In Chinese unless another language is asked for; everything else needs one."""
    assert main(["card", "--blank", "-o", str(tmp_path / "zh.xlsx")]) == 0
    assert main(["card", "--blank", "--lang", "en", "-o", str(tmp_path / "en.xlsx")]) == 0
    assert main(["card", "-o", str(tmp_path / "no.xlsx")]) == 1
    assert "Name the customer book" in capsys.readouterr().err
    assert openpyxl.load_workbook(tmp_path / "zh.xlsx").sheetnames[0] == "客户卡（公司）"
    assert openpyxl.load_workbook(tmp_path / "en.xlsx").sheetnames[0] == "Customer card company"


def test_without_libreoffice_a_pdf_is_refused_in_a_sentence(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before anything is read."""
    monkeypatch.setattr("macros.files.pdf._PLACES", ())
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with engine.open_book(book) as opened, pytest.raises(Unsupported, match=r"name the file \.xlsx"):
        card(opened, customer="C00001", to=tmp_path / "a.pdf")


@pytest.mark.libreoffice
def test_a_pdf_is_made_where_libreoffice_is(book: Path, tmp_path: Path) -> None:
    """A file that is one."""
    if shutil.which("soffice") is None:
        assert not os.environ.get("CI"), "LibreOffice is missing"
        pytest.skip("needs LibreOffice")
    with engine.open_book(book) as opened:
        card(opened, customer="C00001", to=tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-")


def test_a_customer_of_whom_nothing_else_is_known_has_a_card(empty_zh: Path, tmp_path: Path) -> None:
    """In a book without any other row; before, there was nobody to make a card of."""
    with engine.open_book(empty_zh) as opened:
        with pytest.raises(InputError) as refusal:
            card(opened, every=True, to=tmp_path / "all.xlsx")
        assert "没有可做的卡" in refusal.value.text.zh
        frame = pd.DataFrame({"customer_id": ["C00001"], "name": ["孤山贸易"]}, dtype="str")
        tables.append(opened, CUSTOMERS, frame)
        card(opened, customer="孤山", to=tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    assert sheet["A1"].value == "孤山贸易"
