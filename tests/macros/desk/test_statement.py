"""The statement of account: what is on the paper, which period, and what is refused."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import load_workbook

from macros.desk.statement import statement
from macros.hosts.command_line import main
from macros.report import Report
from tests.macros.lead_lists import opened
from workbook import engine, tables
from workbook.errors import InputError

DAY = dt.date(2026, 6, 30)


def a_book(path: Path, orders: int = 2, **settings: Any) -> None:
    """One customer who bought for 1000 in March and for 250.50 each day of May from the 1st, and paid 400 in April."""
    days = ["2026-03-02", *(f"2026-05-{n:02d}" for n in range(1, orders))]
    with opened(path) as book:
        people = {
            "customer_id": ["C00001", "C00002"],
            "name": ["=1+1", "乙公司"],
            "invoice_name": ["甲公司开票名", None],
        }
        tables.append(book, "tblCustomers", pd.DataFrame(people, dtype="str"))
        sold = pd.DataFrame(
            {
                "customer_id": ["C00001"] * orders,
                "date": pd.to_datetime(days),
                "order_no": [f"S{n}" for n in range(1, orders + 1)],
                "product": ["线缆"] * orders,
                "amount": [1000.0, *([250.5] * (orders - 1))],
            }
        )
        tables.append(book, "tblTransactions", sold)
        paid = pd.DataFrame({"customer_id": ["C00001"], "date": pd.to_datetime(["2026-04-10"]), "amount": [400.0]})
        tables.append(book, "tblPayments", paid)
        for key, value in settings.items():
            tables.set_name(book, f"set_{key}", value)


def made(path: Path, to: Path, **asked: Any) -> Report:
    with engine.open_book(path, read_only=True) as book:
        return statement(book, to=to, as_of=DAY, **asked)


def lines(path: Path, sheet: int = 0) -> list[list[object]]:
    rows: Any = load_workbook(path).worksheets[sheet].iter_rows(values_only=True)
    return [found for row in rows if (found := [cell for cell in row if cell is not None])]


def test_the_paper_says_what_was_sold_paid_and_is_left(empty_zh: Path, tmp_path: Path) -> None:
    """From April: 1000 to begin with, 400 paid, 250.50 sold, 850.50 left, in figures and in capitals."""
    a_book(empty_zh, company="本公司")
    report = made(empty_zh, tmp_path / "a.xlsx", customer="C00001", start=dt.date(2026, 4, 1))
    assert report.figures == {"opening": 1000.0, "sold": 250.5, "paid": 400.0, "closing": 850.5, "entries": 2}
    said = lines(tmp_path / "a.xlsx")
    assert said[1] == ["供方：本公司", "需方：甲公司开票名"]
    assert [row[-1] for row in said if row[1:2] in (["期初余额"], ["期末余额"])] == [1000, 850.5]
    assert [dt.datetime(2026, 4, 10), "货款", 400, 600] in said
    assert [dt.datetime(2026, 5, 1), "S2", "线缆", 250.5, 850.5] in said
    assert ["截至 2026-06-30，需方尚欠供方货款：人民币（大写）捌佰伍拾元伍角整　￥850.50"] in said
    assert ["请核对后盖章，于 2026-07-10 前寄回一份；逾期未回视为无误。"] in said
    assert ["本公司（盖章）", "甲公司开票名（盖章）"] in said


def test_it_is_one_page_and_nothing_on_it_is_a_formula(empty_zh: Path, tmp_path: Path) -> None:
    """Of 40 entries May's 39 are one line there, and all stand on the second sheet."""
    a_book(empty_zh, orders=31)
    made(empty_zh, tmp_path / "a.xlsx", customer="C00001")
    book = load_workbook(tmp_path / "a.xlsx")
    first, second = book.worksheets
    assert (first.page_setup.fitToHeight, first.page_setup.fitToWidth, first.page_setup.paperSize) == (1, 1, 9)
    assert [dt.datetime(2026, 5, 30), "2026-05 共30笔", 7515, 8115] in lines(tmp_path / "a.xlsx")
    assert sum(row[-1] == "线缆" or "线缆" in row for row in lines(tmp_path / "a.xlsx", 1)) == 31
    assert all(cell.data_type != "f" for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
    assert second.print_title_rows == "$1:$1"


def test_it_begins_after_the_last_reconciliation(empty_zh: Path, tmp_path: Path) -> None:
    """Else with the year; what was noted then stands on the paper."""
    a_book(empty_zh)
    assert made(empty_zh, tmp_path / "a.xlsx", customer="C00001").figures["opening"] == 0
    with opened(empty_zh) as book:
        row = {
            "customer_id": ["C00001"],
            "date": pd.to_datetime(["2026-03-31"]),
            "legacy": ["样品柜"],
            "actual_stock": [5.0],
        }
        tables.append(book, "tblReconciliations", pd.DataFrame(row))
    assert made(empty_zh, tmp_path / "b.xlsx", customer="C00001").figures["opening"] == 1000
    said = [row[0] for row in lines(tmp_path / "b.xlsx")]
    assert "另：遗留问题：样品柜" in said
    assert "另：铺底额度 0.00，实际铺底 5.00（2026-03-31）" in said


def test_a_customer_without_trade_has_nothing_to_settle(empty_zh: Path, tmp_path: Path) -> None:
    a_book(empty_zh)
    assert made(empty_zh, tmp_path / "a.xlsx", customer="乙公司").figures["closing"] == 0
    assert ["截至 2026-06-30，双方往来款项已结清。"] in lines(tmp_path / "a.xlsx")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"customer": None}, "choose a row"),
        ({"customer": "没有这家"}, "no number, name"),
        ({"customer": "C00001", "start": dt.date(2026, 5, 2), "end": dt.date(2026, 5, 1)}, "after its end"),
        ({"customer": "C00001", "end": dt.date(2026, 7, 1)}, "after the as-of day"),
    ],
)
def test_what_cannot_be_stated_is_refused(empty_zh: Path, tmp_path: Path, asked: dict[str, Any], said: str) -> None:
    """And no file is made."""
    a_book(empty_zh)
    with pytest.raises(InputError, match=said):
        made(empty_zh, tmp_path / "a.xlsx", **asked)
    assert list(tmp_path.glob("*.xlsx")) in ([], [empty_zh])


def test_from_the_command_line_beside_the_book(empty_zh: Path) -> None:
    """Where no file is named; the book's bytes are what they were."""
    a_book(empty_zh)
    before = empty_zh.read_bytes()
    assert (
        main(
            [
                "statement",
                str(empty_zh),
                "C00001",
                "--from",
                "2026-04-01",
                "--to",
                "2026-06-30",
                "--as-of",
                "2026-06-30",
            ]
        )
        == 0
    )
    assert empty_zh.read_bytes() == before
    assert (empty_zh.parent / "对账单 甲公司开票名 2026-06-30.xlsx").exists()
