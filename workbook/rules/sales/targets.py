"""Targets: whose a row of the targets is, and what is aimed at in a month.

A row with a salesperson is that salesperson's, one with a region the region's, one with both counts for either, one
with neither is the company's own. Where the company has none of its own, its target is its salespeople's together, and
where they have none, its regions' together: a region's target is never added to theirs. A region's target is what
stands for it without a salesperson, else what its salespeople's rows name it for.

>>> rows = pd.DataFrame({"month": pd.to_datetime(["2026-03-01"] * 3), "salesperson": ["ann", "bo", None],
...     "region": [None, None, "south"], "amount": [50.0, 60.0, 100.0]})
>>> march = np.array([2026 * 12 + 2])
>>> [aimed(rows, march, **one).tolist() for one in ({}, {"salesperson": "bo"}, {"region": "south"})]
[[110.0], [60.0], [100.0]]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from workbook.rules.basics import days
from workbook.rules.basics.exact_money import from_units, to_units
from workbook.rules.basics.periods import month_numbers

if TYPE_CHECKING:
    from numpy.typing import NDArray


def aimed(
    targets: pd.DataFrame, months: NDArray[np.int64], *, salesperson: str | None = None, region: str | None = None
) -> NDArray[np.float64]:
    """What the company, a salesperson or a region aims at in each of these months (their numbers, one after the other),
    in currency; NaN without a target. `targets` has month, salesperson, region, amount."""
    person, place = targets["salesperson"], targets["region"]
    if salesperson is not None:
        whose = [person == salesperson]
    elif region is not None:
        whose = [(place == region) & person.isna(), place == region]
    else:
        whose = [person.isna() & place.isna(), person.notna(), person.isna()]
    found = np.full(len(months), np.nan)
    for rows in whose:
        sums = _sums(targets[rows], months)
        found = np.where(np.isnan(found), sums, found)
    return found


def _sums(rows: pd.DataFrame, months: NDArray[np.int64]) -> NDArray[np.float64]:
    """The sum of these rows in each month; NaN where none is of it."""
    units = to_units(rows["amount"])
    month = days.whole(rows["month"]).astype("datetime64[M]")
    at = month_numbers(month) - months[0] if len(months) else np.zeros(len(rows), dtype="int64")
    counts = ~np.isnat(month) & (at >= 0) & (at < len(months)) & units.notna().to_numpy()
    sums, given = np.zeros(len(months), dtype="int64"), np.zeros(len(months), dtype=bool)
    np.add.at(sums, at[counts], units[counts].to_numpy(dtype="int64"))
    given[at[counts]] = True
    return np.where(given, from_units(pd.Series(sums)).to_numpy(), np.nan)
