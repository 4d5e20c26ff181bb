"""Composition, concentration, completeness, sources, markets, months."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.rules.basics.order_ledger import Ledger
from workbook.rules.customers import completeness
from workbook.rules.market import market_share
from workbook.rules.sales import composition, customer_sources, monthly_sales
from workbook.schema import listing, table

Books = Callable[..., Ledger]
Make = Callable[..., pd.DataFrame]
AS_OF = dt.date(2026, 3, 10)
UNITS = st.lists(st.integers(-100, 1000), min_size=1, max_size=30)


@pytest.fixture
def book(books: Books) -> Ledger:
    return books(
        3,
        ("C1", "S1", "2026-03-01", 100.0),
        ("C1", "S1", "2026-03-01", 20.0),
        ("C2", None, "2026-03-05", 30.0),
        ("C9", "S4", "2026-02-01", 50.0),
    )


def test_a_dimension_of_the_lines(book: Ledger) -> None:
    """Orders as the statistics count them; a customer counts once; a blank value is a row."""
    products = pd.Series(["Tea", "Tea", "Tea", None], dtype="str")
    found = composition.rows(composition.by(products, book))
    assert found.drop(columns=["share", "cumulative"]).astype(object).fillna("").values.tolist() == [
        ["Tea", 1, 2, 2, 1_500_000],
        ["", 2, 0, 1, 500_000],
    ]
    assert found["share"].tolist() == [0.75, 0.25]
    assert found["cumulative"].tolist() == [0.75, 1.0]


def test_a_dimension_of_the_customers(book: Ledger, people: Make) -> None:
    """Lines of nobody have no region."""
    customers = people({"region": "south"}, {"region": "north"}, {"region": "south"})
    found = composition.by(composition.of_customers(customers["region"], book), book)
    assert found.astype(object).fillna("").set_index("value")["units"].to_dict() == {
        "south": 1_200_000,
        "north": 300_000,
        "": 500_000,
    }


def test_a_mask_of_lines_is_a_window(book: Ledger) -> None:
    """What is outside does not count."""
    recent = book.lines["date"] >= pd.Timestamp(2026, 3, 2)
    found = composition.by(pd.Series(["Tea"] * 4, dtype="str"), book, recent)
    assert found["units"].tolist() == [300_000]


@given(UNITS)
def test_the_sentence_is_true(units: list[int]) -> None:
    """Counting the top customers by hand gives its share; more customers never make less."""
    found = composition.tops(pd.Series(units))
    sold = sorted((one for one in units if one > 0), reverse=True)
    assert len(found) == (3 if sold else 0)
    for count, share in zip(found["top_count"], found["amount_share"], strict=True):
        assert share == pytest.approx(sum(sold[:count]) / sum(sold))
    assert found["amount_share"].is_monotonic_increasing


def test_the_sentence_in_words() -> None:
    """The share is what was counted: 1 of 3 is a third, not 20 %."""
    found = composition.tops(pd.Series([80, 15, 5]), [0.2], "zh")
    assert found["sentence"].tolist() == ["前33.3%（1个，共3个）占全部净额的80.0%"]


@given(UNITS)
def test_the_index_lies_between_equal_shares_and_one(units: list[int]) -> None:
    """1/n when all are equal, 1 when one has all, nothing without sales."""
    found = composition.concentration(pd.Series(units))
    sold = [one for one in units if one > 0]
    if not sold:
        assert found is None
    else:
        assert found is not None
        assert 1 / len(sold) - 1e-12 <= found <= 1 + 1e-12
        assert composition.concentration(pd.Series([7] * len(sold))) == pytest.approx(1 / len(sold))


def test_product_classes_cover_main_profitable_slow_and_ordinary() -> None:
    """Marked ones are main whatever they sell."""
    rows = pd.DataFrame(
        {"value": ["a", "b", "c", "d", "e"], "units": [600, 200, 190, 5, 1], "margin_rate": [0.1, 0.5, 0.0, 0.9, 0.0]}
    )
    found = composition.product_class(rows, main={"e"})
    assert found.tolist() == ["main", "profitable", "ordinary", "slow", "main"]
    assert {*found, "unlisted"} == {one.key for one in listing("product_class").entries}


def test_completeness_counts_facts_by_kind_of_customer() -> None:
    """A person is not asked for a legal nature."""
    keys = list(table("tblCustomers").by_key)
    full = pd.DataFrame({key: ["x", "x"] for key in keys}, dtype="str").assign(kind=["person", "company"])
    bare = full.copy()
    bare.loc[:, [key for key in keys if key != "kind"]] = np.nan
    assert completeness.completeness(full).tolist() == [1.0, 1.0]
    people_, firms = completeness.completeness(bare).tolist()
    assert 0 < firms < people_ < 0.1
    assert "nature" in completeness.missing(bare, 1)
    assert "nature" not in completeness.missing(bare, 0)
    assert completeness.missing(full, 1) == []


def test_sources_tell_who_bought_and_what_was_earned(people: Make) -> None:
    """A reward for each referral that bought; reach for referrals only."""
    rows = people(
        {"source": "referral", "first_order": "2026-01-01"}, {"source": "referral"}, {"source": "fair"}, {}
    ).assign(units=[50_000, 0, 10_000, 0])
    introduced = pd.DataFrame(
        {"customer_id": ["C1", "C2", "C2", "C3"], "introduced_by": ["Lin", "Lin", None, "Wu"]}, dtype="str"
    )
    found = customer_sources.by_source(rows, introduced, reward=100.0)
    assert found.astype(object).fillna("").values.tolist() == [
        ["referral", 2, 1, 0.5, 50_000, 1_000_000, 1, 250],
        ["fair", 1, 0, 0.0, 10_000, 0, 0, 0],
        ["", 1, 0, 0.0, 0, 0, 0, 0],
    ]
    assert set(listing("source").table.by_key) > {"allowed", "note"}
    assert {one.key for one in listing("source").entries} >= customer_sources.REFERRALS


def test_our_share_of_a_market_is_of_its_region_and_year(book: Ledger, people: Make) -> None:
    """A row without an amount has no share, nor has a year to come."""
    customers = people({"region": "south"}, {"region": "north"}, {"region": "south"})
    rows = pd.DataFrame(
        {"region": ["south", "south", "north", None, "south"], "year": [2026.0, 2025.0, 2026.0, 2026.0, 2027.0],
         "market_amount": [1_200.0, 10.0, np.nan, 5.0, 5.0]}
    )  # fmt: skip
    found = market_share.shares(rows, customers, book, dt.date(2026, 12, 31))
    assert found["own_amount"].fillna(-1).tolist() == [120.0, 0.0, 30.0, -1.0, -1.0]
    assert found["own_share"].fillna(-1).tolist() == [0.1, 0.0, -1.0, -1.0, -1.0]
    assert found["share_period"].fillna("").tolist() == ["全年", "全年", "", "", ""]


def test_a_running_year_is_held_against_the_market_pro_rata(book: Ledger, people: Make) -> None:
    """120 of ours in 73 of 365 days, beside a fifth of 6,000: a tenth, and it says so."""
    rows = pd.DataFrame({"region": ["south"], "year": [2026.0], "market_amount": [6_000.0]})
    found = market_share.shares(rows, people({"region": "south"}, {}, {}), book, dt.date(2026, 3, 14))
    assert found[["compared_amount", "own_share"]].values.tolist() == [[1_200.0, 0.1]]
    assert found["share_period"].tolist() == ["至2026-03-14，市场容量按73/365天折算"]


def history(books: Books, *amounts: float) -> Ledger:
    """One order on the first of each month, ending with March 2026."""
    end = np.datetime64("2026-03")
    days = [str(end - n) + "-01" for n in range(len(amounts))][::-1]
    return books(1, *[("C1", f"S{n}", day, amount) for n, (day, amount) in enumerate(zip(days, amounts, strict=True))])


def targets(frame: Make, *rows: tuple[str, str | None, float]) -> pd.DataFrame:
    columns: list[Any] = list(zip(*rows, strict=True)) or [(), (), ()]
    made = frame(month=list(columns[0]), salesperson=list(columns[1]))
    return made.assign(amount=pd.Series(list(columns[2]), dtype="float64"))


def test_months_hold_target_growth_and_forecast(books: Books, frame: Make) -> None:
    """Thirteen months of 100, then of 110; the company's own target wins over the people's."""
    book = history(books, *[100.0] * 13, *[110.0] * 13)
    aims = targets(frame, ("2026-03-01", None, 220.0), ("2026-03-01", "ann", 50.0), ("2026-04-01", "ann", 60.0))
    found = monthly_sales.monthly(book, aims, AS_OF, months=12, ahead=2).set_index("month")
    assert len(found) == 14
    march, april = found.loc[pd.Timestamp(2026, 3, 1)], found.loc[pd.Timestamp(2026, 4, 1)]
    assert list(march[["amount", "target", "attainment", "year_before"]]) == [110.0, 220.0, 0.5, 110.0]
    assert found.loc[pd.Timestamp(2026, 1, 1), "growth"] == pytest.approx(0.1)
    assert (np.isnan(april["amount"]), april["target"]) == (True, 60.0)
    assert march["forecast"] == pytest.approx(110.0 * (12 * 110.0) / (12 * 100.0))


def test_a_young_book_is_forecast_by_its_last_months(books: Books, frame: Make) -> None:
    """The mean of the last three full months; the unfinished one does not count. No year before, no growth."""
    found = monthly_sales.monthly(history(books, 10.0, 20.0, 60.0, 1.0), targets(frame), AS_OF, months=2, ahead=1)
    assert found["forecast"].tolist()[1:] == [30.0, 30.0]
    assert found["year_before"].isna().all()


def test_an_empty_book_has_no_forecast(books: Books, frame: Make) -> None:
    """But months all the same."""
    found = monthly_sales.monthly(books(1), targets(frame), AS_OF, months=3, ahead=1)
    assert found["amount"].fillna(-1).tolist() == [0.0, 0.0, 0.0, -1.0]
    assert found["forecast"].isna().all()


@given(st.lists(st.floats(-10, 100), max_size=40), st.integers(1, 15))
def test_a_forecast_is_never_negative(values: list[float], ahead: int) -> None:
    """Nor longer than asked for."""
    found = monthly_sales.forecast(values, ahead)
    assert len(found) == (ahead if values else 0)
    assert all(one >= 0 for one in found)


@pytest.mark.parametrize(
    ("units", "rates", "main", "expected"),
    [
        ([50, 50], [0.1, 0.3], set(), ["main", "profitable"]),
        ([51, 49], [0.3, 0.1], set(), ["main", "ordinary"]),
        ([49, 51], [0.2, 0.2], set(), ["ordinary", "main"]),
        ([990, 10], [0.1, 0.9], set(), ["main", "slow"]),
        ([989, 11], [0.1, 0.9], set(), ["main", "profitable"]),
        ([100, -5], [0.1, 0.9], set(), ["main", "slow"]),
        ([0, 0], [0.1, 0.9], set(), ["slow", "slow"]),
        ([990, 10], [0.1, 0.9], {"b"}, ["main", "main"]),
        ([100, 100, 100], [0.1, 0.1, 0.1], set(), ["main", "main", "ordinary"]),
    ],
)
def test_product_classes_at_their_bounds(
    units: list[int], rates: list[float], main: set[str], expected: list[str]
) -> None:
    """Main while what sold better is less than half; a hundredth is slow; a margin like all others' is nothing more."""
    rows = pd.DataFrame({"value": list("abc")[: len(units)], "units": units, "margin_rate": rates})
    assert composition.product_class(rows, main=main).tolist() == expected
