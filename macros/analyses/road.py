"""On the road: the week's visits, what to take along to them, and the report of what was done. What users arranged and
ticked stays."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from macros.analyses.analysis_input import Ground
from workbook.rules.visits import daily_report, visit_plan, visit_preparation

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
    found = visit_plan.plan(
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


def prepared(ground: Ground, planned: pd.DataFrame, offers: pd.DataFrame) -> pd.DataFrame:
    """Rows of the pre-visit sheet for the visits of the plan; a tick stays with its visit and item.

    `planned` are the rows of `plan`, `offers` those of the white-space sheet.
    """
    seen = ground.seen
    found = visit_preparation.sheet(
        planned,
        seen.frame("tblVisits"),
        ground.reminders,
        offers,
        list(ground.labels["sales_tool"].values()),
        seen.as_of,
        seen.lang,
    )
    keys = ["customer_id", "date", "item"]
    ticked = ground.prepared[ground.prepared["done"].eq(True)]
    done = pd.MultiIndex.from_frame(found[keys]).isin(pd.MultiIndex.from_frame(ticked[keys]))
    return found.assign(done=done)


def daily(ground: Ground) -> pd.DataFrame:
    """Rows of the daily visit report."""
    seen, known = ground.seen, ground.customers[["customer_id", "man_class"]].dropna()
    classes = dict(zip(known["customer_id"], known["man_class"], strict=True))
    visits, sweeps = seen.frame("tblVisits"), seen.frame("tblSweeps")
    return daily_report.report(visits, sweeps, classes, ground.advice, seen.as_of)


def _of_the_week(planned: pd.DataFrame, monday: dt.date) -> pd.DataFrame:
    """Rows of the last plan that are of this week, one a customer."""
    after = planned["date"] >= pd.Timestamp(monday)
    before = planned["date"] < pd.Timestamp(monday) + pd.Timedelta(days=7)
    return planned[after & before & planned["customer_id"].notna()].drop_duplicates("customer_id")
