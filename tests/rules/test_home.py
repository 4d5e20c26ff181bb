"""The home sheet's figures and chart blocks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pandas as pd
import pytest

from workbook.rules.basics.order_ledger import Ledger
from workbook.rules.customers.order_statistics import statistics, window
from workbook.rules.home import blocks, figures, first_rows, months, regions
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
    customers = customers.assign(visits_owed=[3, 1, 0], visits_made=[1, 2, 0], visits_short=[2, 0, 0])
    found = figures(customers, statistics(book), window(book, AS_OF), reminders, AS_OF, problems=4)
    assert set(found) == {one.key for one in FIGURES}
    assert found == {
        "customers": 3, "buyers": 1, "orders": 5, "amount": 161.5, "window_amount": 150.5, "unassigned": 3.0,
        "grade_a": 1, "grade_b": 0, "grade_c": 1, "prospects": 1, "reminders": 2, "overdue": 1, "problems": 4,
        "visits_owed": 4, "visits_made": 3, "visits_short": 2,
    }  # fmt: skip


@pytest.fixture
def targets(frame: Callable[..., pd.DataFrame]) -> pd.DataFrame:
    """The company's own for March; of two people for February."""
    return frame(
        month=["2026-03-01", "2026-03-01", "2026-02-01", "2026-02-01"],
        salesperson=[None, "ann", "ann", "bob"],
        region=[None, None, None, None],
        amount=[500.0, 90.0, 10.0, 20.0],
    )


def test_months_are_the_twelve_that_end_with_as_of(book: Ledger, targets: pd.DataFrame) -> None:
    """The sheet's own lines, unassigned ones too; nothing after as_of, nothing older. Beside them the same month a year
    before, where the first order is no later, and the target: the company's own, else its people's together."""
    found = months(book, targets, AS_OF)
    assert [found[0], found[10], found[11]] == [
        ("4月", 50.5, None, None), ("2月", 3.0, None, 30.0), ("3月", 100.0, 7.0, 500.0),
    ]  # fmt: skip
    assert sum(row[1] for row in found) == 153.5
    assert [row[0] for row in months(book, targets, AS_OF, lang="en")][8:] == ["Dec", "Jan", "Feb", "Mar"]


def test_months_end_as_the_books_close(book: Ledger, targets: pd.DataFrame) -> None:
    """Closing on the 5th, 10 March is April's; 5 March of last year was March's."""
    found = months(book, targets, AS_OF, 5)
    assert [found[10], found[11]] == [("3月", 100.0, 7.0, 500.0), ("4月", 0.0, 0.0, None)]


def test_the_first_rows_of_today_say_the_cause_in_short(frame: Callable[..., pd.DataFrame]) -> None:
    """Eight rows at most; kind and owner by their labels, how late it is, a gap where the sheet has one; what concerns
    no customer is told in full."""
    listed = frame(
        customer_name=["Alpha", None, "Gamma"] * 3, why=["Because"] * 9,
        contact=["Ann", None, "Cem"] * 3, phone=["1", None, "3"] * 3,
        kind=["promise", "visit", "own"] * 3, due=["2026-03-07", "2026-03-10", "2026-03-12"] * 3,
        owner=["zhao", None, "zhao"] * 3,
    )  # fmt: skip
    found = first_rows(listed, {"promise": "Promise due", "visit": "Planned visit", "zhao": "Zhao"}, AS_OF, "en")
    assert len(found) == 8
    assert found[:3] == [
        ["Alpha", None, "Ann", "1", None, "Promise due, 3 d", "Zhao"],
        ["Because", None, None, None, None, "Planned visit, today", None],
        ["Gamma", None, "Cem", "3", None, "own, in 2 d", "Zhao"],
    ]


def test_blocks_fit_their_places(book: Ledger, targets: pd.DataFrame, people: Callable[..., pd.DataFrame]) -> None:
    """Each chart block of the schema is there and no longer than its place."""
    found = blocks(
        people({}, {}, {}), book, window(book, AS_OF), AS_OF,
        targets=targets, grade_labels={"prospect": "潜在"}, region_labels={},
    )  # fmt: skip
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
