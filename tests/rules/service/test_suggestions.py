"""Suggestions: ranked, due, their loops closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pandas as pd

from workbook.rules.reminders.kinds import suggestion
from workbook.rules.service.suggestions import ranked

Make = Callable[..., pd.DataFrame]
JUNE = dt.date(2026, 6, 30)


def test_the_best_that_waits_is_first() -> None:
    """High × medium is 6; of two sixes the older goes first; done, declined and not weighed ones have no rank."""
    given = pd.DataFrame(
        {
            "feasibility": ["high", "medium", "low", "high", "high", None],
            "priority": ["medium", "high", "low", "high", "high", "high"],
            "decision": [None, "adopted", "pending", "declined", "adopted", None],
            "result": [None, None, None, None, "done", None],
            "date": pd.to_datetime(["2026-02-01", "2026-01-01", *["2026-01-01"] * 4]),
        }
    )
    found = ranked(given)
    assert found["score"].fillna(-1).tolist() == [6, 6, 1, 9, 9, -1]
    assert found["rank"].fillna(-1).tolist() == [2, 1, 3, -1, -1, -1]


def test_an_adopted_one_is_due_until_it_has_a_result(people: Make, frame: Make) -> None:
    """Seven days ahead; what a restricted one says stays with it."""
    given = frame(
        row_id=["a", "b", "c", "d", "e"], decision=["adopted", "partly", "adopted", "pending", "adopted"],
        due=["2026-07-07", "2026-06-01", "2026-06-01", "2026-06-01", "2026-07-08"], text=["cut", "pay", "x", "x", "x"],
        result=[None, None, "done", None, None], owner=["bo", None, "bo", "bo", "bo"],
        restricted=[False, True, False, False, False],
    )  # fmt: skip
    found = suggestion.due(given, people({}), as_of=JUNE, lang="en")
    assert found[["key", "why"]].values.tolist() == [
        ["suggestion:a:2026-07-07", "A suggestion that was adopted is due on 2026-07-07: cut"],
        ["suggestion:b:2026-06-01", "A suggestion that was adopted is due on 2026-06-01: (restricted)"],
    ]
    assert found["owner"].fillna("").tolist() == ["bo", ""]
