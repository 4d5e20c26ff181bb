"""Decision makers: who has left is named, who never was is told once."""

from __future__ import annotations

from typing import Any

from tests.rules.check.conftest import Check, frame

Rows = list[dict[str, Any]]


def told(check: Check, customers: Rows, contacts: Rows) -> list[tuple[int | None, str, tuple[int, ...]]]:
    rows = [
        {"customer_id": f"C{at}", "name": f"Firm {at}", "kind": "company", "archived": False, **row}
        for at, row in enumerate(customers, start=1)
    ]
    people = frame("tblContacts", [{"role": None, "status": None, **row} for row in contacts])
    return [
        (one.row, one.message.en, one.others)
        for one in check("tblCustomers", rows, tables={"tblContacts": people})
        if "decision maker" in one.message.en
    ]


def test_a_decision_maker_who_has_left_is_named(check: Check) -> None:
    """One hint a customer."""
    people = [{"contact_id": "L1", "customer_id": "C1", "name": "Lin", "role": "decider", "status": "left"}]
    assert told(check, [{}], people) == [(0, "The decision maker Lin has left; there is none now", ())]


def test_another_who_decides_is_enough(check: Check) -> None:
    """However the contact names the customer."""
    people = [
        {"contact_id": "L1", "customer_id": "C1", "name": "Lin", "role": "decider", "status": "left"},
        {"contact_id": "L2", "customer_id": "Firm 1", "name": "Wu", "role": "decider"},
    ]
    assert told(check, [{}], people) == []


def test_customers_without_any_are_told_once(check: Check) -> None:
    """Persons and archived customers need none."""
    people = [{"contact_id": "L1", "customer_id": "C1", "name": "Lin", "role": "decider"}]
    customers: Rows = [{}, {}, {"kind": "person"}, {"archived": True}, {}]
    assert told(check, customers, people) == [(1, "There is no decision maker: 2 rows", (4,))]


def test_a_book_that_does_not_note_who_decides_is_not_asked(check: Check) -> None:
    """Every customer would be told."""
    people = [{"contact_id": "L1", "customer_id": "C1", "name": "Lin", "role": "buyer"}]
    assert told(check, [{}, {}], people) == []
