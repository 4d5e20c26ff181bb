"""What was kept of a month stays; the difference to what its lines add up to now is told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from workbook.rules.basics.order_ledger import Ledger
from workbook.rules.basics.periods import parse
from workbook.rules.sales import closings, flows
from workbook.schema import listing, table

Books = Callable[..., Ledger]
Make = Callable[..., pd.DataFrame]
AS_OF = dt.date(2026, 6, 10)
MAY = 2026 * 12 + 4

LINES = (
    ("C1", "S1", "2026-05-01", 100.0),
    ("C1", "S1", "2026-05-31", 20.0),
    ("C2", "S2", "2026-05-05", 30.0),
    ("C9", "S4", "2026-05-05", 5.0),
    ("C2", "S5", "2026-04-30", 999.0),
)
SELLERS = ["ann", "ann", "bo", None, "bo"]


def keep(book: Ledger, sellers: list[str | None], customers: pd.DataFrame) -> pd.DataFrame:
    lines = flows.of_period(book, parse("2026-05", AS_OF))
    return closings.kept(parse("2026-05", AS_OF), lines, pd.Series(sellers, dtype="str").loc[lines.index], customers)


def test_a_month_is_kept_whole_and_by_two_dimensions(books: Books, people: Make) -> None:
    """Each adds up to the whole, what is nobody's included; April has no part in it."""
    found = keep(books(2, *LINES), SELLERS, people({}, {}))
    shown = found[["dimension", "customer_id", "salesperson", "orders", "amount"]].astype(object).fillna("")
    assert shown.values.tolist() == [
        ["", "", "", 3, 155.0],
        ["customer", "", "", 1, 5.0],
        ["customer", "C1", "", 1, 120.0],
        ["customer", "C2", "", 1, 30.0],
        ["salesperson", "", "", 1, 5.0],
        ["salesperson", "", "ann", 1, 120.0],
        ["salesperson", "", "bo", 1, 30.0],
    ]
    assert {*found.columns, "as_of", "row_id"} == set(table("tblClosedMonths").keys)
    assert closings.closed_months(found) == {MAY}
    assert closings.closed_months(found, 25) == set()  # other days: another month
    assert closings.amounts(found).to_dict() == {(MAY, ""): 155.0, (MAY, "ann"): 120.0, (MAY, "bo"): 30.0}


def test_a_month_without_sales_is_closed_all_the_same(books: Books, people: Make) -> None:
    """Its whole is a row with nothing in it."""
    found = keep(books(1), [], people({}))
    assert found[["orders", "amount"]].values.tolist() == [[0.0, 0.0]]
    assert closings.closed_months(found) == {MAY}


def test_nothing_changed_is_no_adjustment(books: Books, people: Make) -> None:
    """To the fourth decimal of an amount."""
    lines = [(who, no, day, amount + 0.0001) for who, no, day, amount in LINES]
    book, customers = books(2, *lines), people({}, {})
    kept = keep(book, SELLERS, customers)
    found = closings.adjustments({MAY}, kept, book, pd.Series(SELLERS, dtype="str"), customers)
    assert (found.some, found.total) == (False, 0)


def test_what_changed_since_is_told_by_customer_and_by_salesperson(books: Books, people: Make) -> None:
    """A line more, a line that moved to another customer and person, and one of nobody that is gone."""
    customers = people({}, {})
    kept = keep(books(2, *LINES), SELLERS, customers)
    now: list[Any] = [LINES[0], ("C2", "S1", "2026-05-31", 20.0), LINES[2], LINES[4], ("C1", "S8", "2026-05-09", 7.0)]
    sellers = pd.Series(["ann", "bo", "bo", "bo", None], dtype="str")
    found = closings.adjustments({MAY}, kept, books(2, *now), sellers, customers)
    assert found.customers.to_dict() == {-1: -50_000, 0: -130_000, 1: 200_000}
    assert found.salespeople.to_dict() == {"": 20_000, "ann": -200_000, "bo": 200_000}
    assert (found.total, found.some) == (20_000, True)


def test_a_shift_between_two_is_an_adjustment_though_the_total_stays(books: Books, people: Make) -> None:
    """The whole month adds up to the same."""
    customers = people({}, {})
    kept = keep(books(2, *LINES), SELLERS, customers)
    moved = pd.Series(["bo", "ann", "bo", None, "bo"], dtype="str")
    found = closings.adjustments({MAY}, kept, books(2, *LINES), moved, customers)
    assert (found.total, found.some) == (0, True)


@pytest.mark.parametrize(
    ("months", "closed", "adjusted", "state"),
    [
        ([MAY], set(), False, "open"),
        ([MAY], {MAY}, False, "closed"),
        ([MAY], {MAY}, True, "adjusted"),
        ([MAY, MAY + 1], {MAY}, True, "partly"),
        ([MAY], {MAY + 1}, False, "open"),
    ],
)
def test_how_a_period_stands(months: list[int], closed: set[int], adjusted: bool, state: str) -> None:
    """All four states are of the list."""
    assert closings.state(months, closed, adjusted=adjusted) == state
    assert state in {one.key for one in listing("closing").entries}


def test_which_months_a_period_has_a_part_in() -> None:
    """Also one that is not made of months, and months that end on the 25th."""
    assert closings.touched(parse("2026-04-30..2026-05-01", AS_OF)) == [MAY - 1, MAY]
    assert closings.touched(parse("2026-04-26..2026-05-25", AS_OF), 25) == [MAY]
