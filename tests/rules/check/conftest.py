"""Frames as the table layer makes them, and one call for the whole check."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import pytest

from workbook import schema
from workbook.rules.check import check_table
from workbook.schema.findings import Finding
from workbook.schema.values import parse_column

AS_OF = dt.date(2026, 6, 30)

Rows = Sequence[Mapping[str, Any]]
Check = Callable[..., list[Finding]]


def frame(table: str, rows: Rows) -> pd.DataFrame:
    """A typed frame of a table with only the columns that the rows name."""
    keys = list(dict.fromkeys(key for row in rows for key in row))
    return pd.DataFrame(
        {
            key: parse_column(pd.Series([row.get(key) for row in rows], dtype=object), schema.table(table)[key].kind)[0]
            for key in keys
        }
    )


CUSTOMERS: Rows = (
    {"customer_id": "C1", "name": "Ash Trading"},
    {"customer_id": "C2", "name": "Birch Ltd"},
    {"customer_id": "C3", "name": "Birch Ltd"},
)


@pytest.fixture
def check(default_lists: dict[str, pd.DataFrame]) -> Check:
    """check("tblX", rows, ...) -> findings, against three customers (two of one name) and the default lists."""

    def run(table: str, rows: Rows, **more: Any) -> list[Finding]:
        tables = {"tblCustomers": frame("tblCustomers", CUSTOMERS)} | more.pop("tables", {})
        settings = more.pop("settings", {})
        lists = more.pop("lists", default_lists)
        return check_table(schema.table(table), frame(table, rows), lists, tables, AS_OF, settings, **more)

    return run
