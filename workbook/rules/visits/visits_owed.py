"""Visits owed: how many visits a customer should have in a calendar month, and how many it had.

Owed is the grade's number of visits as the grade stood when the month began, or the willingness's where that is
larger; of a customer put on record during the month the share of the days that were left, a half rounded up. Nobody
owes a visit to an archived or lost customer, nor to a prospect that was never contacted. Made are visits face to face,
by anyone, one a customer a day, up to the as-of day. Nothing is carried over to the next month.

>>> customers = pd.DataFrame({"customer_id": ["C1", "C2"], "grade": ["A", "B"], "willingness": [None, None],
...     "created_on": pd.to_datetime(["2026-01-01", "2026-06-16"]), "archived": False, "category": None,
...     "last_contact": pd.to_datetime(["2026-05-01", None])})
>>> visits = pd.DataFrame({"customer_id": ["C1", "C1", "C1"], "kind": ["return", "return", "phone"],
...     "date": pd.to_datetime(["2026-06-03", "2026-06-03", "2026-06-09"])})
>>> rules = Rules({"A": 3.0, "B": 2.0}, {}, frozenset({"return"}))
>>> owed(customers, visits, dt.date(2026, 6, 1), dt.date(2026, 6, 30), rules)[["owed", "made", "short"]].values.tolist()
[[3, 1, 2], [1, 0, 1]]
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from workbook.rules.basics import days, first_calls
from workbook.rules.customers import visits_per_month
from workbook.rules.development import moved_on


@dataclass(frozen=True)
class Rules:
    """The lists that the rule reads: visits a month by grade and by willingness; which kinds of visit are face to
    face."""

    by_grade: Mapping[str, float]
    by_willingness: Mapping[str, float]
    face_to_face: frozenset[str]


def owed(customers: pd.DataFrame, visits: pd.DataFrame, month: dt.date, as_of: dt.date, rules: Rules) -> pd.DataFrame:
    """One row a customer, on their index: owed, made, short (int64), last_visit (datetime64[s], NaT = none so far).

    `customers` has customer_id, grade (as the month began), willingness, created_on, archived, category, last_contact;
    `visits` has customer_id, date, kind; `month` is any day of the month.
    """
    first = month.replace(day=1)
    last = month.replace(day=calendar.monthrange(month.year, month.month)[1])
    made, last_visit = _made(customers, visits, first, min(last, as_of), rules.face_to_face)
    asked = visits_per_month.visits(customers, rules.by_grade, rules.by_willingness).fillna(0.0).to_numpy()
    should = _rounded(asked * _share(customers["created_on"], first, last))
    should[_nobody_owes(customers)] = 0
    return pd.DataFrame(
        {"owed": should, "made": made, "short": np.maximum(should - made, 0), "last_visit": last_visit},
        index=customers.index,
    )


def _made(
    customers: pd.DataFrame, visits: pd.DataFrame, first: dt.date, last: dt.date, face: frozenset[str]
) -> tuple[np.ndarray[Any, np.dtype[np.int64]], np.ndarray[Any, np.dtype[np.datetime64]]]:
    """Visits of each customer from `first` to `last`, one a day; and the day of the last one up to `last`."""
    known = pd.Series(np.arange(len(customers)), index=customers["customer_id"].to_numpy())
    known = known[known.index.notna() & ~known.index.duplicated()]
    when = days.whole(visits["date"])
    at = visits["customer_id"].map(known).fillna(-1).to_numpy(dtype="int64")
    counts = visits["kind"].isin(face).to_numpy() & ~np.isnat(when) & (when <= days.day(last)) & (at >= 0)
    pairs = pd.DataFrame({"at": at[counts], "day": when[counts].astype("datetime64[s]")}).drop_duplicates()
    inside = pairs[pairs["day"] >= np.datetime64(first, "s")]
    latest = pairs.groupby("at")["day"].max().reindex(np.arange(len(customers)))
    return np.bincount(inside["at"], minlength=len(customers)).astype("int64"), latest.to_numpy()


def _share(created: pd.Series[Any], first: dt.date, last: dt.date) -> np.ndarray[Any, np.dtype[np.float64]]:
    """The share of the month's days since the customer is on record; whole for one without a day."""
    whole = (last - first).days + 1
    since = np.maximum(days.whole(created), days.day(first))
    left = (days.day(last) - since).astype("float64") + 1
    return np.where(np.isnat(since), 1.0, np.clip(left, 0.0, whole) / whole)


def _rounded(values: np.ndarray[Any, np.dtype[np.float64]]) -> np.ndarray[Any, np.dtype[np.int64]]:
    return np.floor(values + 0.5 + 1e-9).astype("int64")


def _nobody_owes(customers: pd.DataFrame) -> np.ndarray[Any, np.dtype[np.bool_]]:
    lost = moved_on.lost(customers["category"])
    archived = customers["archived"].eq(True).to_numpy()
    found: np.ndarray[Any, np.dtype[np.bool_]] = archived | lost | first_calls.waiting(customers)
    return found
