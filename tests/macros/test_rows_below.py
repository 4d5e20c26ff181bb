"""Rows below a table: said by every command, taken in by refresh where they read as its own, given back by undo."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from macros import rows_below
from macros.counting.check import check
from macros.counting.refresh import refresh
from macros.hosts.command_line import main
from macros.keeping.undo import undo
from workbook import engine, tables
from workbook.tables import closed_file, hosts, open_excel

AS_OF = dt.date(2026, 6, 30)
PAID = {"日期": dt.datetime(2026, 6, 3), "客户编号": "C00001", "金额": 250.0}


@pytest.fixture(params=[closed_file, open_excel], ids=["closed", "open"])
def book(request: pytest.FixtureRequest, sample_zh: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[xw.Book]:
    """The sample, by either host."""
    with engine.open_book(sample_zh) as opened:
        monkeypatch.setattr(hosts, "choose", lambda _book: request.param)
        yield opened


def put(book: xw.Book, sheet: str, table: str, cells: dict[str, Any], gap: int = 0) -> int:
    """Type a row below a table; gives its row on the sheet."""
    whole = book.sheets[sheet].tables[table].range
    headers, row = whole[0, :].value, whole.row + whole.shape[0] + gap
    for header, value in cells.items():
        book.sheets[sheet].range((row, whole.column + headers.index(header))).value = value
    return int(row)


def said(book: xw.Book) -> list[str]:
    return [line.zh for line in rows_below.lines(book)]


def test_refresh_takes_in_what_stands_right_below(book: xw.Book) -> None:
    """The row is in the table, with an identifier, counted, and said."""
    rows = tables.size(book, "tblPayments")
    at = put(book, "回款", "tblPayments", PAID)
    report = refresh(book, as_of=AS_OF)
    assert tables.size(book, "tblPayments") == rows + 1
    last = tables.read(book, "tblPayments").frame.iloc[-1]
    assert (last["customer_id"], last["amount"], len(last["row_id"])) == ("C00001", 250.0, 16)
    assert report.lines[0].zh == f"补全：表“回款”下面的第 {at} 行（“回款”）已补进表里；可以撤销。"
    assert said(book) == []


def test_a_second_refresh_takes_in_nothing(book: xw.Book) -> None:
    """And says nothing of it."""
    put(book, "回款", "tblPayments", PAID)
    refresh(book, as_of=AS_OF)
    assert not any(line.zh.startswith("补全") for line in refresh(book, as_of=AS_OF).lines)


def test_undo_gives_the_rows_back(book: xw.Book) -> None:
    """The table has its old size, and below it stands what had stood there, no more."""
    sheet = book.sheets["回款"]
    at = put(book, "回款", "tblPayments", PAID)
    rows = tables.size(book, "tblPayments")
    before = sheet.range(f"A{at}:AZ{at}").value
    refresh(book, as_of=AS_OF)
    assert sheet.range(f"A{at}:AZ{at}").value != before
    report = undo(book, as_of=AS_OF)
    assert "补全" in report.lines[0].zh
    assert tables.size(book, "tblPayments") == rows
    assert sheet.range(f"A{at}:AZ{at}").value == before


def test_undo_keeps_rows_that_were_edited_since(book: xw.Book) -> None:
    """They stay in the table, and it is said."""
    put(book, "回款", "tblPayments", PAID)
    refresh(book, as_of=AS_OF)
    rows = tables.size(book, "tblPayments")
    payments = tables.read(book, "tblPayments").frame
    tables.write_rows(book, "tblPayments", payments[["amount"]].iloc[-1:] * 2)
    report = undo(book, as_of=AS_OF)
    assert tables.size(book, "tblPayments") == rows
    assert any("后来改过" in line.zh for line in report.lines)


@pytest.mark.parametrize(
    "cells",
    [
        {"金额": 99_999.0},
        {"日期": "合计", "客户编号": "C00001", "金额": 99_999.0},
        {"日期": "六月", "客户编号": "C00001", "金额": 5.0},
        {"日期": dt.datetime(2026, 6, 3), "客户编号": "C00001", "金额": "五块左右"},
        {"备注": "以上为六月"},
    ],
)
def test_what_does_not_read_as_the_tables_own_stays(book: xw.Book, cells: dict[str, Any]) -> None:
    """A sum, a remark, a row without its day: said, never taken in."""
    at, rows = put(book, "回款", "tblPayments", cells), tables.size(book, "tblPayments")
    refresh(book, as_of=AS_OF)
    assert tables.size(book, "tblPayments") == rows
    (line,) = said(book)
    assert f"“回款”第 {at} 行" in line


def test_a_number_that_is_given_already_is_not_taken_in(book: xw.Book) -> None:
    """Two customers would have it."""
    put(book, "客户", "tblCustomers", {"客户编号": "C00001", "客户名称": "东港纸业有限公司"})
    rows = tables.size(book, "tblCustomers")
    refresh(book, as_of=AS_OF)
    assert tables.size(book, "tblCustomers") == rows


def test_a_customer_typed_below_gets_its_number(book: xw.Book) -> None:
    """A name is enough."""
    put(book, "客户", "tblCustomers", {"客户名称": "东港纸业有限公司"})
    refresh(book, as_of=AS_OF)
    customers = tables.read(book, "tblCustomers", ["customer_id", "name"]).frame
    assert customers.iloc[-1].tolist() == ["C00041", "东港纸业有限公司"]


def test_rows_after_a_blank_one_stay_and_are_said(book: xw.Book) -> None:
    """The gap may be meant."""
    at, rows = put(book, "回款", "tblPayments", PAID, gap=1), tables.size(book, "tblPayments")
    refresh(book, as_of=AS_OF)
    assert tables.size(book, "tblPayments") == rows
    assert any(f"第 {at} 行" in line for line in said(book))


def test_cells_beside_the_table_keep_a_row_out(book: xw.Book) -> None:
    """Somebody has laid out something of their own there."""
    whole = book.sheets["回款"].tables["tblPayments"].range
    at, rows = put(book, "回款", "tblPayments", PAID), tables.size(book, "tblPayments")
    book.sheets["回款"].range((at, whole.column + whole.shape[1] + 1)).value = "see here"
    refresh(book, as_of=AS_OF)
    assert tables.size(book, "tblPayments") == rows


def test_check_finds_them_and_grows_nothing(book: xw.Book) -> None:
    """One finding a stretch, at its first row."""
    at, rows = put(book, "回款", "tblPayments", PAID), tables.size(book, "tblPayments")
    report = check(book, as_of=AS_OF)
    assert tables.size(book, "tblPayments") == rows
    (found,) = [one for one in report.findings if "下面" in one.message.zh]
    assert found.table == "tblPayments"
    problems = tables.read(book, "tblProblems").frame
    assert at in problems.loc[problems["message"].str.contains("下面"), "row"].tolist()


@pytest.mark.parametrize("command", [["analyse"], ["duplicates"], ["show", "customers"], ["check"]])
def test_every_command_that_reads_says_so(
    sample_zh: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """With the sheet and the row; show says it apart from what it shows."""
    with engine.open_book(sample_zh) as book:
        at = put(book, "客户", "tblCustomers", {"客户名称": "东港纸业有限公司"}, gap=1)
        book.save()
    assert main([command[0], str(sample_zh), *command[1:]]) == (3 if command[0] == "check" else 0)
    out, err = capsys.readouterr()
    assert f"“客户”第 {at} 行在表“客户”的下面" in (err if command[0] == "show" else out)


def test_a_fresh_book_has_none(sample_en: Path) -> None:
    """Nothing of the program's own stands below a table."""
    with engine.open_book(sample_en) as book:
        refresh(book, as_of=AS_OF)
        assert rows_below.lines(book) == []
