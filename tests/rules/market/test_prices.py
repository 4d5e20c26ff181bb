"""Prices at their bounds, and what is no alarm: what was agreed, what is old, what is of another kind or group."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
import pytest

from workbook.language import LANGS
from workbook.rules.market import price_list, prices

AS_OF = dt.date(2026, 3, 10)


def survey(**more: Any) -> pd.DataFrame:
    """One look at a shelf."""
    row = {
        "customer_id": "C1", "product": "tea", "date": pd.Timestamp(2026, 3, 1), "purchase_price": np.nan,
        "retail_price": np.nan, "competitor_price": np.nan, "stock_qty": np.nan,
    } | more  # fmt: skip
    return pd.DataFrame([row])


NO_SURVEY = survey().iloc[:0]


def line(**more: Any) -> pd.DataFrame:
    """One order line of 2 at 8."""
    row = {
        "customer_id": "C1", "product": "tea", "date": pd.Timestamp(2026, 3, 1), "quantity": 2.0, "unit_price": 8.0,
        "discount": np.nan, "amount": np.nan,
    } | more  # fmt: skip
    return pd.DataFrame([row])


def listed(*rows: dict[str, Any]) -> pd.DataFrame:
    """Lines of the price list, from the first of January."""
    blank: dict[str, Any] = dict.fromkeys(("product", "customer_id", "dealer_level")) | dict.fromkeys(
        ("price", "discount", "retail_price"), np.nan
    )
    first = {"valid_from": pd.Timestamp(2026, 1, 1), "valid_to": pd.NaT}
    return pd.DataFrame([blank | first | row for row in rows] or [blank | first]).iloc[: len(rows)]


def people(**levels: str | None) -> pd.DataFrame:
    """Customers of the south by level; C1=core."""
    return pd.DataFrame({"customer_id": list(levels), "dealer_level": list(levels.values()), "region": "south"})


def products(list_price: float = 10.0, retail_price: float = np.nan) -> pd.DataFrame:
    """Tea."""
    return pd.DataFrame({"name": ["tea"], "list_price": [list_price], "retail_price": [retail_price]})


def told(lines: pd.DataFrame, seen: pd.DataFrame = NO_SURVEY, **more: Any) -> list[tuple[str, str, float]]:
    """Test, customer and reference of what is told at 5 %, of prices up to 60 days old."""
    given = {"listed": listed(), "customers": people(C1=None), "products": products()} | more
    found = prices.compared(lines, seen, **given, tolerance=0.05, age=60, as_of=AS_OF)
    return list(zip(found["test"], found["customer_id"], found["reference"].tolist(), strict=True))


@pytest.mark.parametrize(("retail", "said"), [(9.0, False), (8.99, True), (10.0, False), (7.0, True), (0.0, False)])
def test_a_margin_at_the_tolerance_is_enough(retail: float, said: bool) -> None:
    """Bought at 8: an eighth more is the tolerance; a price of nothing is none."""
    found = prices.in_shops(survey(purchase_price=8.0, retail_price=retail), 0.125, AS_OF)
    assert (found["test"].tolist() == ["retail"]) is said


@pytest.mark.parametrize(("rival", "said"), [(8.0, False), (7.9, True), (0.0, False), (10.4, False)])
def test_a_rival_that_is_cheaper_by_more_than_the_tolerance_is_told(rival: float, said: bool) -> None:
    """A dearer one does no harm; a price of nothing is none."""
    found = prices.in_shops(survey(competitor_price=rival, retail_price=9.0), 0.125, AS_OF)
    assert (found["test"].tolist() == ["competitor"]) is said


@pytest.mark.parametrize(
    ("more", "price"),
    [
        ({}, 8.0),
        ({"discount": 0.25}, 6.0),
        ({"unit_price": np.nan, "amount": 10.0}, 5.0),
        ({"amount": 10.0}, 8.0),
        ({"date": pd.Timestamp(2026, 3, 10)}, 8.0),
        ({"date": pd.Timestamp(2026, 3, 11)}, None),
        ({"date": pd.NaT}, None),
        ({"quantity": -2.0}, None),
        ({"quantity": 0.0}, None),
        ({"unit_price": 0.0}, None),
        ({"customer_id": None}, None),
        ({"product": None}, None),
        ({"unit_price": np.nan}, None),
    ],
)
def test_what_is_a_price(more: dict[str, Any], price: float | None) -> None:
    """Less discount, of a positive quantity, up to the as-of day."""
    found = prices.quotes(line(**more), NO_SURVEY, AS_OF)
    assert found["price"].tolist() == ([] if price is None else [price])


@pytest.mark.parametrize(("price", "said"), [(10.5, False), (10.51, True), (9.5, False), (9.49, True)])
def test_a_price_at_the_tolerance_is_within_it(price: float, said: bool) -> None:
    """Of a list price of 10, either way."""
    assert bool(told(line(unit_price=price))) is said


def test_what_was_agreed_with_the_customer_is_no_deviation() -> None:
    """8 is 20 % below the list price of 10; agreed at 8 it is right, and the list price would be 25 % too dear."""
    agreed = listed({"product": "tea", "customer_id": "C1", "price": 8.0})
    assert told(line()) == [("policy", "C1", 10.0)]
    assert told(line(), listed=agreed) == []
    assert told(line(unit_price=10.0), listed=agreed) == [("policy", "C1", 8.0)]


def test_a_discount_of_the_dealer_level_is_no_deviation() -> None:
    """A fifth off everything for core dealers; to another customer the same price is one."""
    level = listed({"dealer_level": "core", "discount": 0.2})
    lines = pd.concat([line(unit_price=10.0, discount=0.2), line(customer_id="C2")])
    assert told(lines, listed=level, customers=people(C1="core", C2="sub")) == [("policy", "C2", 10.0)]


def test_a_price_counts_for_so_many_days() -> None:
    """60 days before 10 March is 9 January."""
    assert told(line(date=pd.Timestamp(2026, 1, 9))) == [("policy", "C1", 10.0)]
    assert told(line(date=pd.Timestamp(2026, 1, 8))) == []


def test_a_line_is_held_against_the_list_of_its_day() -> None:
    """The new price of 8 began the day after."""
    later = listed({"product": "tea", "customer_id": "C1", "price": 8.0, "valid_from": pd.Timestamp(2026, 3, 2)})
    assert told(line(unit_price=10.0), listed=later) == []
    assert told(line(unit_price=10.0, date=pd.Timestamp(2026, 3, 2)), listed=later) == [("policy", "C1", 8.0)]


def test_a_retail_price_is_held_against_a_retail_price() -> None:
    """15 in the shop is right at a suggested 15, however far from our 10; without a suggestion nothing is said."""
    none, seen = line().iloc[:0], survey(retail_price=15.0)
    assert told(none, seen, products=products(10.0, 15.0)) == []
    assert told(none, seen, products=products(10.0)) == []
    assert told(none, seen, products=products(10.0, 20.0)) == [("retail_policy", "C1", 20.0)]
    level = listed({"product": "tea", "dealer_level": "core", "retail_price": 15.0})
    assert told(none, seen, products=products(10.0, 20.0), listed=level, customers=people(C1="core")) == []


UNLISTED = products(np.nan)


@pytest.mark.parametrize(("others", "said"), [(["C2", "C3"], True), (["C2"], False)])
def test_three_customers_make_a_median(others: list[str], said: bool) -> None:
    """Of two nobody can say which is wrong."""
    lines = pd.concat([line(unit_price=12.0), *(line(customer_id=one) for one in others)])
    found = told(lines, products=UNLISTED, customers=people(C1=None, C2=None, C3=None))
    assert (found == [("customers", "C1", 8.0)]) is said


@pytest.mark.parametrize(("key", "value"), [("dealer_level", "core"), ("region", "north")])
def test_only_customers_of_the_region_and_level_are_compared(key: str, value: str) -> None:
    """With one of the three elsewhere there are two."""
    lines = pd.concat([line(unit_price=12.0), line(customer_id="C2"), line(customer_id="C3")])
    everybody = people(C1=None, C2=None, C3=None)
    elsewhere = everybody.assign(**{key: pd.Series([None, None, value], dtype="str")})
    assert told(lines, products=UNLISTED, customers=elsewhere) == []


def test_the_price_before_is_that_of_the_last_earlier_day() -> None:
    """Two lines of one day are one price, the later one; the first price has none before it."""
    lines = pd.concat(
        [
            line(date=pd.Timestamp(2026, 1, 1), unit_price=8.0),
            line(date=pd.Timestamp(2026, 2, 1), unit_price=9.0),
            line(date=pd.Timestamp(2026, 2, 1), unit_price=10.0),
        ]
    )
    found = prices.over_time(prices.quotes(lines, NO_SURVEY, AS_OF), 0.05)
    assert found[["price", "reference", "deviation"]].values.tolist() == [[10.0, 8.0, 0.25]]
    assert told(lines, products=UNLISTED) == [("time", "C1", 8.0)]
    assert told(line(), products=UNLISTED) == []
    assert told(lines) == []  # it is the list's price, whatever it was before


def test_money_at_stake_comes_first_and_what_is_unknown_last() -> None:
    """2 × 2 of one line, 10 × 1 of another; a shelf that nobody counted at the end."""
    lines = pd.concat([line(), line(customer_id="C2", unit_price=9.0, quantity=10.0)])
    seen = survey(customer_id="C3", retail_price=10.0)
    found = prices.compared(
        lines, seen, listed(), people(C1=None), products(10.0, 20.0), tolerance=0.05, age=60, as_of=AS_OF
    )
    assert found["customer_id"].tolist() == ["C2", "C1", "C3"]
    assert found["at_stake"].tolist()[:2] == [10.0, 4.0]
    assert np.isnan(found["at_stake"].tolist()[2])


def test_sentences_say_higher_and_lower_and_against_what() -> None:
    """In both languages."""
    lines = pd.concat([line(unit_price=12.0, quantity=3.0), line(customer_id="C2", unit_price=8.0)])
    level = listed({"product": "tea", "dealer_level": "core", "price": 9.0})
    said = {
        "zh": ["售价12.00，标准价10.00，高20.0%", "售价8.00，该层级价格9.00，低11.1%"],
        "en": ["Sold at 12.00, list price 10.00: 20.0% higher", "Sold at 8.00, the dealer level's 9.00: 11.1% lower"],
    }
    for lang in LANGS:
        found = prices.compared(
            lines, NO_SURVEY, level, people(C1=None, C2="core"), products(), tolerance=0.05, age=60, as_of=AS_OF,
            lang=lang,
        )  # fmt: skip
        assert found["sentence"].tolist() == said[lang]


def test_a_list_without_a_line_knows_the_list_price_only() -> None:
    """And a product that nobody listed has none."""
    lines = pd.concat([line(), line(product="cake")])
    found = price_list.agreed(lines, price_list.empty(), people(C1=None), products())
    assert found["net"].tolist()[0] == 10.0
    assert found["basis"].fillna("").tolist() == ["list", ""]
