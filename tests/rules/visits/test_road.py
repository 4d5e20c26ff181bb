"""What is taken along to a visit, and what is reported after it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from tests.rules.visits.frames import rows_of
from workbook.rules.visits import daily_report, visit_preparation
from workbook.rules.visits.visit_about import Item

AS_OF = dt.date(2026, 3, 11)


PLAN = rows_of(
    "tblVisitPlan",
    {"date": "2026-03-12", "stop": 1, "salesperson": "Ann", "customer_id": "C2", "customer_name": "Two"},
    {"date": "2026-03-12", "stop": 2, "salesperson": "Ann", "customer_id": "C1", "customer_name": "One"},
)
NO_OFFERS = pd.DataFrame({"customer_id": pd.Series(dtype="str"), "product": pd.Series(dtype="str"), "share": []})


def sheet(
    visits: pd.DataFrame, reminders: pd.DataFrame, offers: pd.DataFrame = NO_OFFERS, tools: tuple[str, ...] = ()
) -> list[list[str]]:
    found = visit_preparation.sheet(PLAN, visits, reminders, offers, tools, AS_OF, "en")
    return found[["customer_id", "topic", "item"]].values.tolist()


NO_VISITS, NO_REMINDERS = rows_of("tblVisits"), rows_of("tblReminders")


def test_items_stand_in_the_order_of_the_plan_and_of_the_topics() -> None:
    """The tools once above everybody; a promise, then the next step, open matters, offers; only who is on the plan."""
    visits = rows_of(
        "tblVisits",
        {"customer_id": "C1", "date": "2026-03-01", "promise": "a quote", "next_step": "call the buyer"},
        {"customer_id": "C9", "date": "2026-03-01", "promise": "samples"},
    )
    reminders = rows_of("tblReminders", {"customer_id": "C1", "kind": "complaint", "why": "no answer yet"})
    offers = pd.DataFrame({"customer_id": ["C1"], "product": ["Tea"], "share": [0.75]}).astype({"customer_id": "str"})
    found = sheet(visits, reminders, offers, ("Cards", "Samples"))
    top: list[Any] = found[0]
    assert pd.isna(top[0])
    assert top[1:] == ["Tools to take", "Cards, Samples"]
    assert found[1:] == [
        ["C1", "Promise", "a quote"],
        ["C1", "Next step", "call the buyer"],
        ["C1", "Open matter", "no answer yet"],
        ["C1", "To offer", "Tea (75% of similar customers buy it)"],
    ]


def test_what_is_known_stands_above_what_is_open() -> None:
    """In the order of the topics, whatever the order it comes in."""
    items = [Item("C1", "seen", "stock 4"), Item("C1", "traits", "thrifty"), Item("C9", "traits", "not on the plan")]
    visits = rows_of("tblVisits", {"customer_id": "C1", "date": "2026-03-01", "promise": "a quote"})
    found = visit_preparation.sheet(PLAN, visits, NO_REMINDERS, NO_OFFERS, (), AS_OF, "en", items)
    assert found["item"].tolist() == ["thrifty", "a quote", "stock 4"]


def test_what_was_kept_or_done_or_said_already_is_left_out() -> None:
    """Kept promises, done reminders, and reminders of promises and visits, which stand above; a later visit's too."""
    visits = rows_of(
        "tblVisits",
        {"customer_id": "C1", "date": "2026-03-01", "promise": "a quote", "promise_kept": True, "next_step": "old"},
        {"customer_id": "C1", "date": "2026-03-05", "next_step": "new"},
        {"customer_id": "C1", "date": "2026-03-20", "next_step": "not yet"},
    )
    reminders = rows_of(
        "tblReminders",
        {"customer_id": "C1", "kind": "complaint", "why": "answered", "status": "done"},
        {"customer_id": "C1", "kind": "promise", "why": "promised"},
        {"customer_id": "C1", "kind": "visit", "why": "agreed"},
        {
            "customer_id": "C1",
            "kind": "decline",
            "why": "later",
            "status": "postponed",
            "postponed_until": "2026-04-01",
        },
    )
    assert sheet(visits, reminders) == [["C1", "Next step", "new"]]


def test_nothing_planned_is_an_empty_sheet() -> None:
    """With all its columns."""
    found = visit_preparation.sheet(PLAN.iloc[:0], NO_VISITS, NO_REMINDERS, NO_OFFERS, ["Cards"], AS_OF, "zh")
    assert (len(found), tuple(found.columns)) == (0, visit_preparation.COLUMNS)


def report(visits: pd.DataFrame, sweeps: pd.DataFrame) -> pd.DataFrame:
    return daily_report.report(visits, sweeps, {"C1": "M1A1N1"}, {"M1A1N1": "close now"}, AS_OF)


def test_a_week_of_visits_newest_first() -> None:
    """Seven days up to the as-of day; two visits to one customer on a day are two rows."""
    days = ["2026-03-04", "2026-03-05", "2026-03-11", "2026-03-11", "2026-03-12"]
    visits = rows_of("tblVisits", *({"customer_id": "C1", "date": day, "salesperson": "Ann"} for day in days))
    found = report(visits, rows_of("tblSweeps"))
    assert found["date"].dt.day.tolist() == [11, 11, 5]


def test_the_salesperson_s_own_words_come_before_the_class_s_advice() -> None:
    """What is to be improved, else the advice of the MAN class, else nothing."""
    visits = rows_of(
        "tblVisits",
        {"customer_id": "C1", "date": "2026-03-11", "improvements": "be early"},
        {"customer_id": "C1", "date": "2026-03-10"},
        {"customer_id": "C2", "date": "2026-03-09"},
    )
    found = report(visits, rows_of("tblSweeps"))["advice"]
    assert found.iloc[:2].tolist() == ["be early", "close now"]
    assert pd.isna(found.iloc[2])


def test_a_sweep_is_reported_unless_the_visit_was() -> None:
    """A sweep of a shop visited that day adds nothing; another tells what was seen."""
    visits = rows_of("tblVisits", {"customer_id": "C1", "date": "2026-03-11", "kind": "sweep", "salesperson": "Ann"})
    sweeps = rows_of(
        "tblSweeps",
        {"customer_id": "C1", "date": "2026-03-11", "condition": "busy"},
        {"customer_id": "C2", "date": "2026-03-11", "location": "corner", "condition": "quiet"}
        | {"salesperson": "Ann", "customer_name": "Two"},
    )
    found = report(visits, sweeps)
    assert found[["salesperson", "customer_name"]].iloc[1].tolist() == ["Ann", "Two"]
    assert found[["customer_id", "kind"]].values.tolist() == [["C1", "sweep"], ["C2", "sweep"]]
    assert found["result"].iloc[1] == "corner；quiet"
