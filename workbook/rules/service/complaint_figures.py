"""Complaints by kind, product, severity and salesperson: how many were answered on time, which repeat, which recur.

On time: answered within the days of the list of severities, else those of the settings. One that waits still, within
these days, is neither. It repeats when its customer complained of the same kind before; it recurs when the same kind,
of the same product, came up after an improvement for it had been noted with a complaint that was settled by then.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.rules.basics import days

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

COMPANY = "company"
DIMENSIONS = (("complaint_kind", "kind"), ("product", "product"), ("severity", "severity"), ("salesperson", "owner"))
COLUMNS = (
    "dimension", "value", "complaints", "on_time", "on_time_rate", "waiting", "unsettled", "closing_days", "repeated",
    "recurred",
)  # fmt: skip


def late_days(
    complaints: pd.DataFrame, as_of: dt.date, answer_days: float, severity_days: Mapping[str, float]
) -> pd.Series[Any]:
    """How many days each answer was late, or is by the as-of day (float64): 0 = on time, NaN = waits within its days.

    `complaints`: date, answered_on, closed_on, severity. One that was settled counts as answered by then.
    """
    allowed = complaints["severity"].map(dict(severity_days)).astype("float64").fillna(answer_days).to_numpy()
    answered = complaints["answered_on"].where(complaints["answered_on"].notna(), complaints["closed_on"])
    return days.late(complaints["date"], answered, as_of, allowed)


def repeated(complaints: pd.DataFrame) -> NDArray[np.bool_]:
    """Which complaints are their customer's second or later one of a kind. `complaints`: customer_id, kind, date."""
    known = complaints[complaints[["customer_id", "kind", "date"]].notna().all(axis=1)].sort_values(
        "date", kind="stable"
    )
    again = known.groupby(["customer_id", "kind"]).cumcount() > 0
    found: NDArray[np.bool_] = again.reindex(complaints.index, fill_value=False).to_numpy(dtype=bool)
    return found


def recurred(complaints: pd.DataFrame) -> pd.Series[Any]:
    """Of each complaint that came up after an improvement for its kind and product, the index of the complaint with
    that improvement, the latest one (float64, NaN = none).

    `complaints`: kind, product, date, closed_on, improvement.
    """
    found = pd.Series(np.nan, index=complaints.index)
    known = complaints[complaints["kind"].notna() & complaints["date"].notna()]
    improved = known[known["improvement"].notna() & known["closed_on"].notna()].sort_values("closed_on", kind="stable")
    of = improved.groupby([improved["kind"], improved["product"].fillna("")])
    by_subject = {key: (days.whole(rows["closed_on"]), rows.index.to_numpy()) for key, rows in of}
    if not by_subject:
        return found
    for at, kind, product, day in zip(
        known.index, known["kind"], known["product"].fillna(""), days.whole(known["date"]), strict=True
    ):
        closed, rows = by_subject.get((kind, product), (np.array([], dtype="datetime64[D]"), np.array([])))
        before = int((closed < day).sum())
        if before:
            found[at] = rows[before - 1]
    return found


def figures(complaints: pd.DataFrame) -> pd.DataFrame:
    """COLUMNS: of all, then by kind, product, severity, salesperson. `complaints`: those columns, customer_id, date,
    answered_on, closed_on, closing_days, improvement and late_days; the on-time rate is of those that do not wait."""
    rows = complaints[complaints["date"].notna()]
    rows = rows.assign(repeated=repeated(rows), recurred=recurred(rows).notna())
    made: list[tuple[Any, ...]] = [(COMPANY, None, *_figures(rows))] if len(rows) else []
    for dimension, key in DIMENSIONS:
        groups = rows[rows[key].notna()].groupby(key)
        made += [(dimension, value, *_figures(group)) for value, group in groups]
    return pd.DataFrame(made, columns=list(COLUMNS)).astype({"dimension": "str", "value": "str"})


def _figures(rows: pd.DataFrame) -> tuple[Any, ...]:
    judged = rows["late_days"].dropna()
    on_time = int((judged == 0).sum())
    closing = rows["closing_days"].dropna()
    return (
        len(rows),
        on_time,
        on_time / len(judged) if len(judged) else np.nan,
        int((rows["answered_on"].isna() & rows["closed_on"].isna()).sum()),
        int(rows["closed_on"].isna().sum()),
        round(float(closing.mean()), 1) if len(closing) else np.nan,
        int(rows["repeated"].sum()),
        int(rows["recurred"].sum()),
    )
