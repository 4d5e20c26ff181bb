"""The list of holidays: filled in by the year, the user's rows kept, what is by the law said."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from workbook.rules.visits.holiday_list import EMPTY, by_law, filled, told, years_of


def test_from_november_the_next_year_too() -> None:
    """Its calendar comes in November."""
    assert (years_of(dt.date(2026, 10, 31)), years_of(dt.date(2026, 11, 1))) == ((2026,), (2026, 2027))


def test_a_year_is_filled_in_once_and_its_rows_are_the_users() -> None:
    """A row that was struck out stays out, one that was added stays in; another year comes before or after it."""
    first = filled(EMPTY, [2026], "zh")
    assert first.iloc[0].tolist() == [pd.Timestamp("2026-01-01"), "off", "元旦", "announced"]
    own = first.iloc[1:].assign(name="厂庆")
    assert filled(own, [2026], "zh") is own
    both = filled(own, [2025, 2026], "en")
    assert both["date"].is_monotonic_increasing
    assert (both["name"] == "厂庆").sum() == len(own)
    assert told(both)[dt.date(2026, 10, 10)] is False


def test_what_is_not_announced_says_so() -> None:
    """So that the user changes it once it is."""
    found = filled(EMPTY, [2026, 2027], "zh")
    assert by_law(found, [2026, 2027]) == [2027]
    assert set(found.loc[found["date"].dt.year == 2027, "basis"]) == {"law"}


@pytest.mark.parametrize(("changed", "replaced"), [(False, True), (True, False)])
def test_days_of_the_law_give_way_to_the_announced_ones(
    changed: bool, replaced: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nobody has changed them since."""
    from workbook.rules.basics import working_days

    with monkeypatch.context() as before:
        before.setattr(working_days, "is_announced", lambda year: False)
        listed = filled(EMPTY, [2026], "zh")
    assert set(listed["basis"]) == {"law"}
    if changed:
        listed = listed.iloc[1:].reset_index(drop=True)
    found = filled(listed, [2026], "zh")
    assert (set(found["basis"]) == {"announced"}) is replaced


def test_half_filled_rows_say_nothing() -> None:
    """A day without a kind, a kind without a day."""
    rows = pd.DataFrame({"date": [pd.Timestamp("2026-03-02"), pd.NaT], "day_kind": [None, "off"]})
    assert told(rows) == {}
