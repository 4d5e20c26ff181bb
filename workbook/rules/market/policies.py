"""Policies, new products and promotions that run: what is to be known before a visit to a customer.

A row runs from its first day to its last one, if it has one; it is for a region or for all of them, for a dealer level
or for everybody. What ends first comes first, what has no end last.

>>> rows = pd.DataFrame({"title": ["June rebate", "New lamp", "Old"], "region": ["south", None, None],
...     "dealer_level": [None] * 3, "starts_on": pd.to_datetime(["2026-06-01", "2026-01-01", "2025-01-01"]),
...     "ends_on": pd.to_datetime(["2026-06-30", None, "2025-12-31"])})
>>> running_policies(rows, dt.date(2026, 6, 30), region="south")["title"].tolist()
['June rebate', 'New lamp']
>>> running_policies(rows, dt.date(2026, 6, 30), region="north")["title"].tolist()
['New lamp']
"""

from __future__ import annotations

import datetime as dt

import pandas as pd

from workbook.rules.basics import days


def running_policies(
    policies: pd.DataFrame, as_of: dt.date, *, region: str = "", dealer_level: str = ""
) -> pd.DataFrame:
    """The rows that run on the day for a customer of this region and level (keys, '' = none). `policies` has region,
    dealer_level, starts_on, ends_on."""
    runs = days.holding(policies["starts_on"], policies["ends_on"], as_of)
    for key, value in (("region", region), ("dealer_level", dealer_level)):
        runs &= (policies[key].isna() | policies[key].eq(value).fillna(False)).to_numpy(dtype=bool)
    return policies[runs].sort_values(["ends_on", "starts_on"], kind="stable", na_position="last")
