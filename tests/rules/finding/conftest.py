"""A small book to search."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from workbook import schema
from workbook.rules.finding.book_index import Index, wanted
from workbook.rules.finding.found_rows import WANTED
from workbook.schema.values import dtype_of

Rows = list[dict[str, Any]]
Make = Callable[..., Index]


def frame(name: str, rows: Rows) -> pd.DataFrame:
    """Rows as a typed frame of what the search reads of a table."""
    table = schema.table(name)
    keys = next((keys for one, keys in wanted().items() if one is table), ())
    keys = tuple(dict.fromkeys((*keys, *WANTED.get(name, ()))))
    columns: dict[str, Any] = {key: [row.get(key) for row in rows] for key in keys}
    made = {
        key: pd.Series([bool(v) for v in cells]) if dtype_of(table[key].kind) == "bool"
        else pd.Series(pd.to_datetime(cells)).astype("datetime64[s]") if table[key].kind.is_date
        else pd.Series(cells, dtype=dtype_of(table[key].kind))
        for key, cells in columns.items()
    }  # fmt: skip
    return pd.DataFrame(made)


@pytest.fixture
def book() -> Make:
    """An index over customers and contacts, given as rows."""

    def make(customers: Rows, contacts: Rows | None = None) -> Index:
        numbered = [{"customer_id": f"C{at:05}", **row} for at, row in enumerate(customers, start=1)]
        return Index(
            {"tblCustomers": frame("tblCustomers", numbered), "tblContacts": frame("tblContacts", contacts or [])}
        )

    return make
