"""What all reminders have in common: whose they are, how urgent, on which day, by which key."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from workbook.rules.reminders import frame as reminders

Make = Callable[..., pd.DataFrame]
AS_OF = dt.date(2026, 3, 10)


@pytest.mark.parametrize(
    ("customer", "priority"),
    [
        ({"grade": "A"}, "high"),
        ({"grade": "B"}, "medium"),
        ({"grade": "C"}, "low"),
        ({"grade": "prospect"}, "low"),
        ({"grade": None}, "low"),
        ({"grade": "B", "key_account": True}, "high"),
        ({"grade": "C", "key_account": True}, "high"),
        ({"grade": None, "key_account": None}, "low"),
    ],
)
def test_the_customers_value_is_the_priority(people: Make, customer: dict[str, Any], priority: str) -> None:
    """Grade A and key accounts first, then B, then the rest."""
    assert reminders.standing(people(customer)).tolist() == [priority]


@pytest.mark.parametrize(
    ("due", "lead", "is_due"),
    [
        ("2026-03-10", 0, True),
        ("2026-03-11", 0, False),
        ("2026-03-09", 0, True),
        ("2026-03-17", 7, True),
        ("2026-03-18", 7, False),
        ("2026-03-10 18:30", 0, True),
        (None, 30, False),
    ],
)
def test_what_is_due_is_due_from_its_day_on(due: str | None, lead: int, is_due: bool) -> None:
    """On the day itself, whatever the hour, and so many days ahead; without a date never."""
    found = reminders.due_by(pd.Series([pd.Timestamp(due) if due else pd.NaT]), AS_OF, lead)
    assert found.tolist() == [is_due]


def test_rows_take_name_owner_and_standing_from_their_customer(people: Make, frame: Make) -> None:
    """By the customer's number; of a number that stands twice the first row; of nobody's row nothing."""
    known = people(
        {"name": "Ash", "owner": "ann", "grade": "A"},
        {"name": "Birch", "owner": "bo", "grade": "B"},
        {"customer_id": "C1", "name": "Cedar", "owner": "cy", "grade": "C"},
    )
    found = reminders.attach(frame(row_id=["v1", "v2", "v3", "v4"], customer_id=["C2", "C1", "C9", None]), known)
    shown = found[["row_id", "customer_name", "customer_owner", "standing"]].astype(object)
    assert shown.where(shown.notna(), None).values.tolist() == [
        ["v1", "Birch", "bo", "medium"],
        ["v2", "Ash", "ann", "high"],
        ["v3", None, None, "low"],
        ["v4", None, None, "low"],
    ]


def test_the_row_s_own_people_win_over_the_customer_s(people: Make, frame: Make) -> None:
    """Who promised keeps the promise; where the row names nobody, the customer's owner does."""
    given = frame(
        row_id=["v1", "v2"], customer_id=["C1", "C1"], on=["a", "b"], by=["bo", None], who=["Lin", None]
    ).assign(due=pd.to_datetime(["2026-03-09", "2026-03-10"]))
    some = people({"name": "Ash", "owner": "ann", "grade": "B"})

    def made(**more: Any) -> pd.DataFrame:
        return reminders.dated(
            "visit", given, some, due="due", as_of=AS_OF, lead=0, action="go", why=lambda one: list(one["on"]), **more
        )

    told = made(owner="by", contact="who", priority="high", anchor=lambda one: one["on"])
    assert told.columns.tolist() == list(reminders.COLUMNS)
    assert told["key"].tolist() == ["visit:v1:a", "visit:v2:b"]
    assert told["owner"].tolist() == ["bo", "ann"]
    assert told["contact"].fillna("").tolist() == ["Lin", ""]
    assert set(told["priority"]) == {"high"}
    plain = made()
    assert plain["key"].tolist() == ["visit:v1:2026-03-09", "visit:v2:2026-03-10"]
    assert plain["owner"].tolist() == ["ann", "ann"]
    assert plain["contact"].isna().all()
    assert set(plain["priority"]) == {"medium"}
    assert plain[["kind", "action", "customer_id", "customer_name"]].drop_duplicates().values.tolist() == [
        ["visit", "go", "C1", "Ash"]
    ]


def test_nothing_due_is_a_frame_of_the_same_columns() -> None:
    """So that all sources can be put together, whether they speak or not."""
    none = reminders.empty()
    assert none.columns.tolist() == list(reminders.COLUMNS)
    assert len(none) == 0
    assert str(none["due"].dtype) == "datetime64[s]"
    assert {str(none[one].dtype) for one in reminders.COLUMNS if one != "due"} == {"str"}
