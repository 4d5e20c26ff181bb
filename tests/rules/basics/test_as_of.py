"""What is dated after the as-of day: rows that have not happened, dates that are not known yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pandas as pd
import pytest

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


HAPPENED = (
    "tblTransactions.date tblPayments.date tblReconciliations.date tblComplaints.date tblSatisfaction.date "
    "tblSuggestions.date tblIndustryNotes.date tblCompetitors.seen_on tblSurveys.date tblSweeps.date tblScorecards.date"
)
BESIDE = (
    "tblCustomers.created_on tblCustomers.reviewed_on tblCustomers.consent_on tblProfiles.founded_on "
    "tblProfiles.relation_since tblContacts.joined_on tblTransactions.invoiced_on tblReconciliations.confirmed_on "
    "tblComplaints.answered_on tblComplaints.closed_on tblSuggestions.feedback_on tblRisks.assessed_on "
    "tblOpportunities.stage_since tblSurveys.counted_on tblReports.sent"
)


def three(key: str) -> pd.DataFrame:
    """A row of today, one of tomorrow, one without a date."""
    return pd.DataFrame({key: pd.to_datetime(pd.Series(["2026-06-30", "2026-07-01", None]))})


@pytest.mark.parametrize("column", HAPPENED.split())
def test_what_happens_tomorrow_counts_nowhere(column: str) -> None:
    """On every sheet whose rows tell of what has been."""
    table, _, key = column.partition(".")
    found = known_on(table, three(key), AS_OF)
    assert (found.rows.index.tolist(), found.later, found.later_dates) == ([0, 2], 1, 0)


@pytest.mark.parametrize("column", BESIDE.split())
def test_what_is_answered_or_reviewed_tomorrow_is_not_yet(column: str) -> None:
    """The row stays, its later date is left out."""
    table, _, key = column.partition(".")
    found = known_on(table, three(key), AS_OF)
    assert (len(found.rows), found.later, found.later_dates) == (3, 0, 1)
    assert found.rows[key].isna().tolist() == [False, True, True]


def test_no_other_date_is_left_out() -> None:
    """Due dates, promises and plans lie ahead by nature."""
    ours = {*HAPPENED.split(), *BESIDE.split()}
    for table in schema.TABLES:
        for field in table.inputs:
            if field.kind.is_date and f"{table.name}.{field.key}" not in ours:
                found = known_on(table.name, three(field.key), AS_OF)
                assert (len(found.rows), found.later, found.later_dates) == (3, 0, 0), f"{table.name}.{field.key}"
