"""A group that owes more than its top may."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from workbook.rules.reminders.kinds import credit

Make = Callable[..., pd.DataFrame]
JUNE = dt.date(2026, 6, 30)


def owing(people: Make, *rows: dict[str, Any]) -> pd.DataFrame:
    """Customers C1 … of the group of C1, which may owe 100."""
    made = people(*({"name": f"N{n}", "credit": 3.0} for n, _ in enumerate(rows, 1)))
    more = [
        {"parent": None if n == 0 else "C1", "overdue": 0.0, "credit_limit": 100.0} | row for n, row in enumerate(rows)
    ]
    return made.assign(
        **{key: [row[key] for row in more] for key in ("parent", "overdue", "credit_limit", "receivable")}
    )


def test_companies_that_together_owe_more_are_one_reminder(people: Make) -> None:
    """60 and 50 are 110; each alone is within its limit."""
    found = credit.due_by_group(owing(people, {"receivable": 60.0}, {"receivable": 50.0}), as_of=JUNE, lang="en")
    assert found["why"].tolist() == ["The group of 2 owes 110.00 in all, over N1's credit limit of 100.00"]
    assert found["key"].tolist() == ["credit:r1:group-100"]
    assert found["customer_id"].tolist() == ["C1"]


@pytest.mark.parametrize(
    "rows",
    [
        ({"receivable": 60.0}, {"receivable": 40.0}),
        ({"receivable": 101.0}, {"receivable": 50.0}),  # a reminder of its own
        ({"receivable": 60.0, "credit_limit": float("nan")}, {"receivable": 50.0}),
        ({"receivable": 60.0}, {"receivable": 500.0, "parent": None}),
        ({"receivable": float("nan")}, {"receivable": float("nan")}),
    ],
)
def test_a_group_within_its_limit_or_without_one_is_not(people: Make, rows: tuple[dict[str, Any], ...]) -> None:
    assert credit.due_by_group(owing(people, *rows), as_of=JUNE).empty
