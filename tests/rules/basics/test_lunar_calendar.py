"""The Chinese calendar against known days and against the library day by day."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lunar_python import Solar

from tests.fuzzing import tries
from workbook.rules.basics import lunar_calendar
from workbook.rules.basics.lunar_calendar import LunarDate

DAYS = st.dates(dt.date(1901, 1, 1), dt.date(2099, 12, 31))
MONTH_DAYS = st.dates(dt.date(2024, 1, 1), dt.date(2024, 12, 31)).map(lambda day: (day.month, day.day))


@pytest.mark.parametrize(
    ("solar", "year", "month", "day"),
    [
        (dt.date(2000, 2, 5), 2000, 1, 1),
        (dt.date(2026, 2, 17), 2026, 1, 1),
        (dt.date(2025, 10, 6), 2025, 8, 15),
        (dt.date(2024, 2, 9), 2023, 12, 30),
        (dt.date(2033, 12, 22), 2033, 11, 1),
    ],
)
def test_known_days(solar: dt.date, year: int, month: int, day: int) -> None:
    """New years, a mid-autumn, an eve; and 2033, whose leap month follows the eleventh."""
    assert lunar_calendar.to_lunar(solar)[:3] == (year, month, day)


@given(DAYS)
def test_there_and_back(day: dt.date) -> None:
    """Every solar day has one lunar date and the other way round."""
    assert lunar_calendar.to_solar(lunar_calendar.to_lunar(day)) == day


@settings(max_examples=tries(30))
@given(DAYS)
def test_equal_to_the_library_day_by_day(day: dt.date) -> None:
    """Our table of months says what its own conversion says."""
    there = Solar.fromYmd(day.year, day.month, day.day).getLunar()
    here = lunar_calendar.to_lunar(day)
    assert (there.getYear(), abs(there.getMonth()), there.getDay(), there.getMonth() < 0) == here
    assert lunar_calendar.sheng_xiao(day).zh == there.getYearShengXiao()


@given(MONTH_DAYS, DAYS, st.booleans())
def test_the_next_birthday_is_the_first_one_not_before(pair: tuple[int, int], start: dt.date, is_lunar: bool) -> None:
    """Within a year and a leap month; asking on the day gives the day."""
    if is_lunar and pair[1] > 30:
        pair = (pair[0], 30)
    found = lunar_calendar.next_birthday(*pair, start, lunar=is_lunar)
    assert start <= found <= start + dt.timedelta(days=385)
    assert lunar_calendar.next_birthday(*pair, found, lunar=is_lunar) == found
    assert lunar_calendar.next_birthday(*pair, found + dt.timedelta(days=1), lunar=is_lunar) > found


@pytest.mark.parametrize(
    ("year", "day"), [(2024, dt.date(2024, 2, 29)), (2025, dt.date(2025, 2, 28)), (2026, dt.date(2026, 2, 28))]
)
def test_29_february_is_kept_on_the_28th_of_other_years(year: int, day: dt.date) -> None:
    """A day early rather than a day late."""
    assert lunar_calendar.next_birthday(2, 29, dt.date(year, 1, 1)) == day


def test_a_leap_month_birthday_is_kept_in_its_leap_month_or_the_ordinary_one() -> None:
    """2023 had a leap second month; 2024 had none."""
    assert lunar_calendar.in_year(2, 1, 2023, leap=True) == dt.date(2023, 3, 22)
    assert lunar_calendar.in_year(2, 1, 2023) == dt.date(2023, 2, 20)
    assert lunar_calendar.in_year(2, 1, 2024, leap=True) == lunar_calendar.in_year(2, 1, 2024)


def test_the_thirtieth_of_a_short_month_is_kept_on_its_last_day() -> None:
    """The first month of 2024 had 29 days."""
    assert lunar_calendar.to_lunar(lunar_calendar.in_year(1, 30, 2024)) == LunarDate(2024, 1, 29)
    with pytest.raises(ValueError, match="no such day"):
        lunar_calendar.to_solar(LunarDate(2024, 1, 30))


@pytest.mark.parametrize(("month", "day"), [(0, 1), (13, 1), (2, 30), (4, 31)])
def test_a_month_day_of_no_year_is_refused(month: int, day: int) -> None:
    """Whoever calls says so in a finding."""
    with pytest.raises(ValueError, match="no month-day"):
        lunar_calendar.next_birthday(month, day, dt.date(2026, 1, 1))


@pytest.mark.parametrize(
    ("month", "day", "leap", "zh", "en"),
    [
        (1, 1, False, "正月初一", "lunar 1-1"),
        (8, 15, False, "八月十五", "lunar 8-15"),
        (12, 20, False, "腊月二十", "lunar 12-20"),
        (10, 10, False, "十月初十", "lunar 10-10"),
        (4, 29, True, "闰四月廿九", "lunar leap 4-29"),
        (11, 30, False, "冬月三十", "lunar 11-30"),
    ],
)
def test_lunar_days_are_written_as_people_say_them(month: int, day: int, leap: bool, zh: str, en: str) -> None:
    """In both languages."""
    found = lunar_calendar.month_day(month, day, leap=leap)
    assert (found.zh, found.en) == (zh, en)


@pytest.mark.parametrize(
    ("birth", "as_of", "age"),
    [
        (dt.date(2000, 5, 10), dt.date(2026, 5, 9), 25),
        (dt.date(2000, 5, 10), dt.date(2026, 5, 10), 26),
        (dt.date(2000, 2, 29), dt.date(2025, 2, 27), 24),
        (dt.date(2000, 2, 29), dt.date(2025, 2, 28), 25),
        (dt.date(2026, 5, 10), dt.date(2026, 5, 9), None),
    ],
)
def test_age_in_full_years(birth: dt.date, as_of: dt.date, age: int | None) -> None:
    """A child not yet born has none."""
    assert lunar_calendar.age(birth, as_of) == age


SIGNS = [
    (1, 20, "Aquarius"), (2, 19, "Pisces"), (3, 21, "Aries"), (4, 20, "Taurus"), (5, 21, "Gemini"), (6, 22, "Cancer"),
    (7, 23, "Leo"), (8, 23, "Virgo"), (9, 23, "Libra"), (10, 24, "Scorpio"), (11, 23, "Sagittarius"),
    (12, 22, "Capricorn"),
]  # fmt: skip


@pytest.mark.parametrize(("month", "day", "sign"), SIGNS)
def test_star_signs_change_on_their_days(month: int, day: int, sign: str) -> None:
    """The day before it is still the one before; the year's end and its beginning are one sign."""
    assert lunar_calendar.star_sign(dt.date(2000, month, day)).en == sign
    assert lunar_calendar.star_sign(dt.date(2000, month, day - 1)).en == SIGNS[month - 2][2]


def test_a_thousand_and_one_lunar_years_are_converted() -> None:
    """1600 to 2600."""
    for year in (1600, 2600):
        assert lunar_calendar.to_lunar(lunar_calendar.to_solar(LunarDate(year, 1, 1))).year == year
    for year in (1599, 2601):
        with pytest.raises(ValueError, match=f"no lunar year {year}"):
            lunar_calendar.to_solar(LunarDate(year, 1, 1))


def test_a_lunar_birth_date_is_turned_into_the_day_of_birth() -> None:
    """Typed as lunar 1980-01-01: 16 February 1980, a monkey and an Aquarius."""
    birth = lunar_calendar.to_solar(LunarDate(1980, 1, 1))
    assert birth == dt.date(1980, 2, 16)
    assert (lunar_calendar.sheng_xiao(birth).en, lunar_calendar.star_sign(birth).en) == ("Monkey", "Aquarius")
