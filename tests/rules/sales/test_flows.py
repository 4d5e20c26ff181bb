"""Flows: in which period an order counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzzing import tries
from workbook.rules.basics.order_ledger import Ledger
from workbook.rules.basics.periods import parse
from workbook.rules.sales import flows
from workbook.rules.sales.composition import by

Books = Callable[..., Ledger]
AS_OF = dt.date(2026, 12, 31)
DAYS = st.lists(st.tuples(st.integers(0, 3), st.integers(1, 12), st.integers(-2, 5)), min_size=1, max_size=25)


def counted(book: Ledger, month: int) -> int:
    """Orders of a month of 2026."""
    lines = flows.of_period(book, parse(f"2026-{month:02}", AS_OF))
    return int(by(lines["customer"], lines)["orders"].sum())


def test_an_order_counts_in_the_month_of_its_first_positive_line(books: Books) -> None:
    """What is delivered later adds its money there, and no order; a return before it is no beginning."""
    book = books(
        1, ("C1", "S1", "2026-02-20", -5.0), ("C1", "S1", "2026-03-30", 100.0), ("C1", "S1", "2026-04-02", 20.0)
    )
    assert [counted(book, month) for month in (2, 3, 4)] == [0, 1, 0]
    april = flows.of_period(book, parse("2026-04", AS_OF))
    assert by(april["customer"], april)["units"].tolist() == [200_000]


@settings(max_examples=tries(40), suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(DAYS)
def test_the_months_of_a_year_hold_each_order_once(books: Books, found: list[tuple[int, int, int]]) -> None:
    """As many as the whole ledger counts."""
    book = books(1, *(("C1", f"S{order}", f"2026-{month:02}-10", float(amount)) for order, month, amount in found))
    assert sum(counted(book, month) for month in range(1, 13)) == int(book.counted.sum())
