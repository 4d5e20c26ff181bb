"""Visits, what is open, and the next step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from workbook.rules.card.book_frames import BookFrames
from workbook.rules.card.make import card

Book = Callable[..., BookFrames]


def day(month: int, number: int) -> dt.datetime:
    return dt.datetime(2026, month, number)


def visit(month: int, number: int, **more: Any) -> dict[str, Any]:
    return {"customer_id": "C1", "date": day(month, number), **more}


def reminder(due: dt.datetime, **more: Any) -> dict[str, Any]:
    subject = more.pop("subject", "r1")
    kind = more.pop("kind", "contact")
    return {"key": f"{kind}:{subject}:1", "kind": kind, "customer_id": "C1", "due": due, "status": "open", **more}


def test_the_last_three_visits_with_their_promises(book: Book) -> None:
    """Newest first; what lies ahead is no visit yet."""
    visits = [visit(1, 1), visit(7, 1), visit(3, 1, promise="Samples", promise_due=day(3, 9)), visit(2, 1), visit(4, 1)]
    found = card(book(Visits=visits), 0).visits
    assert [one.date for one in found] == [dt.date(2026, 4, 1), dt.date(2026, 3, 1), dt.date(2026, 2, 1)]
    assert (found[1].promise, found[1].promise_due, found[1].promise_kept) == ("Samples", dt.date(2026, 3, 9), False)


def test_open_reminders_and_complaints(book: Book) -> None:
    """What is done, postponed or closed is not open."""
    reminders = [
        reminder(day(6, 1), why="Overdue"),
        reminder(day(6, 2), why="Done", status="done"),
        reminder(day(6, 3), why="Later", status="postponed", postponed_until=day(8, 1)),
    ]
    complaints = [
        {"customer_id": "C1", "date": day(6, 1), "subject": "Late"},
        {"customer_id": "C1", "date": day(5, 1), "subject": "Closed", "closed_on": day(5, 2)},
    ]
    found = card(book(Reminders=reminders, Complaints=complaints), 0)
    assert [one.what for one in found.reminders] == ["Overdue"]
    assert [one.what for one in found.complaints] == ["Late"]


def test_what_is_due_is_the_next_step(book: Book) -> None:
    """Before what the last visit agreed on."""
    frames = book(
        Visits=[visit(5, 1, next_step="Send samples", next_date=day(7, 3))],
        Reminders=[
            reminder(day(7, 1), action="Later"),
            reminder(day(6, 1), action="Ask for payment", owner="ann", contact="Bo", phone="1"),
        ],
    )
    step = card(frames, 0).next_step
    assert step is not None
    assert (step.what, step.due, step.owner, step.contact, step.phone) == (
        "Ask for payment", dt.date(2026, 6, 1), "Ann", "Bo", "1",
    )  # fmt: skip


def test_else_what_the_last_visit_agreed_on(book: Book) -> None:
    """By the customer's owner, with the person to ask for."""
    frames = book(
        Customers=[{"name": "Ash Ltd", "kind": "company", "owner": "ann"}],
        Contacts=[{"contact_id": "L1", "customer_id": "C1", "name": "Bo", "mobile": "16100000001"}],
        Visits=[visit(5, 1, next_step="Send samples", next_date=day(7, 3))],
        Reminders=[reminder(day(7, 1), action="Later")],
    )
    step = card(frames, 0).next_step
    assert step is not None
    assert (step.what, step.due, step.owner, step.contact, step.phone) == (
        "Send samples", dt.date(2026, 7, 3), "Ann", "Bo", "16100000001",
    )  # fmt: skip


def test_else_the_next_contact(book: Book) -> None:
    """And nothing at all where there is none."""
    step = card(book(Customers=[{"name": "Ash Ltd", "next_contact": day(8, 1)}]), 0).next_step
    assert step is not None
    assert step.due == dt.date(2026, 8, 1)
    assert card(book(), 0).next_step is None


def test_a_deposit_and_a_birthday_of_the_family_stay_in_the_book(book: Book) -> None:
    """Neither is a reminder or a next step of a card that goes on paper; one that is asked for has them."""
    frames = book(
        Family=[{"row_id": "f1", "contact_id": "L1", "name": "Kim"}],
        Reminders=[
            reminder(day(6, 1), kind="deposit", why="Deposit", action="Call"),
            reminder(day(6, 2), kind="birthday", subject="f1", why="Kim's birthday", action="Greet"),
        ],
    )
    assert (card(frames, 0).reminders, card(frames, 0).next_step) == ((), None)
    assert [one.what for one in card(frames, 0, private=True).reminders] == ["Deposit", "Kim's birthday"]
