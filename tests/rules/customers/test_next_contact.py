"""Last touch and next contact."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.rules.customers.next_contact import contacts, next_contact

Make = Callable[..., pd.DataFrame]
AS_OF = dt.date(2026, 3, 31)
RHYTHM = {"monthly": 30.0}


def worked(rows: pd.DataFrame, visits: pd.DataFrame | None = None) -> list[tuple[Any, Any]]:
    found = contacts(rows, visits, RHYTHM, AS_OF)
    days = [found[key].dt.strftime("%m-%d") for key in ("last_contact", "next_contact")]
    return list(zip(*(day.astype(object).where(day.notna(), None) for day in days), strict=True))


def test_the_last_touch_is_the_latest_of_visit_and_order(people: Make, frame: Make) -> None:
    """Whichever it was, the next contact counts from it."""
    rows = people({"last_order": "2026-03-01", "contact_strategy": "monthly"})
    assert worked(rows, frame(customer_id=["C1", "C1"], date=["2026-03-05", "2026-02-01"])) == [("03-05", "04-04")]
    assert worked(rows, frame(customer_id=["C1"], date=["2026-02-01"])) == [("03-01", "03-31")]


def test_a_visit_that_lies_ahead_is_a_plan_and_no_touch(people: Make, frame: Make) -> None:
    """Entered for tomorrow, it does not move the next contact."""
    rows = people({"last_order": "2026-03-01", "contact_strategy": "monthly"})
    assert worked(rows, frame(customer_id=["C1"], date=["2026-04-01"])) == [("03-01", "03-31")]


def test_never_touched_counts_from_the_record(people: Make) -> None:
    """The last contact stays blank."""
    assert worked(people({"created_on": "2026-03-01", "contact_strategy": "monthly"})) == [(None, "03-31")]


def test_the_rhythm_wins_over_visits_a_month(people: Make) -> None:
    """Without a rhythm, 30 ÷ visits; without either, no cycle."""
    start = {"last_order": "2026-03-01"}
    rows = people(
        {**start, "contact_strategy": "monthly", "visits_per_month": 3.0},
        {**start, "visits_per_month": 3.0},
        {**start, "visits_per_month": 4.0},
        {**start, "visits_per_month": 0.0},
        start,
    )
    assert [one[1] for one in worked(rows)] == ["03-31", "03-11", "03-08", None, None]


def test_without_a_day_to_count_from_there_is_no_next_contact(people: Make) -> None:
    """No touch and no creation date."""
    assert worked(people({"contact_strategy": "monthly"})) == [(None, None)]


@given(
    st.one_of(st.none(), st.dates(dt.date(2000, 1, 1), dt.date(2030, 1, 1))),
    st.one_of(st.none(), st.integers(1, 400)),
    st.one_of(st.none(), st.integers(0, 40)),
    st.one_of(st.none(), st.dates(dt.date(2000, 1, 1), dt.date(2030, 1, 1))),
)
def test_one_customer_is_worked_out_as_a_column_is(
    last: dt.date | None, days: int | None, visits: int | None, created: dt.date | None
) -> None:
    """The cell function and refresh give the same day."""
    rows = pd.DataFrame(
        {
            "customer_id": pd.Series(["C1"], dtype="str"),
            "last_order": pd.Series([last], dtype="datetime64[s]"),
            "created_on": pd.Series([created], dtype="datetime64[s]"),
            "contact_strategy": pd.Series(["own" if days else None], dtype="str"),
            "visits_per_month": pd.Series([visits], dtype="float64"),
        }
    )
    column = contacts(rows, None, {"own": float(days or 1)}, AS_OF)["next_contact"][0]
    alone = next_contact(last, rhythm_days=days, visits_per_month=visits, created_on=created)
    assert (None if column is pd.NaT else column.date()) == alone


@pytest.mark.parametrize("visits", [31, 60])
def test_more_visits_than_days_is_a_contact_a_day(visits: float) -> None:
    """Never a cycle of zero days."""
    assert next_contact(AS_OF, visits_per_month=visits) == dt.date(2026, 4, 1)
