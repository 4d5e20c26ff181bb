"""Facts of customers from lines outside the book: the same on every engine, and the same as the sheet's own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import reduce
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzzing import tries
from tests.rules.outside.engines import ENGINES, Engine, engine
from workbook.rules.basics.order_ledger import ledger
from workbook.rules.outside import customer_facts, order_lines
from workbook.rules.outside.counts import OutsideCounts, day_number, span
from workbook.rules.outside.order_counts import SheetCounts

Line = tuple[str | None, str | None, dt.date | None, int, str | None]
AS_OF = dt.date(2026, 3, 1)
CUSTOMERS = pd.DataFrame({"customer_id": ["C1", "C2", "C3"], "name": ["a", "b", "c"]}, dtype="str", index=[0, 2, 5])
CODES = pd.DataFrame({"key": ["C1", "C2", "C3", "C9", ""], "code": [0, 1, 2, -2, -1]})
LINES = st.lists(
    st.tuples(
        st.sampled_from(["C1", "C2", "C9", None]),
        st.sampled_from(["S1", "S2", None]),
        st.one_of(
            st.none(),
            st.sampled_from([dt.date(2024, 12, 20), dt.date(2025, 1, 9), dt.date(2025, 2, 18), dt.date(2025, 2, 19)]),
            st.dates(dt.date(2024, 11, 1), dt.date(2026, 4, 1)),
        ),
        st.integers(-30_000, 90_000),
        st.sampled_from([None, "退货", "样品"]),
    ),
    max_size=24,
)
KINDS = {"退货": "return", "样品": "sample"}


def source(lines: Sequence[Line]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "customer": pd.Series([line[0] for line in lines], dtype="str"),
            "order_no": pd.Series([line[1] for line in lines], dtype="str"),
            "date": pd.Series([line[2] for line in lines], dtype="object").astype("datetime64[s]"),
            "amount": pd.Series([line[3] / 10_000 for line in lines], dtype="float64"),
            "kind": pd.Series([line[4] for line in lines], dtype="str"),
        }
    )


def outside(lines: list[Line], on: Engine, own: pd.DataFrame | None = None) -> OutsideCounts:
    """The counts of lines that lie on an engine."""
    marked = order_lines.marked(on.there(source(lines)), KINDS)
    keyed = order_lines.keyed(marked, on.there(CODES))
    daily = on.home(order_lines.by_day(keyed))
    counts = daily[(daily["free"] == 0) & (daily["day"] <= day_number(AS_OF))]
    held = order_lines.counted(keyed, day_number(AS_OF), None if own is None else on.there(own))

    def facts(spans: Any) -> pd.DataFrame:
        parts = (customer_facts.sums(held, spans), customer_facts.orders(held, spans), customer_facts.intervals(held))
        return reduce(lambda left, right: left.merge(right, on="key", how="left"), map(on.home, parts))

    return OutsideCounts(CUSTOMERS.index, AS_OF, counts, facts)


def sheet(lines: list[Line]) -> SheetCounts:
    """The counts of the same lines if they stood on the sheet."""
    kept = [
        (*line[:3], -abs(line[3]) if line[4] == "退货" else line[3], None)
        for line in lines
        if line[4] != "样品" and not (line[2] and line[2] > AS_OF)
    ]
    frame = source(kept).rename(columns={"customer": "customer_id"})
    return SheetCounts(ledger(CUSTOMERS, frame))


def figures(counts: Any) -> list[Any]:
    found = counts.statistics()
    frames = [found.customers, counts.window(AS_OF, 12), counts.window(dt.date(2026, 1, 31), 12)]
    columns = [counts.last_orders(AS_OF), counts.rhythm(AS_OF)]
    whole = [found.total_units, found.unassigned_units, found.unassigned_lines, found.order_count]
    days = counts.days.lines
    sold = days["units"].groupby(days["date"].fillna(pd.Timestamp(0))).sum()
    rows = [frame.astype("str").to_numpy().tolist() for frame in frames]
    return [*rows, *(one.astype("str").tolist() for one in columns), whole, {k: v for k, v in sold.items() if v}]


@pytest.mark.parametrize("name", ENGINES)
def test_every_engine_gives_the_figures_of_the_sheet(name: str) -> None:
    """Counts, sums, days, windows, intervals: to the unit, whatever is blank, late, taken back or free."""
    on = engine(name)

    @settings(max_examples=tries(12))
    @given(LINES)
    def same(lines: list[Line]) -> None:
        asked = outside(lines, on)
        asked.ask([span(AS_OF, 12), span(dt.date(2026, 1, 31), 12)])
        assert figures(asked) == figures(sheet(lines))

    same()
