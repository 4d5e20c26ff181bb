"""Purchase decline, by the rhythm agreed and by the customer's own."""

from __future__ import annotations

import datetime as dt
import statistics as plain
from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.rules.basics.order_ledger import Ledger
from workbook.rules.customers.decline import declines, rhythm

People = Callable[..., pd.DataFrame]
AS_OF = dt.date(2026, 4, 1)


def found(rows: pd.DataFrame, median: float = np.nan, as_of: dt.date = AS_OF, factor: float = 2.0) -> pd.DataFrame:
    medians = pd.Series(median, index=rows.index, dtype="float64")
    return declines(
        rows, medians, as_of=as_of, rhythm_days={"quarterly": 90.0}, existing={"existing_end"}, factor=factor
    )


@pytest.mark.parametrize(("as_of", "due"), [(dt.date(2026, 4, 1), 0), (dt.date(2026, 4, 2), 1)])
def test_later_than_the_last_order_plus_the_days(as_of: dt.date, due: int, people: People) -> None:
    """On the day itself nobody is late: 1 January + 90 days is 1 April."""
    rows = people({"last_order": "2026-01-01", "purchase_strategy": "quarterly"})
    assert len(found(rows, as_of=as_of)) == due


def test_the_sentence_tells_day_silence_and_limit(people: People) -> None:
    """And the reminder is due on the day the order should have come."""
    rows = people({"last_order": "2025-12-01", "purchase_strategy": "quarterly"})
    one = found(rows).iloc[0]
    assert one["why"] == "约定90天内下单，现已121天未下单，最近一单2025-12-01"
    assert one["due"] == pd.Timestamp(2026, 3, 1)


def test_own_rhythm_needs_no_strategy(people: People) -> None:
    """Silence of 31 days beyond 2 × 15; 30 is not beyond."""
    assert len(found(people({"last_order": "2026-03-01"}), 15.0)) == 1
    assert len(found(people({"last_order": "2026-03-02"}), 15.0)) == 0


def test_both_ways_make_one_sentence(people: People) -> None:
    """Due on the earlier of the two days."""
    one = found(people({"last_order": "2025-12-01", "purchase_strategy": "quarterly"}), 10.0).iloc[0]
    assert one["why"].startswith("平时约10天下一单，约定90天内下单，现已")
    assert one["due"] == pd.Timestamp(2025, 12, 21)


def test_never_bought_counts_from_the_record_for_existing_categories(people: People) -> None:
    """A prospect that never bought is no decline; a record without a day is none either."""
    never = {"created_on": "2025-12-01", "purchase_strategy": "quarterly"}
    rows = people(
        {**never, "category": "existing_end"},
        {**never, "category": "potential_end"},
        {**never, "category": None},
        {"category": "existing_end", "purchase_strategy": "quarterly"},
    )
    cases = found(rows)
    assert cases.index.tolist() == [0]
    assert cases["why"][0] == "建档于2025-12-01，约定90天内下单，121天来从未下单"


def test_who_never_bought_has_no_rhythm(people: People) -> None:
    """Even if a number were there."""
    assert len(found(people({"created_on": "2025-01-01", "category": "existing_end"}), 5.0)) == 0


def ledger_of(days: list[dt.date], units: int = 1) -> Ledger:
    lines = pd.DataFrame(
        {
            "customer": np.zeros(len(days), dtype="int64"),
            "order_no": np.arange(len(days), dtype="float64"),
            "date": pd.Series(days, dtype="datetime64[s]"),
            "units": np.full(len(days), units, dtype="int64"),
        }
    )
    return Ledger(lines, pd.RangeIndex(2))


@given(st.lists(st.dates(dt.date(1999, 12, 1), AS_OF), max_size=12))
def test_rhythm_is_the_median_interval_between_days_of_purchase(days: list[dt.date]) -> None:
    """From three different days on; before that there is none."""
    distinct = sorted(set(days))
    gaps = [(b - a).days for a, b in pairwise(distinct)]
    median = rhythm(ledger_of(days), AS_OF)[0]
    assert np.isnan(median) if len(distinct) < 3 else median == plain.median(gaps)


def test_a_one_time_buyer_has_no_rhythm() -> None:
    """Nor has one that bought three times on one day, or on two."""
    day = dt.date(2026, 1, 1)
    assert rhythm(ledger_of([day, day, day]), AS_OF).isna().all()
    assert rhythm(ledger_of([day, day, dt.date(2026, 2, 1)]), AS_OF).isna().all()


def test_returns_and_orders_ahead_make_no_rhythm() -> None:
    """Only purchases up to as_of."""
    days = [dt.date(2026, 1, 1), dt.date(2026, 2, 1), dt.date(2026, 3, 1)]
    assert rhythm(ledger_of(days, units=-1), AS_OF).isna().all()
    assert rhythm(ledger_of([*days[:2], dt.date(2026, 5, 1)]), AS_OF).isna().all()


def test_a_median_between_two_intervals_may_be_half_a_day(people: People) -> None:
    """2 × 10.5 = 21 days: 21 is not beyond, 22 is."""
    assert len(found(people({"last_order": "2026-03-11"}), 10.5)) == 0
    assert len(found(people({"last_order": "2026-03-10"}), 10.5)) == 1
