"""Grade history: one row each time a customer's grade changes.

A customer's last row says what its grade was. A row is added when the grade differs from it and as_of is not
earlier than it; so looking back with an older as_of writes nothing, and a second run adds nothing. A customer
without rows starts as one nobody has graded: its first grade is a row, unless it is merely a prospect.

>>> now = pd.DataFrame({"customer_id": ["C1"], "name": ["Ash"], "grade": ["A"], "grade_reason": ["…"]}, dtype="str")
>>> blank = pd.DataFrame({key: [] for key in ("as_of", "customer_id", "after")})
>>> changes(now, blank, pd.Timestamp("2026-01-01"))[["customer_id", "after"]].values.tolist()
[['C1', 'A']]
"""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

PROSPECT = "prospect"


def changes(customers: pd.DataFrame, history: pd.DataFrame, as_of: dt.date) -> pd.DataFrame:
    """Rows to append to the history: as_of, customer_id, customer_name, before, after, reason (0-based index).

    `customers` has customer_id, name, grade, grade_reason; `history` at least as_of, customer_id, after. Customers
    without an id get no rows: nothing could be compared with them later.
    """
    day = np.datetime64(as_of, "s")
    graded = customers[customers["customer_id"].notna() & ~customers["customer_id"].duplicated()]
    last = _last_rows(history)
    ids = graded["customer_id"].to_numpy(dtype=object)
    before = last["after"].reindex(ids).to_numpy(dtype=object)
    since = last["as_of"].reindex(ids).to_numpy(dtype="datetime64[s]")
    after = graded["grade"].to_numpy(dtype=object)
    known = ~pd.isna(before)
    changed = np.where(known, (before != after) & ~(since > day), after != PROSPECT)
    rows = graded[changed]
    return pd.DataFrame(
        {
            "as_of": np.full(len(rows), day),
            "customer_id": rows["customer_id"].to_numpy(),
            "customer_name": rows["name"].to_numpy(),
            "before": pd.Series(before[changed], dtype="str"),
            "after": rows["grade"].to_numpy(),
            "reason": rows["grade_reason"].to_numpy(),
        }
    )


def _last_rows(history: pd.DataFrame) -> pd.DataFrame:
    """The latest row of each customer; of rows with one date the lower one on the sheet."""
    known = history[history["customer_id"].notna()]
    ordered: pd.DataFrame = known.assign(as_of=pd.to_datetime(known["as_of"])).sort_values("as_of", kind="stable")
    return ordered.drop_duplicates("customer_id", keep="last").set_index("customer_id")
