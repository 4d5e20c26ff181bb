"""The week's visits: whom to see on which day, keeping what users have arranged."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from macros.analyses.ground import Ground
from workbook.rules import visitplan

SATURDAY = 5
KEPT = ("confirmed", "notes")


def week_of(as_of: dt.date) -> dt.date:
    """The day whose week is planned: as_of itself, or the Monday after a weekend."""
    ahead = 7 - as_of.weekday() if as_of.weekday() >= SATURDAY else 0
    return as_of + dt.timedelta(days=ahead)


def plan(ground: Ground) -> pd.DataFrame:
    """Rows of the visit plan, from the as-of day to Friday; what users said of a visit stays with its customer for
    the rest of the week, and an arranged visit keeps its day."""
    as_of = ground.seen.as_of
    day = week_of(as_of)
    monday = day - dt.timedelta(days=day.weekday())
    old = _of_the_week(ground.planned, monday)
    gone = {monday + dt.timedelta(days=n) for n in range((day - monday).days)}
    arranged = old[old["confirmed"].eq(True) & (old["date"] >= pd.Timestamp(day))]
    found = visitplan.plan(
        ground.customers,
        ground.reminders,
        day,
        as_of=as_of,
        holidays=gone,
        arranged=dict(zip(arranged["customer_id"], arranged["date"].dt.date, strict=True)),
        lang=ground.seen.lang,
    )
    said = old.set_index("customer_id")[list(KEPT)].reindex(found["customer_id"]).set_axis(found.index)
    return found.assign(confirmed=said["confirmed"].eq(True), notes=said["notes"].astype("str"))


def _of_the_week(planned: pd.DataFrame, monday: dt.date) -> pd.DataFrame:
    """Rows of the last plan that are of this week, one a customer."""
    after = planned["date"] >= pd.Timestamp(monday)
    before = planned["date"] < pd.Timestamp(monday) + pd.Timedelta(days=7)
    return planned[after & before & planned["customer_id"].notna()].drop_duplicates("customer_id")
