"""What is known of a customer before its door."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.rules.visits.frames import rows_of
from workbook.rules.visits import four_steps
from workbook.rules.visits.visit_about import Advice, about
from workbook.rules.visits.visit_preparation import TOPICS

AS_OF = dt.date(2026, 3, 11)
ADVICE = Advice({"M1A1N1": "close now"}, {"strong": "time first"}, {"low": "plain words", "high": "solutions"})
Rows = list[dict[str, Any]]


def told(
    customers: Rows, contacts: Rows | None = None, visits: Rows | None = None, surveys: Rows | None = None
) -> list[tuple[str, str]]:
    """Topic and sentence of each item, in English."""
    blank = {"customer_id": "C1", "order_count": 1.0, "receivable": 0.0, "overdue": 0.0}
    found = about(
        rows_of("tblCustomers", *({**blank, **row} for row in customers)),
        rows_of("tblContacts", *({"customer_id": "C1", **row} for row in contacts or [])),
        rows_of("tblVisits", *({"customer_id": "C1", "kind": "return", **row} for row in visits or [])),
        rows_of("tblSurveys", *({"customer_id": "C1", **row} for row in surveys or [])),
        {"C1": 1200.5},
        ADVICE,
        frozenset({"return"}),
        AS_OF,
        "en",
    )
    assert {one.topic for one in found} <= set(TOPICS)
    return [(one.topic, one.said) for one in found]


def test_traits_limits_and_advice() -> None:
    """Advice of the class always, of the buying power where the intent is clear."""
    row = {"traits": "thrifty", "contact_limits": "Tuesdays", "man_class": "M1A1N1", "money": "strong"}
    assert told([row]) == [("traits", "thrifty"), ("limits", "Tuesdays"), ("advice", "close now")]
    assert told([{**row, "intent": "clear"}])[-1] == ("advice", "time first")
    assert told([{}]) == []


def test_how_to_talk_to_whom() -> None:
    """Who decides first, two at most, nobody who has left."""
    people = [
        {"name": "Left", "quality": "low", "status": "left"}, {"name": "One", "quality": "low"},
        {"name": "Two", "taboos": "the number four"}, {"name": "Chief", "role": "decider", "quality": "high"},
    ]  # fmt: skip
    assert told([{}], people) == [("talk", "Chief: solutions"), ("talk", "One: plain words")]
    assert told([{}], people[2:3]) == [("talk", "Two: taboo: the number four")]


def test_the_step_follows_the_visits_made() -> None:
    """One a day face to face; the fourth is held until the first order, and who has ordered has none."""
    new = {"order_count": 0.0}
    days = ["2026-03-01", "2026-03-01", "2026-03-02", "2026-03-03", "2026-03-04", "2026-03-12"]
    for many, step in ((0, 1), (2, 2), (3, 3), (6, 4)):
        visits: Rows = [{"date": day} for day in days[:many]]
        assert told([new], visits=visits) == [("step", four_steps.STEPS[step - 1].en)]
    assert told([new], visits=[{"date": "2026-03-01", "kind": "phone"}])[0][1].startswith("Step 1")
    assert told([{}], visits=[{"date": "2026-03-01"}]) == []


def test_who_is_large_and_able_is_visited_with_the_manager() -> None:
    """From the second visit on, until somebody has."""
    large = {"money": "strong", "demand": "large"}
    once: Rows = [{"date": "2026-03-01"}]
    assert told([large], visits=once) == [("step", four_steps.WITH_MANAGER.en)]
    assert told([large]) == []
    assert told([large], visits=[*once, {"date": "2026-03-02", "joint": "graded"}]) == []


def test_the_last_order_and_what_is_owed() -> None:
    """In one line; nothing of who never bought and owes nothing."""
    assert told([{"last_order": "2026-02-01", "receivable": 300.0, "overdue": 100.0}]) == [
        ("account", "Last order on 2026-02-01, 1,200.50; 300.00 receivable; 100.00 overdue")
    ]


def test_orders_from_above_wait_until_they_are_done() -> None:
    """Those of the past only."""
    visits: Rows = [
        {"date": "2026-03-01", "orders_from_above": "collect the deposit"},
        {"date": "2026-03-02", "orders_from_above": "show B", "orders_done": True},
        {"date": "2026-03-12", "orders_from_above": "later"},
    ]
    assert told([{}], visits=visits) == [("orders", "collect the deposit")]


def test_stock_and_prices_as_last_seen() -> None:
    """The latest survey of each product, with its day; a rival's price beside its name."""
    surveys: Rows = [
        {"date": "2026-02-01", "product": "Tea", "stock_qty": 9.0},
        {"date": "2026-03-01", "product": "Tea", "stock_qty": 4.0, "retail_price": 12.5, "competitor": "X",
         "competitor_price": 11.0},
        {"date": "2026-03-02", "product": "Salt"}, {"date": "2026-03-20", "product": "Oil", "stock_qty": 1.0},
    ]  # fmt: skip
    assert told([{}], surveys=surveys) == [("seen", "Tea (2026-03-01): stock 4, sold at 12.50, X 11.00")]
