"""Grade history: a row for each change, never for none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.rules.customers.grade_history import changes

DAY = dt.date(2026, 1, 1)
EMPTY = pd.DataFrame(
    {"as_of": pd.Series([], dtype="datetime64[s]"), "customer_id": pd.Series([], dtype="str"),
     "after": pd.Series([], dtype="str")}
)  # fmt: skip


def graded(*grades: str) -> pd.DataFrame:
    ids = [f"C{n}" for n in range(1, len(grades) + 1)]
    return pd.DataFrame(
        {"customer_id": ids, "name": ids, "grade": list(grades), "grade_reason": ["why"] * len(ids)}, dtype="str"
    )


def history(*rows: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "as_of": pd.to_datetime([row[0] for row in rows]).as_unit("s"),
            "customer_id": pd.Series([row[1] for row in rows], dtype="str"),
            "after": pd.Series([row[2] for row in rows], dtype="str"),
        }
    )


def test_the_first_grade_is_a_row_but_not_a_prospects() -> None:
    """Before is blank: nobody had graded it."""
    found = changes(graded("A", "prospect"), EMPTY, DAY)
    assert found[["customer_id", "after", "reason"]].values.tolist() == [["C1", "A", "why"]]
    assert found["before"].isna().all()


def test_a_changed_grade_is_a_row() -> None:
    """With what it was and what it is."""
    found = changes(graded("B"), history(("2025-12-01", "C1", "A")), DAY)
    assert found[["before", "after"]].values.tolist() == [["A", "B"]]


def test_the_last_row_counts_and_not_the_last_line() -> None:
    """A sorted history says the same."""
    rows = history(("2025-12-01", "C1", "B"), ("2025-11-01", "C1", "A"))
    assert len(changes(graded("B"), rows, DAY)) == 0


@pytest.mark.parametrize(("as_of", "rows"), [(dt.date(2025, 12, 1), 1), (dt.date(2025, 11, 30), 0)])
def test_looking_back_writes_nothing(as_of: dt.date, rows: int) -> None:
    """As of the day of the last row or later; not earlier."""
    assert len(changes(graded("B"), history(("2025-12-01", "C1", "A")), as_of)) == rows


@given(st.lists(st.sampled_from(["A", "B", "C", "prospect"]), min_size=1, max_size=6), st.data())
def test_a_second_run_adds_nothing(now: list[str], data: st.DataObject) -> None:
    """Whatever the history was."""
    old = data.draw(st.lists(st.tuples(st.just("2025-06-01"), st.sampled_from(["C1", "C2"]), st.just("A"))))
    before = history(*old) if old else EMPTY
    first = changes(graded(*now), before, DAY)
    after = pd.concat([before, first[["as_of", "customer_id", "after"]]], ignore_index=True)
    assert len(changes(graded(*now), after, DAY)) == 0


def test_customers_without_an_id_have_no_history(people: Callable[..., pd.DataFrame]) -> None:
    """Nothing could tell them apart next time."""
    nameless = people({"customer_id": None, "grade": "A"}).assign(grade_reason="why")
    assert len(changes(nameless, EMPTY, DAY)) == 0
