"""The Chinese calendar: lunar dates and back, the zodiac animal, the star sign, and the next birthday of either kind.

A lunar date is (year, month, day, leap). A month has 29 or 30 days; some years repeat a month as a leap month. Where
a birthday's day is missing from the year at hand, it is kept on the last day there is: the 30th of a short month on
the 29th, a leap month's in the ordinary month of that number, 29 February on 28 February.

Sources: month lengths from lunar-python (GB/T 33661-2017, computed; held against an ephemeris for 1900 to 2100,
docs/decisions/0111); animals by lunar year, whose year begins on the first day of the first month; star signs by the
usual tropical dates.

>>> to_lunar(dt.date(2024, 2, 10))
LunarDate(year=2024, month=1, day=1, leap=False)
>>> to_solar(LunarDate(2023, 2, 1, leap=True))
datetime.date(2023, 3, 22)
>>> next_birthday(8, 15, dt.date(2026, 1, 1), lunar=True), next_birthday(2, 29, dt.date(2026, 1, 1))
(datetime.date(2026, 9, 25), datetime.date(2026, 2, 28))
>>> sheng_xiao(dt.date(1980, 2, 15)).zh, sheng_xiao(dt.date(1980, 2, 16)).en, star_sign(dt.date(1980, 2, 16)).en
('羊', 'Monkey', 'Aquarius')
"""

from __future__ import annotations

import calendar
import datetime as dt
from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

from workbook.language import Text

FIRST_YEAR, LAST_YEAR = 1600, 2600
"""Lunar years that are converted; a birth or a plan outside them is a slip of the pen."""

LAST_DAY = 30  # of a long lunar month

_ANIMALS = tuple(
    Text(zh, en)
    for zh, en in zip(
        "鼠牛虎兔龙蛇马羊猴鸡狗猪",
        ("Rat", "Ox", "Tiger", "Rabbit", "Dragon", "Snake", "Horse", "Goat", "Monkey", "Rooster", "Dog", "Pig"),
        strict=True,
    )
)

# The day of the month on which the sign named second begins; before it the one named before stands.
_SIGNS = (
    (20, Text("水瓶座", "Aquarius")),
    (19, Text("双鱼座", "Pisces")),
    (21, Text("白羊座", "Aries")),
    (20, Text("金牛座", "Taurus")),
    (21, Text("双子座", "Gemini")),
    (22, Text("巨蟹座", "Cancer")),
    (23, Text("狮子座", "Leo")),
    (23, Text("处女座", "Virgo")),
    (23, Text("天秤座", "Libra")),
    (24, Text("天蝎座", "Scorpio")),
    (23, Text("射手座", "Sagittarius")),
    (22, Text("摩羯座", "Capricorn")),
)

_MONTHS = "正二三四五六七八九十冬腊"
_TENS = ("初", "十", "廿")
_DIGITS = "十一二三四五六七八九"


class LunarDate(NamedTuple):
    """A day of the Chinese calendar; `leap` marks the leap month that follows the month of that number."""

    year: int
    month: int
    day: int
    leap: bool = False


class _Month(NamedTuple):
    month: int
    leap: bool
    first: dt.date
    days: int


@lru_cache(maxsize=512)
def _months(year: int) -> tuple[_Month, ...]:
    """The twelve or thirteen months of a lunar year, in order. ValueError outside the years that are converted."""
    from lunar_python import LunarYear

    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"no lunar year {year}")
    found = []
    for one in LunarYear.fromYear(year).getMonthsInYear():
        first = dt.date.fromordinal(int(one.getFirstJulianDay()) - 1721425)
        found.append(_Month(abs(one.getMonth()), one.getMonth() < 0, first, one.getDayCount()))
    return tuple(found)


def to_lunar(day: dt.date) -> LunarDate:
    """The lunar date of a solar day."""
    year = day.year if day >= _months(day.year)[0].first else day.year - 1
    months = _months(year)
    one = months[bisect_right([month.first for month in months], day) - 1]
    return LunarDate(year, one.month, (day - one.first).days + 1, one.leap)


def to_solar(day: LunarDate) -> dt.date:
    """The solar day of a lunar date. ValueError for a month or day that this year does not have."""
    for one in _months(day.year):
        if (one.month, one.leap) == (day.month, day.leap) and 1 <= day.day <= one.days:
            return one.first + dt.timedelta(days=day.day - 1)
    raise ValueError(f"the lunar year {day.year} has no such day: {day}")


def in_year(month: int, day: int, year: int, *, leap: bool = False) -> dt.date:
    """The solar day on which a lunar month-day is kept in a lunar year, moved as the module's text says."""
    named = [one for one in _months(year) if one.month == month]
    if not named or not 1 <= day <= LAST_DAY:
        raise ValueError(f"no lunar month-day {month}-{day}")
    one = named[-1] if leap else named[0]
    return one.first + dt.timedelta(days=min(day, one.days) - 1)


@lru_cache(maxsize=4096)
def next_birthday(month: int, day: int, on_or_after: dt.date, *, lunar: bool = False, leap: bool = False) -> dt.date:
    """The next day, `on_or_after` included, on which this month-day is kept. ValueError for no such month-day."""
    if lunar:
        first = to_lunar(on_or_after).year
        kept = (in_year(month, day, year, leap=leap) for year in range(first, first + 3))
    else:
        if not (1 <= month <= 12 and 1 <= day <= calendar.monthrange(2024, month)[1]):
            raise ValueError(f"no month-day {month}-{day}")
        first = on_or_after.year
        kept = (dt.date(year, month, min(day, calendar.monthrange(year, month)[1])) for year in range(first, first + 2))
    return next(one for one in kept if one >= on_or_after)


def age(birth: dt.date, as_of: dt.date) -> int | None:
    """Full years between a solar day of birth and as_of; None before birth.

    >>> age(dt.date(2000, 2, 29), dt.date(2026, 2, 28)), age(dt.date(2000, 3, 1), dt.date(2026, 2, 28))
    (26, 25)
    """
    if birth > as_of:
        return None
    kept = min(birth.day, calendar.monthrange(as_of.year, birth.month)[1])
    return as_of.year - birth.year - (as_of < dt.date(as_of.year, birth.month, kept))


def sheng_xiao(birth: dt.date) -> Text:
    """The zodiac animal of a solar day of birth: the year changes at the lunar new year."""
    return _ANIMALS[(to_lunar(birth).year - 4) % 12]


def star_sign(birth: dt.date) -> Text:
    """The star sign of a solar day of birth."""
    begins, sign = _SIGNS[birth.month - 1]
    return sign if birth.day >= begins else _SIGNS[birth.month - 2][1]


def month_day(month: int, day: int, *, leap: bool = False) -> Text:
    """A lunar month and day in words.

    >>> month_day(2, 1, leap=True).zh, month_day(8, 15).en
    ('闰二月初一', 'lunar 8-15')
    """
    tens, digit = divmod(day, 10)
    named = {10: "初十", 20: "二十", 30: "三十"}.get(day) or _TENS[tens] + _DIGITS[digit]
    return Text(
        ("闰" if leap else "") + _MONTHS[month - 1] + "月" + named,
        "lunar " + ("leap " if leap else "") + f"{month}-{day}",
    )
