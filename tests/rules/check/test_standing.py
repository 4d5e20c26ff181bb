"""A customer is called what it is: who has bought is no prospect, who never has is no existing customer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from tests.rules.check.conftest import frame
from workbook.schema.findings import Finding

Check = Callable[..., list[Finding]]
ROW: dict[str, Any] = {"customer_id": "C1", "name": "Ash", "kind": "company", "category": "potential_end"}


def orders(**changed: Any) -> dict[str, pd.DataFrame]:
    line = {"customer_id": "C1", "date": "2026-05-01", "amount": 10.0} | changed
    return {"tblTransactions": frame("tblTransactions", [line])}


def test_a_prospect_that_has_bought_is_one_warning_with_its_cure(check: Check) -> None:
    """The first order, what the row says, and what to make of it; the stage is told where it is behind too."""
    (one,) = check("tblCustomers", [ROW | {"stage": "contact"}], tables=orders())
    assert (one.field, str(one.severity)) == ("category", "warning")
    assert one.message.en == (
        "First ordered on 2026-05-01, yet the category is still 'Potential end customer' and the stage 'First contact'"
    )
    assert one.fix.en.startswith(
        "Move on buyers makes the category 'Existing end customer' and the stage 'Conversion' or a later one"
    )


@pytest.mark.parametrize(
    ("row", "order"),
    [
        ({}, {"date": "2026-07-01"}),  # after the as-of day
        ({}, {"amount": -10.0}),
        ({}, {"customer_id": "C9"}),
        ({"category": "lost_end"}, {}),
        ({"category": None}, {}),
        ({"archived": True}, {}),
        ({"category": "existing_agent"}, {}),
    ],
)
def test_what_is_called_rightly(check: Check, row: dict[str, Any], order: dict[str, Any]) -> None:
    """An order to come, a return, another's order, a lost or archived customer say nothing against it."""
    assert check("tblCustomers", [ROW | row], tables=orders(**order)) == []


def test_existing_customers_without_orders_are_one_hint_a_category(check: Check) -> None:
    """For all rows of it; a book without any order is not asked."""
    rows = [ROW | {"customer_id": f"C{n}", "name": f"N{n}", "category": "existing_end"} for n in (2, 3)]
    (one,) = check("tblCustomers", rows, tables=orders())
    assert (str(one.severity), one.row, one.others) == ("hint", 0, (1,))
    assert one.message.en == "The category is 'Existing end customer', yet there is no order: 2 rows"
    assert "'Potential end customer'" in one.fix.en
    assert check("tblCustomers", rows) == []
