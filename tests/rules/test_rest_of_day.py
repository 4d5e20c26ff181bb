"""What stands below the list of the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pandas as pd
import pytest

from workbook.rules.rest_of_day import BIRTHDAYS, NEW, VISITS, rest
from workbook.rules.visits.month_load import COLUMNS

WEDNESDAY = dt.date(2026, 7, 1)
Frame = Callable[..., pd.DataFrame]
SHORT = pd.DataFrame(
    [("ann", 9, 4, 5, 3, 2, 10, ("Ash", "Elm")), ("bob", 9, 1, 8, 5, 1, 5, ("Oak",))], columns=list(COLUMNS)
)
NONE = SHORT.iloc[:0]

# key, kind, due, first seen, owner, status
ROWS = (
    ("v1", "visit", "2026-07-01", "2026-06-28", "ann", "open"),
    ("v2", "visit", "2026-07-02", "2026-06-28", "ann", "open"),
    ("b1", "birthday", "2026-07-05", "2026-06-28", "bob", "open"),
    ("b2", "birthday", "2026-07-06", "2026-06-28", "ann", "open"),
    ("b3", "birthday", "2026-06-30", "2026-06-28", "ann", "open"),
    ("b4", "birthday", "2026-07-01", "2026-06-28", "ann", "done"),
    ("n1", "contact", "2026-07-01", "2026-06-28", "ann", "open"),
    ("n2", "complaint", "2026-06-20", "2026-07-01", "bob", "open"),
    ("n3", "contact", "2026-07-01", "2026-06-28", "ann", "open"),
    ("o1", "contact", "2026-06-30", "2026-06-30", "ann", "open"),
)


@pytest.fixture
def reminders(frame: Frame) -> pd.DataFrame:
    key, kind, due, seen, owner, status = (list(column) for column in zip(*ROWS, strict=True))
    made = frame(key=key, kind=kind, due=due, first_seen=seen, owner=owner, status=status)
    blank = frame(postponed_until=[None] * len(ROWS))
    texts = dict.fromkeys(("customer_id", "customer_name", "contact", "phone", "why"), key)
    return made.assign(**texts, **blank)


@pytest.fixture
def listed(frame: Frame) -> pd.DataFrame:
    """The list of the day tells of n3 already."""
    return frame(keys=["o1\nn3", None])


def test_three_parts_each_in_order_of_day(reminders: pd.DataFrame, listed: pd.DataFrame) -> None:
    """Today's visit; the birthday on Sunday, not Monday's, not yesterday's and not one that is done; what became due or
    was first raised today, but what the list of the day has."""
    found = rest(reminders, listed, WEDNESDAY, short=NONE)
    assert list(zip(found["why"], found["what"], strict=True)) == [
        ("v1", VISITS.zh), ("b1", BIRTHDAYS.zh), ("n2", NEW.zh), ("n1", NEW.zh),
    ]  # fmt: skip
    assert found["rank"].tolist() == [1, 2, 3, 4]


def test_of_one_salesperson(reminders: pd.DataFrame, listed: pd.DataFrame) -> None:
    """Only that person's."""
    assert rest(reminders, listed, WEDNESDAY, short=SHORT, owner="bob", lang="en")["why"].tolist()[1:] == ["b1", "n2"]


def test_an_empty_day_has_no_rows(reminders: pd.DataFrame, listed: pd.DataFrame) -> None:
    """The columns are there all the same."""
    found = rest(reminders.iloc[:0], listed.iloc[:0], WEDNESDAY, short=NONE)
    assert len(found) == 0
    assert "customer_name" in found


def test_what_is_short_of_visits_comes_first(reminders: pd.DataFrame, listed: pd.DataFrame) -> None:
    """A line a salesperson; one that cannot be made up for says so."""
    found = rest(reminders, listed, WEDNESDAY, short=SHORT)
    assert found[["rank", "what", "owner", "why"]].head(2).values.tolist() == [
        [1, "本月欠访", "ann", "本月应访9次，已访4次，还欠5次（3家）；剩2个工作日，最多10次。先去：Ash、Elm"],
        [2, "本月欠访", "bob",
         "本月应访9次，已访1次，还欠8次（5家）；剩1个工作日，最多5次，做不完：先去A级、有逾期款、有承诺到期的。先去：Oak"],
    ]  # fmt: skip
    assert found["due"].isna().tolist() == [True, True, False, False, False, False]
