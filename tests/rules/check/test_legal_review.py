"""A contract that was signed without a legal review."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from workbook.schema.findings import Finding

ROW: dict[str, Any] = {
    "contract_no": "H1", "customer_id": "C1", "kind": "contract", "legal_review": None, "signed_on": "2026-03-01",
    "ends_on": "2026-12-31",
}  # fmt: skip


def _said(check: Callable[..., list[Finding]], row: dict[str, Any]) -> list[str]:
    return [one.message.en for one in check("tblContracts", [ROW | row]) if one.field == "legal_review"]


def test_signed_and_not_reviewed_is_a_warning(check: Callable[..., list[Finding]]) -> None:
    assert _said(check, {}) == ["Signed on 2026-03-01 without a legal review"]
    assert _said(check, {"ends_on": None, "kind": None}) == ["Signed on 2026-03-01 without a legal review"]


@pytest.mark.parametrize(
    "row",
    [
        {"legal_review": "done"},
        {"signed_on": None},
        {"signed_on": "2026-07-05"},
        {"kind": "intent"},
        {"ends_on": "2026-06-29"},
    ],
)
def test_reviewed_unsigned_intended_and_ended_ones_are_not(
    check: Callable[..., list[Finding]], row: dict[str, Any]
) -> None:
    assert _said(check, row) == []
