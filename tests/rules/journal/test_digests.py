"""Fingerprints of rows: what changes them and what does not."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from workbook import schema
from workbook.rules.journal.digests import row_digests, table_digest

CUSTOMERS = schema.table("tblCustomers")


def rows(**columns: list[Any]) -> pd.DataFrame:
    """Two customers, with some columns replaced or added."""
    whole = {
        "customer_id": pd.Series(["C1", "C2"], dtype="str"),
        "name": pd.Series(["甲", "乙"], dtype="str"),
        "employees": pd.Series([20.0, None]),
        "created_on": pd.Series(["2026-06-30", None], dtype="datetime64[s]"),
        "archived": pd.Series([False, True]),
    }
    return pd.DataFrame(whole).assign(**columns)


@pytest.mark.parametrize(
    "change",
    [
        {"name": ["甲 ", "乙"]},  # the table layer strips
        {"total_amount": [5.0, 6.0]},
        {"grade": ["A", "B"]},
        {"check": ["✓", "⚠1"]},
        {"phone": [None, None]},
    ],
    ids=str,
)
def test_nothing_that_users_type_changed(change: dict[str, list[Any]]) -> None:
    """Worked-out columns, blanks and columns that come later leave the fingerprint as it is."""
    assert row_digests(CUSTOMERS, rows(**change)) == row_digests(CUSTOMERS, rows())


@pytest.mark.parametrize(
    "change",
    [{"name": ["甲", "丙"]}, {"employees": [20.0, 0.0]}, {"archived": [False, False]}, {"phone": [None, "乙"]}],
    ids=str,
)
def test_any_change_of_an_input_shows(change: dict[str, list[Any]]) -> None:
    """One cell more, less or other, and the row is another."""
    before, after = row_digests(CUSTOMERS, rows()), row_digests(CUSTOMERS, rows(**change))
    assert before[0] == after[0]
    assert before[1] != after[1]


def test_two_cells_that_swap_their_values_show() -> None:
    """A value counts under its column."""
    a = rows(phone=["1", None], fax=["2", None])
    b = rows(phone=["2", None], fax=["1", None])
    assert row_digests(CUSTOMERS, a)[0] != row_digests(CUSTOMERS, b)[0]


def test_the_order_of_columns_and_rows_means_nothing_to_a_table() -> None:
    """Sorting is no edit."""
    turned = rows()[["archived", "name", "employees", "created_on", "customer_id"]].iloc[::-1]
    assert table_digest(CUSTOMERS, turned) == table_digest(CUSTOMERS, rows())
    assert table_digest(CUSTOMERS, rows(name=["甲", "丙"])) != table_digest(CUSTOMERS, rows())


def test_the_fingerprint_is_the_same_for_ever() -> None:
    """Books outlive versions of the libraries: a journal of last year must still fit."""
    assert row_digests(CUSTOMERS, rows()) == FOR_EVER


FOR_EVER = ["baa19fb149", "671e1116a2"]
