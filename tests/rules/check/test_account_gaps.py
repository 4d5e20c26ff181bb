"""Opportunities whose stage needs what is blank."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.rules.check.conftest import frame
from workbook.schema.findings import Finding

Check = Callable[..., list[Finding]]
DEAL: dict[str, Any] = {
    "opportunity_id": "O1",
    "customer_id": "C1",
    "title": "Hall",
    "stage": "contact",
    "state": "open",
}


def said(check: Check, chain: list[dict[str, Any]], **more: Any) -> list[str]:
    people = [{"contact_id": "L1", "customer_id": "C1", "name": "An", "left_on": "2026-06-01"}]
    given = {"tblDecisionChain": frame("tblDecisionChain", chain), "tblContacts": frame("tblContacts", people)}
    found = check("tblOpportunities", [DEAL | more], tables=given)
    return [one.message.en for one in found if one.message.en.startswith("Blank")]


@pytest.mark.parametrize("named", ["O1", "Hall"])
def test_nobody_in_the_chain_is_said(check: Check, named: str) -> None:
    """The chain names its opportunity by number or title."""
    other = [{"opportunity_id": "O9", "contact": "L1", "role": "decider"}]
    assert said(check, other) == ["Blank, though the stage needs it: the decision chain (nobody is in it)"]
    assert said(check, [{"opportunity_id": named, "contact": "L1", "role": "decider"}]) == []


def test_a_decision_maker_who_has_left_is_none(check: Check) -> None:
    """Left on 1 June, the day being 30 June; all that is blank is in one sentence."""
    full = dict.fromkeys(("organisation_needs", "department_needs", "person_needs", "decision_process"), "x")
    chain = [{"opportunity_id": "O1", "contact": "An", "role": "decider"}]
    assert said(check, chain, stage="demonstration", budget=5, **full) == [
        "Blank, though the stage needs it: Decision criteria, a decision maker in the chain"
    ]


@pytest.mark.parametrize(
    ("own", "rival", "said"), [(3, 4, True), (4, 4, False), (5, 3, False), (None, 4, False), (3, None, False)]
)
def test_a_better_mark_is_said(check: Check, own: int | None, rival: int | None, said: bool) -> None:
    found = check("tblProfiles", [{"customer_id": "C1", "rating_of_us": own, "rating_of_rivals": rival}])
    assert [one.message.en for one in found] == (["The customer gives a rival 4 of 5, and us 3"] if said else [])
