"""Contact rhythm: when each customer was last contacted, and when the next contact is due.

A touch is a visit, a call, an e-mail (rows of the visits table up to as_of; later ones are plans, and a letter that is
not sent yet is none: rules/visits/sent.py) or an order with a positive amount. The next contact is the last touch + the
days of the contact rhythm; without a rhythm, + 30 ÷ visits a month (whole days, rounded down, so that the number of
visits is kept). A customer never touched counts from the day its record was created. Without rhythm and visits a month
there is no calendar cycle.

>>> next_contact(dt.date(2026, 3, 1), rhythm_days=15)
datetime.date(2026, 3, 16)
>>> next_contact(None, created_on=dt.date(2026, 3, 1), visits_per_month=3)
datetime.date(2026, 3, 11)
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.rules.basics import days

if TYPE_CHECKING:
    from collections.abc import Mapping

MONTH_DAYS = 30


def next_contact(
    last_touch: dt.date | None,
    *,
    rhythm_days: float | None = None,
    visits_per_month: float | None = None,
    created_on: dt.date | None = None,
) -> dt.date | None:
    """The next contact of one customer; None without a cycle or a day to count from."""
    start = last_touch or created_on
    step = _step(np.array([rhythm_days], dtype="float64"), np.array([visits_per_month], dtype="float64"))[0]
    return None if start is None or np.isnan(step) else start + dt.timedelta(days=int(step))


def contacts(
    customers: pd.DataFrame, visits: pd.DataFrame | None, rhythm_days: Mapping[str, float], as_of: dt.date
) -> pd.DataFrame:
    """last_contact, next_contact, cycle (days, float64) of every customer, on the index of `customers`.

    `customers` has customer_id, last_order, created_on, contact_strategy (key), visits_per_month. `visits` has
    customer_id (resolved) and date; None where there is no such table. `rhythm_days`: days by key of the list.
    """
    last = days.whole(customers["last_order"])
    if visits is not None and len(visits):
        done = visits[days.whole(visits["date"]) <= days.day(as_of)]
        latest = done.groupby("customer_id")["date"].max()
        last = np.fmax(last, days.whole(latest.reindex(customers["customer_id"])))
    start = np.where(np.isnat(last), days.whole(customers["created_on"]), last)
    step = _step(
        customers["contact_strategy"].map(dict(rhythm_days)).to_numpy(dtype="float64", na_value=np.nan),
        customers["visits_per_month"].to_numpy(dtype="float64"),
    )
    cycle = pd.Series(step, index=customers.index)
    return pd.DataFrame(
        {
            "last_contact": last.astype("datetime64[s]"),
            "next_contact": days.plus(pd.Series(start, index=customers.index), cycle),
            "cycle": cycle,
        },
        index=customers.index,
    )


def _step(rhythm: Any, visits: Any) -> Any:
    with np.errstate(divide="ignore"):
        by_visits = np.where(visits > 0, np.maximum(1, np.floor(MONTH_DAYS / visits)), np.nan)
    return np.where(np.isnan(rhythm), by_visits, rhythm)
