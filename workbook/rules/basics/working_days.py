"""Which days are worked in China: Monday to Friday, but for holidays and the weekends that are worked instead.

A year's arrangement is announced the November before. Those announced are in the package chinesecalendar (2004 to
2026); for other years the days that the law gives are taken (State Council decree 795 of 2024: 1 January; lunar New
Year's Eve to the third day; Qingming; 1 and 2 May; the Dragon Boat and the Mid-Autumn festival; 1 to 3 October), and no
weekend is worked. What the user's own list says of a day wins.

>>> working_days(dt.date(2026, 10, 5), dt.date(2026, 10, 11), days_of({day.date: day.off for day in year_days(2026)}))
[datetime.date(2026, 10, 8), datetime.date(2026, 10, 9), datetime.date(2026, 10, 10)]
>>> is_announced(2026), is_announced(2051), [day.date.month for day in year_days(2051) if day.name.en == "Mid-Autumn"]
(True, False, [9])
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from workbook.language import Text
from workbook.rules.basics.lunar_calendar import FIRST_YEAR, LAST_YEAR, LunarDate, in_year, to_solar

SATURDAY = 5
_ONE = dt.timedelta(days=1)

_NEW_YEAR, _SPRING, _TOMBS = Text("元旦", "New Year"), Text("春节", "Spring Festival"), Text("清明节", "Qingming")
_LABOUR, _DRAGON, _AUTUMN = Text("劳动节", "Labour Day"), Text("端午节", "Dragon Boat"), Text("中秋节", "Mid-Autumn")
_NATIONAL = Text("国庆节", "National Day")
_NAMES = {
    "New Year's Day": _NEW_YEAR, "Spring Festival": _SPRING, "Tomb-sweeping Day": _TOMBS, "Labour Day": _LABOUR,
    "Dragon Boat Festival": _DRAGON, "Mid-autumn Festival": _AUTUMN, "National Day": _NATIONAL,
    "Anti-Fascist 70th Day": Text("抗战胜利纪念日", "Victory Day"),
}  # fmt: skip


class Day(NamedTuple):
    """A weekday off, or a weekend that is worked."""

    date: dt.date
    off: bool
    name: Text


def is_announced(year: int) -> bool:
    """Whether the year's arrangement is known."""
    from chinese_calendar import constants

    return bool(min(constants.holidays).year <= year <= max(constants.holidays).year)


def year_days(year: int) -> tuple[Day, ...]:
    """Days off and weekends worked of a year, in order."""
    return _announced(year) if is_announced(year) else days_by_law(year)


def _announced(year: int) -> tuple[Day, ...]:
    from chinese_calendar import constants

    days = [
        Day(day, off, _NAMES.get(name, Text(name, name)))
        for off, listed in ((True, constants.holidays), (False, constants.workdays))
        for day, name in listed.items()
        if day.year == year
    ]
    return tuple(sorted(days))


def days_by_law(year: int) -> tuple[Day, ...]:
    """The days off that the law gives."""
    fixed = [(dt.date(year, 1, 1), _NEW_YEAR)]
    fixed += [(dt.date(year, 5, day), _LABOUR) for day in (1, 2)]
    fixed += [(dt.date(year, 10, day), _NATIONAL) for day in (1, 2, 3)]
    if FIRST_YEAR < year < LAST_YEAR:
        first = to_solar(LunarDate(year, 1, 1))
        fixed += [(first + n * _ONE, _SPRING) for n in (-1, 0, 1, 2)]
        fixed += [(_qingming(year), _TOMBS), (in_year(5, 5, year), _DRAGON), (in_year(8, 15, year), _AUTUMN)]
    return tuple(sorted({day: Day(day, True, name) for day, name in fixed}.values()))


def _qingming(year: int) -> dt.date:
    """The day of the solar term."""
    from lunar_python import Solar

    term = Solar.fromYmd(year, 4, 1).getLunar().getJieQiTable()["清明"]
    return dt.date(term.getYear(), term.getMonth(), term.getDay())


Days = Mapping[dt.date, bool]
"""Of days that are no ordinary ones: whether they are off."""


def days_of(listed: Days, years: Iterable[int] = ()) -> dict[dt.date, bool]:
    """What is known of days: the list's own, and of the years of which it says nothing what is announced or the law."""
    told = {day.year for day in listed}
    found = {day.date: day.off for year in set(years) - told for day in year_days(year)}
    return {**found, **listed}


def is_worked(day: dt.date, days: Days) -> bool:
    """Whether a day is worked."""
    return not days[day] if day in days else day.weekday() < SATURDAY


def working_days(first: dt.date, last: dt.date, days: Days) -> list[dt.date]:
    """The days worked from the first to the last."""
    every = (first + n * _ONE for n in range((last - first).days + 1))
    return [day for day in every if is_worked(day, days)]


def around_spring(year: int, days: Days, pause: int) -> frozenset[dt.date]:
    """The days within `pause` days before and after the days off around the lunar New Year, themselves left out."""
    if not pause or not FIRST_YEAR < year < LAST_YEAR:
        return frozenset()
    first, last = _spring(year, frozenset(day for day, off in days.items() if off))
    ahead = {first - n * _ONE for n in range(1, pause + 1)}
    return frozenset(ahead | {last + n * _ONE for n in range(1, pause + 1)})


@lru_cache(maxsize=64)
def _spring(year: int, off: frozenset[dt.date]) -> tuple[dt.date, dt.date]:
    first = last = to_solar(LunarDate(year, 1, 1))
    while first - _ONE in off:
        first -= _ONE
    while last + _ONE in off:
        last += _ONE
    return first, last
