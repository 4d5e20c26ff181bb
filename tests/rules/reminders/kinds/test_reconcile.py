"""When an account is to be reconciled, and when a statement is asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from workbook.rules.reminders.kinds import reconcile

Make = Callable[..., pd.DataFrame]
JUNE = dt.date(2026, 6, 30)


def _rows(*given: dict[str, Any]) -> pd.DataFrame:
    blank = {"customer_id": "C1", "date": None, "legacy": None, "confirmed_on": None}
    made = pd.DataFrame([{"row_id": f"z{n}", **blank, **one} for n, one in enumerate(given, 1)])
    if made.empty:
        made = pd.DataFrame(columns=["row_id", *blank])
    return made.assign(date=pd.to_datetime(made["date"]), confirmed_on=pd.to_datetime(made["confirmed_on"]))


def _owing(people: Make, **more: Any) -> pd.DataFrame:
    return people(more).assign(receivable=1234.5)


def _said(found: pd.DataFrame) -> list[tuple[str, str, str]]:
    return list(zip(found["key"], found["due"].dt.strftime("%m-%d"), found["why"], strict=True))


def test_a_statement_that_did_not_come_back_is_asked_for(people: Make) -> None:
    """Ten days after its date, and not while they run; what was left open is said."""
    rows = _rows({"date": "2026-06-20", "legacy": "a display"})
    assert _said(reconcile.due(_owing(people), rows, as_of=JUNE, lang="en")) == [
        (
            "reconcile:z1:2026-06-20",
            "06-30",
            "The statement of 2026-06-20 has not come back confirmed; open question: a display",
        )
    ]
    assert reconcile.due(_owing(people), rows, as_of=dt.date(2026, 6, 29)).empty


def test_who_owes_is_reconciled_again_after_a_cycle(people: Make) -> None:
    """90 days after 1 April is 30 June; only the last reconciliation counts."""
    rows = _rows({"date": "2026-01-01"}, {"date": "2026-04-01", "confirmed_on": "2026-04-03"})
    assert _said(reconcile.due(_owing(people), rows, as_of=JUNE)) == [
        ("reconcile:r1:2026-04-01", "06-30", "上次对账2026-04-01，现欠1,234.50")
    ]
    assert reconcile.due(_owing(people), rows, as_of=dt.date(2026, 6, 29)).empty


def test_who_was_never_reconciled_is_not_reminded_of(people: Make) -> None:
    """A new book would begin with a reminder for everybody who owes."""
    assert reconcile.due(_owing(people), _rows(), as_of=JUNE).empty


@pytest.mark.parametrize("change", [{"receivable": 0.0}, {"receivable": float("nan")}, {"archived": True}])
def test_who_owes_nothing_known_or_is_archived_is_not(people: Make, change: dict[str, Any]) -> None:
    rows = _rows({"date": "2026-01-01", "confirmed_on": "2026-01-03"})
    assert reconcile.due(_owing(people).assign(**change), rows, as_of=JUNE).empty


def test_a_cycle_of_no_days_asks_for_confirmations_only(people: Make) -> None:
    two = people({}, {}).assign(receivable=5.0)
    rows = _rows({"date": "2026-05-01"}, {"date": "2026-01-01", "confirmed_on": "2026-01-03", "customer_id": "C2"})
    assert reconcile.due(two, rows, as_of=JUNE, cycle=0)["key"].tolist() == ["reconcile:z1:2026-05-01"]
    assert len(reconcile.due(two, rows, as_of=JUNE, cycle=90)) == 2


def test_one_customer_has_one_of_the_two(people: Make) -> None:
    """A statement that is out is not made again."""
    found = reconcile.due(_owing(people), _rows({"date": "2026-01-01"}), as_of=JUNE)
    assert found["key"].tolist() == ["reconcile:z1:2026-01-01"]
