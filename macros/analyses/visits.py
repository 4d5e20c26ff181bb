"""Analyses for field visits: the week's visit plan, the preparation for each visit, the daily report.

What users arranged and ticked on these sheets stays."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from macros.analyses.analysis_input import AnalysisInput, rows_of
from workbook.rules.visits import daily_report, visit_plan, visit_preparation

SATURDAY = 5
KEPT = ("confirmed", "notes")


def week_of(as_of: dt.date) -> dt.date:
    """The day whose week is planned: as_of itself, or the Monday after a weekend."""
    days = 7 - as_of.weekday() if as_of.weekday() >= SATURDAY else 0
    return as_of + dt.timedelta(days=days)


@rows_of("tblVisitPlan")
def visit_plan_rows(inputs: AnalysisInput) -> pd.DataFrame:
    """Rows of the visit plan, from the as-of day to Friday; what users said of a visit stays with its customer for
    the rest of the week, and an arranged visit keeps its day."""
    as_of = inputs.contents.as_of
    day = week_of(as_of)
    monday = day - dt.timedelta(days=day.weekday())
    old = _of_the_week(inputs.before["tblVisitPlan"], monday)
    gone = {monday + dt.timedelta(days=n) for n in range((day - monday).days)}
    arranged = old[old["confirmed"].eq(True) & (old["date"] >= pd.Timestamp(day))]
    found = visit_plan.plan(
        inputs.customers,
        inputs.reminders,
        day,
        as_of=as_of,
        holidays=gone,
        arranged=dict(zip(arranged["customer_id"], arranged["date"].dt.date, strict=True)),
        lang=inputs.contents.lang,
    )
    said = old.set_index("customer_id")[list(KEPT)].reindex(found["customer_id"]).set_axis(found.index)
    return found.assign(confirmed=said["confirmed"].eq(True), notes=said["notes"].astype("str"))


@rows_of("tblPreVisit")
def preparation_rows(inputs: AnalysisInput) -> pd.DataFrame:
    """Rows of the pre-visit sheet for the visits of the plan; a tick stays with its visit and item."""
    contents = inputs.contents
    found = visit_preparation.sheet(
        inputs.rows("tblVisitPlan"),
        contents.frame("tblVisits"),
        inputs.reminders,
        inputs.rows("tblWhiteSpace"),
        list(inputs.labels["sales_tool"].values()),
        contents.as_of,
        contents.lang,
    )
    keys = ["customer_id", "date", "item"]
    prepared = inputs.before["tblPreVisit"]
    ticked = prepared[prepared["done"].eq(True)]
    done = pd.MultiIndex.from_frame(found[keys]).isin(pd.MultiIndex.from_frame(ticked[keys]))
    return found.assign(done=done)


@rows_of("tblDailyReport")
def daily_report_rows(inputs: AnalysisInput) -> pd.DataFrame:
    """Rows of the daily visit report."""
    contents, known = inputs.contents, inputs.customers[["customer_id", "man_class"]].dropna()
    classes = dict(zip(known["customer_id"], known["man_class"], strict=True))
    visits, sweeps = contents.frame("tblVisits"), contents.frame("tblSweeps")
    return daily_report.report(visits, sweeps, classes, inputs.advice, contents.as_of)


def _of_the_week(planned: pd.DataFrame, monday: dt.date) -> pd.DataFrame:
    """Rows of the last plan that are of this week, one a customer."""
    after = planned["date"] >= pd.Timestamp(monday)
    before = planned["date"] < pd.Timestamp(monday) + pd.Timedelta(days=7)
    return planned[after & before & planned["customer_id"].notna()].drop_duplicates("customer_id")
