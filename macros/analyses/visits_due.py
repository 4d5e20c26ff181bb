"""Visits owed and made in the calendar months of a period, for the month's report and the picture of them."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd

from macros.counting import customer_results
from workbook.rules.basics.periods import month_number, month_span
from workbook.rules.customers import order_statistics
from workbook.rules.visits import visits_owed

if TYPE_CHECKING:
    from macros.analyses.analysis_input import AnalysisInput

_ONE_DAY = dt.timedelta(days=1)


def owed_and_made(inputs: AnalysisInput) -> pd.DataFrame:
    """Visits owed and made in the calendar months of the period: of a period that closes on a day of its own, those in
    which its months end."""
    contents = inputs.contents
    rules = visits_owed.Rules(
        contents.list("grade.visits"),
        contents.list("willingness.visits"),
        frozenset(key for key, face in contents.list("visit_kind.face").items() if face),
    )
    period = inputs.period
    last = month_number(min(period.span.end, contents.as_of))
    first = last if inputs.closes_on and len(period.months) == 1 else month_number(period.span.start)
    counts = ["owed", "made", "short"]
    found = pd.DataFrame(0, index=inputs.customers.index, columns=counts)
    for number in range(first, last + 1):
        day = month_span(number).start
        graded = _graded(inputs, day - _ONE_DAY)
        found += visits_owed.owed(graded, contents.frame("tblVisits"), day, contents.as_of, rules)[counts]
    return found


def _graded(inputs: AnalysisInput, day: dt.date) -> pd.DataFrame:
    """The customers with the grades that they had at the end of a day."""
    contents = dataclasses.replace(inputs.contents, as_of=day)
    book = inputs.shared.book
    recent = order_statistics.window(book, day, int(contents.settings["grade_window_months"]))
    return customer_results.with_grades(inputs.customers, recent, book, contents)
