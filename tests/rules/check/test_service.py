"""Loops that are not closed: complaints that come back, surveys without an answer, suggestions, referrers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.rules.check.conftest import frame
from workbook.schema.findings import Finding

Check = Callable[..., list[Finding]]
COMPLAINT: dict[str, Any] = {
    "complaint_id": "S1", "date": "2026-05-01", "customer_id": "C1", "subject": "trips", "kind": "quality",
    "product": None, "closed_on": "2026-05-05", "improvement": "tested",
}  # fmt: skip
SUGGESTION: dict[str, Any] = {
    "suggestion_id": "Y1", "date": "2026-05-01", "text": "print numbers", "decision": "adopted", "owner": "lin",
    "due": "2026-06-01", "result": None, "feedback_on": None,
}  # fmt: skip


def said(found: list[Finding], *fields: str) -> list[tuple[int | None, str, str]]:
    told = [one for one in found if one.field in fields and "in the list" not in one.message.en]
    return [(one.row, str(one.severity), one.message.en) for one in told]


def test_what_comes_back_after_an_improvement_is_a_warning(check: Check) -> None:
    """With the day and the words of that improvement; a second one settled without any is a hint."""
    again = COMPLAINT | {"complaint_id": "S2", "date": "2026-06-01", "closed_on": None, "improvement": None}
    assert said(check("tblComplaints", [COMPLAINT, again]), "improvement") == [
        (1, "warning", "Came back: the same kind and product was settled on 2026-05-05 with 'tested'")
    ]
    bare = COMPLAINT | {"improvement": None}
    second = bare | {"complaint_id": "S2", "date": "2026-06-01", "closed_on": "2026-06-02"}
    assert said(check("tblComplaints", [bare, second]), "improvement") == [
        (1, "hint", "The customer's second complaint of a kind, settled without an improvement")
    ]


def test_a_survey_without_an_answer_is_asked_for_after_a_fortnight(check: Check) -> None:
    """One hint for all; 16 June is fourteen days before 30 June."""
    row = {"customer_id": "C1", "product": None, "service": None, "overall": None}
    days = ("2026-06-15", "2026-06-16", "2026-06-01")
    (one,) = [f for f in check("tblSatisfaction", [row | {"date": day} for day in days]) if f.field == "overall"]
    assert (one.row, one.others, one.message.en) == (0, (2,), "A survey of more than 14 days ago has no answer: 2 rows")
    answered = row | {"date": "2026-06-01", "overall": 3}
    assert said(check("tblSatisfaction", [answered]), "overall") == []


def test_a_suggestion_has_somebody_who_does_it_and_somebody_is_told(check: Check) -> None:
    rows = [
        SUGGESTION,
        SUGGESTION | {"suggestion_id": "Y2", "owner": None},
        SUGGESTION | {"suggestion_id": "Y3", "result": "done"},
        SUGGESTION | {"suggestion_id": "Y4", "decision": "declined", "feedback_on": "2026-05-02"},
        SUGGESTION | {"suggestion_id": "Y5", "decision": "declined", "owner": None},
        SUGGESTION | {"suggestion_id": "Y6", "decision": "pending", "owner": None},
    ]
    assert said(check("tblSuggestions", rows), "owner", "feedback_on") == [
        (1, "warning", "An adopted suggestion has no owner or no day"),
        (2, "hint", "Decided, and whoever made the suggestion was not told"),
        (4, "hint", "Decided, and whoever made the suggestion was not told"),
    ]


def test_a_referral_says_by_whom(check: Check) -> None:
    """One hint for all without; a contact that says so will do; a name of two customers is asked for by number."""
    tables = {
        "tblContacts": frame(
            "tblContacts", [{"contact_id": "L1", "customer_id": "C2", "name": "Lin", "introduced_by": "Wu"}]
        )
    }
    row = {"kind": "company", "archived": False, "referrer": None, "source": "referral"}
    rows = [row | {"customer_id": f"C{n}", "name": f"N{n}"} for n in (1, 2, 3)]
    rows += [row | {"customer_id": "C4", "name": "N4", "source": "fair"}, row | {"customer_id": "C5", "name": "N1"}]
    rows[4]["referrer"] = "N1"
    found = [one for one in check("tblCustomers", rows, tables=tables) if one.field == "referrer"]
    assert [(one.row, one.others, one.message.en) for one in found] == [
        (0, (2,), "Came by a referral, and nobody says by whose: 2 rows"),
        (4, (), "Several customers or contacts are called 'N1'"),
    ]
