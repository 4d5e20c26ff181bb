"""Checks of whole customers and of payments against orders."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from workbook import schema
from workbook.rules.check import reach, trade
from workbook.rules.check.context import Context

AS_OF = dt.date(2026, 6, 30)
PEOPLE = pd.DataFrame({"customer_id": ["K1", "K2"], "name": ["Ash", "Birch"]}, dtype="str")
ORDERS = pd.DataFrame({"customer_id": ["K1", "Birch"], "order_no": ["D1", "D2"]}, dtype="str")


def context() -> Context:
    return Context({}, {"tblCustomers": PEOPLE, "tblTransactions": ORDERS}, AS_OF)


def customers(*rows: dict[str, Any]) -> list[tuple[int | None, str | None]]:
    base: dict[str, Any] = {
        "name": "Ash", "archived": False, "owner": "ann", "grade": "C", "contact_strategy": None,
        "purchase_strategy": None, "next_contact": pd.Timestamp(2026, 7, 1), "created_on": pd.Timestamp(2026, 1, 1),
        "visits_per_month": 1.0, "receivable": 0.0, "settlement": "cash", "order_count": 1.0, "total_amount": 5.0,
    }  # fmt: skip
    frame = pd.DataFrame([base | row for row in rows])
    return [(one.row, one.field) for one in reach.customers(schema.table("tblCustomers"), frame, context())]


def test_customers_out_of_reach_are_told() -> None:
    """No day, no cycle, no owner; archived ones are let alone."""
    blank = {"next_contact": pd.NaT}
    found = customers(blank, blank | {"visits_per_month": None}, {"owner": None}, blank | {"archived": True}, {})
    assert found == [(1, "contact_strategy"), (0, "created_on"), (2, "owner")]


def test_returns_only_and_debts_without_terms_are_told() -> None:
    """A negative amount without an order; a debt that is never overdue."""
    found = customers({"order_count": 0.0, "total_amount": -9.0}, {"receivable": 10.0, "settlement": None})
    assert found == [(1, "settlement"), (0, "total_amount")]


def payments(*rows: tuple[str, str | None]) -> list[tuple[int | None, str | None, str]]:
    frame = pd.DataFrame(
        {
            "customer_id": pd.Series([one[0] for one in rows], dtype="str"),
            "order_no": pd.Series([one[1] for one in rows], dtype="str"),
            "amount": [50.0] * len(rows),
        }
    )
    found = trade.payments(schema.table("tblPayments"), frame, context())
    return [(one.row, one.field, one.message.en) for one in found]


def test_a_payment_of_no_order_and_of_another_customers_order_is_told() -> None:
    """K1 pays D2, which is Birch's; K1 pays D999, which nobody has. A blank number is a payment in advance."""
    assert payments(("K1", "D2"), ("K1", None), ("K1", "D999"), ("K2", "D2"), ("Ash", "D1")) == [
        (2, "order_no", "No order has the number D999"),
        (0, "order_no", "The order D2 is another customer's"),
    ]


def test_a_return_typed_as_a_sale_and_a_sample_with_an_amount_are_told() -> None:
    """Both count by their kind; a sample without any amount is in order."""
    table = schema.table("tblTransactions")
    frame = pd.DataFrame(
        {
            "kind": pd.Series(["return", "sample", "sample", "sale"], dtype="str"),
            "amount": [30.0, 7.0, None, 5.0],
            "quantity": [1.0] * 4,
            "unit_price": [None] * 4,
        }
    ).astype({"unit_price": "float64"})
    assert [(one.row, one.field) for one in trade.kinds(table, frame, context())] == [(0, "amount"), (1, "amount")]
    assert trade.amounts(table, frame, context()) == []
