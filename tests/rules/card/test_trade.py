"""Trade on the card, worked by hand on a small book."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from workbook.rules.card.book_frames import BookFrames
from workbook.rules.card.make import card
from workbook.rules.card.model import Card

Book = Callable[..., BookFrames]

TWO = [{"name": "Ash Ltd", "kind": "company"}, {"name": "Birch Ltd", "kind": "company"}]
LINES = (
    ("C1", "A1", "2025-06-30", "Tea", 1000.0),  # the first day that is outside the twelve months
    ("C1", "A2", "2025-07-01", "Tea", 100.0),
    ("C1", "A3", "2026-03-31", "Tea", 200.0),
    ("C1", "A3", "2026-03-31", "Cups", 50.0),
    ("C1", None, "2026-05-20", "Pots", 30.0),
    ("C1", "A4", "2026-06-01", "Cups", -20.0),  # a return: no order
    ("C2", "B1", "2026-06-30", "Tea", 400.0),
)


@pytest.fixture
def ash(book: Book) -> Card:
    return card(book(LINES, Customers=TWO), 0)


def test_net_and_rank_are_of_twelve_months(ash: Card, book: Book) -> None:
    """100 + 200 + 50 + 30 − 20; Birch stands before Ash with 400."""
    assert ash.figure("net") == 360.0
    assert ash.figure("rank") == "2 of 2"
    assert card(book(LINES, Customers=TWO), 1).figure("rank") == "1 of 2"


def test_who_did_not_order_in_twelve_months_has_no_rank(book: Book) -> None:
    """Nothing bought is no place."""
    found = card(book(LINES[:1]), 0)
    assert (found.figure("net"), found.figure("rank")) == (0.0, None)


def test_the_usual_interval_is_the_median_between_days_of_purchase(ash: Card) -> None:
    """2025-06-30 → 07-01 → 2026-03-31 → 05-20: 1, 273, 50 days."""
    assert ash.figure("interval") == 50.0


def test_the_last_orders_are_orders(ash: Card) -> None:
    """Newest first, the lines of a number together, a line without number by its day, no return among them."""
    assert [(one.date, one.number, one.products, one.amount) for one in ash.orders] == [
        (dt.date(2026, 5, 20), "", ("Pots",), 30.0),
        (dt.date(2026, 3, 31), "A3", ("Tea", "Cups"), 250.0),
        (dt.date(2025, 7, 1), "A2", ("Tea",), 100.0),
        (dt.date(2025, 6, 30), "A1", ("Tea",), 1000.0),
    ]


def test_at_most_five_orders(book: Book) -> None:
    """The sixth is left out."""
    lines = [("C1", f"A{n}", f"2026-01-0{n}", "Tea", 1.0) for n in range(1, 7)]
    assert [one.number for one in card(book(lines), 0).orders] == ["A6", "A5", "A4", "A3", "A2"]


def test_an_order_with_goods_returned_under_its_number_is_worth_the_rest(book: Book) -> None:
    """100 sold, 40 of it back."""
    lines = [("C1", "A1", "2026-01-01", "Tea", 100.0), ("C1", "A1", "2026-01-09", "Tea", -40.0)]
    (order,) = card(book(lines), 0).orders
    assert (order.date, order.amount) == (dt.date(2026, 1, 1), 60.0)


def test_twenty_four_months_end_with_the_running_one(ash: Card) -> None:
    """A month without orders is nought; the mean is of the month and the two before."""
    assert len(ash.months) == 24
    assert (ash.months[0].first_day, ash.months[-1].first_day) == (dt.date(2024, 7, 1), dt.date(2026, 6, 1))
    by_month = {one.first_day: (one.amount, one.mean) for one in ash.months}
    assert by_month[dt.date(2026, 5, 1)] == (30.0, 93.33)  # (250 + 0 + 30) ÷ 3
    assert by_month[dt.date(2026, 6, 1)] == (-20.0, 3.33)
    assert sum(one.amount for one in ash.months) == 1360.0


def test_products_add_up_to_the_net_amount(ash: Card) -> None:
    """Of twelve months, largest first, with their share."""
    assert [(one.name, one.amount) for one in ash.products] == [("Tea", 300.0), ("Cups", 30.0), ("Pots", 30.0)]
    assert ash.products[0].share == pytest.approx(300 / 360)


def test_products_beyond_the_fifth_are_one(book: Book) -> None:
    """Two small ones together, after the five largest; a line without product too."""
    lines = [("C1", f"A{n}", "2026-01-01", name, 10.0 * n) for n, name in enumerate("ABCDEF", 2)]
    found = card(book([*lines, ("C1", "A1", "2026-01-01", None, 10.0)]), 0).products
    assert [(one.name, one.amount) for one in found] == [
        ("F", 70.0), ("E", 60.0), ("D", 50.0), ("C", 40.0), ("B", 30.0), ("Other", 30.0),
    ]  # fmt: skip


def test_a_customer_without_orders_has_a_card(book: Book) -> None:
    """Nothing is known, nothing fails."""
    found = card(book(), 0)
    assert (found.orders, found.products, found.figure("interval"), found.figure("silence")) == ((), (), None, None)
    assert {one.amount for one in found.months} == {0.0}
