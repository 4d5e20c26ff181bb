"""Who is to be visited in a week, why, and with what goal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from workbook.rules.visits.wanted import GOALS, wanted
from workbook.schema import listing

Make = Callable[..., pd.DataFrame]
AS_OF, SUNDAY = dt.date(2026, 3, 9), dt.date(2026, 3, 15)


@pytest.fixture
def customers(people: Make) -> Callable[..., pd.DataFrame]:
    """Customers from dicts: grade B, two visits owed and none made unless said."""

    def make(*rows: dict[str, Any]) -> pd.DataFrame:
        blank = {
            "grade": "B", "area": "north", "address": None, "order_count": 3, "overdue": 0.0, "owed": 2, "made": 0,
            "last_visit": None,
        }  # fmt: skip
        found = people(*({**blank, **row} for row in rows))
        found["last_visit"] = pd.to_datetime(found["last_visit"]).astype("datetime64[s]")
        return found

    return make


def reminders(frame: Make, *rows: dict[str, Any]) -> pd.DataFrame:
    blank = {
        "customer_id": "C1", "kind": "contact", "due": "2026-03-09", "why": "said", "status": "open",
        "postponed_until": None,
    }  # fmt: skip
    full = [{**blank, **row} for row in rows] or [blank]
    made = frame(**{key: [row[key] for row in full] for key in blank})
    return made if rows else made.iloc[:0]


def asked(people: pd.DataFrame, told: pd.DataFrame, share: float = 0.5, **more: Any) -> pd.DataFrame:
    return wanted(people, told, end=SUNDAY, as_of=AS_OF, share=share, lang="en", **more).set_index("customer_id")


def test_who_is_behind_the_share_of_the_month_is_wanted(customers: Make, frame: Make) -> None:
    """Of two owed one by the middle of the month; who had it waits, and so does a contact that is merely due."""
    found = asked(customers({}, {"made": 1}, {"owed": 0}), reminders(frame, {"customer_id": "C3"}))
    assert found["why"].to_dict() == {"C1": "2 visits owed in month 3, 0 made"}
    assert set(asked(customers({}, {"made": 1}), reminders(frame), share=0.6).index) == {"C1", "C2"}


def test_nobody_plans_archived_customers_those_of_nobody_and_names_never_contacted(
    customers: Make, frame: Make
) -> None:
    """Whatever they are owed."""
    some = customers(
        {"archived": True}, {"owner": None}, {"grade": "prospect"}, {"grade": "prospect", "last_contact": "2026-01-01"}
    )
    assert list(asked(some, reminders(frame)).index) == ["C4"]


def test_a_second_visit_in_a_week_needs_a_promise_a_complaint_or_an_urgent_matter(customers: Make, frame: Make) -> None:
    """A debt or a decline does not send anybody there twice."""
    some = customers(*({} for _ in range(5)))
    told = reminders(
        frame,
        *({"customer_id": f"C{n}", "kind": kind} for n, kind in enumerate(("promise", "complaint", "receivable"), 1)),
    )
    found = asked(some, told, seen={f"C{n}" for n in range(1, 6)}, urgent={"C5"})
    assert list(found.index) == ["C1", "C2", "C5"]
    assert found["need"].all()
    assert str(found.loc["C5", "why"]).startswith("The last visit was marked urgent")


def test_debts_promises_and_grade_a_come_first(customers: Make, frame: Make) -> None:
    """Then grade B and who buys less, then the rest."""
    some = customers({"grade": "A"}, {"grade": "C", "overdue": 5.0}, {"grade": "C"}, {}, {"grade": "C"}, {"grade": "C"})
    told = reminders(frame, {"customer_id": "C3", "kind": "promise"}, {"customer_id": "C5", "kind": "decline"})
    assert asked(some, told)["rank"].tolist() == [0, 0, 0, 1, 1, 2]


def test_what_is_done_or_lies_beyond_the_week_is_no_reason(customers: Make, frame: Make) -> None:
    """Nor is what was postponed beyond the day."""
    some = customers(*({"owed": 0} for _ in range(3)))
    told = reminders(
        frame,
        {"kind": "complaint", "status": "done"},
        {"customer_id": "C2", "kind": "complaint", "due": "2026-03-16"},
        {"customer_id": "C3", "kind": "complaint", "status": "postponed", "postponed_until": "2026-03-20"},
    )
    assert len(asked(some, told)) == 0


def test_a_visit_agreed_upon_is_wanted_on_its_day(customers: Make, frame: Make) -> None:
    """Whatever is owed; one that a reminder plans has its day too, and says why."""
    told = reminders(frame, {"customer_id": "C2", "kind": "visit", "due": "2026-03-12", "why": "show samples"})
    found = asked(customers({"owed": 0}, {"owed": 0}), told, agreed={"C1": dt.date(2026, 3, 11)})
    assert found["fixed"].dt.day.to_dict() == {"C1": 11, "C2": 12}
    assert found["agreed"].to_dict() == {"C1": True, "C2": False}
    assert found["why"].to_dict() == {"C1": "Arranged", "C2": "show samples"}


@pytest.mark.parametrize("at", range(len(GOALS)), ids=[kind for kind, _ in GOALS])
def test_the_first_open_kind_makes_the_goal(customers: Make, frame: Make, at: int) -> None:
    """Complaints first, then debts, then what sells."""
    told = reminders(frame, *({"kind": kind} for kind, _ in reversed(GOALS[at:])))
    assert asked(customers({}), told).loc["C1", "goal"] == GOALS[at][1]


def test_goals_fit_the_customer(customers: Make, frame: Make) -> None:
    """Who is lost is not asked for more, who owes is asked to pay, who never bought for a first order."""
    some = customers(
        {"category": "lost_end_user"}, {"overdue": 1.0}, {"grade": "C", "order_count": 0}, {},
        {"category": "lost_agent"},
    )  # fmt: skip
    told = reminders(frame, {"kind": "decline"}, {"customer_id": "C5", "kind": "complaint"})
    found = asked(some, told)["goal"].to_dict()
    assert found == {"C1": "relation", "C2": "collect", "C3": "first_order", "C4": "unsold", "C5": "complaint"}


def test_goals_are_those_of_the_lists() -> None:
    """Keys of the goals and of the kinds of reminders."""
    assert {aim for _, aim in GOALS} <= {one.key for one in listing("visit_goal").entries}
    assert {kind for kind, _ in GOALS} <= {one.key for one in listing("reminder_kind").entries}
