"""A shop's form out of several visits."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from workbook.rules.visits.sweep_forms import FORM, full, fused

AS_OF = dt.date(2026, 6, 30)


def sweeps(*rows: dict[str, Any]) -> pd.DataFrame:
    made = pd.DataFrame([{"customer_id": None, "date": None, **dict.fromkeys(FORM), **row} for row in rows])
    return made.assign(date=pd.to_datetime(made["date"]).astype("datetime64[s]"))


def test_the_latest_value_of_each_field_counts() -> None:
    """A blank leaves what was there; what is dated later is not looked at; a row without a day is the oldest."""
    rows = sweeps(
        {"customer_id": "C1", "date": "2026-06-09", "staff": 6, "model": None},
        {"customer_id": "C1", "date": "2026-06-01", "staff": 4, "model": "wholesale"},
        {"customer_id": "C1", "date": "2026-07-01", "staff": 9},
        {"customer_id": "C1", "history": "ten years"},
        {"staff": 3, "date": "2026-06-09"},
    )
    found = fused(rows, AS_OF)
    assert dict(zip(found["field"], found["value"], strict=True)) == {
        "history": "ten years",
        "staff": 6,
        "model": "wholesale",
    }
    assert found["date"].dt.day.fillna(0).astype(int).tolist() == [0, 9, 1]


def test_a_form_is_full_when_no_field_is_blank() -> None:
    """Over as many visits as it takes; remarks are no field of it."""
    half = len(FORM) // 2
    first, second = dict.fromkeys(FORM[:half], "x"), dict.fromkeys(FORM[half:], "x")
    rows = sweeps(
        {"customer_id": "C1", "date": "2026-06-01", **first},
        {"customer_id": "C1", "date": "2026-06-08", **second},
        {"customer_id": "C2", "date": "2026-06-01", **first},
    )
    assert full(rows, AS_OF) == {"C1"}
    assert full(rows, dt.date(2026, 6, 7)) == frozenset()
    assert "remarks" not in FORM


def test_no_sweep_is_no_form() -> None:
    """An empty frame with its columns."""
    none = sweeps({"customer_id": "C1", "date": "2026-06-01"})
    assert (len(fused(none, AS_OF)), full(none, AS_OF)) == (0, frozenset())
