"""Sales pipeline: customers and opportunities by stage, days in stage, weighted amounts, stuck ones.

Stages stand in the order of the list. Open opportunities count with their amount and, weighted, with their own
probability or, where blank, the stage's. Conversion of a stage: of all that ever stood in it or beyond it and are no
longer open there, the share that went beyond it: won ones went beyond every stage they reached, lost ones stay where
they were lost, and of those that are open in the stage nobody knows yet. Days are the median days in the stage up to
as_of; stuck are those over the days allowed.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.rules.basics import days
from workbook.rules.basics.exact_money import amount, from_units, to_units

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

OPEN, WON, LOST = "open", "won", "lost"


def progress(opportunities: pd.DataFrame, stages: pd.DataFrame, as_of: dt.date) -> pd.DataFrame:
    """stage_days and weighted_amount (float64) of every opportunity, on its index; blank unless it is open.

    `opportunities` has state, stage (keys), stage_since, amount, probability; `stages` is the list: key,
    probability.
    """
    open_ = is_open(opportunities)
    known = stages.drop_duplicates("key").set_index("key")["probability"].reindex(opportunities["stage"])
    chance = opportunities["probability"].where(opportunities["probability"].notna(), known.to_numpy())
    spent = days.between(opportunities["stage_since"], as_of)
    worth = from_units(to_units(opportunities["amount"] * chance.astype("float64")))
    return pd.DataFrame({"stage_days": spent.where(spent >= 0), "weighted_amount": worth}).where(open_)


def pipeline(
    opportunities: pd.DataFrame, customers: pd.DataFrame, stages: pd.DataFrame, as_of: dt.date
) -> pd.DataFrame:
    """One row a stage of the list in its order: stage, customers, opportunities, conversion, days, stuck, amount,
    weighted (currency).

    `customers` has stage and archived; `stages`: key, days, probability.
    """
    keys: Sequence[str] = stages["key"].tolist()
    place = {key: at for at, key in enumerate(keys)}
    at = np.array([place.get(one, np.nan) for one in opportunities["stage"].tolist()], dtype="float64")
    open_, won = (one.to_numpy(dtype=bool) for one in (is_open(opportunities), opportunities["state"].eq(WON)))
    made = progress(opportunities, stages, as_of)
    days_spent, worth = (made[key].to_numpy() for key in ("stage_days", "weighted_amount"))
    amounts = to_units(opportunities["amount"]).fillna(0).to_numpy(dtype="int64")
    alive = Counter(customers["stage"][~customers["archived"].eq(True)].tolist())
    rows = []
    for key, allowed in zip(keys, stages["days"].tolist(), strict=True):
        here = (at == place[key]) & open_
        spent = days_spent[here & ~np.isnan(days_spent)]
        rows.append(
            {
                "stage": key,
                "customers": alive[key],
                "opportunities": int(here.sum()),
                "conversion": _conversion(at, open_, won, place[key]),
                "days": float(np.median(spent)) if len(spent) else np.nan,
                "stuck": int((spent > allowed).sum()),
                "amount": amount(int(amounts[here].sum())),
                "weighted": float(np.nansum(worth[here])),
            }
        )
    return pd.DataFrame(rows)


def is_open(opportunities: pd.DataFrame) -> pd.Series[Any]:
    """Which opportunities are still open (bool): those that say so, and those that say nothing."""
    return opportunities["state"].isna() | opportunities["state"].eq(OPEN)


def _conversion(at: NDArray[np.float64], open_: NDArray[np.bool_], won: NDArray[np.bool_], stage: int) -> float:
    reached = (at > stage) | ((at == stage) & ~open_)
    beyond = (at > stage) | (reached & won)
    return float(beyond.sum() / reached.sum()) if reached.any() else np.nan
