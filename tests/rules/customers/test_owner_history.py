"""Whose a customer was on a day, against plain Python; what a refresh writes down."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from workbook.rules.customers import owner_history
from workbook.schema import table

DAY = dt.date(2026, 6, 10)
DATES = st.dates(dt.date(2026, 6, 1), dt.date(2026, 6, 12))


def people(*rows: tuple[str, str | None, str | None]) -> pd.DataFrame:
    """customer_id, owner, owner_noted."""
    columns: list[Any] = list(zip(*rows, strict=True))
    made = {"customer_id": columns[0], "name": columns[0], "owner": columns[1], "owner_noted": columns[2]}
    return pd.DataFrame({key: pd.Series(list(values), dtype="str") for key, values in made.items()})


@given(st.lists(DATES, max_size=5).map(sorted), st.lists(st.one_of(st.none(), DATES), min_size=1, max_size=8))
def test_the_owner_of_a_day_is_who_had_the_customer_then(changes: list[dt.date], asked: list[dt.date | None]) -> None:
    """However often it changed hands, twice on one day too; what has no date is the owner's now."""
    owners = [f"s{n}" for n in range(len(changes) + 1)]
    customers = people(("C1", owners[-1], None), ("C2", "x", None))
    history = pd.DataFrame(
        {
            "from_on": pd.to_datetime(pd.Series(changes, dtype=object)).astype("datetime64[s]"),
            "customer_id": pd.Series(["C1"] * len(changes), dtype="str"),
            "customer_name": pd.Series(["C1"] * len(changes), dtype="str"),
            "before": pd.Series(owners[:-1], dtype="str"),
            "after": pd.Series(owners[1:], dtype="str"),
        }
    )
    dates = pd.to_datetime(pd.Series(asked, dtype=object)).astype("datetime64[s]")
    found = owner_history.owners_on(np.zeros(len(asked), dtype="int64"), dates, customers, history)
    assert found.tolist() == [
        owners[-1] if day is None else owners[sum(one <= day for one in changes)] for day in asked
    ]
    others = owner_history.owners_on(np.ones(len(asked), dtype="int64"), dates, customers, history)
    assert set(others) == {"x"}


def test_another_customers_change_of_hands_is_none_of_this_one() -> None:
    """C1 changed hands on the 10th, C2 on the 5th and the 20th: on the 7th both have the one before the next."""
    customers = people(("C1", "now1", None), ("C2", "now2", None))
    history = pd.DataFrame(
        {
            "from_on": pd.to_datetime(["2026-06-10", "2026-06-05", "2026-06-20"]).astype("datetime64[s]"),
            "customer_id": pd.Series(["C1", "C2", "C2"], dtype="str"),
            "customer_name": pd.Series(["C1", "C2", "C2"], dtype="str"),
            "before": pd.Series(["old1", "oldest2", "old2"], dtype="str"),
            "after": pd.Series(["now1", "old2", "now2"], dtype="str"),
        }
    )
    days = pd.to_datetime(pd.Series(["2026-06-07", "2026-06-07", "2026-06-15", "2026-06-25"])).astype("datetime64[s]")
    found = owner_history.owners_on(np.array([0, 1, 1, 1]), days, customers, history)
    assert found.tolist() == ["old1", "old2", "old2", "now2"]


def test_a_change_is_a_row_and_a_first_owner_is_none() -> None:
    """Nor one that stayed; who lost its owner has a row, and another when it gets one."""
    customers = people(("C1", "bo", "ann"), ("C2", "bo", None), ("C3", "bo", "bo"), ("C4", None, "ann"))
    found = owner_history.changes(customers, owner_history.blank_history(), DAY)
    assert found[["customer_id", "before", "after"]].astype(object).fillna("").values.tolist() == [
        ["C1", "ann", "bo"], ["C4", "ann", ""],
    ]  # fmt: skip
    assert set(found["from_on"]) == {pd.Timestamp(DAY)}
    assert {*found.columns, "row_id"} == set(table("tblOwnerHistory").keys)
    again = owner_history.changes(people(("C4", "cy", None)), found, DAY)
    assert again[["customer_id", "before", "after"]].astype(object).fillna("").values.tolist() == [["C4", "", "cy"]]


def test_nobody_owns_the_lines_of_nobody() -> None:
    """Position -1, with and without a history."""
    customers = people(("C1", "bo", "ann"))
    dates = pd.Series([pd.Timestamp(2026, 6, 1)] * 2)
    for history in (
        owner_history.blank_history(),
        owner_history.changes(customers, owner_history.blank_history(), DAY),
    ):
        found = owner_history.owners_on(np.array([-1, 0]), dates, customers, history)
        assert found.isna().tolist() == [True, False]
