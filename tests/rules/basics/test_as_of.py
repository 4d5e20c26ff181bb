"""What is dated after the as-of day: rows that have not happened, dates that are not known yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pandas as pd

from workbook import schema
from workbook.rules.basics.as_of import EVENTS, FACTS, known_on

Frame = Callable[..., pd.DataFrame]
AS_OF = dt.date(2026, 6, 30)


def test_a_row_of_tomorrow_has_not_happened(frame: Frame) -> None:
    """Today's counts, tomorrow's does not, and neither does the one of a wrong year; one without a date stays."""
    found = known_on("tblPayments", frame(date=["2026-06-30", "2026-07-01", "2062-06-05", None]), AS_OF)
    assert (found.rows.index.tolist(), found.later) == ([0, 3], 2)


def test_a_date_beside_the_row_is_not_known_yet(frame: Frame) -> None:
    """A complaint closed in 2062 is open; one closed today is closed."""
    rows = frame(date=["2026-06-01"] * 2, answered_on=[None] * 2, closed_on=["2062-06-05", "2026-06-30"])
    found = known_on("tblComplaints", rows, AS_OF)
    assert found.rows["closed_on"].isna().tolist() == [True, False]
    assert (found.later, found.later_dates) == (0, 1)


def test_plans_are_left_alone(frame: Frame) -> None:
    """A visit to come is a plan."""
    rows = frame(date=["2026-07-05"], next_date=["2026-09-01"])
    assert known_on("tblVisits", rows, AS_OF).rows is rows


def test_the_declared_dates_are_dates_of_their_tables() -> None:
    """Every one of them is typed by users."""
    for name, keys in [*((t, (k,)) for t, k in EVENTS.items()), *FACTS.items()]:
        table = schema.table(name)
        assert all(table[key].kind.is_date and table[key] in table.inputs for key in keys), name
