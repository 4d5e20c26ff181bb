"""Low marks, and complaints that were answered and not settled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pandas as pd

from workbook.rules.reminders.kinds import complaint, low_mark

Make = Callable[..., pd.DataFrame]
JUNE = dt.date(2026, 6, 30)


def _asked(*given: tuple[str, float, float, float]) -> pd.DataFrame:
    rows = [
        {
            "row_id": f"m{n}",
            "customer_id": "C1",
            "date": date,
            "product": a,
            "service": b,
            "overall": c,
            "wants": "speed",
        }
        for n, (date, a, b, c) in enumerate(given, 1)
    ]
    made = pd.DataFrame(rows)
    return made.assign(date=pd.to_datetime(made["date"]))


def _said(found: pd.DataFrame) -> list[tuple[str, str, str]]:
    return list(zip(found["key"], found["due"].dt.strftime("%m-%d"), found["why"], strict=True))


def test_a_one_or_a_two_is_spoken_of(people: Make) -> None:
    """Due three days after the answer; only the low marks are named."""
    found = low_mark.due(_asked(("2026-06-20", 2, 3, 1)), people({}), as_of=JUNE, lang="en")
    assert _said(found) == [
        ("low_mark:m1:2026-06-20", "06-23", "Low marks on 2026-06-20: product 2, overall 1; wishes: speed")
    ]


def test_a_better_answer_ends_it_and_a_worse_one_begins_it(people: Make) -> None:
    low, high = ("2026-05-01", 1.0, 1.0, 1.0), ("2026-06-01", 3.0, 3.0, 3.0)
    assert low_mark.due(_asked(low, high), people({}), as_of=JUNE).empty
    assert len(low_mark.due(_asked(("2026-04-01", 5, 5, 5), low), people({}), as_of=JUNE)) == 1


def test_it_counts_for_180_days(people: Make) -> None:
    """1 January is 180 days before 30 June."""
    assert len(low_mark.due(_asked(("2026-01-01", 1, 1, 1)), people({}), as_of=JUNE)) == 1
    assert low_mark.due(_asked(("2025-12-31", 1, 1, 1)), people({}), as_of=JUNE).empty


def test_a_mark_not_given_is_none(people: Make) -> None:
    nan = float("nan")
    assert low_mark.due(_asked(("2026-06-20", nan, nan, nan)), people({}), as_of=JUNE).empty


def _complaint(**more: Any) -> pd.DataFrame:
    row = {
        "row_id": "p1",
        "customer_id": "C1",
        "date": "2026-06-01",
        "subject": "late",
        "severity": None,
        "owner": "bo",
    }
    made = pd.DataFrame([row | {"answered_on": None, "closed_on": None} | more])
    return made.assign(**{key: pd.to_datetime(made[key]) for key in ("date", "answered_on", "closed_on")})


def test_an_answer_is_no_end(people: Make) -> None:
    """Answered on the 3rd, it is to be settled by the 17th; unanswered and closed ones are not meant."""
    found = complaint.unsettled(_complaint(answered_on="2026-06-03"), people({}), as_of=JUNE, lang="en")
    assert _said(found) == [
        ("unsettled:p1:2026-06-03", "06-17", "Complaint of 2026-06-01, answered 2026-06-03, not settled yet: late")
    ]
    assert found["owner"].tolist() == ["bo"]
    closed = _complaint(answered_on="2026-06-03", closed_on="2026-06-09")
    for rows in (_complaint(), closed):
        assert complaint.unsettled(rows, people({}), as_of=JUNE).empty
