"""The rows of the plan over the weeks: drafts and confirmed ones, what was put off or called off, and why.

A draft is confirmed by hand, or by the first refresh on its Monday or later. A confirmed row stays as it was planned;
the user puts a day beside it (改期到) or calls it off (取消), with a reason: a change without one does not count.

>>> rows = pd.DataFrame({"week": pd.to_datetime(["2026-06-29", "2026-07-06"]), "state": ["draft", "draft"]})
>>> confirmed(rows, dt.date(2026, 7, 1))["state"].tolist()
['confirmed', 'draft']
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pandas as pd

from workbook.rules.basics import days

if TYPE_CHECKING:
    from numpy.typing import NDArray

DRAFT, CONFIRMED = "draft", "confirmed"


def of_week(rows: pd.DataFrame, monday: dt.date) -> NDArray[Any]:
    """Which rows are of the week that begins on this day."""
    found: NDArray[Any] = days.whole(rows["week"]) == days.day(monday)
    return found


def confirmed(rows: pd.DataFrame, as_of: dt.date) -> pd.DataFrame:
    """The rows with the drafts of weeks that have begun confirmed; the same frame where there is none."""
    due = rows["state"].eq(DRAFT).to_numpy() & (days.whole(rows["week"]) <= days.day(as_of))
    return rows.assign(state=rows["state"].mask(due, CONFIRMED)) if due.any() else rows


def changed(rows: pd.DataFrame) -> pd.DataFrame:
    """Of each row: moved, cancelled (with a reason), unreasoned (without), and the day that counts (`on`)."""
    reason = rows["reason"].astype("str").str.strip().fillna("").ne("").to_numpy()
    off = rows["cancelled"].eq(True).to_numpy()
    put = rows["moved_to"].notna().to_numpy() & ~off
    moved = put & reason
    return pd.DataFrame(
        {
            "moved": moved,
            "cancelled": off & reason,
            "unreasoned": (off | put) & ~reason,
            "on": rows["moved_to"].where(moved, rows["date"]),
        },
        index=rows.index,
    )


def effective(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that are still to be done, each on the day that counts."""
    found = changed(rows)
    return rows.assign(date=found["on"])[~found["cancelled"]]


def key(monday: dt.date, customer_id: object) -> str:
    """What a row is known by: its week and customer."""
    return f"{monday}:{customer_id}"
