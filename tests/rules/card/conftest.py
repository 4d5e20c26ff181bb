"""A small book for cards: frames by hand, every column of every table, blank unless a test fills it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import pytest

from workbook import schema
from workbook.rules.basics.order_ledger import ledger
from workbook.rules.card.book_frames import BookFrames
from workbook.schema.values import parse_column

AS_OF = dt.date(2026, 6, 30)
Rows = Sequence[Mapping[str, Any]]
NAMES = (
    "tblCustomers", "tblContacts", "tblProfiles", "tblIndustryNotes", "tblFamily", "tblAnniversaries",
    "tblBankProfiles", "tblVisits", "tblComplaints", "tblAddresses", "tblOpportunities", "tblCompetitors", "tblRisks",
    "tblReminders", "tblPriceList", "tblPolicies",
    "tblDecisionChain",
)  # fmt: skip


def typed(name: str, rows: Rows) -> pd.DataFrame:
    """Rows given by field key as a frame with all fields of the table."""
    return pd.DataFrame(
        {
            field.key: parse_column(pd.Series([row.get(field.key) for row in rows], dtype=object), field.kind)[0]
            for field in schema.table(name).fields
        }
    )


@pytest.fixture
def book() -> Callable[..., BookFrames]:
    """Frames from rows by table, named without tbl; orders as (customer, number, day, product, amount)."""

    def make(lines: Sequence[tuple[Any, ...]] = (), as_of: dt.date = AS_OF, **given: Rows) -> BookFrames:
        rows = {"Customers": [{"name": "Ash Ltd", "kind": "company"}], **given}
        rows["Customers"] = [{"customer_id": f"C{n}", **row} for n, row in enumerate(rows["Customers"], 1)]
        tables = {name: typed(name, rows.get(name[3:], ())) for name in NAMES}
        sold = [
            dict(zip(("customer_id", "order_no", "date", "product", "amount"), line, strict=True))
            | {"date": dt.datetime.fromisoformat(line[2])}
            for line in lines
        ]
        orders = typed("tblTransactions", sold)
        labels = {one.key: {entry.key: entry.label.en for entry in one.entries} for one in schema.LISTS}
        labels["salesperson"] = {"ann": "Ann"}
        return BookFrames(
            as_of, "en", tables, ledger(tables["tblCustomers"], orders), orders[["order_no", "product"]],
            tables["tblReminders"], labels, {"low": "Say it plainly."},
        )  # fmt: skip

    return make
