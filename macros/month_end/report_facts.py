"""What a report is made from, read from the book as of the period's last day; nothing is written but what reading any
book gives (missing identifiers)."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from macros.analyses.analysis_input import AnalysisInput, read_analysis_input
from macros.analyses.visits_due import owed_and_made
from macros.counting import customer_results
from macros.counting.book_contents import closing_day
from workbook import tables
from workbook.rules.basics.exact_money import to_units
from workbook.rules.basics.periods import parse
from workbook.rules.customers import credit, decline, owner_history
from workbook.rules.month_report.facts import Facts
from workbook.rules.sales import flows

if TYPE_CHECKING:
    import xlwings as xw

    from macros.counting.book_contents import BookContents

_ONE_DAY = dt.timedelta(days=1)


def read_inputs(book: xw.Book, period: str | None, as_of: dt.date | None) -> AnalysisInput:
    """The book as of the period's last day, or of the as-of day where the period is not over then."""
    settings = tables.read_settings(book)
    day = tables.day_of(settings, as_of)
    seen = parse(period or settings["analysis_period"], day, closing_day(settings))
    return read_analysis_input(book, seen.span.end if seen.span.end < day else as_of, seen.name)


def facts(inputs: AnalysisInput) -> Facts:
    """The whole company's."""
    contents, shared, customers = inputs.contents, inputs.shared, inputs.customers
    payments = credit.payments_of(contents.frame("tblPayments"), contents.payment_customers)
    marks = contents.frame("tblSatisfaction")
    everyone = np.arange(len(customers))
    adjusted = inputs.adjustments
    return Facts(
        lang=contents.lang,
        company=str(contents.settings["company"] or ""),
        period=inputs.period,
        as_of=contents.as_of,
        closing=inputs.closing,
        adjusted=None if adjusted is None else adjusted.total,
        closes_on=inputs.closes_on,
        customers=customers,
        mine=np.ones(len(customers), dtype=bool),
        book=shared.book,
        flow=inputs.flow,
        lines=inputs.lines,
        sellers=inputs.sellers,
        sold=flows.months(shared.book, inputs.sellers.fillna(""), inputs.closes_on),
        first_owner=owner_history.owners_on(everyone, customers["first_order"], customers, inputs.owners).set_axis(
            customers.index
        ),
        payments=payments,
        targets=contents.frame("tblTargets"),
        visits=contents.frame("tblVisits"),
        satisfaction=marks.assign(owner=inputs.owners_on(marks["customer_id"], marks["date"])),
        items=shared.open_items,
        overdue_before=_overdue(inputs, inputs.period.span.start - _ONE_DAY),
        medians=shared.rhythm,
        declines=_declines(contents, customers, shared.rhythm),
        owed=owed_and_made(inputs),
        reminders=inputs.reminders,
        catalogue=contents.frame("tblProducts"),
        tax_included=bool(contents.settings["tax_included"]),
        labels=inputs.labels,
    )


def _overdue(inputs: AnalysisInput, day: dt.date) -> pd.Series:
    """Units overdue on an earlier day, by customer."""
    then = dataclasses.replace(inputs.contents, as_of=day)
    worked, _items = customer_results.with_credit(
        inputs.customers, inputs.shared.book, then, inputs.shared.orders.elsewhere
    )
    return to_units(worked["overdue"]).fillna(0).astype("int64")


def _declines(contents: BookContents, customers: pd.DataFrame, medians: pd.Series) -> pd.DataFrame:
    """Who stopped buying, as the reminders judge it."""
    return decline.of_active(
        customers,
        medians,
        as_of=contents.as_of,
        rhythm_days=contents.list("purchase_strategy.days"),
        existing=contents.list("category.existing"),
        factor=float(contents.settings["rhythm_factor"]),
        lang=contents.lang,
    )
