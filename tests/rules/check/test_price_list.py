"""Lines of the price list that nobody can follow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from workbook.schema.findings import Finding

Check = Callable[..., list[Finding]]
ROW: dict[str, Any] = {
    "product": "Tea", "customer_id": "C1", "dealer_level": None, "valid_from": "2026-01-01", "price": 8,
    "discount": None, "retail_price": None,
}  # fmt: skip


def said(check: Check, *rows: dict[str, Any]) -> list[tuple[int | None, str | None, str]]:
    return [(one.row, one.field, one.message.en) for one in check("tblPriceList", [ROW | row for row in rows])]


def test_a_line_that_says_something_is_fine(check: Check) -> None:
    assert said(check, {}) == []
    assert said(check, {"product": None, "price": None, "discount": 0.1}) == []
    assert said(check, {"price": None, "retail_price": 12}) == []


@pytest.mark.parametrize(
    ("row", "field", "message"),
    [
        ({"price": None}, "price", "has no price, no discount and no suggested retail price"),
        ({"product": None}, "product", "A price of 8, of no product"),
        (
            {"dealer_level": "core"},
            "dealer_level",
            "It has a customer, so that the dealer level “核心经销商” says nothing",
        ),
    ],
)
def test_what_a_line_lacks_is_said(check: Check, row: dict[str, Any], field: str, message: str) -> None:
    [(_, at, told)] = said(check, row)
    assert (at, told.replace("Core dealer", "核心经销商")) == (field, message)


def test_two_prices_of_one_product_and_day_are_one_too_many(check: Check) -> None:
    """Ash Trading is C1; another day, another customer, or a retail price beside ours is none."""
    [(row, field, message)] = said(check, {}, {"customer_id": "Ash Trading", "price": 9})
    assert (row, field) == (1, "valid_from")
    assert message == "Row 4 has a price of the same product for the same customer (or level) from 2026-01-01 already"
    assert said(check, {}, {"valid_from": "2026-02-01"}) == []
    assert said(check, {}, {"customer_id": "C2"}) == []
    assert said(check, {}, {"price": None, "retail_price": 12}) == []


def test_it_does_not_end_before_it_begins(check: Check) -> None:
    [(row, _, _)] = said(check, {"valid_to": "2025-12-31"})
    assert row == 0
