"""What came of a week."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from tests.rules.visits.frames import rows_of
from workbook.rules.visits.week_result import COLUMNS, Tables, weeks
from workbook.schema import table

AS_OF = dt.date(2026, 3, 11)  # a Wednesday
FACE = frozenset({"return", "sweep"})


def planned(*rows: dict[str, Any]) -> pd.DataFrame:
    blank = {"week": "2026-03-09", "state": "confirmed", "date": "2026-03-10", "salesperson": "ann"}
    named = ({**blank, "customer_id": f"C{n}", "customer_name": f"c{n}", **row} for n, row in enumerate(rows, 1))
    return rows_of("tblVisitPlan", *named)


def visit(customer: str, date: str = "2026-03-10", **more: Any) -> dict[str, Any]:
    return {"customer_id": customer, "date": date, "salesperson": "ann", "kind": "return", **more}


def summed(
    plan: pd.DataFrame,
    *visits: dict[str, Any],
    customers: tuple[dict[str, Any], ...] = (),
    sweeps: tuple[dict[str, Any], ...] = (),
    sold: pd.DataFrame | None = None,
    as_of: dt.date = AS_OF,
) -> pd.DataFrame:
    if sold is None:
        sold = pd.DataFrame({"date": pd.to_datetime([]), "salesperson": [], "order": [], "units": []})
    given = Tables(
        plan, rows_of("tblVisits", *visits), rows_of("tblCustomers", *customers), rows_of("tblSweeps", *sweeps), sold
    )
    return weeks(given, as_of, FACE, "en")


def test_planned_is_visited_put_off_called_off_and_left() -> None:
    """Put off within the week stays planned; without a reason nothing is changed; a draft is no plan."""
    plan = planned(
        {},
        {"moved_to": "2026-03-18", "reason": "away"},
        {"cancelled": True, "reason": "closed"},
        {"moved_to": "2026-03-12", "reason": "away"},
        {"cancelled": True},
        {"state": "draft"},
    )
    row = summed(plan, visit("C1"), visit("C9"), visit("C1", kind="phone")).iloc[0]
    counts = row[["planned", "visited", "put_off", "called_off", "carried", "visits", "beside_plan"]].tolist()
    assert counts == [5, 1, 1, 1, 2, 2, 1]
    assert row["coverage"] == pytest.approx(0.2)
    assert row["carried_over"] == "c4, c5"


def test_who_was_seen_by_a_colleague_is_visited() -> None:
    """The visit is the colleague's, the plan is covered."""
    found = summed(planned({}), visit("C1", salesperson="bob")).set_index("salesperson")
    assert found[["planned", "visited", "visits"]].values.tolist() == [[1, 1, 0], [0, 0, 1]]


def test_goals_are_met_or_have_a_reason() -> None:
    """Or none is given."""
    made = [
        visit("C1", goal="more", goal_reached=True), visit("C2", goal="more", failure_reason="rival"),
        visit("C3", goal="collect", failure_reason="offer"), visit("C4", goal="more"), visit("C5"),
    ]  # fmt: skip
    row = summed(planned(), *made).iloc[0]
    keys = ["aimed", "goals_met", "offer", "mismatch", "obstacle", "rival", "no_reason"]
    assert row[keys].tolist() == [4, 1, 1, 0, 0, 1, 1]
    assert row["goals_reached"] == pytest.approx(0.25)


def test_promises_are_of_the_week_they_were_made_in_and_of_that_they_fall_due_in() -> None:
    """One due after the day is not broken yet; competitor news are counted."""
    made = [
        visit("C1", "2026-03-02", promise="a quote", promise_due="2026-03-10", promise_kept=True),
        visit("C2", "2026-03-03", promise="a sample", promise_due="2026-03-11"),
        visit("C3", promise="a call", promise_due="2026-03-13", competitor_news="cheaper"),
    ]
    now, before = summed(planned(), *made).to_dict("records")
    keys = ["promised", "promises_due", "promises_met", "promises_broken", "competitor_news"]
    assert [now[key] for key in keys] == [1, 2, 1, 1, 1]
    assert [before[key] for key in keys] == [2, 0, 0, 0, 0]
    assert now["promises_kept"] == pytest.approx(0.5)


def test_new_customers_by_what_they_are() -> None:
    """Fit and willing, by level; nobody's stand in a row without a name."""
    new: list[dict[str, Any]] = [
        {"customer_id": "C1", "owner": "ann", "created_on": "2026-03-09", "fits_development": True,
         "willingness": "high", "dealer_level": "core"},
        {"customer_id": "C2", "owner": "ann", "created_on": "2026-03-10", "willingness": "high", "dealer_level": "sub"},
        {"customer_id": "C3", "created_on": "2026-03-10"}, {"customer_id": "C4", "created_on": "2026-03-12"},
    ]  # fmt: skip
    found = summed(planned(), customers=tuple(new))
    keys = ["new_customers", "filled", "fit_and_willing", "core", "general", "sub"]
    assert found[keys].values.tolist() == [[1, 0, 0, 0, 0, 0], [2, 0, 1, 1, 0, 1]]
    assert found["salesperson"].isna().tolist() == [True, False]


def test_orders_and_amounts_of_the_week() -> None:
    """Lines that count no order have the number -1."""
    sold = pd.DataFrame(
        {"date": pd.to_datetime(["2026-03-09", "2026-03-10", "2026-03-12"]), "salesperson": ["ann", "ann", "ann"],
         "order": [4, -1, 5], "units": [100, -30, 900]}
    )  # fmt: skip
    assert summed(planned(), sold=sold)[["orders", "units"]].values.tolist() == [[1, 70]]


def test_a_week_in_which_nothing_was_done_has_no_row() -> None:
    """The newest week first."""
    found = summed(planned(), visit("C1", "2026-03-04"), visit("C1", "2026-02-18"), visit("C1", "2026-03-12"))
    assert found["week"].dt.strftime("%m-%d").tolist() == ["03-02", "02-16"]
    assert list(found.columns) == list(COLUMNS)
    assert set(COLUMNS) - {"units"} < set(table("tblWeekReport").keys)
