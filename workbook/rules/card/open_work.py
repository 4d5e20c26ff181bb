"""What is going on with a customer: the last visits with their promises, what is open, and what to do next.

The next step is the most pressing open reminder that is due; else what the last visit agreed on; else the first
reminder that lies ahead; else the day of the next contact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from workbook.language import Text
from workbook.rules.basics import days
from workbook.rules.card.facts import day, records, text
from workbook.rules.card.model import NextStep, Open, Person, Visit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbook.rules.card.book_frames import BookFrames

VISITS = 3
_CONTACT = Text("联系一次", "Get in touch")


def past_visits(frames: BookFrames, customer_id: str) -> pd.DataFrame:
    """The customer's visits and calls up to the day, newest first."""
    rows = frames.rows("tblVisits", customer_id)
    done = rows[days.whole(rows["date"]) <= days.day(frames.as_of)]
    return done.iloc[::-1].sort_values("date", ascending=False, kind="stable")


def visits(frames: BookFrames, past: pd.DataFrame, many: int = VISITS) -> tuple[Visit, ...]:
    """The latest of them as the card tells them."""
    return tuple(
        Visit(
            row["date"].date(),
            frames.label("visit_kind", row["kind"]),
            text(row["contact_name"]),
            text(row["result"]),
            text(row["promise"]),
            day(row["promise_due"]),
            row["promise_kept"] is True or row["promise_kept"] == 1,
            text(row["next_step"]),
            day(row["next_date"]),
        )
        for row in records(past.iloc[:many])
    )


def reminders(frames: BookFrames, waiting: pd.DataFrame) -> tuple[Open, ...]:
    """The customer's open reminders (`BookFrames.waiting`), the most pressing first."""
    return tuple(
        Open(
            frames.label("reminder_kind", row["kind"]),
            day(row["due"]),
            text(row["why"]),
            text(row["action"]),
            frames.label("salesperson", row["owner"]),
        )
        for row in records(waiting)
    )


def complaints(frames: BookFrames, customer_id: str) -> tuple[Open, ...]:
    """The customer's complaints that are not closed, oldest first."""
    rows = frames.rows("tblComplaints", customer_id)
    rows = rows[rows["closed_on"].isna()].sort_values("date", kind="stable")
    return tuple(
        Open(
            frames.label("complaint_severity", row["severity"]),
            day(row["date"]),
            text(row["subject"]),
            text(row["solution"]),
            frames.label("salesperson", row["owner"]),
        )
        for row in records(rows)
    )


def next_step(
    frames: BookFrames,
    row: Mapping[str, Any],
    waiting: pd.DataFrame,
    past: pd.DataFrame,
    people: tuple[Person, ...],
) -> NextStep | None:
    """What to do next with the customer whose row this is; None where nothing is agreed, due or planned."""
    owner = frames.label("salesperson", row["owner"])
    here = next((one for one in people if not one.left), None)
    whom = (here.name if here else "", (here.mobile if here else "") or text(row["phone"]))
    due = days.whole(waiting["due"]) <= days.day(frames.as_of)
    if due.any():
        return _of_reminder(frames, waiting[due], whom, owner)
    for last in records(past.iloc[:1]):
        if text(last["next_step"]):
            return NextStep(text(last["next_step"]), day(last["next_date"]), owner, *whom)
    if len(waiting):
        return _of_reminder(frames, waiting.sort_values("due", kind="stable"), whom, owner)
    contact = day(row["next_contact"])
    return None if contact is None else NextStep(_CONTACT[frames.lang], contact, owner, *whom)


def _of_reminder(frames: BookFrames, rows: pd.DataFrame, whom: tuple[str, str], owner: str) -> NextStep:
    first = rows.iloc[0]
    return NextStep(
        text(first["action"]) or text(first["why"]),
        day(first["due"]),
        frames.label("salesperson", first["owner"]) or owner,
        text(first["contact"]) or whom[0],
        text(first["phone"]) or whom[1],
    )
