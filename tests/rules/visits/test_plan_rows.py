"""Drafts and confirmed weeks, and what was put off or called off."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from workbook.rules.basics import days
from workbook.rules.visits import plan_rows


def rows() -> pd.DataFrame:
    """Four rows of a confirmed week: as it was, put off with a reason, called off with one, put off without."""
    return pd.DataFrame(
        {
            "week": pd.to_datetime(["2026-06-29"] * 4),
            "state": "confirmed",
            "customer_id": ["C1", "C2", "C3", "C4"],
            "date": pd.to_datetime(["2026-06-29"] * 4),
            "moved_to": pd.Series(pd.to_datetime(pd.Series([None, "2026-07-08", None, "2026-07-01"]))),
            "cancelled": [False, False, True, False],
            "reason": [None, "buyer away", "closed", " "],
        }
    ).astype({"reason": "str"})


def test_a_change_counts_with_a_reason_only() -> None:
    """Blank signs are none."""
    found = plan_rows.changed(rows())
    assert found["moved"].tolist() == [False, True, False, False]
    assert found["cancelled"].tolist() == [False, False, True, False]
    assert found["unreasoned"].tolist() == [False, False, False, True]


def test_what_is_still_to_be_done_stands_on_its_day() -> None:
    """Called off is gone; put off is on the other day."""
    found = plan_rows.effective(rows())
    assert found["customer_id"].tolist() == ["C1", "C2", "C4"]
    assert found["date"].dt.strftime("%m-%d").tolist() == ["06-29", "07-08", "06-29"]


def test_a_draft_is_confirmed_once_its_week_begins() -> None:
    """From Monday on; later weeks stay drafts, and where there is nothing to confirm the frame is the same."""
    drafts = rows().assign(state="draft")
    assert plan_rows.confirmed(drafts, dt.date(2026, 6, 28)) is drafts
    assert plan_rows.confirmed(drafts, dt.date(2026, 6, 29))["state"].unique().tolist() == ["confirmed"]


def test_a_week_begins_on_monday() -> None:
    """Of any of its days."""
    assert days.monday_of(dt.date(2026, 7, 5)) == dt.date(2026, 6, 29)
    assert plan_rows.of_week(rows(), dt.date(2026, 6, 29)).all()
    assert not plan_rows.of_week(rows(), dt.date(2026, 7, 6)).any()
