"""Prices at their bounds: the tolerance itself is within it; without a price, day, customer or product no quote."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
import pytest

from workbook.language import LANGS
from workbook.rules.market import prices

AS_OF = dt.date(2026, 3, 10)


def survey(**more: Any) -> pd.DataFrame:
    """One look at a shelf."""
    row = {
        "customer_id": "C1", "product": "tea", "date": pd.Timestamp(2026, 3, 1), "purchase_price": np.nan,
        "retail_price": np.nan, "competitor_price": np.nan,
    } | more  # fmt: skip
    return pd.DataFrame([row])


def line(**more: Any) -> pd.DataFrame:
    """One order line of 2 at 8."""
    row = {
        "customer_id": "C1", "product": "tea", "date": pd.Timestamp(2026, 3, 1), "quantity": 2.0, "unit_price": 8.0,
        "discount": np.nan, "amount": np.nan,
    } | more  # fmt: skip
    return pd.DataFrame([row])


@pytest.mark.parametrize(("retail", "told"), [(9.0, False), (8.99, True), (10.0, False), (7.0, True), (0.0, False)])
def test_a_margin_at_the_tolerance_is_enough(retail: float, told: bool) -> None:
    """Bought at 8: an eighth more is the tolerance; a price of nothing is none."""
    found = prices.in_shops(survey(purchase_price=8.0, retail_price=retail), 0.125, AS_OF)
    assert (found["test"].tolist() == ["retail"]) is told


@pytest.mark.parametrize(("rival", "told"), [(8.0, False), (7.9, True), (0.0, False), (10.4, True)])
def test_a_competitor_at_the_tolerance_is_not_told(rival: float, told: bool) -> None:
    """Either way beyond it is; a price of nothing is none."""
    found = prices.in_shops(survey(competitor_price=rival, retail_price=9.0), 0.125, AS_OF)
    assert (found["test"].tolist() == ["competitor"]) is told


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
    found = prices.quotes(line(**more), survey().iloc[:0], AS_OF)
    assert found["price"].tolist() == ([] if price is None else [price])


@pytest.mark.parametrize(("others", "told"), [(["C2", "C3"], True), (["C2"], False)])
def test_three_customers_make_a_median(others: list[str], told: bool) -> None:
    """Of two nobody can say which is wrong."""
    lines = pd.concat([line(unit_price=12.0), *(line(customer_id=one) for one in others)])
    found = prices.across_customers(prices.quotes(lines, survey().iloc[:0], AS_OF), 0.05)
    assert (found["customer_id"].tolist() == ["C1"]) is told


def test_the_price_before_is_that_of_the_last_earlier_day() -> None:
    """Two lines of one day are one price, the later one; the first price has none before it."""
    lines = pd.concat(
        [
            line(date=pd.Timestamp(2026, 1, 1), unit_price=8.0),
            line(date=pd.Timestamp(2026, 2, 1), unit_price=9.0),
            line(date=pd.Timestamp(2026, 2, 1), unit_price=10.0),
        ]
    )
    found = prices.over_time(prices.quotes(lines, survey().iloc[:0], AS_OF), 0.05)
    assert found[["price", "reference", "deviation"]].values.tolist() == [[10.0, 8.0, 0.25]]
    assert prices.over_time(prices.quotes(line(), survey().iloc[:0], AS_OF), 0.05).empty


def test_sentences_say_higher_and_lower() -> None:
    """In both languages, of what was sold and of what was seen."""
    lines = pd.concat([line(unit_price=12.0), line(customer_id="C2", unit_price=8.0)])
    higher, lower = "Sold at 12.00, list price 10.00: 20.0% higher", "Sold at 8.00, list price 10.00: 20.0% lower"
    told = {"zh": ["售价12.00，标准价10.00，高20.0%", "售价8.00，标准价10.00，低20.0%"], "en": [higher, lower]}
    for lang in LANGS:
        seen, listed = survey(retail_price=10.0), {"tea": 10.0}
        found = prices.compared(lines, seen, listed, tolerance=0.05, as_of=AS_OF, lang=lang)
        assert found["sentence"].tolist() == told[lang]
