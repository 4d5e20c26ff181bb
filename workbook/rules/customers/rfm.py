"""RFM: recency, frequency, amount - each a quintile from 5 (best) to 1 among the customers that ordered in the window.

A quintile counts how many customers are strictly better: 5 − ⌊5 × better ÷ all⌋. So equal values share a score, the
best customer always has a 5, and the order of rows does not matter. Customers without an order in the window have
no RFM. The total is 3-15.

>>> quintiles(pd.Series([50, 40, 30, 20, 10])).tolist(), quintiles(pd.Series([7, 7, 7])).tolist()
([5, 4, 3, 2, 1], [5, 5, 5])
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.rules.basics import days
from workbook.rules.basics.order_ledger import Ledger

if TYPE_CHECKING:
    from numpy.typing import NDArray


def quintiles(values: pd.Series[Any]) -> pd.Series[Any]:
    """Score 5-1 of each value among all (int64), larger is better."""
    numbers = values.to_numpy()
    better = len(numbers) - np.searchsorted(np.sort(numbers), numbers, side="right")
    return pd.Series(5 - 5 * better // max(1, len(numbers)), index=values.index)


def rfm(recent: pd.DataFrame, last: pd.Series[Any], as_of: dt.date) -> pd.DataFrame:
    """rfm ("545", str) and rfm_total (float64) of every customer; NaN where nothing was ordered in the window.

    `recent` comes from statistics.window (units, orders, in_window); `last` is the day of the last order up to as_of
    (see `last_orders`), on the same index. A customer of the window that only returned goods is as old as can be.
    """
    inside = recent["in_window"].to_numpy(dtype=bool)
    some = recent[inside]
    silence = days.between(last, as_of)[inside].fillna(np.inf)
    recency, frequency, amount = quintiles(-silence), quintiles(some["orders"]), quintiles(some["units"])
    digits = recency * 100 + frequency * 10 + amount
    total = (recency + frequency + amount).astype("float64")
    found = pd.DataFrame({"rfm": digits.astype("str"), "rfm_total": total})
    return found.reindex(recent.index)


def last_orders(book: Ledger, as_of: dt.date) -> pd.Series[Any]:
    """The last day up to as_of on which each customer bought (datetime64[s], NaT = never), on the customers' index."""
    dates: NDArray[np.datetime64] = book.lines["date"].to_numpy(dtype="datetime64[D]")
    customer = book.lines["customer"].to_numpy()
    bought = (book.lines["units"].to_numpy() > 0) & (customer >= 0) & (dates <= days.day(as_of))
    latest = pd.Series(dates[bought].astype("datetime64[s]")).groupby(customer[bought]).max()
    return latest.reindex(np.arange(len(book.customers))).set_axis(book.customers)
