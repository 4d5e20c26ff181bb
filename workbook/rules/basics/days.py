"""Date arithmetic in whole days: the rules never meet an hour or a time zone.

>>> plus(pd.Series(pd.to_datetime(["2026-02-27"])), pd.Series([2.0])).dt.strftime("%Y-%m-%d").tolist()
['2026-03-01']
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from numpy.typing import NDArray


def day(value: dt.date) -> np.datetime64:
    """A date as a numpy day."""
    return np.datetime64(value, "D")


def monday_of(day: dt.date) -> dt.date:
    """The Monday of a day's week."""
    return day - dt.timedelta(days=day.weekday())


def whole(dates: pd.Series[Any]) -> NDArray[np.datetime64]:
    """A date column as numpy days (NaT stays)."""
    return dates.to_numpy(dtype="datetime64[D]")


def plus(dates: pd.Series[Any], days: pd.Series[Any] | NDArray[Any] | float) -> pd.Series[Any]:
    """dates + days (floored to whole ones); NaT where either is missing. datetime64[s] on the index of `dates`."""
    many = np.broadcast_to(np.asarray(days, dtype="float64"), len(dates))
    missing = np.isnan(many)
    steps = np.where(missing, 0, np.floor(many)).astype("int64").astype("timedelta64[D]")
    moved = whole(dates) + steps
    moved[missing] = np.datetime64("NaT")
    return pd.Series(moved.astype("datetime64[s]"), index=dates.index)


def holding(first: pd.Series[Any], last: pd.Series[Any], on: dt.date) -> NDArray[np.bool_]:
    """Which spans hold on a day: from the first one to the last one, if there is one."""
    found: NDArray[np.bool_] = (whole(first) <= day(on)) & ~(whole(last) < day(on))
    return found


def late(
    dates: pd.Series[Any], done: pd.Series[Any], as_of: dt.date, allowed: NDArray[Any] | float = 0.0
) -> pd.Series[Any]:
    """Days beyond those allowed from each date until it was done, or until as_of (float64): 0 = in time, NaN = waits
    within its days, or no date."""
    end = whole(done)
    waits = np.isnat(end) | (end > day(as_of))
    spent = (np.where(waits, day(as_of), end) - whole(dates)).astype("timedelta64[D]")
    over = np.where(np.isnat(spent), np.nan, spent.astype("float64")) - allowed
    over[waits & (over <= 0)] = np.nan
    return pd.Series(np.maximum(over, 0.0), index=dates.index)


def between(start: pd.Series[Any], end: dt.date) -> pd.Series[Any]:
    """Days from each date to `end` (float64, NaN where the date is missing); negative when it lies ahead."""
    apart = (day(end) - whole(start)).astype("float64")
    apart[np.isnat(whole(start))] = np.nan
    return pd.Series(apart, index=start.index)
