"""Periods: which days an analysis counts, and which days they are compared with.

A month is the calendar's, or ends on the day that the books are closed: with 25 the month 2026-06 is 26 May to
25 June. Quarters and years are whole such months. A period is written 2026-06, 2026Q2, 2026, 12m (the twelve months up
to the day, as grades count them) or 2026-01-05..2026-03-10; 本月, 上月, 本季, 上季, 本年, 去年 move with the day.
Nothing written is the last full month up to a month's fifth day, and from the sixth the running one.

The period before is as long and ends where this one begins: so many months where it is made of months, else so many
days. A running period is held against the same days of both: 1 to 10 June against 1 to 10 May and 1 to 10 June of last
year.

>>> june = parse("2026-06", dt.date(2026, 6, 10))
>>> [str(one) for one in (june.counted, june.before, june.year_ago)]
['2026-06-01..2026-06-10', '2026-05-01..2026-05-10', '2025-06-01..2025-06-10']
>>> parse("", dt.date(2026, 6, 5)).name, parse("", dt.date(2026, 6, 6)).name
('2026-05', '2026-06')
>>> str(parse("2026Q2", dt.date(2026, 12, 31), 25).span), parse("12m", dt.date(2026, 6, 30)).before.start
('2026-03-26..2026-06-25', datetime.date(2024, 7, 1))
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from workbook.errors import InputError
from workbook.language import Text
from workbook.rules.basics import days
from workbook.schema.cells import half_width

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

_ONE = dt.timedelta(days=1)
RUNNING_MONTH = "本月"
UNTIL = 5  # up to this day of a month the month before is what people look at
YEAR = 12

_UNREAD = Text(
    "看不懂分析期间“{text}”。可以写：2026-06（月）、2026Q2（季）、2026（年）、12m（近12个月）、"
    "2026-01-05..2026-03-10（从..到），或 本月、上月、本季、上季、本年、去年；空着就是默认的月份。",
    "The period '{text}' cannot be read. Write 2026-06 (a month), 2026Q2 (a quarter), 2026 (a year), 12m (the last "
    "twelve months), 2026-01-05..2026-03-10 (from..to), or this month, last month, this quarter, last quarter, "
    "this year, last year; blank is the usual month.",
)
_LATER = Text(
    "分析期间“{text}”从 {start} 开始，晚于截至日期 {as_of}：那时还没有数据。请改期间，或改截至日期。",
    "The period '{text}' begins on {start}, after the as-of day {as_of}: nothing is known of it yet. "
    "Choose another period or another day.",
)
_TWELVE = Text("近12个月", "12 months")

_MONTH = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})月?")
_QUARTER = re.compile(r"(\d{4})\s*[-年]?\s*第?\s*(?:[qQ]\s*([1-4])|([1-4一二三四])\s*季度?)")
_YEAR = re.compile(r"(\d{4})\s*年?")
_SPAN = re.compile(r"(.+?)\s*(?:\.\.+|~|至|到)\s*(.+)")
_RELATIVE = {
    RUNNING_MONTH: (1, 0), "上月": (1, 1), "本季": (3, 0), "上季": (3, 1),
    "本年": (12, 0), "今年": (12, 0), "去年": (12, 1),
    "this month": (1, 0), "last month": (1, 1), "this quarter": (3, 0), "last quarter": (3, 1),
    "this year": (12, 0), "last year": (12, 1),
}  # fmt: skip
_LAST_TWELVE = frozenset({"12m", "近12个月", "12 months", "12个月"})


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `start` to `end`, both counted."""

    start: dt.date
    end: dt.date

    def __str__(self) -> str:
        return f"{self.start}..{self.end}"

    def holds(self, dates: pd.Series[Any]) -> NDArray[np.bool_]:
        """Which dates of a column lie in it; a missing one does not."""
        whole = days.whole(dates)
        found: NDArray[np.bool_] = (whole >= days.day(self.start)) & (whole <= days.day(self.end))
        return found


@dataclass(frozen=True, slots=True)
class Period:
    """A period seen on a day: its whole days, those that have been, and the days these are compared with."""

    name: str  # 2026-06, 2026Q2, 2026, 12m, or from..to
    span: Span
    counted: Span  # up to the as-of day
    before: Span
    year_ago: Span
    months: tuple[int, ...]  # the numbers (year × 12 + month − 1) of the months it is made of; () where it is not

    @property
    def running(self) -> bool:
        """Is it not over yet?"""
        return self.counted != self.span

    @property
    def gone(self) -> float:
        """The share of its days that have been, the as-of day too."""
        return ((self.counted.end - self.span.start).days + 1) / ((self.span.end - self.span.start).days + 1)

    @property
    def label(self) -> Text:
        """What tables show: the name, and of a running period the last day that counts."""
        named = _TWELVE if self.name == "12m" else Text(self.name, self.name)
        if not self.running:
            return named
        day = f"{self.counted.end:%m-%d}"
        return Text(f"{named.zh}（至{day}）", f"{named.en} (to {day})")


def parse(text: object, as_of: dt.date, closes_on: int | None = None) -> Period:
    """The period that is written, seen on a day; `closes_on` is the last day of a month (1-28), None = the calendar's.

    InputError where it cannot be read, or begins after the day.
    """
    written = half_width(str(text if text is not None else "")).strip()
    found = _read(written.casefold(), as_of, closes_on)
    if found is None:
        raise InputError(_UNREAD.format(text=written))
    if found.span.start > as_of:
        raise InputError(_LATER.format(text=written, start=found.span.start, as_of=as_of))
    return found


def month_span(number: int, closes_on: int | None = None) -> Span:
    """The days of a month by its number (year × 12 + month − 1).

    >>> str(month_span(2026 * 12 + 5, 25)), str(month_span(2026 * 12 + 1))
    ('2026-05-26..2026-06-25', '2026-02-01..2026-02-28')
    """
    if closes_on:
        before = dt.date(*_year_month(number - 1), closes_on)
        return Span(before + _ONE, dt.date(*_year_month(number), closes_on))
    year, of_year = _year_month(number)
    return Span(dt.date(year, of_year, 1), dt.date(year, of_year, calendar.monthrange(year, of_year)[1]))


def month_number(day: dt.date, closes_on: int | None = None) -> int:
    """The number of the month a day belongs to."""
    return day.year * YEAR + day.month - 1 + int(bool(closes_on) and day.day > int(closes_on or 0))


def month_numbers(dates: NDArray[np.datetime64], closes_on: int | None = None) -> NDArray[np.int64]:
    """The number of the month of each day (datetime64[D]); what stands for a missing one means nothing.

    >>> month_numbers(np.array(["2026-06-25", "2026-06-26"], dtype="datetime64[D]"), 25) - 2026 * 12
    array([5, 6])
    """
    months = dates.astype("datetime64[M]")
    number: NDArray[np.int64] = months.astype("int64") + 1970 * YEAR
    if closes_on:
        number = number + ((dates - months.astype("datetime64[D]")).astype("int64") >= closes_on)
    return number


def month_name(number: int) -> str:
    """2026-06."""
    year, of_year = _year_month(number)
    return f"{year:04d}-{of_year:02d}"


def first_days(numbers: NDArray[np.int64]) -> NDArray[np.datetime64]:
    """The calendar's first day of months by their number (datetime64[s]): how a month stands in a table.

    >>> first_days(np.array([2026 * 12 + 5])).tolist()
    [datetime.datetime(2026, 6, 1, 0, 0)]
    """
    months = (numbers - 1970 * YEAR).astype("datetime64[M]")
    return months.astype("datetime64[s]")


def _year_month(number: int) -> tuple[int, int]:
    return number // YEAR, number % YEAR + 1


def _read(text: str, as_of: dt.date, closes_on: int | None) -> Period | None:
    running = month_number(as_of, closes_on)
    if not text:
        early = (as_of - month_span(running, closes_on).start).days < UNTIL
        return _of_months(running - early, 1, as_of, closes_on)
    if text in _LAST_TWELVE:
        return _last_twelve(as_of, closes_on)
    if text in _RELATIVE:
        long, back = _RELATIVE[text]
        return _of_months(running // long * long - back * long, long, as_of, closes_on)
    if (found := _MONTH.fullmatch(text)) and 1 <= int(found[2]) <= YEAR:
        return _of_months(_number(found[1], int(found[2])), 1, as_of, closes_on)
    if found := _QUARTER.fullmatch(text):
        which = int(found[2] or "一二三四".find(found[3]) + 1 or found[3])
        return _of_months(_number(found[1], which * 3 - 2), 3, as_of, closes_on)
    if found := _YEAR.fullmatch(text):
        return _of_months(_number(found[1], 1), YEAR, as_of, closes_on)
    if found := _SPAN.fullmatch(text):
        return _from_to(_day(found[1]), _day(found[2]), as_of, closes_on)
    return None


def _number(year: str, of_year: int) -> int:
    return int(year) * YEAR + of_year - 1


def _day(text: str) -> dt.date | None:
    found = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", text.strip())
    try:
        return dt.date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        return None


def _of_months(first: int, many: int, as_of: dt.date, closes_on: int | None) -> Period | None:
    if not YEAR * 2 <= first <= 9998 * YEAR:
        return None
    name = month_name(first)
    if many == YEAR:
        name = name[:4]
    elif many == 3:
        name = f"{name[:4]}Q{first % YEAR // 3 + 1}"
    span = Span(month_span(first, closes_on).start, month_span(first + many - 1, closes_on).end)
    return _seen(name, span, many, as_of, closes_on)


def _last_twelve(as_of: dt.date, closes_on: int | None) -> Period:
    after = as_of + _ONE
    return _seen("12m", Span(_back(after, YEAR), as_of), YEAR, as_of, closes_on)


def _from_to(start: dt.date | None, end: dt.date | None, as_of: dt.date, closes_on: int | None) -> Period | None:
    if start is None or end is None or end < start or start.year < 2:
        return None
    first, last = month_number(start, closes_on), month_number(end, closes_on)
    whole = month_span(first, closes_on).start == start and month_span(last, closes_on).end == end
    return _seen(f"{start}..{end}", Span(start, end), last - first + 1 if whole else None, as_of, closes_on)


def _seen(name: str, span: Span, many: int | None, as_of: dt.date, closes_on: int | None) -> Period:
    """A period with what it is compared with; `many` months where it is made of months, else days."""
    counted = Span(span.start, min(span.end, as_of))
    first = month_number(span.start, closes_on)
    made_of_months = many is not None and month_span(first, closes_on).start == span.start
    months = tuple(range(first, first + (many or 0))) if made_of_months else ()

    def earlier(back: int) -> Span:
        """The same days so many months earlier; of a period that is over, all of them."""
        if months:
            whole = Span(month_span(first - back, closes_on).start, month_span(months[-1] - back, closes_on).end)
        else:
            after = _back(span.end + _ONE, back)
            whole = Span(_back(span.start, back), after - _ONE)
        return whole if counted == span else Span(whole.start, min(whole.end, _back(counted.end, back)))

    if many is None:
        start = span.start - (span.end - span.start) - _ONE
        before = Span(start, start + (counted.end - span.start))
    else:
        before = earlier(many)
    return Period(name, span, counted, before, earlier(YEAR), months)


def _back(day: dt.date, many: int) -> dt.date:
    """The same day so many months earlier, the month's last where it has no such day."""
    year, of_year = _year_month(day.year * YEAR + day.month - 1 - many)
    return dt.date(year, of_year, min(day.day, calendar.monthrange(year, of_year)[1]))
