"""Which line of the price list holds for whom."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from workbook.rules.market import price_list

PEOPLE = pd.DataFrame({"customer_id": ["C1", "C2"], "dealer_level": ["core", None]})
PRODUCTS = pd.DataFrame({"name": ["tea", "rice"], "list_price": [10.0, np.nan]})


def listed(*rows: dict[str, Any]) -> pd.DataFrame:
    """Lines from the first of January 2026."""
    blank: dict[str, Any] = dict.fromkeys(("product", "customer_id", "dealer_level"))
    blank |= {"valid_from": pd.Timestamp(2026, 1, 1), "valid_to": pd.NaT, "price": np.nan, "discount": np.nan}
    return pd.DataFrame([blank | row for row in rows])


def at(found: pd.DataFrame, whose: str = "C1", day: str = "2026-05-01", product: str = "tea") -> tuple[Any, ...]:
    """Price, discount and basis of one line."""
    lines = pd.DataFrame({"customer_id": [whose], "product": [product], "date": [pd.Timestamp(day)]})
    [one] = price_list.agreed(lines, found, PEOPLE, PRODUCTS).to_dict("records")
    return tuple(None if pd.isna(one[key]) else one[key] for key in ("price", "discount", "basis"))


FULL = listed(
    {"product": "tea", "price": 9.5},
    {"product": "tea", "dealer_level": "core", "price": 9.0},
    {"product": "tea", "customer_id": "C1", "price": 8.0},
)


def test_the_customer_goes_before_its_level_before_everybody() -> None:
    """Each as the one before it is taken away; at last the list price."""
    assert at(FULL) == (8.0, None, "customer")
    assert at(FULL.iloc[:2]) == (9.0, None, "level")
    assert at(FULL.iloc[:1]) == (9.5, None, "all")
    assert at(FULL.iloc[:0]) == (10.0, None, "list")
    assert at(FULL, "C2") == (9.5, None, "all")


def test_a_discount_comes_off_everybodys_price() -> None:
    """9.5 for everybody, a tenth less for the level on all products."""
    found = listed({"product": "tea", "price": 9.5}, {"dealer_level": "core", "discount": 0.1})
    assert at(found) == (9.5, 0.1, "level")
    assert at(found.iloc[1:]) == (10.0, 0.1, "level")


def test_a_line_of_the_product_goes_before_one_of_all_products() -> None:
    found = listed({"customer_id": "C1", "discount": 0.1}, {"customer_id": "C1", "product": "tea", "price": 7.0})
    assert at(found) == (7.0, None, "customer")


def test_a_discount_of_no_price_says_nothing() -> None:
    """Rice has no price at all; nor has a price of no product."""
    assert at(listed({"dealer_level": "core", "discount": 0.1}), product="rice") == (None, None, None)
    assert at(listed({"dealer_level": "core", "price": 5.0}), product="rice") == (None, None, None)


@pytest.mark.parametrize(
    ("day", "price"),
    [("2025-12-31", 10.0), ("2026-01-01", 9.0), ("2026-03-01", 6.0), ("2026-03-31", 6.0), ("2026-04-01", 9.0)],
)
def test_a_line_holds_from_its_first_day_to_its_last(day: str, price: float) -> None:
    """A March at 6 within a year at 9; before the year the list price."""
    march = {"valid_from": pd.Timestamp(2026, 3, 1), "valid_to": pd.Timestamp(2026, 3, 31), "price": 6.0}
    found = listed({"product": "tea", "price": 9.0}, {"product": "tea", **march})
    assert at(found, day=day)[0] == price


def test_of_two_lines_of_one_day_the_later_row_holds() -> None:
    found = listed({"product": "tea", "price": 9.0}, {"product": "tea", "price": 8.0})
    assert at(found)[0] == 8.0


def test_what_holds_for_a_customer_is_its_own_then_its_levels() -> None:
    """Newest first; nothing that ended, nothing of everybody."""
    ended = {"customer_id": "C1", "discount": 0.3, "valid_to": pd.Timestamp(2026, 1, 31)}
    newer = {"customer_id": "C1", "product": "rice", "price": 2.0, "valid_from": pd.Timestamp(2026, 2, 1)}
    found = price_list.in_force(
        pd.concat([FULL, listed(ended, newer)], ignore_index=True), "C1", "core", pd.Timestamp(2026, 5, 1).date()
    )
    assert found["price"].tolist() == [2.0, 8.0, 9.0]
    assert price_list.in_force(FULL, "C2", "", pd.Timestamp(2026, 5, 1).date()).empty
