"""The home sheet's figures and chart blocks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pandas as pd
import pytest

from workbook.rules.basics.order_ledger import Ledger
from workbook.rules.customers.order_statistics import statistics, window
from workbook.rules.home import blocks, figures, months, regions
from workbook.schema.home import FIGURES, REFRESHED

AS_OF = dt.date(2026, 3, 10)
Books = Callable[..., Ledger]


@pytest.fixture
def book(books: Books) -> Ledger:
    return books(
        3,
        ("C1", "S1", "2026-03-01", 100.0),
        ("C1", "S2", "2025-04-15", 50.5),
        ("C2", "S3", "2025-03-05", 7.0),
        ("C9", "S4", "2026-02-01", 3.0),
        ("C3", "S5", "2026-03-11", 1.0),
    )


@pytest.fixture
def reminders(frame: Callable[..., pd.DataFrame]) -> pd.DataFrame:
    return frame(
        status=["open", "done", "open"], due=["2026-03-09", "2026-03-01", "2026-03-10"], postponed_until=[None] * 3
    )


def test_figures_add_up(book: Ledger, reminders: pd.DataFrame, people: Callable[..., pd.DataFrame]) -> None:
    """Every figure of the schema, once; amounts in currency; only open reminders count."""
    customers = people({"grade": "A"}, {"grade": "C"}, {"grade": "prospect"})
    found = figures(customers, statistics(book), window(book, AS_OF), reminders, AS_OF, problems=4)
    assert set(found) == {one.key for one in FIGURES}
    assert found == {
        "customers": 3, "buyers": 1, "orders": 5, "amount": 161.5, "window_amount": 150.5, "unassigned": 3.0,
        "grade_a": 1, "grade_b": 0, "grade_c": 1, "prospects": 1, "reminders": 2, "overdue": 1, "problems": 4,
    }  # fmt: skip


def test_months_are_the_twelve_that_end_with_as_of(book: Ledger) -> None:
    """The sheet's own lines, unassigned ones too; nothing after as_of, nothing older."""
    found = months(book, AS_OF)
    assert [found[0], found[10], found[11]] == [("2025-04", 50.5), ("2026-02", 3.0), ("2026-03", 100.0)]
    assert sum(value for _, value in found) == 153.5


def test_blocks_fit_their_places(book: Ledger, people: Callable[..., pd.DataFrame]) -> None:
    """Each chart block of the schema is there and no longer than its place."""
    found = blocks(
        people({}, {}, {}), book, window(book, AS_OF), AS_OF, grade_labels={"prospect": "潜在"}, region_labels={}
    )
    assert set(found) == {one.key for one in REFRESHED}
    assert all(len(found[one.key]) <= one.rows for one in REFRESHED)
    assert found["grades"] == [("A", 0), ("B", 0), ("C", 3), ("潜在", 0)]


def test_regions_stand_by_size_and_the_rest_is_one_row(people: Callable[..., pd.DataFrame]) -> None:
    """A blank region has a name; what does not fit is added up, so that the chart keeps the total."""
    customers = people(*({"region": key} for key in ("south", "north", None, "east")))
    recent = pd.DataFrame({"units": [10_000, 40_000, 20_000, 30_000]})
    labels = {"south": "华南", "north": "华北", "east": "华东"}
    assert regions(customers, recent, labels) == [("华北", 4.0), ("华东", 3.0), ("未填", 2.0), ("华南", 1.0)]
    assert regions(customers, recent, labels, rows=3) == [("华北", 4.0), ("华东", 3.0), ("其他", 3.0)]
