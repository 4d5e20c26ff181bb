"""Reconciliations held against their own limit and against the book."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from tests.rules.check.conftest import frame
from workbook.schema.findings import Finding

Check = Callable[..., list[Finding]]
ORDERS: Sequence[Mapping[str, Any]] = (
    {"customer_id": "C1", "date": "2026-03-01", "amount": 1000.0, "quantity": None, "unit_price": None, "kind": None},
    {
        "customer_id": "C1",
        "date": "2026-03-05",
        "amount": 200.0,
        "quantity": None,
        "unit_price": None,
        "kind": "return",
    },
    {"customer_id": "C1", "date": "2026-03-06", "amount": 77.0, "quantity": None, "unit_price": None, "kind": "sample"},
    {"customer_id": "C1", "date": "2026-05-01", "amount": 500.0, "quantity": None, "unit_price": None, "kind": None},
)
PAID: Sequence[Mapping[str, Any]] = (
    {"customer_id": "C1", "date": "2026-03-20", "amount": 300.0, "kind": None, "order_no": None},
    {"customer_id": "C1", "date": "2026-03-21", "amount": 999.0, "kind": "security", "order_no": None},
)
ROW: dict[str, Any] = {"customer_id": "C1", "date": "2026-04-30", "receivable": 500.0, "prepaid": None}


def _found(check: Check, row: dict[str, Any], paid: Sequence[Mapping[str, Any]] = PAID, **settings: Any) -> list[str]:
    tables = {"tblTransactions": frame("tblTransactions", ORDERS), "tblPayments": frame("tblPayments", paid)}
    found = check("tblReconciliations", [ROW | row], tables=tables, settings={"debt_basis": "payments"} | settings)
    return [one.message.en for one in found if one.field in ("receivable", "actual_stock")]


def test_a_figure_like_the_book_is_no_finding(check: Check) -> None:
    """1000 - 200 returned - 300 paid = 500 by the end of April; a sample and a deposit count nothing."""
    assert _found(check, {}) == []


def test_an_unlike_figure_says_both_and_how_far_apart(check: Check) -> None:
    assert _found(check, {"receivable": 620.0}) == [
        "Receivable less prepaid is 620.00; the book has 500.00 on 2026-04-30, 120.00 apart"
    ]


def test_what_is_prepaid_is_taken_off(check: Check) -> None:
    assert _found(check, {"receivable": 800.0, "prepaid": 300.0}) == []
    assert len(_found(check, {"receivable": None, "prepaid": 300.0})) == 1


def test_later_trade_does_not_count(check: Check) -> None:
    """On 1 May 500 more are owed."""
    assert _found(check, {"date": "2026-05-01", "receivable": 1000.0}) == []


@pytest.mark.parametrize("row", [{"receivable": None}, {"date": None}, {"customer_id": "C9"}, {"date": "2026-07-09"}])
def test_what_says_nothing_is_left_alone(check: Check, row: dict[str, Any]) -> None:
    assert _found(check, {"receivable": 1.0} | row) == []


def test_without_a_payment_it_is_held_against_the_book_only_where_orders_say_who_owes(check: Check) -> None:
    """1000 - 200 = 800 is owed by orders and terms."""
    none: Sequence[Mapping[str, Any]] = (
        {"customer_id": "C2", "date": "2026-03-20", "amount": 1.0, "kind": None, "order_no": None},
    )
    assert _found(check, {}, none) == []
    assert _found(check, {}, none, debt_basis="terms") == [
        "Receivable less prepaid is 500.00; the book has 800.00 on 2026-04-30, 300.00 apart"
    ]


def test_more_stock_on_deposit_than_allowed(check: Check) -> None:
    """66,800 of 60,000 is 6,800 over; the limit itself is within."""
    assert _found(check, {"allowed_stock": 60_000.0, "actual_stock": 66_800.0}) == [
        "66,800.00 of stock on deposit, 6,800.00 over the 60,000.00 allowed"
    ]
    assert _found(check, {"allowed_stock": 60_000.0, "actual_stock": 60_000.0}) == []
    assert _found(check, {"allowed_stock": None, "actual_stock": 5.0}) == []


def test_who_owes_on_terms_and_was_never_reconciled(check: Check) -> None:
    """One hint for all of them; not who pays cash, owes nothing, is archived, or was reconciled once; none at all in a
    book that notes no reconciliations."""
    row: dict[str, Any] = {"kind": "company", "archived": False, "receivable": 10.0, "settlement": "one_month"}
    people = [
        row | {"customer_id": "C1", "name": "A"}, row | {"customer_id": "C2", "name": "B"},
        row | {"customer_id": "C3", "name": "C"}, row | {"customer_id": "C4", "name": "D", "settlement": "cash"},
        row | {"customer_id": "C5", "name": "E", "receivable": 0.0},
        row | {"customer_id": "C6", "name": "F", "archived": True},
    ]  # fmt: skip

    def said(*known: str) -> list[tuple[int | None, tuple[int, ...], str]]:
        noted = frame(
            "tblReconciliations",
            [{"customer_id": one, "date": "2026-01-01"} for one in known] or [{"customer_id": None}],
        )
        found = check("tblCustomers", people, tables={"tblReconciliations": noted[: len(known)]})
        return [(one.row, one.others, one.message.en) for one in found if one.field == "receivable"]

    assert said("C2") == [(0, (2,), "Owes on terms and was never reconciled: 2 rows")]
    assert said() == []
