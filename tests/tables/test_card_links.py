"""The cells that lead to a customer's card: as many as the table has rows, in either host, so that no other program
reads a link as a value of the blank cells below."""

from __future__ import annotations

import datetime as dt
import warnings
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
import xlwings as xw

from macros.counting.refresh import refresh
from workbook import engine, tables
from workbook.schema.card_frame import CARD_FIND
from workbook.tables import closed_file, hosts, open_excel
from workbook.tables.live.cells import link_of

AS_OF = dt.date(2026, 6, 30)
LINK = f"#{CARD_FIND}"


@pytest.fixture(params=[closed_file, open_excel], ids=["closed", "open"])
def book(request: pytest.FixtureRequest, empty_zh: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[xw.Book]:
    """An empty book, by either host."""
    with engine.open_book(empty_zh) as opened:
        monkeypatch.setattr(hosts, "choose", lambda _book: request.param)
        yield opened


def links(book: xw.Book) -> list[str | None]:
    """Where the customers' numbers lead, and the cell below the last one."""
    sheet = book.sheets["客户"]
    table = sheet.tables["tblCustomers"].range
    column = table.column + list(table.value[0]).index("客户编号")
    return [link_of(sheet[row, column - 1]) for row in range(table.row, table.last_cell.row + 1)]


def test_every_customer_of_the_day_leads_to_its_card(sample_zh: Path) -> None:
    """By the name, in every row of the list."""
    with engine.open_book(sample_zh) as book:
        table = book.sheets["今天"].tables["tblToday"].range
        column = list(table.value[0]).index("客户名称")
        assert {link_of(table[row, column]) for row in range(1, table.shape[0])} == {LINK}


def test_a_blank_row_leads_nowhere(book: xw.Book) -> None:
    """Nothing to open."""
    refresh(book, as_of=AS_OF)
    assert links(book) == [None, None]


def test_rows_typed_since_lead_to_their_cards(book: xw.Book) -> None:
    """The first row of a book, then two more below it: all after the next refresh, and the cell keeps its value."""
    tables.append(book, "tblCustomers", pd.DataFrame({"name": ["杭州禾渡"]}))
    refresh(book, as_of=AS_OF)
    assert links(book) == [LINK, None]
    tables.append(book, "tblCustomers", pd.DataFrame({"name": ["苏州拓岚", "南京松壑"]}))
    refresh(book, as_of=AS_OF)
    assert links(book) == [LINK, LINK, LINK, None]
    assert tables.read(book, "tblCustomers", ["customer_id"]).frame["customer_id"].tolist() == [
        "C00001", "C00002", "C00003"
    ]  # fmt: skip


def test_another_program_reads_no_link_as_a_value(sample_zh: Path, tmp_path: Path) -> None:
    """openpyxl shows where a link leads in each blank cell it covers: there is none, and a row that it appends stands
    right below the table."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(sample_zh, keep_vba=True)
    assert not [
        (sheet.title, cell.coordinate) for sheet in book for row in sheet for cell in row if cell.value == CARD_FIND
    ]
    sheet = book["客户"]
    assert sheet.max_row == 3 + len(sheet[sheet.tables["tblCustomers"].ref]) - 1
