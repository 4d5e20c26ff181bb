"""Birthdays and anniversaries, from what is known of them: when they are kept, how old somebody is.

The text says what is known (workbook/schema/birthdays.py); whether it is lunar is said by the text, else by the
calendar beside it, else it is solar. Kept: every year, with or without a year of birth; a lunar 30th on the 29th of a
short month, a leap month's day in the ordinary month of that number in years without the leap month, 29 February on
28 February. A text that names no month and day is kept on no day.

What is told of a person is told only where it is sure: an age needs a year, and a birthday of which only year and
month are known gives an age only where every day of that month gives the same.

>>> next_day(of("农历二月三十"), dt.date(2026, 1, 1))  # 2026: the second month has 29 days
datetime.date(2026, 4, 16)
>>> next_day(of("8-15", "lunar"), dt.date(2026, 1, 1)), next_day(of("8-15"), dt.date(2026, 9, 1))
(datetime.date(2026, 9, 25), datetime.date(2027, 8, 15))
>>> born(of("1989-02-29", "lunar")), born(of("8-15"))
((datetime.date(1989, 4, 5), datetime.date(1989, 4, 5)), None)
>>> words(of("闰四月初三")).zh, words(of("8-15")).zh
('闰四月初三', '公历')
"""

from __future__ import annotations

import calendar as solar
import datetime as dt
from dataclasses import dataclass

from workbook.language import Text
from workbook.rules.basics import lunar_calendar
from workbook.rules.basics.lunar_calendar import LAST_DAY, LunarDate
from workbook.schema import birthdays

LUNAR = "lunar"
"""The key of the lunar calendar in the list calendar."""

_SOLAR = Text("公历", "solar")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a birthday; lunar or solar is settled."""

    year: int | None
    month: int | None
    day: int | None
    leap: bool
    lunar: bool


def of(text: object, calendar: object = None) -> Known | None:
    """A cell's text with the calendar beside it (a key of the list calendar); None where nothing can be read."""
    found = birthdays.read(text) if isinstance(text, str) else None
    if found is None:
        return None
    lunar = calendar == LUNAR if found.lunar is None else found.lunar
    return Known(found.year, found.month, found.day, found.leap, lunar)


def next_day(one: Known | None, start: dt.date) -> dt.date | None:
    """The first day from `start` on that it is kept; None where month and day are not known or do not exist."""
    if one is None or one.month is None or one.day is None:
        return None
    try:
        day = min(one.day, LAST_DAY) if one.lunar else one.day
        return lunar_calendar.next_birthday(one.month, day, start, lunar=one.lunar, leap=one.leap)
    except ValueError:
        return None


def exists(one: Known) -> bool:
    """Is there such a day: in the year where one is known, else in any? 30 February, a leap month of another year."""
    if one.month is None or one.day is None:
        return True
    if not one.lunar:
        return one.day <= solar.monthrange(2024 if one.year is None else one.year, one.month)[1]
    if one.year is None:
        return one.day <= LAST_DAY
    try:
        lunar_calendar.to_solar(LunarDate(one.year, one.month, one.day, one.leap))
    except ValueError:
        return False
    return True


def born(one: Known | None) -> tuple[dt.date, dt.date] | None:
    """The first and the last solar day that the day of birth can have been; None without a year."""
    if one is None or one.year is None:
        return None
    first_month, last_month = (1, 12) if one.month is None else (one.month, one.month)
    try:
        if one.lunar:
            first = lunar_calendar.in_year(first_month, min(one.day or 1, LAST_DAY), one.year, leap=one.leap)
            last = lunar_calendar.in_year(last_month, min(one.day or LAST_DAY, LAST_DAY), one.year, leap=one.leap)
            return first, last
        end = solar.monthrange(one.year, last_month)[1]
        return dt.date(one.year, first_month, one.day or 1), dt.date(one.year, last_month, one.day or end)
    except ValueError:
        return None


def words(one: Known) -> Text:
    """How the reminder names the calendar: the lunar month and day in words, or solar."""
    if not one.lunar or one.month is None or one.day is None:
        return _SOLAR
    return lunar_calendar.month_day(one.month, min(one.day, LAST_DAY), leap=one.leap)
