"""What open opportunities are worth in the month they are expected to close.

The amount × the chance of its becoming an order. The chance is the one typed for the opportunity; else the one measured
by its stage; else the one the list of stages declares. Measured: of the opportunities that were decided (won or lost)
and that the stage history saw on their way, those that reached the stage or one beyond it; the share of them that was
won, where they are ten at least. One that no history saw tells of no stage but its last, and is left out.

An open opportunity without an expected close, or with one that is past by more than the running month, is in no month.

>>> deals = pd.DataFrame({"opportunity_id": [f"O{n}" for n in range(12)], "state": ["won"] * 3 + ["lost"] * 9,
...     "stage": ["b"] * 11 + ["a"]})
>>> seen = pd.DataFrame({"opportunity_id": deals["opportunity_id"], "before": None, "after": "a",
...     "as_of": pd.to_datetime("2026-01-31")})
>>> stages = pd.DataFrame({"key": ["a", "b"], "probability": [0.1, 0.5]})
>>> measured(deals, seen, stages, dt.date(2026, 6, 30)).round(3).to_dict()
{'a': 0.25, 'b': 0.273}
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd

from workbook.rules.basics import days
from workbook.rules.basics.exact_money import to_units
from workbook.rules.basics.periods import month_numbers
from workbook.rules.sales.pipeline import LOST, WON, is_open

ENOUGH = 10  # decided opportunities that a share is told by
TYPED, MEASURED, DECLARED = "typed", "measured", "declared"
BASES = (TYPED, MEASURED, DECLARED)


def measured(
    opportunities: pd.DataFrame, history: pd.DataFrame, stages: pd.DataFrame, as_of: dt.date
) -> pd.Series[Any]:
    """Stage key → share won of those that came so far (float64); only stages that enough came to.

    `opportunities` has opportunity_id, state, stage; `history` opportunity_id, before, after, as_of; `stages`, in their
    order, key.
    """
    keys = stages["key"].drop_duplicates()
    place = pd.Series(range(len(keys)), index=pd.Index(keys), dtype="float64")
    seen = history[history["opportunity_id"].notna() & (days.whole(history["as_of"]) <= days.day(as_of))]
    where = pd.concat([seen.set_index("opportunity_id")[key].map(place) for key in ("before", "after")])
    furthest = where.groupby(level=0).max()
    known = opportunities[opportunities["opportunity_id"].isin(furthest.index)].drop_duplicates("opportunity_id")
    decided = known[known["state"].isin((WON, LOST))]
    reached = np.fmax(
        decided["stage"].map(place).to_numpy(dtype="float64"),
        furthest.reindex(decided["opportunity_id"]).to_numpy(dtype="float64"),
    )
    won = decided["state"].eq(WON).to_numpy(dtype=bool)
    shares = {}
    for key, at in place.items():
        came = reached >= at
        if came.sum() >= ENOUGH:
            shares[key] = float(won[came].mean())
    return pd.Series(shares, dtype="float64")


def worth(
    opportunities: pd.DataFrame,
    stages: pd.DataFrame,
    shares: pd.Series[Any],
    *,
    closes_on: int | None = None,
) -> pd.DataFrame:
    """The open opportunities with an amount and a chance, on their index: month (number of the month of the expected
    close, -1 = none), units (weighted, int64), basis (of BASES).

    `opportunities` has state, stage, amount, probability, expected_close; `stages` key, probability; `shares` is what
    `measured` found.
    """
    open_ = opportunities[is_open(opportunities)]
    declared = stages.drop_duplicates("key").set_index("key")["probability"]
    chances = {
        TYPED: open_["probability"].astype("float64"),
        MEASURED: open_["stage"].map(shares).astype("float64"),
        DECLARED: open_["stage"].map(declared).astype("float64"),
    }
    chance = pd.Series(np.nan, index=open_.index, dtype="float64")
    basis = pd.Series(None, index=open_.index, dtype="str")
    for key, one in chances.items():
        takes = chance.isna() & one.notna()
        chance, basis = chance.mask(takes, one), basis.mask(takes, key)
    units = to_units(open_["amount"].astype("float64") * chance)
    close = days.whole(open_["expected_close"])
    month = np.where(np.isnat(close), -1, month_numbers(close, closes_on))
    counts = units.notna().to_numpy()
    return pd.DataFrame(
        {"month": month[counts], "units": units[counts].to_numpy(dtype="int64"), "basis": basis[counts]},
        index=open_.index[counts],
    )
