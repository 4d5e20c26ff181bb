"""Analyses for field visits: the preparation for each visit of the plan, the daily report, the weeks summed up.

What users ticked on these sheets stays."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from macros.analyses.analysis_input import AnalysisInput, money, rows_of
from macros.counting import visit_results
from workbook.rules.basics import days
from workbook.rules.visits import daily_report, plan_rows, visit_about, visit_preparation, week_result


@rows_of("tblPreVisit")
def preparation_rows(inputs: AnalysisInput) -> pd.DataFrame:
    """Rows of the pre-visit sheet for the visits planned for the week of the as-of day."""
    return preparation(inputs, inputs.contents.plan, days.monday_of(inputs.contents.as_of))


def preparation(inputs: AnalysisInput, rows: pd.DataFrame, monday: dt.date) -> pd.DataFrame:
    """Rows of the pre-visit sheet for the visits of a week of a plan; a tick stays with its visit and item."""
    contents = inputs.contents
    planned = plan_rows.effective(rows[plan_rows.of_week(rows, monday)])
    found = visit_preparation.sheet(
        planned,
        contents.frame("tblVisits"),
        inputs.reminders,
        inputs.rows("tblWhiteSpace"),
        list(inputs.labels["sales_tool"].values()),
        contents.as_of,
        contents.lang,
        _about(inputs, planned),
    )
    keys = ["customer_id", "date", "item"]
    prepared = inputs.before["tblPreVisit"]
    ticked = prepared[prepared["done"].eq(True)]
    done = pd.MultiIndex.from_frame(found[keys]).isin(pd.MultiIndex.from_frame(ticked[keys]))
    return found.assign(done=done)


def _about(inputs: AnalysisInput, planned: pd.DataFrame) -> list[visit_about.Item]:
    """What is known of the customers of a plan, as far as they are still in the book."""
    contents, customers = inputs.contents, inputs.customers
    known = customers.reset_index(drop=True)  # as the ledger numbers them
    going = known[known["customer_id"].isin(planned["customer_id"])].drop_duplicates("customer_id")
    lines = inputs.shared.book.lines
    theirs = lines[lines["customer"].isin(going.index)].join(going[["customer_id", "last_order"]], on="customer")
    last = theirs[theirs["date"] == theirs["last_order"]].groupby("customer_id")["units"].sum()
    return visit_about.about(
        going,
        contents.frame("tblContacts"),
        contents.frame("tblVisits"),
        contents.frame("tblSurveys"),
        dict(zip(last.index, money(last), strict=True)),
        visit_about.Advice(inputs.advice, inputs.power_advice, inputs.quality_advice),
        visit_results.face_to_face(contents),
        contents.as_of,
        contents.lang,
    )


@rows_of("tblDailyReport")
def daily_report_rows(inputs: AnalysisInput) -> pd.DataFrame:
    """Rows of the daily visit report."""
    contents, known = inputs.contents, inputs.customers[["customer_id", "man_class"]].dropna()
    classes = dict(zip(known["customer_id"], known["man_class"], strict=True))
    visits, sweeps = contents.frame("tblVisits"), contents.frame("tblSweeps")
    return daily_report.report(visits, sweeps, classes, inputs.advice, contents.as_of)


@rows_of("tblWeekReport")
def week_rows(inputs: AnalysisInput) -> pd.DataFrame:
    """Rows of the week summary."""
    contents = inputs.contents
    face = visit_results.face_to_face(contents)
    ledger = inputs.shared.book
    sold = ledger.lines[["date", "units"]].assign(
        salesperson=inputs.sellers, order=np.where(ledger.counted, ledger.orders, -1)
    )
    given = week_result.Tables(
        plan=contents.plan,
        visits=contents.frame("tblVisits"),
        customers=inputs.customers,
        sweeps=contents.frame("tblSweeps"),
        sold=sold,
    )
    found = week_result.weeks(given, contents.as_of, face, contents.lang)
    return found.assign(amount=money(found["units"])).drop(columns="units")
