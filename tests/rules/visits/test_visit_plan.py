"""The week's visits and what came of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from workbook.rules.visits.visit_plan import COLUMNS, GOALS, plan, week, working_days
from workbook.schema import listing, table

Make = Callable[..., pd.DataFrame]
MONDAY = dt.date(2026, 3, 9)


@pytest.fixture
def customers(people: Make) -> pd.DataFrame:
    base = {"next_contact": "2026-03-10"}
    made = people(
        {**base, "region": "south", "grade": "C"},
        {**base, "region": "north", "grade": "A"},
        {**base, "region": "north", "grade": "C"},
        {"region": "north", "next_contact": "2026-04-01"},
        {**base, "archived": True},
        {**base, "owner": None},
        {"next_contact": "2026-04-01", "region": "south"},
    )
    return made.assign(address=["9", "2", "1", "5", "5", "5", "7"], order_count=[0, 1, 1, 1, 1, 1, 1])


def reminders(frame: Make, *rows: dict[str, Any]) -> pd.DataFrame:
    blank = {
        "customer_id": "C7", "kind": "visit", "due": "2026-03-12", "why": "show samples", "priority": "low",
        "status": "open", "postponed_until": None,
    }  # fmt: skip
    full = [{**blank, **row} for row in rows] or [blank]
    made = frame(**{key: [row[key] for row in full] for key in blank})
    return made if rows else made.iloc[:0]


def laid(found: pd.DataFrame) -> list[list[Any]]:
    return found.assign(date=found["date"].dt.day)[["date", "stop", "customer_id"]].values.tolist()


def test_days_are_laid_by_region_and_stops_by_address(customers: pd.DataFrame, frame: Make) -> None:
    """The region of the most urgent customer first; who is due later, archived or nobody's stays at home."""
    found = plan(customers, reminders(frame), MONDAY, as_of=MONDAY, a_day=2)
    assert list(found.columns) == list(COLUMNS)
    assert laid(found) == [[9, 1, "C3"], [9, 2, "C2"], [10, 1, "C1"]]


def test_an_agreed_visit_keeps_its_day(customers: pd.DataFrame, frame: Make) -> None:
    """Although the customer's next contact is not due yet."""
    found = plan(customers, reminders(frame, {}), MONDAY, as_of=MONDAY, a_day=6)
    assert [12, 1, "C7"] in laid(found)
    assert found.set_index("customer_id").loc["C7", "why"] == "show samples"


def test_what_does_not_fit_is_left_for_the_next_week(customers: pd.DataFrame, frame: Make) -> None:
    """One visit a day and one working day: the most urgent."""
    free = {dt.date(2026, 3, day) for day in (9, 10, 11, 12)}
    found = plan(customers, reminders(frame), MONDAY, as_of=MONDAY, a_day=1, holidays=free)
    assert laid(found) == [[13, 1, "C2"]]


def test_reminders_make_reason_and_goal(customers: pd.DataFrame, frame: Make) -> None:
    """Done ones do not count; a prospect is asked for its first order."""
    some = reminders(
        frame,
        {"customer_id": "C2", "kind": "decline", "why": "silent", "due": "2026-03-01"},
        {"customer_id": "C2", "kind": "complaint", "why": "late delivery", "due": "2026-03-02"},
        {"customer_id": "C3", "kind": "receivable", "why": "owes", "due": "2026-03-01", "status": "done"},
    )
    found = plan(customers, some, MONDAY, as_of=MONDAY).set_index("customer_id")
    assert list(found.loc["C2", ["why", "goal"]]) == ["silent；late delivery", "complaint"]
    assert list(found.loc["C3", ["why", "goal"]]) == ["2026-03-10该联系", "unsold"]
    assert found.loc["C1", "goal"] == "first_order"


def test_an_empty_plan_has_its_columns(people: Make, frame: Make) -> None:
    """Nobody to visit."""
    nobody = people({}).assign(address=None, order_count=0)
    assert list(plan(nobody, reminders(frame), MONDAY, as_of=MONDAY).columns) == list(COLUMNS)


def test_a_week_is_monday_to_friday_without_holidays() -> None:
    """Whichever of its days is named."""
    assert working_days(dt.date(2026, 3, 15)) == [MONDAY + dt.timedelta(days=n) for n in range(5)]


ORDER = [
    ("complaint", "complaint"), ("receivable", "collect"), ("credit", "collect"), ("decline", "more"),
    ("promise", "relation"), ("birthday", "relation"), ("anniversary", "relation"),
]  # fmt: skip


@pytest.mark.parametrize("at", range(len(ORDER)), ids=[kind for kind, _ in ORDER])
def test_what_is_open_makes_the_goal_of_a_visit(customers: pd.DataFrame, frame: Make, at: int) -> None:
    """The first of these kinds."""
    some = [{"customer_id": "C2", "kind": kind, "due": "2026-03-01"} for kind, _ in reversed(ORDER[at:])]
    found = plan(customers, reminders(frame, *some), MONDAY, as_of=MONDAY).set_index("customer_id")
    assert found.loc["C2", "goal"] == ORDER[at][1]


def test_goals_and_columns_are_those_of_the_schema() -> None:
    """Keys of the list of goals and kinds; columns of the sheet."""
    goals = {one.key for one in listing("visit_goal").entries}
    kinds = {one.key for one in listing("reminder_kind").entries}
    assert {aim for _, aim in GOALS} <= goals
    assert {kind for kind, _ in GOALS} <= kinds
    assert set(COLUMNS) < set(table("tblVisitPlan").keys)


def test_a_week_is_summed_up(frame: Make) -> None:
    """Coverage of what was planned, goals and promises of the week, and who is carried over."""
    planned = frame(salesperson=["ann"] * 4, customer_id=["C1", "C2", "C3", "C1"], customer_name=["a", "b", "c", "a"])
    visits = frame(
        customer_id=["C1", "C9", "C2"], date=["2026-03-09", "2026-03-10", "2026-03-16"],
        salesperson=["ann", "ann", "ann"], goal=["more", None, "more"], goal_reached=[True, False, True],
        promise_due=["2026-03-10", None, "2026-03-11"], promise_kept=[True, False, False],
    )  # fmt: skip
    found = week(planned, visits, dt.date(2026, 3, 11), dt.date(2026, 3, 15))
    assert found.values.tolist() == [[pd.Timestamp(MONDAY), "ann", 3, 2, pytest.approx(1 / 3), 1.0, 0.5, "b、c"]]
    assert set(found.columns) < set(table("tblWeekReport").keys)


def test_an_arranged_visit_has_its_day_whatever_is_due(customers: pd.DataFrame, frame: Make) -> None:
    """Agreed upon by somebody: in the plan on that day, before what the regions would lay there."""
    nobody = reminders(frame).iloc[:0]
    friday = MONDAY + dt.timedelta(days=4)
    found = plan(customers, nobody, MONDAY, as_of=MONDAY, a_day=1, arranged={"C4": friday, "C2": friday})
    assert laid(found)[-1][0] == friday.day
    assert set(found["customer_id"][found["date"] == pd.Timestamp(friday)]) <= {"C2", "C4"}
    assert "C4" in set(found["customer_id"])
