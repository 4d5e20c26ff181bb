"""Rows that are new in a copy that was handed out: provisional numbers with its mark, whichever command makes them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from macros.desk.card_save import card_save
from macros.desk.card_sheet import card_open
from macros.desk.letters.mail import mail
from macros.files.load import load
from tests.macros.desk.on_card import cell
from workbook import engine, tables

if TYPE_CHECKING:
    import xlwings as xw

NOW = dt.datetime(2026, 7, 1, 9, 30)


@pytest.fixture
def book(sample_zh: Path) -> Iterator[xw.Book]:
    """The Chinese sample as a copy of 赵."""
    with engine.open_book(sample_zh) as opened:
        tables.set_name(opened, "meta_copy_mark", "赵")
        yield opened


def test_a_contact_typed_on_the_card(book: xw.Book) -> None:
    """Into its blank line."""
    card_open(book, customer="C00001")
    cell(book, "people.3.name").value = "陆新"
    card_save(book, now=NOW)
    contacts = tables.read(book, "tblContacts").frame
    assert contacts.loc[contacts["name"].eq("陆新"), "contact_id"].tolist() == ["新-赵-001"]


def test_a_letter_that_is_to_be_sent(book: xw.Book, tmp_path: Path) -> None:
    """Its row of visits; a second letter's number follows."""
    for customer, number in (("C00001", "新-赵-001"), ("C00002", "新-赵-002")):
        assert mail(book, customers=customer, to=tmp_path / "out", now=NOW).figures["logged"] == 1
        assert tables.read(book, "tblVisits").frame["visit_id"].iloc[-1] == number


def test_persons_of_a_loaded_file(book: xw.Book, tmp_path: Path) -> None:
    """They and their firm."""
    file = tmp_path / "firms.csv"
    file.write_text("公司名称,联系人/职务,手机\n甲测试有限公司,王芳/经理,13900001111\n", encoding="utf-8")
    load(book, file=file, table="客户", now=NOW)
    person = tables.read(book, "tblContacts").frame.iloc[-1]
    assert (person["name"], person["customer_id"], person["contact_id"]) == ("王芳", "新-赵-001", "新-赵-001")
