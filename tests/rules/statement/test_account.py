"""A statement of account: opening, entries in order, the balance after each, and what does not count."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from workbook.rules.statement.account import Account, Entry, account, folded

START, END = dt.date(2026, 4, 1), dt.date(2026, 6, 30)
U = 10_000


def _sold(*rows: tuple[str | None, str | None, str | None, int]) -> pd.DataFrame:
    made = pd.DataFrame(list(rows), columns=["date", "order_no", "product", "units"])
    return made.assign(date=pd.to_datetime(made["date"]), units=made["units"].astype("int64") * U)


def _paid(*rows: tuple[str | None, int, str], **also: Any) -> pd.DataFrame:
    made = pd.DataFrame([(*row, None) for row in rows], columns=["date", "units", "what", "order_no"])
    made = made.assign(date=pd.to_datetime(made["date"]), units=made["units"].astype("int64") * U, pays=True)
    return made.assign(**also)


def _said(made: Account) -> list[tuple[str, str, str, int, int, int]]:
    return [
        (one.day.isoformat(), one.number, one.what, one.sold // U, one.paid // U, one.balance // U)
        for one in made.entries
    ]


def test_by_hand() -> None:
    """Opening 1000 - 400 = 600; an order of 300 + 200, 250 paid, 50 returned: 600 + 500 - 250 - 50 = 800."""
    sold = _sold(
        ("2026-01-10", "S1", "Wire", 1000), ("2026-04-05", "S2", "Wire", 300), ("2026-04-05", "S2", "Lamp", 200),
        ("2026-05-02", "S2", "Lamp", -50), ("2026-07-01", "S3", "Wire", 999),
    )  # fmt: skip
    paid = _paid(("2026-02-01", 400, "Goods"), ("2026-04-20", 250, "Goods"), ("2026-07-02", 999, "Goods"))
    made = account(sold, paid, START, END, "en")
    assert (made.opening, made.closing, made.sold, made.paid) == (600 * U, 800 * U, 450 * U, 250 * U)
    assert _said(made) == [
        ("2026-04-05", "S2", "Wire and 1 more", 500, 0, 1100),
        ("2026-04-20", "", "Goods", 0, 250, 850),
        ("2026-05-02", "S2", "Return: Lamp", -50, 0, 800),
    ]


def test_both_ends_of_the_period_are_in_it() -> None:
    made = account(_sold(("2026-04-01", "S1", "Wire", 10), ("2026-06-30", "S2", "Wire", 20)), _paid(), START, END, "zh")
    assert [one.day for one in made.entries] == [START, END]


def test_what_came_back_on_the_day_of_the_sale_is_an_entry_of_its_own() -> None:
    made = account(
        _sold(("2026-04-05", "S1", "Wire", 100), ("2026-04-05", "S1", "Wire", -30)), _paid(), START, END, "zh"
    )
    assert sorted((sold, what) for _, _, what, sold, *_ in _said(made)) == [(-30, "退货/折让：Wire"), (100, "Wire")]


def test_a_deposit_pays_nothing_and_stands_beside() -> None:
    paid = _paid(
        ("2026-03-01", 0, "Deposit"), ("2026-04-02", 100, "Goods"), pays=[False, True], deposit=[500 * U, 100 * U]
    )
    made = account(_sold(("2026-04-01", "S1", "Wire", 300)), paid, START, END, "zh")
    assert (made.closing, made.deposits, len(made.entries)) == (200 * U, 500 * U, 2)


def test_what_has_no_date_was_before_everything() -> None:
    made = account(_sold((None, "S0", "Wire", 70)), _paid((None, 20, "Goods")), START, END, "zh")
    assert (made.opening, made.closing, made.undated, made.entries) == (50 * U, 50 * U, 2, ())


@pytest.mark.parametrize("product", [None, float("nan")])
def test_a_line_without_a_product_is_goods(product: Any) -> None:
    made = account(_sold(("2026-04-05", None, product, 5)), _paid(), START, END, "en")
    assert _said(made) == [("2026-04-05", "", "Goods", 5, 0, 5)]


def _entries(*days: str) -> list[Entry]:
    return [Entry(dt.date.fromisoformat(day), day, "Wire", 10, 0, 10 * n) for n, day in enumerate(days, 1)]


def test_the_oldest_months_are_added_up_until_the_rest_fits() -> None:
    """Five entries on three lines: January's three become one, with the balance after the last of them."""
    given = _entries("2026-01-01", "2026-01-05", "2026-01-30", "2026-02-01", "2026-02-02")
    made = folded(given, 3, "en")
    assert made[0] == Entry(dt.date(2026, 1, 30), "", "2026-01: 3 entries", 30, 0, 30)
    assert made[1:] == given[3:]


def test_what_fits_stays_as_it_is() -> None:
    given = _entries("2026-01-01", "2026-01-05")
    assert folded(given, 2, "zh") == given


def test_a_month_of_one_entry_keeps_its_number() -> None:
    made = folded(_entries("2026-01-01", "2026-02-01", "2026-02-02"), 2, "zh")
    assert [(one.number, one.what) for one in made] == [("2026-01-01", "Wire"), ("", "2026-02 共2笔")]
