"""The reminder list across refreshes: the user's words survive, ended reminders go to history, nothing flickers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.rules.reminders import frame as frames
from workbook.rules.reminders.merge import HISTORY, KEPT, Merged, merge
from workbook.rules.reminders.today import open_now, today
from workbook.schema import table

Make = Callable[..., pd.DataFrame]
AS_OF = dt.date(2026, 3, 1)


def candidates(*keys: str, priority: str = "low", due: str = "2026-03-01") -> pd.DataFrame:
    made = pd.DataFrame({column: [f"{column} of {key}" for key in keys] for column in frames.COLUMNS}, dtype="str")
    made["key"] = pd.Series(list(keys), dtype="str")
    made["priority"] = pd.Series([priority] * len(keys), dtype="str")
    made["due"] = pd.Series([pd.Timestamp(due)] * len(keys), dtype="datetime64[s]")
    return made


def empty(*, history: bool = False) -> pd.DataFrame:
    columns = HISTORY if history else (*frames.COLUMNS, *KEPT, "as_of", "row_id")
    days = {"due", "postponed_until", "first_seen", "as_of", "ended_on"}
    return pd.DataFrame({key: pd.Series([], dtype="datetime64[s]" if key in days else "str") for key in columns})


def refreshed(
    found: pd.DataFrame,
    current: pd.DataFrame | None = None,
    history: pd.DataFrame | None = None,
    as_of: dt.date = AS_OF,
) -> Merged:
    return merge(
        [found],
        empty() if current is None else current,
        empty(history=True) if history is None else history,
        as_of,
    )


def marked(reminders: pd.DataFrame, key: str, **words: Any) -> pd.DataFrame:
    changed = reminders.copy()
    for column, value in words.items():
        changed.loc[changed["key"] == key, column] = value
    return changed


def test_a_new_reminder_is_open_and_first_seen_today() -> None:
    """And has no row identifier yet."""
    found = refreshed(candidates("a"))
    row = found.reminders.iloc[0]
    assert (row["status"], row["first_seen"], row["as_of"]) == ("open", pd.Timestamp(AS_OF), pd.Timestamp(AS_OF))
    assert pd.isna(row["row_id"])
    assert (found.new, found.kept, len(found.ended)) == (1, 0, 0)


def test_the_users_words_survive_a_refresh() -> None:
    """Status, postponement and notes stay; what the rule says is renewed."""
    before = marked(
        refreshed(candidates("a")).reminders,
        "a", status="postponed", postponed_until=pd.Timestamp(2026, 4, 1), notes="call after Easter", row_id="r9",
    )  # fmt: skip
    again = candidates("a").assign(why=pd.Series(["a new reason"], dtype="str"))
    row = refreshed(again, before, as_of=dt.date(2026, 3, 2)).reminders.iloc[0]
    assert (row["status"], row["postponed_until"], row["notes"]) == (
        "postponed", pd.Timestamp(2026, 4, 1), "call after Easter",
    )  # fmt: skip
    assert (row["why"], row["row_id"], row["first_seen"]) == ("a new reason", "r9", pd.Timestamp(AS_OF))


def test_an_ended_reminder_goes_to_history_with_its_notes() -> None:
    """And leaves the list."""
    before = marked(refreshed(candidates("a", "b")).reminders, "b", status="done", notes="called")
    found = refreshed(candidates("a"), before, as_of=dt.date(2026, 3, 2))
    assert found.reminders["key"].tolist() == ["a"]
    assert found.ended[["key", "status", "notes", "ended_on"]].values.tolist() == [
        ["b", "done", "called", pd.Timestamp(2026, 3, 2)]
    ]


def test_done_silences_the_cycle_even_if_it_ends_and_comes_back() -> None:
    """A visit deleted and entered again does not wake what was ticked off."""
    done = marked(refreshed(candidates("a")).reminders, "a", status="done", notes="called")
    gone = refreshed(candidates(), done)
    back = refreshed(candidates("a"), gone.reminders, gone.ended, as_of=dt.date(2026, 3, 9))
    row = back.reminders.iloc[0]
    assert (row["status"], row["notes"], row["first_seen"]) == ("done", "called", pd.Timestamp(AS_OF))


def test_the_next_cycle_of_the_same_subject_is_a_new_reminder() -> None:
    """Its key differs, so it is open."""
    done = marked(refreshed(candidates("contact:r1:2026-01-01")).reminders, "contact:r1:2026-01-01", status="done")
    found = refreshed(candidates("contact:r1:2026-02-20"), done)
    assert found.reminders["status"].tolist() == ["open"]


@settings(max_examples=40)
@given(
    st.lists(st.sampled_from("abcdefgh"), unique=True),
    st.lists(st.sampled_from("abcdefgh"), unique=True),
    st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from(["open", "done", "postponed"])),
)
def test_a_second_run_changes_nothing(first: list[str], second: list[str], words: dict[str, str]) -> None:
    """Whatever stood there and whatever is due."""
    start = refreshed(candidates(*first)).reminders
    for key, status in words.items():
        start = marked(start, key, status=status)
    one = refreshed(candidates(*second), start)
    past = one.ended
    two = refreshed(candidates(*second), one.reminders, past)
    pd.testing.assert_frame_equal(one.reminders, two.reminders)
    assert len(two.ended) == 0
    assert set(one.ended["key"]) == set(first) - set(second)


@given(st.permutations(["a", "b", "c", "d"]))
def test_the_list_is_in_order_of_priority_then_due_then_key(keys: list[str]) -> None:
    """Whichever source came first."""
    urgent, soon = candidates("z", priority="high", due="2026-05-01"), candidates("y", due="2026-02-01")
    found = merge([candidates(*keys), soon, urgent], empty(), empty(history=True), AS_OF)
    assert found.reminders["key"].tolist() == ["z", "y", "a", "b", "c", "d"]


def test_no_candidates_and_an_empty_list() -> None:
    """A new book."""
    found = merge([], empty(), empty(history=True), AS_OF)
    assert (len(found.reminders), len(found.ended)) == (0, 0)


def test_the_columns_are_those_of_the_tables() -> None:
    """Everything the schema declares but the live days, the number to ring and the row identifiers."""
    found = refreshed(candidates("a"))
    assert {*found.reminders.columns, "days", "phone"} == set(table("tblReminders").keys)
    assert {*found.ended.columns, "row_id"} == set(table("tblReminderHistory").keys)


@pytest.mark.parametrize(
    ("status", "until", "waits"),
    [
        ("open", None, True),
        (None, None, True),
        ("done", None, False),
        ("postponed", "2026-03-02", False),
        ("postponed", "2026-03-01", True),
        ("postponed", None, True),
        ("open", "2026-03-02", True),
    ],
)
def test_what_waits_for_somebody(status: str | None, until: str | None, waits: bool) -> None:
    """Neither done nor postponed beyond as_of; a postponement without a day hides nothing."""
    day = None if until is None else pd.Timestamp(until)
    listed = marked(refreshed(candidates("a")).reminders, "a", status=status, postponed_until=day)
    assert (len(open_now(listed, AS_OF)) == 1) is waits


def test_today_is_ten_lines_due_ones_first() -> None:
    """What only lies ahead comes after what is due, even with a higher priority."""
    ahead = candidates("ahead", priority="high", due="2026-03-05")
    now = candidates(*[f"k{n:02d}" for n in range(9)], due="2026-02-01")
    listed = merge([ahead, now], empty(), empty(history=True), AS_OF).reminders
    found = today(listed.assign(phone="020-0000-0000"), AS_OF)
    assert found["rank"].tolist() == list(range(1, 11))
    assert found["why"].tolist()[-1] == "why of ahead"
    assert set(found["phone"]) == {"020-0000-0000"}
    assert {*found.columns, "days", "row_id"} == set(table("tblToday").keys)


def test_today_stops_at_ten() -> None:
    """The rest stays on the list."""
    listed = refreshed(candidates(*[f"k{n:02d}" for n in range(30)])).reminders
    assert len(today(listed.assign(phone=""), AS_OF)) == 10
