"""Where prospects stop: of those that came to a stage of development, how many went on, stopped, are on their way.

Source: the stages of development with the days each may take; the history of stages tells what was passed. A customer
is told by its opportunities where it has any, else by its own stage. It came to the stage where it was first seen and
to all up to the furthest one. It went on from every stage before its furthest one; from that one if it was won (or the
customer has bought). It stopped there if it was lost, archived, or has stood there for longer than the stage allows;
else it is on its way. Only the stages of a prospect, those before the conversion, are told.

>>> deals = pd.DataFrame({"start": [0, 0, 1], "end": [2, 1, 1], "outcome": ["won", "stopped", "open"],
...     "source": ["fair", "fair", None], "salesperson": ["ann", "bo", "bo"]})
>>> stops(deals, ["research", "contact", "offer"])[lambda t: t.dimension.isna()].iloc[:, 2:].values.tolist()
[['research', 2, 2, 0, 0, 0.0], ['contact', 3, 1, 1, 1, 0.5], ['offer', 1, 1, 0, 0, 0.0]]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.rules.basics import days
from workbook.rules.sales.pipeline import OPEN, WON, is_open

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

STOPPED = "stopped"
DIMENSIONS = ("source", "salesperson")
COLUMNS = ("dimension", "value", "stage", "came", "went_on", "stopped", "on_way", "stopped_share")


def paths(
    customers: pd.DataFrame, opportunities: pd.DataFrame, history: pd.DataFrame, stages: pd.DataFrame, as_of: dt.date
) -> pd.DataFrame:
    """One row an opportunity, or a customer without any: start, end (places in the list of stages), outcome (won,
    stopped, open), source, salesperson (keys).

    `customers`: customer_id, stage, source, owner, archived, first_order; `opportunities`: opportunity_id, customer_id,
    stage, stage_since, state, owner; `history`: customer_id, opportunity_id, before, after, as_of; `stages`: key, days.
    """
    keys = stages["key"].tolist()
    place = {key: at for at, key in enumerate(keys)}
    ids = customers[customers["customer_id"].notna()].drop_duplicates("customer_id").set_index("customer_id")
    deals = opportunities[opportunities["stage"].isin(keys)]
    told = pd.DataFrame(
        {
            "subject": deals["customer_id"].fillna("") + "|" + deals["opportunity_id"].fillna(""),
            "now": deals["stage"],
            "since": deals["stage_since"],
            "won": deals["state"].eq(WON),
            "over": ~is_open(deals) & ~deals["state"].eq(WON),
            "source": ids["source"].reindex(deals["customer_id"]).to_numpy(),
            "salesperson": deals["owner"].where(
                deals["owner"].notna(), ids["owner"].reindex(deals["customer_id"]).to_numpy()
            ),
        }
    )
    own = ids[ids["stage"].isin(keys) & ~ids.index.isin(deals["customer_id"].dropna())]
    alone = pd.DataFrame(
        {
            "subject": own.index.astype("str") + "|",
            "now": own["stage"].to_numpy(),
            "since": pd.NaT,
            "won": own["first_order"].notna().to_numpy(),
            "over": own["archived"].eq(True).to_numpy(),
            "source": own["source"].to_numpy(),
            "salesperson": own["owner"].to_numpy(),
        }
    )
    rows = pd.concat([told, alone.astype({"since": "datetime64[s]"})], ignore_index=True)
    seen = _seen(history, place, as_of).reindex(rows["subject"])
    now = rows["now"].map(place).to_numpy(dtype="float64")
    start = np.fmin(seen["first"].to_numpy(), now)
    end = np.fmax(seen["furthest"].to_numpy(), now)
    since = rows["since"].where(rows["since"].notna(), pd.Series(seen["since"].to_numpy(), index=rows.index))
    allowed = rows["now"].map(dict(zip(keys, stages["days"], strict=True))).astype("float64")
    stuck = (days.between(since, as_of) > allowed).to_numpy(dtype=bool)
    won = rows["won"].to_numpy(dtype=bool)
    outcome = np.select([won, rows["over"].to_numpy(dtype=bool) | stuck], [WON, STOPPED], OPEN)
    return rows[["source", "salesperson"]].assign(
        start=start.astype("int64"), end=end.astype("int64"), outcome=pd.Series(outcome, index=rows.index, dtype="str")
    )


def stops(ways: pd.DataFrame, stages: Sequence[str]) -> pd.DataFrame:
    """COLUMNS: of all (no dimension), by source and by salesperson, one row a stage (keys, in order) that any came to;
    the share is of those that went on or stopped. `ways`: `paths`."""
    rows: list[tuple[Any, ...]] = []
    for dimension in (None, *DIMENSIONS):
        groups: list[tuple[Any, pd.DataFrame]] = [(None, ways)]
        if dimension is not None:
            groups = list(ways.groupby(ways[dimension].fillna(""), sort=True))
        rows += [(dimension, value, *row) for value, group in groups for row in _by_stage(group, stages)]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"dimension": "str", "value": "str", "stage": "str"})


def _by_stage(ways: pd.DataFrame, stages: Sequence[str]) -> list[tuple[Any, ...]]:
    start, end = ways["start"].to_numpy(), ways["end"].to_numpy()
    outcome = ways["outcome"].to_numpy(dtype=object)
    rows = []
    for at, stage in enumerate(stages):
        came = (start <= at) & (end >= at)
        if not came.any():
            continue
        went = came & ((end > at) | (outcome == WON))
        here = came & ~went
        stopped = int((here & (outcome == STOPPED)).sum())
        decided = int(went.sum()) + stopped
        share = stopped / decided if decided else np.nan
        rows.append((stage, int(came.sum()), int(went.sum()), stopped, int(here.sum()) - stopped, share))
    return rows


def _seen(history: pd.DataFrame, place: dict[str, int], as_of: dt.date) -> pd.DataFrame:
    """first, furthest (places, float64) and since (day of the last change) of each subject of the history."""
    past = history[days.whole(history["as_of"]) <= days.day(as_of)].sort_values("as_of", kind="stable")
    subject = past["customer_id"].fillna("") + "|" + past["opportunity_id"].fillna("")
    before, after = (past[key].map(place).astype("float64") for key in ("before", "after"))
    frame = pd.DataFrame(
        {"subject": subject, "first": before.fillna(after), "furthest": np.fmax(before, after), "since": past["as_of"]}
    )
    grouped = frame.groupby("subject")
    return pd.DataFrame(
        {"first": grouped["first"].first(), "furthest": grouped["furthest"].max(), "since": grouped["since"].last()}
    )
