"""What of the month's visits is short, and what can still be done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pandas as pd

from workbook.rules.visits.month_load import lines, load

Make = Callable[..., pd.DataFrame]
MONDAY = dt.date(2026, 6, 29)


def people_of(people: Make, *rows: dict[str, Any]) -> pd.DataFrame:
    keys = ("overdue", "visits_owed", "visits_made", "visits_short")
    made = people(*({key: value for key, value in row.items() if key not in keys} for row in rows))
    return made.assign(
        last_visit=made["last_contact"], **{key: [float(row.get(key, 0)) for row in rows] for key in keys}
    )


def test_a_line_a_salesperson_with_who_comes_first(people: Make) -> None:
    """Two working days are left; who is promised something, owes money or is A comes first; nobody's customers are
    nobody's visits."""
    owed = {"visits_owed": 2, "visits_made": 1, "visits_short": 1}
    some = people_of(
        people, {"name": "C", **owed}, {"name": "B", "grade": "B", **owed}, {"name": "D", "overdue": 5.0, **owed},
        {"name": "A", "grade": "A", **owed}, {"name": "P", **owed}, {"name": "X", "owner": None, **owed},
        {"name": "Y", "owner": "bo", "visits_owed": 1, "visits_made": 2},
    )  # fmt: skip
    found = load(some, frozenset({"C5"}), MONDAY, {}, 2)
    assert found.values.tolist() == [["ann", 10, 5, 5, 5, 2, 4, ("A", "D", "P")]]
    assert lines(found, "en") == [
        "10 visits owed this month, 5 made, 5 short at 5 customers; 2 working days left for 4: "
        "more than can be done; grade A, debts and promises first. First: A, D, P"
    ]


def test_a_holiday_leaves_fewer_days(people: Make) -> None:
    """The day that is left is off: nothing can be done any more."""
    some = people_of(people, {"visits_owed": 1, "visits_short": 1})
    off = {dt.date(2026, 6, 29): True, dt.date(2026, 6, 30): True}
    assert load(some, frozenset(), MONDAY, off, 5)[["days", "room"]].values.tolist() == [[0, 0]]


def test_nothing_short_is_no_line(people: Make) -> None:
    """Of nobody."""
    assert load(people_of(people, {"visits_owed": 1, "visits_made": 1}), frozenset(), MONDAY, {}, 5).empty
