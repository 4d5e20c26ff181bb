"""The reminder list across refreshes: the user's words survive, ended reminders go to history, nothing flickers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzzing import tries
from workbook.rules.reminders import frame as frames
from workbook.rules.reminders.merge import HISTORY, KEPT, Merged, merge
from workbook.rules.reminders.today import open_now
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


@settings(max_examples=tries(40))
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


DAYS = [dt.date(2026, 3, day) for day in (1, 5, 9, 14)]
DUE_ON = {DAYS[0]: ("a", "b"), DAYS[1]: ("a", "c"), DAYS[2]: ("c", "d"), DAYS[3]: ("d",)}
UNTIL = pd.Timestamp(2026, 4, 2)
WORDS = {"status": "postponed", "postponed_until": UNTIL, "notes": "call after Easter"}


class Office:
    """The list and its history through refreshes as of one day after the other."""

    def __init__(self) -> None:
        self.list, self.history = empty(), empty(history=True)
        self.newest = dt.date(1900, 1, 1)

    def refresh(self, day: dt.date, found: pd.DataFrame | None = None) -> Merged:
        due = candidates(*DUE_ON[day]) if found is None else found
        made = merge([due], self.list, self.history, day, looking_back=day < self.newest)
        self.newest = max(day, self.newest)
        self.list, self.history = made.reminders, pd.concat([self.history, made.ended], ignore_index=True)
        return made


def test_a_reminder_that_returns_has_its_postponement_back() -> None:
    """Status, day and note, from its last row in history."""
    office = Office()
    office.refresh(DAYS[0])
    office.list = marked(office.list, "b", **WORDS)
    office.refresh(DAYS[1])
    assert office.history["postponed_until"].tolist() == [pd.Timestamp(2026, 4, 2)]
    office.refresh(DAYS[1], candidates("a", "b", "c"))
    back = office.list.set_index("key").loc["b", list(WORDS)]
    assert back.to_dict() == WORDS


def test_looking_back_ends_nothing_and_counts_only_what_was_due() -> None:
    """What was first due later stays on the list with its words, and is none of the day's."""
    office = Office()
    for day in DAYS[:3]:
        office.refresh(day)
    office.list = marked(office.list, "d", **WORDS)
    ended = office.history.copy()
    back = office.refresh(DAYS[0])
    assert back.due["key"].tolist() == ["a", "b"]
    assert office.list["key"].tolist() == ["a", "b", "c", "d"]
    pd.testing.assert_frame_equal(office.history, ended)
    assert office.list.set_index("key").loc["d", list(WORDS)].to_dict() == WORDS


def test_a_look_back_leaves_no_trace() -> None:
    """Forward again the list and the history are what they were before it."""
    office = Office()
    for day in DAYS[:3]:
        office.refresh(day)
    stood, ended = office.list.copy(), office.history.copy()
    office.refresh(DAYS[0])
    office.refresh(DAYS[2])
    pd.testing.assert_frame_equal(office.list, stood)
    pd.testing.assert_frame_equal(office.history, ended)


def test_what_was_only_looked_ahead_at_is_no_history() -> None:
    """Back at today without a day asked for: nothing that was to come has ended."""
    found = merge([candidates("z")], empty(), empty(history=True), DAYS[3])
    today_again = merge([candidates("a")], found.reminders, empty(history=True), DAYS[0])
    assert len(today_again.ended) == 0
    noted = marked(found.reminders, "z", notes="not before May")
    assert merge([candidates("a")], noted, empty(history=True), DAYS[0]).ended["notes"].tolist() == ["not before May"]


@settings(max_examples=tries(40))
@given(
    st.lists(st.sampled_from(DAYS), min_size=1, max_size=6),
    st.dictionaries(st.sampled_from("abcd"), st.sampled_from(["done", "postponed"])),
    st.lists(st.sampled_from(DAYS), max_size=8),
)
def test_any_days_and_back_leave_what_the_user_wrote(
    first: list[dt.date], words: dict[str, str], then: list[dt.date]
) -> None:
    """Whatever days are looked at, each reminder keeps its words: on the list where it is listed, else in history."""
    office = Office()
    for day in first:
        office.refresh(day)
    wrote = {key: status for key, status in words.items() if key in set(office.list["key"])}
    for key, status in wrote.items():
        office.list = marked(office.list, key, status=status, notes=f"about {key}", postponed_until=UNTIL)
    for day in then:
        office.refresh(day)
    known = pd.concat([office.history, office.list]).drop_duplicates("key", keep="last").set_index("key")
    for key, status in wrote.items():
        row = known.loc[key]
        assert (row["status"], row["notes"], row["postponed_until"]) == (status, f"about {key}", UNTIL)


@settings(max_examples=tries(40))
@given(st.lists(st.sampled_from(DAYS), min_size=1, max_size=8))
def test_looking_back_writes_no_history(days: list[dt.date]) -> None:
    """Whatever the days: the history is that of the newest days in their order."""
    office, forward = Office(), Office()
    for day in days:
        if day >= office.newest:
            forward.refresh(day)
        office.refresh(day)
        pd.testing.assert_frame_equal(office.history, forward.history)
