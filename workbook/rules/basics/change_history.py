"""Change history of sales stages and of credit: one row a change, as in `rules/customers/grade_history.py`.

What stands now is held against the last row of its subject; a difference is a row unless as_of is earlier than that
row, so that a second run adds nothing. A first value is a row; a blank that was never anything else is none.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd

from workbook.rules.basics import days


def stage_changes(now: pd.DataFrame, history: pd.DataFrame, as_of: dt.date) -> pd.DataFrame:
    """Rows for the stage history: customer_id, customer_name, opportunity_id, before, after, days, as_of.

    `now` has customer_id, customer_name, opportunity_id (NaN = the customer's own stage), stage, archived or closed
    ones left out by the caller; `history` has customer_id, opportunity_id, after, as_of. `days`: from the row before
    to as_of.
    """
    subjects = now.assign(subject=_subject(now))
    last = _last(history.assign(subject=_subject(history)), ["after"])
    found = _changed(subjects, last, "stage", "after", as_of)
    return pd.DataFrame(
        {
            "customer_id": found["customer_id"],
            "customer_name": found["customer_name"],
            "opportunity_id": found["opportunity_id"],
            "before": found["was"],
            "after": found["stage"],
            "days": days.between(found["since"], as_of),
            "as_of": np.datetime64(as_of, "s"),
        }
    ).reset_index(drop=True)


def credit_changes(customers: pd.DataFrame, history: pd.DataFrame, as_of: dt.date) -> pd.DataFrame:
    """Rows for the credit changes: customer_id, customer_name, before, after (stars), limit_before, limit_after
    (currency), as_of. `customers` has customer_id, name, credit, credit_limit; `history` customer_id, after,
    limit_after, as_of."""
    known = customers[customers["customer_id"].notna()].drop_duplicates("customer_id")
    subjects = known.assign(subject=known["customer_id"], customer_name=known["name"])
    last = _last(history.assign(subject=history["customer_id"]), ["after", "limit_after"])
    by_stars = _changed(subjects, last, "credit", "after", as_of)
    by_limit = _changed(subjects, last, "credit_limit", "limit_after", as_of)
    found = subjects.loc[subjects.index.isin(by_stars.index) | subjects.index.isin(by_limit.index)]
    was = last.reindex(found["subject"])
    return pd.DataFrame(
        {
            "customer_id": found["customer_id"].to_numpy(),
            "customer_name": found["customer_name"].to_numpy(),
            "before": was["after"].to_numpy(),
            "after": found["credit"].to_numpy(),
            "limit_before": was["limit_after"].to_numpy(),
            "limit_after": found["credit_limit"].to_numpy(),
            "as_of": np.datetime64(as_of, "s"),
        }
    )


def _subject(rows: pd.DataFrame) -> pd.Series[Any]:
    own = rows["opportunity_id"].where(rows["opportunity_id"].notna(), "")
    return rows["customer_id"].fillna("") + "|" + own


def _last(history: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    ordered = history[history["subject"].notna()].sort_values("as_of", kind="stable")
    last = ordered.drop_duplicates("subject", keep="last").set_index("subject")
    return last.reindex(columns=[*columns, "as_of"])


def _changed(now: pd.DataFrame, last: pd.DataFrame, value: str, was: str, as_of: dt.date) -> pd.DataFrame:
    before = last.reindex(now["subject"])
    old, new = before[was].to_numpy(), now[value].to_numpy()
    since = before["as_of"].to_numpy(dtype="datetime64[D]")
    same = (pd.isna(old) & pd.isna(new)) | (~pd.isna(old) & ~pd.isna(new) & (old == new))
    late = since > days.day(as_of)
    found = ~same & ~late
    rows = now.assign(was=pd.Series(old, index=now.index), since=since.astype("datetime64[s]"))
    result: pd.DataFrame = rows.loc[found]
    return result
