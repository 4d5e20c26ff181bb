"""Complaints: late or on time, repeated, come back after an improvement."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from workbook.rules.service import complaint_figures
from workbook.schema import listing, table

JUNE = dt.date(2026, 6, 30)
_BLANK = {
    "customer_id": "C1", "kind": "quality", "product": "Tea", "severity": None, "owner": "ann", "date": None,
    "answered_on": None, "closed_on": None, "closing_days": None, "improvement": None,
}  # fmt: skip


def rows(*given: dict[str, Any]) -> pd.DataFrame:
    made = pd.DataFrame([_BLANK | one for one in given])
    dates = {key: pd.to_datetime(made[key]).astype("datetime64[s]") for key in ("date", "answered_on", "closed_on")}
    return made.assign(**dates).astype({"closing_days": "float64"})


def test_an_answer_is_late_by_the_days_beyond_those_allowed() -> None:
    """Three days, one for a serious one: answered on the 3rd day, on the 4th, at once closed; waiting for 2 and 10."""
    given = rows(
        {"date": "2026-06-01", "answered_on": "2026-06-04"},
        {"date": "2026-06-01", "answered_on": "2026-06-05"},
        {"date": "2026-06-01", "answered_on": "2026-06-03", "severity": "serious"},
        {"date": "2026-06-01", "closed_on": "2026-06-02"},
        {"date": "2026-06-28"},
        {"date": "2026-06-20"},
        {},
    )
    late = complaint_figures.late_days(given, JUNE, 3, {"serious": 1.0})
    assert late.fillna(-1).tolist() == [0, 1, 1, 0, -1, 7, -1]


def test_a_second_of_one_customer_and_kind_repeats() -> None:
    """Another customer's, another kind's and one without a kind do not."""
    given = rows(
        {"date": "2026-06-02"}, {"date": "2026-06-01"}, {"date": "2026-06-03", "customer_id": "C2"},
        {"date": "2026-06-03", "kind": "delivery"}, {"date": "2026-06-03", "kind": None},
    )  # fmt: skip
    assert complaint_figures.repeated(given).tolist() == [True, False, False, False, False]


def test_what_comes_up_after_an_improvement_has_come_back() -> None:
    """Settled on the 5th with an improvement: the 6th comes back, the 5th does not, nor another product's."""
    given = rows(
        {"date": "2026-06-01", "closed_on": "2026-06-05", "improvement": "tested"},
        {"date": "2026-06-06", "customer_id": "C2"},
        {"date": "2026-06-05"},
        {"date": "2026-06-07", "product": "Coffee"},
        {"date": "2026-06-08", "closed_on": "2026-06-09", "improvement": "tested twice"},
        {"date": "2026-06-10"},
    )
    assert complaint_figures.recurred(given).fillna(-1).tolist() == [-1, 0, -1, -1, 0, 4]


def test_figures_of_all_and_of_each_kind() -> None:
    """Two on time, one late, one that waits within its days: two of three on time."""
    given = rows(
        {"date": "2026-06-01", "answered_on": "2026-06-02", "closed_on": "2026-06-05", "closing_days": 4},
        {"date": "2026-06-01", "answered_on": "2026-06-03", "kind": "delivery"},
        {"date": "2026-06-01", "answered_on": "2026-06-20", "closed_on": "2026-06-21", "closing_days": 20},
        {"date": "2026-06-29", "customer_id": "C2"},
    )
    given = given.assign(late_days=complaint_figures.late_days(given, JUNE, 3, {}))
    found = complaint_figures.figures(given)
    assert found.iloc[0, 2:].tolist() == [4, 2, 2 / 3, 1, 2, 12.0, 1, 0]
    kinds = found[found["dimension"].eq("complaint_kind")]
    assert kinds[["value", "complaints", "on_time_rate"]].values.tolist() == [["delivery", 1, 1.0], ["quality", 3, 0.5]]
    assert {*found["dimension"]} <= {one.key for one in listing("dimension").entries}
    assert {*found.columns, "as_of", "row_id"} == set(table("tblComplaintAnalysis").keys)
    assert complaint_figures.figures(given.iloc[:0]).empty
