"""Marketing activities: what a course, event or promotion cost and what its participants ordered after it.

Orders count from the day after the activity, for so many days (90 unless the row says otherwise), of customers that
took part, up to as_of. Return = net amount after ÷ cost; blank without a cost. An order in the wake of two
activities counts for both: neither can be told to have earned it alone.

>>> after(dt.date(2026, 3, 1), 30)
(datetime.date(2026, 3, 2), datetime.date(2026, 3, 31))
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.rules.basics import days
from workbook.rules.basics.exact_money import from_units, to_units

if TYPE_CHECKING:
    from workbook.rules.basics.order_ledger import Ledger

WATCHED = 90  # days


def after(day: dt.date, watched: int = WATCHED) -> tuple[dt.date, dt.date]:
    """First and last day whose orders count for an activity."""
    return day + dt.timedelta(days=1), day + dt.timedelta(days=watched)


def effects(
    activities: pd.DataFrame, participants: pd.DataFrame, customers: pd.DataFrame, book: Ledger, as_of: dt.date
) -> pd.DataFrame:
    """participant_count, orders_after, amount_after (currency), return of every activity, on its index (float64).

    `activities` has activity_id, date, cost, watch_days; `participants` has activity_id and customer_id (resolved);
    `customers` is the frame that the ledger was made with. A customer counts once an activity.
    """
    dates = days.whole(book.lines["date"])
    counted = np.flatnonzero((book.lines["customer"].to_numpy() >= 0) & (dates <= days.day(as_of)))
    counted = counted[np.argsort(dates[counted], kind="stable")]
    dates, begins = dates[counted], book.counted[counted]
    customer, amounts = (book.lines[key].to_numpy()[counted] for key in ("customer", "units"))
    positions = pd.Series(np.arange(len(customers)), index=pd.Index(customers["customer_id"]))
    positions = positions[positions.index.notna() & ~positions.index.duplicated()]
    known = _taking_part(participants)
    who = positions.reindex(known["customer_id"]).groupby(known["activity_id"].to_numpy()).agg(list)
    cost = to_units(activities["cost"]).fillna(0).to_numpy(dtype="int64")
    watched = activities["watch_days"].fillna(WATCHED).tolist()
    made: list[tuple[float, float, float, float]] = []
    for key, day, wait, spent in zip(
        activities["activity_id"].tolist(), activities["date"].tolist(), watched, cost.tolist(), strict=True
    ):
        people = who.get(key, [])
        if day is pd.NaT:
            made.append((len(people), np.nan, np.nan, np.nan))
            continue
        first, last = after(day.date(), int(wait))
        part = slice(np.searchsorted(dates, days.day(first)), np.searchsorted(dates, days.day(last), side="right"))
        theirs = np.isin(customer[part], people)
        units = int(amounts[part][theirs].sum())
        made.append((len(people), int((begins[part] & theirs).sum()), units, units / spent if spent > 0 else np.nan))
    columns = ["participant_count", "orders_after", "amount_after", "return"]
    found = pd.DataFrame(made, columns=columns, index=activities.index, dtype="float64")
    return found.assign(amount_after=from_units(found["amount_after"]))


def taken_part(
    activities: pd.DataFrame, participants: pd.DataFrame, customers: pd.DataFrame, start: dt.date, as_of: dt.date
) -> pd.Series[Any]:
    """How many activities of (start, as_of] each customer took part in (int64, on the customers' index): for the
    grade's reason."""
    known = _taking_part(participants)
    listed = activities[activities["activity_id"].notna()].drop_duplicates("activity_id").set_index("activity_id")
    when = days.whole(listed["date"].reindex(known["activity_id"]))
    recent = known[(when > days.day(start)) & (when <= days.day(as_of))]
    counts = recent.groupby("customer_id").size()
    return counts.reindex(customers["customer_id"]).fillna(0).astype("int64").set_axis(customers.index)


def _taking_part(participants: pd.DataFrame) -> pd.DataFrame:
    known = participants[participants["customer_id"].notna() & participants["activity_id"].notna()]
    return known.drop_duplicates(["activity_id", "customer_id"])
