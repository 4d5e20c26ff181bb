"""Periods tile time, hold a running one against the same days, and are read as people write them."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.errors import InputError
from workbook.rules.basics.periods import Span, month_number, month_numbers, month_span, parse

DAYS = st.dates(dt.date(2019, 1, 1), dt.date(2031, 12, 31))
CLOSES = st.one_of(st.none(), st.integers(1, 28))
ONE = dt.timedelta(days=1)


@given(DAYS, CLOSES)
def test_months_tile_time(day: dt.date, closes_on: int | None) -> None:
    """Every day is in the month of its number, and the next month begins the day after this one ends."""
    number = month_number(day, closes_on)
    span = month_span(number, closes_on)
    assert span.start <= day <= span.end
    assert month_span(number + 1, closes_on).start == span.end + ONE
    assert month_numbers(np.array([day], dtype="datetime64[D]"), closes_on).tolist() == [number]


@given(st.sampled_from(["{y}-{m:02d}", "{y}Q{q}", "{y}"]), DAYS, CLOSES)
def test_a_period_begins_where_the_one_before_ends(form: str, day: dt.date, closes_on: int | None) -> None:
    """Of months, quarters and years that are over, seen years later; twelve months ago is the same name a year back."""
    text = form.format(y=day.year, m=day.month, q=(day.month + 2) // 3)
    earlier = form.format(y=day.year - 1, m=day.month, q=(day.month + 2) // 3)
    found = parse(text, dt.date(2040, 1, 1), closes_on)
    assert not found.running
    assert found.before.end + ONE == found.span.start
    assert found.year_ago == parse(earlier, dt.date(2040, 1, 1), closes_on).span
    assert len(found.months) == {"{y}-{m:02d}": 1, "{y}Q{q}": 3, "{y}": 12}[form]
    assert month_span(found.months[0], closes_on).start == found.span.start
    assert month_span(found.months[-1], closes_on).end == found.span.end


@given(DAYS, st.integers(0, 800), st.integers(0, 800))
def test_from_and_to_is_held_against_as_many_days(start: dt.date, long: int, seen: int) -> None:
    """Right before it; a span of whole months against as many months. A running one against the days that passed."""
    end = start + long * ONE
    found = parse(f"{start}..{end}", start + seen * ONE)
    whole = parse(f"{start}..{end}", end)
    assert whole.before.end + ONE == start
    if not whole.months:
        assert whole.before.end - whole.before.start == end - start
        assert found.before.end - found.before.start == found.counted.end - found.counted.start
    assert found.running == (seen < long)


@given(st.sampled_from(["本月", "本季", "本年", "12m"]), DAYS, CLOSES)
def test_a_running_period_is_held_against_the_same_days(text: str, day: dt.date, closes_on: int | None) -> None:
    """Both comparisons end on the same day of their month, or on its last; never beyond their own end."""
    found = parse(text, day, closes_on)
    assert found.counted.end == day
    for other, back in ((found.before, len(found.months) or 12), (found.year_ago, 12)):
        assert other.start <= other.end
        if found.running:
            month = day.year * 12 + day.month - 1 - back
            last = (dt.date((month + 1) // 12, (month + 1) % 12 + 1, 1) - ONE).day
            assert other.end == dt.date(month // 12, month % 12 + 1, min(day.day, last))


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2026-06", "2026-06-01..2026-06-30"),
        ("2026/6", "2026-06-01..2026-06-30"),
        ("2026年6月", "2026-06-01..2026-06-30"),
        ("２０２６－０６", "2026-06-01..2026-06-30"),
        ("2026q2", "2026-04-01..2026-06-30"),
        ("2026年第二季度", "2026-04-01..2026-06-30"),
        ("2026年3季", "2026-07-01..2026-09-30"),
        ("2025", "2025-01-01..2025-12-31"),
        ("2025年", "2025-01-01..2025-12-31"),
        ("12M", "2025-10-11..2026-10-10"),
        ("近12个月", "2025-10-11..2026-10-10"),
        ("2026-01-05..2026-03-10", "2026-01-05..2026-03-10"),
        ("2026年1月5日至2026年3月10日", "2026-01-05..2026-03-10"),
        ("上月", "2026-09-01..2026-09-30"),
        ("上季", "2026-07-01..2026-09-30"),
        ("last year", "2025-01-01..2025-12-31"),
        (None, "2026-10-01..2026-10-31"),
    ],
)
def test_how_a_period_is_written(text: str | None, span: str) -> None:
    """As on the command line, as people write it in a cell, in full width, or not at all."""
    assert str(parse(text, dt.date(2026, 10, 10)).span) == span


@pytest.mark.parametrize("text", ["2026-13", "2026Q5", "June", "2026-03-10..2026-01-05", "2026-02-30..2026-03-01"])
def test_what_cannot_be_read_is_refused_with_the_ways_to_write(text: str) -> None:
    """No period is guessed."""
    with pytest.raises(InputError) as refused:
        parse(text, dt.date(2026, 10, 10))
    assert "2026Q2" in refused.value.sentence("en")
    assert text in refused.value.sentence("zh")


def test_a_period_to_come_is_refused() -> None:
    """Nothing dated after the day counts anywhere, so there is nothing to show."""
    with pytest.raises(InputError, match="2026-11-01"):
        parse("2026-11", dt.date(2026, 10, 31))


def test_the_usual_month_is_the_last_one_until_the_fifth_day() -> None:
    """Of the month as it is closed: with the 25th, the month of June begins on 26 May."""
    assert [parse("", dt.date(2026, 6, day)).name for day in (1, 5, 6, 30)] == ["2026-05"] * 2 + ["2026-06"] * 2
    assert [parse("", day, 25).name for day in (dt.date(2026, 5, 30), dt.date(2026, 5, 31))] == ["2026-05", "2026-06"]


def test_the_running_month_by_hand() -> None:
    """30 March against the whole of February up to the 30th it has not; a label says up to when."""
    found = parse("本月", dt.date(2026, 3, 30))
    assert (str(found.before), str(found.year_ago)) == ("2026-02-01..2026-02-28", "2025-03-01..2025-03-30")
    assert (found.label.zh, found.label.en) == ("2026-03（至03-30）", "2026-03 (to 03-30)")
    closed = parse("2026-06", dt.date(2026, 6, 10), 25)
    assert [str(one) for one in (closed.counted, closed.before, closed.year_ago)] == [
        "2026-05-26..2026-06-10", "2026-04-26..2026-05-10", "2025-05-26..2025-06-10",
    ]  # fmt: skip


def test_which_dates_of_a_column_lie_in_it() -> None:
    """Both ends count, a missing date does not."""
    dates = pd.Series(["2026-05-31", "2026-06-01", "2026-06-30", "2026-07-01", None]).astype("datetime64[s]")
    assert Span(dt.date(2026, 6, 1), dt.date(2026, 6, 30)).holds(dates).tolist() == [False, True, True, False, False]


def test_a_period_that_is_over_is_named_without_a_day() -> None:
    """Nothing is missing of it."""
    found = parse("2026-05", dt.date(2026, 6, 10))
    assert (found.label.zh, found.label.en) == ("2026-05", "2026-05")
