"""Complaints: days to answer and to close, and the running number of each among its customer's complaints.

>>> rows = pd.DataFrame({"customer_id": ["C1", "C1"], "date": pd.to_datetime(["2026-03-05", "2026-03-01"]),
...     "answered_on": pd.to_datetime(["2026-03-06", None]), "closed_on": pd.to_datetime([None, None])})
>>> timing(rows)["repeats"].tolist()
[2.0, 1.0]
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from workbook.rules.basics import days


def timing(complaints: pd.DataFrame) -> pd.DataFrame:
    """answer_days, closing_days, repeats (float64) of every complaint, on its index; NaN where not yet or not known.

    `complaints` has customer_id (resolved), date, answered_on, closed_on. An answer before the complaint is no time.
    """
    made = {
        key: _apart(complaints["date"], complaints[column])
        for key, column in (("answer_days", "answered_on"), ("closing_days", "closed_on"))
    }
    known = complaints[complaints["customer_id"].notna() & complaints["date"].notna()]
    number = known.sort_values("date", kind="stable").groupby("customer_id").cumcount() + 1
    return pd.DataFrame({**made, "repeats": number.astype("float64").reindex(complaints.index)})


def in_window(complaints: pd.DataFrame, customers: pd.DataFrame, start: dt.date, as_of: dt.date) -> pd.Series[Any]:
    """How many complaints of (start, as_of] each customer made (int64, on the customers' index): for the grade."""
    when = days.whole(complaints["date"])
    recent = complaints[(when > days.day(start)) & (when <= days.day(as_of))]
    counts = recent.groupby("customer_id").size()
    return counts.reindex(customers["customer_id"]).fillna(0).astype("int64").set_axis(customers.index)


def _apart(start: pd.Series[Any], end: pd.Series[Any]) -> pd.Series[Any]:
    apart = (pd.Series(days.whole(end), index=end.index) - pd.Series(days.whole(start), index=start.index)).dt.days
    found: pd.Series[Any] = apart.astype("float64")
    return found.where(found >= 0)
