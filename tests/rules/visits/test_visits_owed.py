"""Visits owed in a month: grade, willingness, days on record, who owes none, what counts as made."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from workbook.rules.visits.visits_owed import Rules, owed

RULES = Rules({"A": 3.0, "B": 2.0, "C": 1.0, "prospect": 1.0}, {"high": 3.0, "low": 1.0}, frozenset({"return"}))
JUNE = dt.date(2026, 6, 14)
END = dt.date(2026, 6, 30)
NO_VISITS = pd.DataFrame({"customer_id": [], "kind": [], "date": pd.to_datetime([])})


def customer(**given: Any) -> pd.DataFrame:
    """One customer."""
    row = {
        "customer_id": "C1", "grade": "B", "willingness": None, "created_on": "2025-01-01", "archived": False,
        "category": None, "last_contact": "2026-05-01",
    } | given  # fmt: skip
    frame = pd.DataFrame([row])
    return frame.assign(
        created_on=pd.to_datetime(frame["created_on"]), last_contact=pd.to_datetime(frame["last_contact"])
    )


def visits(*days: str, kind: str = "return") -> pd.DataFrame:
    """Visits to it."""
    return pd.DataFrame({"customer_id": ["C1"] * len(days), "kind": kind, "date": pd.to_datetime(list(days))})


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, 2),
        ({"willingness": "high"}, 3),
        ({"willingness": "low"}, 2),
        ({"grade": None}, 0),
        ({"created_on": None}, 2),
        ({"created_on": "2026-06-01"}, 2),
        ({"created_on": "2026-06-16"}, 1),  # 15 of 30 days: half of two
        ({"created_on": "2026-06-23"}, 1),  # 8 of 30 days: .53
        ({"created_on": "2026-06-24"}, 0),  # 7 of 30 days: .47
        ({"created_on": "2026-07-01"}, 0),
        ({"archived": True}, 0),
        ({"category": "lost_end"}, 0),
        ({"category": "existing_end"}, 2),
        ({"grade": "prospect", "last_contact": None}, 0),
        ({"grade": "prospect"}, 1),
        ({"last_contact": None}, 2),
    ],
)
def test_how_many_are_owed(given: dict[str, Any], expected: int) -> None:
    assert owed(customer(**given), NO_VISITS, JUNE, END, RULES)["owed"].tolist() == [expected]


def test_two_visits_of_a_day_are_one_and_other_months_count_elsewhere() -> None:
    """Twice on the 3rd, once on the 9th; May's and July's are not June's."""
    made = visits("2026-05-31", "2026-06-03", "2026-06-03", "2026-06-09", "2026-07-01")
    found = owed(customer(grade="A"), made, JUNE, END, RULES).iloc[0]
    assert (found["made"], found["short"], found["last_visit"]) == (2, 1, pd.Timestamp(2026, 6, 9))


def test_a_call_is_no_visit_and_more_than_owed_is_nothing_short() -> None:
    assert owed(customer(), visits("2026-06-03", kind="phone"), JUNE, END, RULES)["made"].tolist() == [0]
    days = [f"2026-06-0{n}" for n in range(1, 6)]
    assert owed(customer(), visits(*days), JUNE, END, RULES)[["made", "short"]].values.tolist() == [[5, 0]]


def test_visits_count_up_to_the_as_of_day() -> None:
    """What is dated later has not been."""
    found = owed(customer(), visits("2026-06-03", "2026-06-20"), JUNE, dt.date(2026, 6, 10), RULES).iloc[0]
    assert (found["made"], found["last_visit"]) == (1, pd.Timestamp(2026, 6, 3))


def test_visits_of_nobody_and_without_a_day_count_nowhere() -> None:
    more = pd.DataFrame(
        {
            "customer_id": ["C9", None, "C1"],
            "kind": "return",
            "date": pd.to_datetime(["2026-06-02", "2026-06-02", None]),
        }
    )
    assert owed(customer(), more, JUNE, END, RULES)[["made", "short"]].values.tolist() == [[0, 2]]
