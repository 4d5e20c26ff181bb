"""When birthdays are kept, and what they tell of a person."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.rules.basics import birthdays, lunar_calendar
from workbook.rules.basics.lunar_calendar import LunarDate


@pytest.mark.parametrize(
    ("text", "calendar", "start", "kept"),
    [
        ("8月15", "lunar", dt.date(2026, 1, 1), dt.date(2026, 9, 25)),  # Mid-Autumn
        ("8月15", "lunar", dt.date(2026, 9, 26), dt.date(2027, 9, 15)),
        ("8月15", None, dt.date(2026, 1, 1), dt.date(2026, 8, 15)),
        ("农历八月十五", "solar", dt.date(2026, 1, 1), dt.date(2026, 9, 25)),  # the text says lunar
        ("二月三十", None, dt.date(2026, 1, 1), dt.date(2026, 4, 16)),  # a short month: its 29th
        ("闰四月初一", None, dt.date(2020, 1, 1), dt.date(2020, 5, 23)),  # 2020 has a leap fourth month
        ("闰四月初一", None, dt.date(2026, 1, 1), dt.date(2026, 5, 17)),  # 2026 has none: the plain one
        ("1989-02-29", "lunar", dt.date(2026, 1, 1), dt.date(2026, 4, 16)),
        ("2-29", None, dt.date(2026, 1, 1), dt.date(2026, 2, 28)),
    ],
)
def test_a_birthday_is_kept_every_year(text: str, calendar: str | None, start: dt.date, kept: dt.date) -> None:
    """With or without a year of birth, solar or lunar."""
    assert birthdays.next_day(birthdays.of(text, calendar), start) == kept


@pytest.mark.parametrize("text", ["1980-07", "1980年", "2-30", "soon", None])
def test_a_birthday_without_a_day_is_kept_on_none(text: str | None) -> None:
    """Nothing is guessed."""
    assert birthdays.next_day(birthdays.of(text), dt.date(2026, 1, 1)) is None


def test_a_lunar_day_of_birth() -> None:
    """The 29th of the second lunar month of 1989 was 5 April."""
    assert birthdays.born(birthdays.of("1989-02-29 农历")) == (dt.date(1989, 4, 5), dt.date(1989, 4, 5))


@given(
    year=st.integers(1900, 2099), month=st.integers(1, 12), day=st.integers(1, 30), leap=st.booleans(),
    start=st.dates(dt.date(1901, 1, 1), dt.date(2100, 12, 31)),
)  # fmt: skip
def test_every_lunar_birthday_comes_once_a_lunar_year(
    year: int, month: int, day: int, leap: bool, start: dt.date
) -> None:
    """The next one is at most 385 days away, on its month, on its day or the month's last."""
    known = birthdays.of(f"{year}年{'闰' if leap else ''}{month}月{day}日", "lunar")
    kept = birthdays.next_day(known, start)
    assert kept is not None
    assert 0 <= (kept - start).days <= 385
    lunar = lunar_calendar.to_lunar(kept)
    assert lunar.month == month
    assert lunar.day == day or (day == 30 and lunar.day == 29)


NEAR_MIDNIGHT = [
    # Month, its first day, and the new moon in Beijing time, computed from an ephemeris (docs/decisions/0111).
    (LunarDate(1933, 6, 1), dt.date(1933, 7, 23)),  # 1933-07-23 00:03:04
    (LunarDate(1954, 11, 1), dt.date(1954, 11, 25)),  # 1954-11-25 20:30:22
    (LunarDate(1978, 8, 1), dt.date(1978, 9, 3)),  # 1978-09-03 00:08:54
    (LunarDate(2013, 5, 1), dt.date(2013, 6, 8)),  # 2013-06-08 23:56:18
    (LunarDate(2018, 10, 1), dt.date(2018, 11, 8)),  # 2018-11-08 00:02
    (LunarDate(2057, 9, 1), dt.date(2057, 9, 29)),  # 2057-09-29 00:00:35
    (LunarDate(2089, 8, 1), dt.date(2089, 9, 4)),  # 2089-09-04 23:59
    (LunarDate(2100, 1, 1), dt.date(2100, 2, 9)),
]


@pytest.mark.parametrize(("month", "first"), NEAR_MIDNIGHT)
def test_months_whose_new_moon_is_near_midnight(month: LunarDate, first: dt.date) -> None:
    """Where calendars differ, the day of the computed new moon at 120° east counts (GB/T 33661-2017)."""
    assert lunar_calendar.to_solar(month) == first
