"""Days that are worked: as announced, by the law, as the user's own list says."""

from __future__ import annotations

import datetime as dt

import pytest

from workbook.rules.basics.working_days import around_spring, days_of, is_announced, working_days, year_days

D = dt.date


def test_an_announced_year_has_its_days_off_and_its_worked_weekends() -> None:
    """1 October 2026 is off, Saturday the 10th is worked."""
    days = days_of({}, [2026])
    assert not working_days(D(2026, 10, 1), D(2026, 10, 7), days)
    assert working_days(D(2026, 10, 8), D(2026, 10, 12), days) == [D(2026, 10, d) for d in (8, 9, 10, 12)]


@pytest.mark.parametrize(
    ("year", "off"),
    [
        (2027, "01-01 02-05 02-06 02-07 02-08 04-05 05-01 05-02 06-09 09-15 10-01 10-02 10-03"),
        (2003, "01-01 01-31 02-01 02-02 02-03 04-05 05-01 05-02 06-04 09-11 10-01 10-02 10-03"),
    ],
)
def test_a_year_that_is_not_announced_has_the_days_of_the_law(year: int, off: str) -> None:
    """The lunar ones too: New Year on 6 February 2027, on 1 February 2003."""
    assert not is_announced(year)
    found = year_days(year)
    assert " ".join(f"{day.date:%m-%d}" for day in found) == off
    assert all(day.off for day in found)


def test_the_own_list_wins_for_its_year() -> None:
    """Of a year that it says something of, only it counts."""
    own = {D(2026, 3, 2): True, D(2026, 3, 7): False}
    assert working_days(D(2026, 3, 1), D(2026, 3, 8), days_of(own, [2026])) == [
        D(2026, 3, d) for d in (3, 4, 5, 6, 7)
    ]  # fmt: skip
    assert D(2026, 10, 1) in working_days(D(2026, 10, 1), D(2026, 10, 1), days_of(own, [2026]))


def test_days_around_the_spring_festival() -> None:
    """Off from the 15th to the 23rd of February 2026."""
    found = around_spring(2026, days_of({}, [2026]), 2)
    assert sorted(found) == [D(2026, 2, 13), D(2026, 2, 14), D(2026, 2, 24), D(2026, 2, 25)]
    assert around_spring(2026, {}, 0) == frozenset()
