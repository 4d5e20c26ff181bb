"""Reports: due by their cycle, registered once, late or on time, read or waited for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pandas as pd
import pytest

from workbook.rules.reminders.kinds import report
from workbook.rules.service.reports_due import last_due, late_days, missing

Make = Callable[..., pd.DataFrame]
JUNE = dt.date(2026, 6, 30)  # a Tuesday
FRIDAY = dt.date(2026, 6, 26)


@pytest.mark.parametrize(
    ("every", "day", "due"),
    [
        ("workday", JUNE, JUNE),
        ("workday", dt.date(2026, 6, 28), FRIDAY),  # a Sunday
        ("week", JUNE, FRIDAY),
        ("week", FRIDAY, FRIDAY),
        ("week", dt.date(2026, 7, 2), FRIDAY),  # the Friday of the week is off: Thursday is the last working day
        ("month", JUNE, JUNE),
        ("month", dt.date(2026, 6, 29), dt.date(2026, 5, 29)),
        ("never", JUNE, None),
    ],
)
def test_a_report_is_due_on_the_last_working_day(every: str, day: dt.date, due: dt.date | None) -> None:
    """Of its day, week or month, up to the as-of day."""
    off = {dt.date(2026, 7, 3): True} if day == dt.date(2026, 7, 2) else {}
    assert last_due(every, day, off) == (day if off else due)


def test_what_is_registered_for_the_period_is_not_added_again(frame: Make) -> None:
    """Ann's week was registered for its Wednesday, Bo's for the week before; only the latest one is asked for."""
    given = frame(
        kind=["periodic", "periodic", "daily"], salesperson=["ann", "bo", "bo"],
        due=["2026-06-24", "2026-06-19", "2026-06-30"],
    )  # fmt: skip
    found = missing(given, {"periodic": "week", "daily": "workday"}, ["ann", "bo"], JUNE, {})
    assert found.assign(due=found["due"].dt.strftime("%m-%d")).values.tolist() == [
        ["periodic", "bo", "06-26"],
        ["daily", "ann", "06-30"],
    ]
    again = pd.concat([given, found], ignore_index=True)
    assert missing(again, {"periodic": "week", "daily": "workday"}, ["ann", "bo"], JUNE, {}).empty


def test_a_report_is_late_from_the_day_after_it_was_due(frame: Make) -> None:
    """Sent on the day, two days later, before; not sent and two days over; not due yet; without a day."""
    given = frame(
        due=["2026-06-20", "2026-06-20", "2026-06-20", "2026-06-28", "2026-06-30", None],
        sent=["2026-06-20", "2026-06-22", "2026-06-01", None, None, None],
    )
    assert late_days(given, JUNE).fillna(-1).tolist() == [0, 2, 0, 2, -1, -1]


def test_a_report_that_nobody_reads_is_reminded_of(people: Make, frame: Make) -> None:
    """Three days after it was sent; not one that was read, an urgent one (it has its own reminder), or a kind without
    days."""
    given = frame(
        row_id=["a", "b", "c", "d", "e"], kind=["periodic", "periodic", "urgent", "daily", "periodic"],
        salesperson=["bo"] * 5, subject=["Week", "Week", "Cut", None, "Week"], sent=["2026-06-27"] * 4 + ["2026-06-28"],
        read=[False, True, False, False, False],
    )  # fmt: skip
    found = report.waiting(
        given, people({}), as_of=JUNE, read_days={"periodic": 3.0, "urgent": 0.0}, kind_labels={"periodic": "Periodic"},
        lang="en",
    )  # fmt: skip
    assert found[["key", "why"]].values.tolist() == [
        ["unread:a:2026-06-27", "Periodic report not read: Week, sent 2026-06-27"]
    ]
