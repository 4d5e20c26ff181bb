"""建档日期 where it is blank: the day a customer's record began, as far as the book knows.

The day of the earliest order or visit up to as_of, else as_of itself - never the clock of the machine, so that the same
book gives the same dates on any day. Filled once, like an identifier, it is the user's from then on.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd

from workbook.rules.basics import days


def created_days(
    customers: pd.DataFrame,
    orders: pd.DataFrame,
    order_customers: pd.Series[Any],
    visits: pd.DataFrame,
    visit_customers: pd.Series[Any],
    as_of: dt.date | None,
) -> pd.Series[Any] | None:
    """created_on (datetime64[s]) of the customers that have none, on their labels in the index; None where all have.
    Without as_of those that have neither order nor visit are left out.

    `orders` and `visits` have date; the others say whose they are by position in `customers`, -1 = nobody.

    >>> at = pd.to_datetime(["2026-03-02", "2026-02-01", "2062-06-05"]).as_unit("s")
    >>> people = pd.DataFrame({"created_on": pd.to_datetime([None, None, "2020-01-01"])}, index=[4, 7, 9])
    >>> none = pd.DataFrame({"date": at[:0]})
    >>> sold, nobody = pd.DataFrame({"date": at}), pd.Series([], dtype="int64")
    >>> found = created_days(people, sold, pd.Series([0, 0, 1]), none, nobody, dt.date(2026, 6, 5))
    >>> found.dt.strftime("%F").to_dict()
    {4: '2026-02-01', 7: '2026-06-05'}
    """
    blank = customers["created_on"].isna().to_numpy()
    if not blank.any():
        return None
    latest = days.day(as_of or dt.date.max)
    first = np.full(len(customers) + 1, latest)  # the last place takes what is nobody's
    for rows, whose in ((orders, order_customers), (visits, visit_customers)):
        date = days.whole(rows["date"])
        counts = date <= latest
        np.minimum.at(first, whose.to_numpy(dtype="int64")[counts], date[counts])
    found = blank if as_of else blank & (first[:-1] < latest)
    return pd.Series(first[:-1][found].astype("datetime64[s]"), index=customers.index[found], name="created_on")
