"""An archived customer that owes is named."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from workbook.schema.findings import Finding

Check = Callable[..., list[Finding]]
ROW: dict[str, Any] = {"customer_id": "C1", "name": "Ash", "kind": "company"}


def owing(found: list[Finding]) -> list[str]:
    return [one.message.en for one in found if one.field == "archived"]


def test_an_archived_customer_that_owes_is_one_warning(check: Check) -> None:
    """With the sum."""
    found = check("tblCustomers", [ROW | {"archived": True, "receivable": 4999.0}])
    assert owing(found) == ["It is archived and still owes 4,999.00"]


@pytest.mark.parametrize(
    "row", [{"archived": True, "receivable": 0.0}, {"archived": False, "receivable": 5.0}, {"archived": True}]
)
def test_who_owes_nothing_or_is_active_is_none(check: Check, row: dict[str, Any]) -> None:
    """Nor one whose debt was never worked out."""
    assert owing(check("tblCustomers", [ROW | {"receivable": None} | row])) == []
