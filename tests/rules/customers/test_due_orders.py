"""Orders that are invoiced in parts: each invoice is due by itself, and what is not invoiced yet keeps nothing back."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzzing import tries
from workbook.rules.basics.order_ledger import Ledger, ledger
from workbook.rules.customers.credit import open_items, payments_of, receivables
from workbook.rules.customers.due_orders import Terms

AS_OF = dt.date(2026, 3, 31)
Line = tuple[str | None, str, str | None, float]
Paid = tuple[str | None, float, str | None]


def made(lines: list[Line], payments: list[Paid]) -> tuple[pd.DataFrame, pd.Series[Any]]:
    """The open items, and what is owed in all; 30 days from the invoice."""
    rows = pd.DataFrame(
        {
            "customer_id": pd.Series(["C1"] * len(lines), dtype="str"),
            "order_no": pd.Series([one[0] for one in lines], dtype="str"),
            "date": pd.to_datetime([one[1] for one in lines]).as_unit("s"),
            "amount": pd.Series([one[3] for one in lines], dtype="float64"),
        }
    )
    book: Ledger = ledger(pd.DataFrame({"customer_id": ["C1"], "name": ["a"]}, dtype="str"), rows)
    paid = payments_of(
        pd.DataFrame(
            {
                "order_no": pd.Series([one[0] for one in payments], dtype="str"),
                "date": pd.to_datetime(["2026-03-30"] * len(payments)).as_unit("s"),
                "amount": pd.Series([one[1] for one in payments], dtype="float64"),
                "kind": pd.Series([one[2] for one in payments], dtype="str"),
            }
        ),
        pd.Series(np.zeros(len(payments), dtype="int64")),
    )
    invoiced = pd.to_datetime(pd.Series([one[2] for one in lines], dtype="object")).astype("datetime64[s]")
    terms = Terms(pd.Series(["invoice"] * len(lines), dtype="str"), invoiced)
    items = open_items(
        book, paid, as_of=AS_OF, order_nos=rows["order_no"], settlement_days=pd.Series([30.0]), terms=terms
    )
    return items, receivables(book, paid, items, AS_OF).iloc[0]


def told(items: pd.DataFrame) -> list[tuple[str, float, float]]:
    """(band, sold, open) of each, in currency."""
    return [
        (band, units / 10_000, left / 10_000)
        for band, units, left in zip(items["age_band"], items["units"], items["open"], strict=True)
    ]


PARTLY: list[Line] = [
    ("S1", "2026-01-05", "2026-01-10", 600.0),
    ("S1", "2026-01-05", "2026-03-10", 300.0),
    ("S1", "2026-01-05", None, 100.0),
]


def test_each_invoice_of_an_order_is_due_by_itself() -> None:
    """600 since 9 February, 300 on 9 April; the 100 that wait for their invoice keep neither back."""
    items, owed = made(PARTLY, [])
    assert told(items) == [("to_60", 600, 600), ("not_due", 300, 300), ("not_invoiced", 100, 100)]
    assert items["due"].dt.strftime("%m-%d").tolist()[:2] == ["02-09", "04-09"]
    assert (owed["receivable"], owed["overdue"]) == (10_000_000, 6_000_000)


@pytest.mark.parametrize(
    ("payments", "left"),
    [
        ([("S1", 700.0, None)], [0, 200, 100]),
        ([(None, 700.0, "advance")], [0, 200, 100]),
        ([("S1", 700.0, "rebate"), ("S1", 100.0, "refund")], [0, 300, 100]),
        ([("S1", 700.0, None), (None, 100.0, "refund")], [0, 300, 100]),
        ([("S1", 700.0, "security")], [600, 300, 100]),
        ([("S1", 1200.0, None)], [0, 0, 0]),
    ],
)
def test_what_is_paid_in_part_pays_the_oldest_invoice_of_the_order(payments: list[Paid], left: list[float]) -> None:
    """By name or not; a refund opens the latest again, a security deposit pays nothing."""
    assert [open_ for _, _, open_ in told(made(PARTLY, payments)[0])] == left


@pytest.mark.parametrize(
    ("back", "left"),
    [(-50.0, [550, 300, 100]), (-700.0, [200, 100]), (-1000.0, []), (-1200.0, [])],
)
def test_what_came_back_under_the_order_s_number_is_taken_off_its_oldest_invoice(
    back: float, left: list[float]
) -> None:
    """An order of which everything came back owes nothing."""
    items, owed = made([*PARTLY, ("S1", "2026-03-20", None, back)], [])
    assert [open_ for _, _, open_ in told(items)] == left
    assert owed["receivable"] == sum(left) * 10_000


def test_a_return_that_exceeds_its_order_pays_others() -> None:
    """200 more came back than the order had: they go off the other order."""
    items, owed = made([*PARTLY, ("S1", "2026-03-20", None, -1200.0), ("S2", "2026-03-01", "2026-03-01", 500.0)], [])
    assert told(items) == [("not_due", 500, 300)]
    assert owed["receivable"] == 3_000_000


@settings(max_examples=tries(60))
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["S1", "S2", None]),
            st.sampled_from(["2026-01-05", "2026-02-05"]),
            st.sampled_from(["2026-01-10", "2026-02-10", None]),
            st.integers(-500, 900).map(float),
        ),
        min_size=1,
        max_size=8,
    ),
    st.lists(st.tuples(st.sampled_from(["S1", "S2", None]), st.integers(1, 900).map(float), st.none()), max_size=4),
)
def test_parts_add_up_to_what_is_owed(lines: list[Line], payments: list[Paid]) -> None:
    """However orders are cut into invoices."""
    items, owed = made(lines, payments)
    assert items["open"].sum() == owed["receivable"]
    assert owed["overdue"] <= owed["receivable"]


def test_only_the_list_s_kinds_of_payments_are_meant(default_lists: dict[str, pd.DataFrame]) -> None:
    """The keys used here are the book's."""
    assert {"advance", "rebate", "refund", "security"} <= set(default_lists["payment_kind"]["key"])
