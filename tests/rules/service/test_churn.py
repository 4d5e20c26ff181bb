"""Who may be about to leave: four parts, their days, one or two of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pandas as pd

from workbook.rules.reminders.kinds import churn as reminder
from workbook.rules.service import churn

Make = Callable[..., pd.DataFrame]
JUNE = dt.date(2026, 6, 30)
NAN = float("nan")


def judged(customers: pd.DataFrame, usual: list[float] | None = None, **given: Any) -> pd.DataFrame:
    items = given.get("items", [])
    marks = given.get("marks", [])
    open_ = given.get("complaints", [])
    owed = pd.DataFrame(items, columns=["customer", "due", "overdue_days", "open"]).astype({"due": "datetime64[s]"})
    asked = pd.DataFrame(marks, columns=["customer_id", "date", "product", "service", "overall"])
    told = pd.DataFrame(open_, columns=["customer_id", "date", "closed_on"])
    return churn.warnings(
        customers.assign(overdue=[0.0] * len(customers)) if "overdue" not in customers else customers,
        pd.Series(usual or [NAN] * len(customers)),
        owed.astype({"customer": "int64", "overdue_days": "float64", "open": "int64"}),
        asked.astype({"date": "datetime64[s]", "product": "float64", "service": "float64", "overall": "float64"}),
        told.astype({"date": "datetime64[s]", "closed_on": "datetime64[s]"}),
        as_of=JUNE,
        lang="en",
    )


def test_one_sign_is_medium_two_are_high(people: Make) -> None:
    """C1: last order 1 May, usual 20 days: silent since 10 June (40 days later); and a mark of 2 on the 20th."""
    given = people({"last_order": "2026-05-01"}, {"last_order": "2026-05-01"}, {"last_order": "2026-06-20"})
    found = judged(given, [20.0, 20.0, 20.0], marks=[("C1", "2026-06-20", 4, 2, 3)])
    assert found["churn"].fillna("").tolist() == ["high", "medium", ""]
    assert found["churn_reason"].fillna("").tolist() == [
        "usually orders about every 20 days, none for 60; a mark of 2 on 2026-06-20",
        "usually orders about every 20 days, none for 60",
        "",
    ]
    assert found["churn_since"].dt.strftime("%m-%d").tolist()[:2] == ["06-20", "06-10"]


def test_silence_is_more_than_twice_the_usual(people: Make) -> None:
    """Sixty days are just twice thirty."""
    given = people({"last_order": "2026-05-01"}, {"last_order": "2026-04-30"})
    assert judged(given, [30.0, 30.0])["churn"].fillna("").tolist() == ["", "medium"]


def test_a_debt_counts_after_thirty_days(people: Make) -> None:
    """From the thirtieth day after the oldest due day; who owes nothing by what is known is left alone."""
    given = people({}, {}, {}).assign(overdue=[5.0, 5.0, NAN])
    items = [(0, "2026-05-30", 31, 5), (0, "2026-05-29", 32, 5), (1, "2026-05-31", 30, 5), (2, "2026-01-01", 180, 5)]
    found = judged(given, items=items)
    assert found["churn_reason"].fillna("").tolist() == ["32 days overdue", "", ""]
    assert found["churn_since"].dt.strftime("%m-%d").tolist()[0] == "06-28"


def test_marks_count_for_180_days_and_complaints_until_they_are_settled(people: Make) -> None:
    """1 January is 180 days before 30 June; the earliest open complaint is told."""
    marks = [("C1", "2026-01-01", NAN, 1, NAN), ("C2", "2025-12-31", 1, 1, 1), ("C3", "2026-06-01", 3, 3, 3)]
    told = [
        ("C3", "2026-06-02", None),
        ("C3", "2026-06-01", None),
        ("C2", "2026-06-01", "2026-06-02"),
        ("C9", "2026-06-01", None),
    ]
    found = judged(people({}, {}, {}), marks=marks, complaints=told)
    assert found["churn_reason"].fillna("").tolist() == [
        "a mark of 1 on 2026-01-01", "", "the complaint of 2026-06-01 is not settled",
    ]  # fmt: skip


def test_who_is_archived_or_lost_is_not_warned_of(people: Make) -> None:
    given = people({"archived": True}, {"category": "lost_end"}, {"category": "existing_end"})
    told = [(one, "2026-06-01", None) for one in ("C1", "C2", "C3")]
    assert judged(given, complaints=told)["churn"].fillna("").tolist() == ["", "", "medium"]


def test_a_high_risk_is_reminded_of(people: Make) -> None:
    """Since the day of the second sign; a medium one is not."""
    given = people({}, {}).assign(churn=["high", "medium"], churn_reason=["both", "one"])
    given = given.assign(churn_since=pd.to_datetime(["2026-06-20", "2026-06-10"]).astype("datetime64[s]"))
    found = reminder.due(given, as_of=JUNE, lang="en")
    assert found[["key", "why"]].values.tolist() == [["churn:r1:2026-06-20", "May be leaving: both"]]
