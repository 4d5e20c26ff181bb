"""Visits owed and made in the calendar months of a period, for the month's report and the picture of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from macros.counting import visit_results
from workbook.rules.basics.periods import month_number, month_span

if TYPE_CHECKING:
    from macros.analyses.analysis_input import AnalysisInput


def owed_and_made(inputs: AnalysisInput) -> pd.DataFrame:
    """Visits owed and made in the calendar months of the period: of a period that closes on a day of its own, those in
    which its months end."""
    period = inputs.period
    last = month_number(min(period.span.end, inputs.contents.as_of))
    first = last if inputs.closes_on and len(period.months) == 1 else month_number(period.span.start)
    counts = ["owed", "made", "short"]
    found = pd.DataFrame(0, index=inputs.customers.index, columns=counts)
    for number in range(first, last + 1):
        day = month_span(number).start
        found += visit_results.owed_in(day, inputs.customers, inputs.shared.orders, inputs.contents)[counts]
    return found
