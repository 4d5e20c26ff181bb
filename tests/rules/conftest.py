"""Small frames for rules: as the table layer hands them over, by field key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from workbook import schema
from workbook.language import Text
from workbook.rules.basics.order_ledger import Ledger, ledger
from workbook.schema.values import parse_column

Frame = Callable[..., pd.DataFrame]

_CUSTOMER: dict[str, Any] = {
    "row_id": None,
    "customer_id": None,
    "name": None,
    "owner": "ann",
    "grade": "C",
    "key_account": False,
    "archived": False,
    "category": None,
    "contact_strategy": None,
    "purchase_strategy": None,
    "visits_per_month": float("nan"),
    "created_on": None,
    "reviewed_on": None,
    "first_order": None,
    "last_order": None,
    "last_contact": None,
    "next_contact": None,
    "cycle": float("nan"),
    "position": None,
    "credit": float("nan"),
    "manual_tier": None,
    "region": None,
    "source": None,
    "phone": None,
    "churn": None,
    "churn_reason": None,
    "churn_since": None,
}
_DATES = frozenset(
    {
        "created_on", "reviewed_on", "first_order", "last_order", "last_contact", "next_contact", "date", "due",
        "promise_due", "next_date", "answered_on", "closed_on", "ends_on", "next_report_on", "stage_since",
        "assessed_on", "next_on", "deposit_matures_on", "sent", "counted_on", "postponed_until",
        "first_seen", "as_of", "ended_on", "signed_on", "month", "churn_since", "starts_on", "expected_close",
    }
)  # fmt: skip


def _typed(key: str, values: list[Any]) -> pd.Series[Any]:
    if key in _DATES:
        return pd.Series(pd.to_datetime(pd.Series(values, dtype="object"))).astype("datetime64[s]")
    if all(value is None or isinstance(value, str) for value in values):
        return pd.Series(values, dtype="str")
    return pd.Series(values)


@pytest.fixture
def frame() -> Frame:
    """A frame from rows given as keywords of columns: frame(date=["2026-01-01"], amount=[1.0])."""

    def make(**columns: list[Any]) -> pd.DataFrame:
        return pd.DataFrame({key: _typed(key, values) for key, values in columns.items()})

    return make


@pytest.fixture
def people(frame: Frame) -> Callable[..., pd.DataFrame]:
    """Customers from dicts; what a dict leaves out is blank. Ids C1, C2 … and row ids r1, r2 … unless given."""

    def make(*rows: dict[str, Any]) -> pd.DataFrame:
        full = [
            {**_CUSTOMER, "row_id": f"r{n}", "customer_id": f"C{n}", "name": f"Customer {n}", **row}
            for n, row in enumerate(rows, 1)
        ]
        return frame(**{key: [row[key] for row in full] for key in full[0]})

    return make


@pytest.fixture
def orders(frame: Frame) -> Callable[..., pd.DataFrame]:
    """Order lines from (customer id, order number, day, amount)."""

    def make(*rows: tuple[str | None, str | None, str | None, float]) -> pd.DataFrame:
        columns: list[tuple[Any, ...]] = list(zip(*rows, strict=True)) or [()] * 4
        made = frame(customer_id=list(columns[0]), order_no=list(columns[1]), date=list(columns[2]))
        return made.assign(amount=pd.Series(list(columns[3]), dtype="float64"))

    return make


@pytest.fixture
def books(people: Callable[..., pd.DataFrame], orders: Callable[..., pd.DataFrame]) -> Callable[..., Ledger]:
    """A ledger of so many customers and these order lines."""

    def make(customers: int, *rows: tuple[str | None, str | None, str | None, float]) -> Ledger:
        return ledger(people(*({} for _ in range(customers))), orders(*rows))

    return make


@pytest.fixture(scope="session")
def default_lists() -> dict[str, pd.DataFrame]:
    """List key -> typed rows with English labels, everything in use."""
    lists = {}
    for one in schema.LISTS:
        raw: dict[str, list[Any]] = {field.key: [] for field in one.table.fields}
        for order, entry in enumerate(one.entries):
            own = {key: value.en if isinstance(value, Text) else value for key, value in entry.values.items()}
            row = {"key": entry.key, "label": entry.label.en, "order": order, "in_use": True} | own
            for key, column in raw.items():
                column.append(row.get(key))
        lists[one.key] = pd.DataFrame(
            {f.key: parse_column(pd.Series(raw[f.key], dtype=object), f.kind)[0] for f in one.table.fields}
        )
    return lists
