"""A customer is never its own parent, by whatever way round."""

from __future__ import annotations

from collections.abc import Callable

from workbook.schema.findings import Finding

Check = Callable[..., list[Finding]]


def test_each_member_of_a_circle_is_named_and_nobody_else(check: Check) -> None:
    """By number or by name; who merely belongs to a member is right."""
    rows = [
        {"customer_id": "C1", "name": "Ash", "kind": "company", "parent": "Birch"},
        {"customer_id": "C2", "name": "Birch", "kind": "company", "parent": "C1"},
        {"customer_id": "C3", "name": "Elm", "kind": "company", "parent": "C1"},
        {"customer_id": "C4", "name": "Oak", "kind": "company", "parent": "C4"},
        {"customer_id": "C5", "name": "Yew", "kind": "company", "parent": None},
    ]
    found = [one for one in check("tblCustomers", rows) if one.field == "parent" and "own parent" in one.message.en]
    assert [(one.row, str(one.severity)) for one in found] == [(0, "error"), (1, "error"), (3, "error")]


def test_without_numbers_nobody_is_told_apart(check: Check) -> None:
    """A list of parents alone has no circle in it."""
    assert [one for one in check("tblCustomers", [{"parent": "Ash"}]) if "own parent" in one.message.en] == []
