"""The six tiles of the home sheet, worked by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pandas as pd
import pytest

from workbook.rules.basics.order_ledger import Ledger
from workbook.rules.home_tiles import Filled, bar, block, came_up, change, tiles
from workbook.schema.home import TILE_COLUMNS, TILES

AS_OF = dt.date(2026, 3, 10)
Books = Callable[..., Ledger]
Frame = Callable[..., pd.DataFrame]
People = Callable[..., pd.DataFrame]


@pytest.fixture
def book(books: Books) -> Ledger:
    """March to the 10th: 120; February to the 10th: 150; March last year to the 10th: 100. This year 120 + 150 + 30,
    last year to 10 March 100 + 500."""
    return books(
        3,
        ("C1", "S1", "2026-03-01", 80.0),
        ("C2", "S2", "2026-03-10", 40.0),
        ("C2", "S3", "2026-03-11", 1000.0),
        ("C1", "S4", "2026-02-10", 150.0),
        ("C1", "S5", "2026-02-11", 30.0),
        ("C3", "S6", "2025-03-10", 100.0),
        ("C3", "S7", "2025-03-11", 1000.0),
        ("C3", "S8", "2025-01-02", 500.0),
    )


@pytest.fixture
def targets(frame: Frame) -> pd.DataFrame:
    return frame(
        month=["2026-03-01", "2026-03-01", "2026-02-01"],
        salesperson=["ann", "bob", "ann"],
        region=[None, None, None],
        amount=[100.0, 100.0, 9.0],
    )


@pytest.fixture
def items(frame: Frame) -> pd.DataFrame:
    """What is open: 20 late by 30 days, 5 late by 31, 7 not due, and 9 of a customer of whom nothing is known."""
    return frame(customer=[0, 0, 1, 2], open=[200_000, 50_000, 70_000, 90_000], overdue_days=[30.0, 31.0, 0.0, 3.0])


@pytest.fixture
def reminders(frame: Frame) -> pd.DataFrame:
    return frame(
        kind=["decline", "contact", "contact", "decline", "report", "decline", "visit"],
        customer_id=["C1", "C1", "C2", "C3", None, "C4", "C5"],
        due=["2026-02-08", "2026-03-10", "2026-03-09", "2026-02-07", "2026-03-01", "2026-03-01", "2026-03-11"],
        status=["open", "open", "open", "open", "open", "done", "open"],
        postponed_until=[None] * 7,
        first_seen=["2026-03-01"] * 7,
    )


@pytest.fixture
def found(
    book: Ledger, targets: pd.DataFrame, items: pd.DataFrame, reminders: pd.DataFrame, people: People
) -> dict[str, Filled]:
    customers = people({}, {}, {}).assign(overdue=[25.0, 0.0, float("nan")])
    return tiles(book, targets, customers, items, reminders, AS_OF, lang="en")


def test_the_month_is_held_against_the_same_days_of_last_month(found: dict[str, Filled]) -> None:
    """120 to the 10th of March, 150 to the 10th of February: a fifth less."""
    assert found["month"] == Filled(120.0, "03-01 to 03-10", "▼20.0% on the same days last month")


def test_the_target_says_what_is_due_by_the_day(found: dict[str, Filled]) -> None:
    """120 of the two people's 200; ten of 31 days have gone."""
    assert found["target"].value == 0.6
    assert found["target"].line == bar(0.6, 10 / 31)
    assert found["target"].change == "of 200; 32% due by the day"


def test_last_year_is_held_against_the_same_days(found: dict[str, Filled]) -> None:
    """120 on 100; the year so far 300 on 600."""
    assert found["year"] == Filled(0.2, "03-01 to 03-10 a year ago: 100", "▼50.0% on last year so far")


def test_overdue_money_is_that_of_the_customers_and_says_what_is_new(found: dict[str, Filled]) -> None:
    """25 of one customer, 20 of it late by no more than thirty days; what is not known is in neither."""
    assert found["overdue"] == Filled(25.0, "to 03-10, 1 customers", "20 of it new in 30 days")


def test_customers_to_contact_have_something_due_and_open(found: dict[str, Filled]) -> None:
    """C1, C2 and C3, each once; what is done, lies ahead, or concerns no customer does not count; C1 came up today."""
    assert found["contact"] == Filled(3, "due by 03-10", "1 new since yesterday")


def test_buying_has_stopped_where_such_a_reminder_is_due(found: dict[str, Filled]) -> None:
    """C1 since 8 February, thirty days ago, C3 a day before that; C4's is done."""
    assert found["stopped"] == Filled(2, "no order by 03-10, though due", "0 new in 30 days")


def test_nothing_known_is_said(books: Books, people: People, frame: Frame) -> None:
    """Without a target, a year before or anything owed the tiles say so; amounts are zero."""
    book = books(1, ("C1", "S1", None, 5.0))
    none = frame(
        kind=[],
        customer_id=[],
        due=[],
        status=[],
        postponed_until=[],
        first_seen=[],
        month=[],
        salesperson=[],
        region=[],
        amount=[],
    ).astype({"amount": "float64"})
    items = pd.DataFrame({"customer": [0], "open": [0], "overdue_days": [float("nan")]})
    found = tiles(book, none, people({}).assign(overdue=float("nan")), items, none, AS_OF, lang="en")
    assert {key: one.value for key, one in found.items()} == {
        "month": 0.0, "target": None, "year": None, "overdue": 0.0, "contact": 0, "stopped": 0,
    }  # fmt: skip
    assert found["target"].change == "No target for this month"
    assert found["month"].change == "— on the same days last month"


def test_a_month_that_closes_earlier_is_that_month(
    book: Ledger, targets: pd.DataFrame, items: pd.DataFrame, reminders: pd.DataFrame, people: People
) -> None:
    """With books that close on the 5th the month of 10 March is April, from the 6th: 40."""
    customers = people({}, {}, {}).assign(overdue=[25.0, 0.0, float("nan")])
    found = tiles(book, targets, customers, items, reminders, AS_OF, closes_on=5, lang="en")
    assert found["month"].value == 40.0
    assert found["month"].line == "03-06 to 03-10"
    assert found["target"].value is None


@pytest.mark.parametrize(
    ("share", "mark", "shown"),
    [(0.0, 0.0, "|░░░░"), (0.5, 1.0, "██░░|"), (1.7, 0.25, "█|███"), (-0.2, 0.5, "░░|░░")],
)
def test_the_bar_never_leaves_its_place(share: float, mark: float, shown: str) -> None:
    """Less than nothing is empty, more than all is full; the mark moves nothing."""
    assert bar(share, mark, 4) == shown


def test_a_change_needs_something_before() -> None:
    """On nothing, or less than nothing, there is no share."""
    assert (change(1.0, 0.0), change(1.0, -5.0), change(0.0, 5.0), change(5.0, 5.0)) == ("—", "—", "▼100.0%", "▲0.0%")


def test_on_a_list_made_today_only_what_is_due_today_is_new(frame: Frame) -> None:
    """The first refresh raises everything; a day later what is first raised is new, whenever it was due."""
    listed = frame(due=["2026-03-10", "2026-03-01"], first_seen=["2026-03-10"] * 2)
    assert came_up(listed, AS_OF).tolist() == [True, False]
    later = frame(due=["2026-03-01", "2026-03-01"], first_seen=["2026-03-09", "2026-03-10"])
    assert came_up(later, AS_OF).tolist() == [False, True]


def test_the_block_has_each_tile_in_its_column(found: dict[str, Filled]) -> None:
    """Three rows of thirteen columns; the gaps are blank."""
    rows = block(found)
    assert [len(row) for row in rows] == [TILE_COLUMNS] * 3
    assert [row[0] for row in rows] == [120.0, "03-01 to 03-10", "▼20.0% on the same days last month"]
    assert {at for at, value in enumerate(rows[2]) if value is not None} == {tile.at for tile in TILES}
