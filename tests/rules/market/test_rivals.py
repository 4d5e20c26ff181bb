"""Competitors over time, and markets like for like."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pandas as pd

from workbook.rules.basics.order_ledger import Ledger
from workbook.rules.market import market_share, rivals

Books = Callable[..., Ledger]
Make = Callable[..., pd.DataFrame]


def seen(*rows: dict[str, object]) -> pd.DataFrame:
    blank = dict.fromkeys(("product", "region", "price", "share", "dealers", "promotion", "policy"))
    made = pd.DataFrame([{"name": "A"} | blank | row for row in rows])
    kinds = dict.fromkeys(("price", "share", "dealers"), "float64")
    return made.assign(seen_on=pd.to_datetime(made["seen_on"])).astype(kinds)


def test_a_row_is_held_against_the_one_before() -> None:
    """By the day it was seen, not by its place; of the same competitor, product and region."""
    rows = seen(
        {
            "seen_on": "2026-03-01",
            "price": 90.0,
            "share": 0.2,
            "dealers": 3,
            "promotion": "2 for 1",
            "policy": "60 days",
        },
        {"seen_on": "2026-01-01", "price": 100.0, "share": 0.1, "dealers": 5},
        {"seen_on": "2026-04-01", "price": 1.0, "region": "south"},
        {"seen_on": "2026-05-01", "price": 90.0, "promotion": "2 for 1"},
    )
    found = rivals.changes(rows, "en")
    assert found["price_change"].fillna(9).tolist() == [-0.1, 9, 9, 0.0]
    assert found["changes"].fillna("").tolist() == [
        "since 2026-01-01: price 100 → 90 (-10.0%); share 10% → 20%; dealers 5 → 3; "
        "promotion: 2 for 1; policy: 60 days",
        "",
        "",
        "no change since 2026-03-01",
    ]


def test_a_price_before_of_nothing_has_no_change() -> None:
    """And rows without a day, or a competitor, come after none."""
    rows = seen(
        {"seen_on": "2026-01-01", "price": 0.0}, {"seen_on": "2026-02-01", "price": 5.0},
        {"seen_on": None, "price": 1.0},
        {"seen_on": "2026-03-01", "name": None},
    )  # fmt: skip
    found = rivals.changes(rows, "zh")
    assert found["price_change"].isna().all()
    assert found["changes"].fillna("").tolist() == ["", "自2026-01-01没有变化", "", ""]


def test_a_running_year_is_held_against_the_same_days_of_the_year_before(books: Books, people: Make) -> None:
    """To 14 March, 73 days of 365: 30 this year, 20 by then a year ago (the 50 of December come later). A market of
    3,650 then was 730 in 73 days. One of the two customers on record bought this year; the archived one is not
    counted."""
    book = books(
        3,
        ("C1", "S1", "2026-03-01", 30.0),
        ("C1", "S2", "2025-03-14", 20.0),
        ("C2", "S3", "2025-12-01", 50.0),
        ("C3", "S4", "2026-01-01", 0.0),
    )
    customers = people({"region": "south"}, {"region": "south"}, {"region": "south", "archived": True})
    rows = pd.DataFrame({"region": ["south"] * 2, "year": [2026.0, 2025.0], "market_amount": [4_000.0, 3_650.0]})
    found = market_share.shares(rows, customers, book, dt.date(2026, 3, 14))
    assert found["own_before"].fillna(0).tolist() == [20.0, 0.0]
    assert found["growth"].round(4).fillna(-9).tolist() == [0.5, -9]
    assert found["share_before"].round(6).fillna(-9).tolist()[0] == round(20 / 730, 6)
    assert found["buyers"].tolist() == [1, 2]
    assert found["coverage"].tolist() == [0.5, 1.0]
