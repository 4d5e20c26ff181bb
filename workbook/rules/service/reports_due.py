"""Reports that are due by the rules of their kind: who has to send which, and how late it came.

Source: a system of reports of the salespeople - daily, urgent, periodic - with their deadlines. A kind whose list entry
names a cycle is owed by every salesperson: on each working day, on the last working day of the week, on that of the
month. A report of the kind that is registered with a due day in the same day, week or month is that one.

>>> last_due("week", dt.date(2026, 6, 30), {}), last_due("month", dt.date(2026, 6, 30), {}), last_due("workday",
...     dt.date(2026, 6, 28), {})
(datetime.date(2026, 6, 26), datetime.date(2026, 6, 30), datetime.date(2026, 6, 26))
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pandas as pd

from workbook.rules.basics import days
from workbook.rules.basics.working_days import is_worked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

WORKDAY, WEEK, MONTH = "workday", "week", "month"
_ONE = dt.timedelta(days=1)
_LONGEST = 60  # days back in which a working day is looked for


def last_due(every: str, as_of: dt.date, off: Mapping[dt.date, bool]) -> dt.date | None:
    """The last day up to as_of on which a report of this cycle is due; None for a cycle that nobody knows. `off`: what
    is known of days (rules/basics/working_days.py)."""
    day = as_of
    for _ in range(_LONGEST):
        if is_worked(day, off) and (every == WORKDAY or _is_last(every, day, off)):
            return day
        day -= _ONE
    return None


def _is_last(every: str, day: dt.date, off: Mapping[dt.date, bool]) -> bool:
    """Whether no working day of the same week or month comes after it."""
    if every not in (WEEK, MONTH):
        return False
    later = day + _ONE
    while _period(every, later) == _period(every, day):
        if is_worked(later, off):
            return False
        later += _ONE
    return True


def missing(
    reports: pd.DataFrame, cycles: Mapping[str, str], people: Iterable[str], as_of: dt.date, off: Mapping[dt.date, bool]
) -> pd.DataFrame:
    """kind, salesperson (keys), due of the reports that are due by now and registered by nobody, in that order.

    `reports` has kind, salesperson, due; `cycles`: the cycle by kind.
    """
    known = reports.dropna(subset=["kind", "salesperson", "due"])
    there = {
        (kind, person, _period(cycles[kind], day))
        for kind, person, day in zip(known["kind"], known["salesperson"], known["due"].dt.date, strict=True)
        if kind in cycles
    }
    rows = [
        (kind, person, due)
        for kind, every in cycles.items()
        if (due := last_due(every, as_of, off)) is not None
        for person in people
        if (kind, person, _period(every, due)) not in there
    ]
    made = pd.DataFrame(rows, columns=["kind", "salesperson", "due"])
    return made.astype({"kind": "str", "salesperson": "str", "due": "datetime64[s]"})


def late_days(reports: pd.DataFrame, as_of: dt.date) -> pd.Series[Any]:
    """How many days late each was sent, or is by now (float64): 0 = on time, NaN = not due yet.

    `reports`: due, sent.
    """
    return days.late(reports["due"], reports["sent"], as_of)


def _period(every: str, day: dt.date) -> tuple[int, ...]:
    if every == MONTH:
        return (day.year, day.month)
    if every == WEEK:
        return tuple(day.isocalendar()[:2])
    return (day.year, day.month, day.day)
