"""The weighted scorecard of a customer: points = actual ÷ standard, 1 at most, × weight.

Where less is better (direction "down") points = standard ÷ actual, 1 at most, × weight, and an actual of zero earns
them all. Of every indicator its latest value up to as_of counts, whenever that was: who judges one thing again takes
nothing back of the rest. The score is points ÷ the weights that were judged, × 100: what nobody looked at is neither
good nor bad. How much of the weight of all indicators in use was judged is told beside it; where that is less than a
share set in the settings there is no score of the customer and no level, because the rest would decide.

Levels: the highest of the list `score_level` whose from_score is reached (excellent 85, good 70, fair 55, poor).

>>> points(4, 5, 10), points(6, 5, 10), points(8, 4, 10, down=True)
(8.0, 10.0, 5.0)
>>> score([4, 5], [5, 5], [60, 40])
88.0
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.rules.basics import days

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DOWN = "down"


def points(value: float, standard: float, weight: float, *, down: bool = False) -> float:
    """Weighted points of one indicator. A standard of zero or less cannot be measured against: 0 points."""
    return float(_shares(np.array([value]), np.array([standard]), np.array([down]))[0] * weight)


def score(values: Sequence[float], standards: Sequence[float], weights: Sequence[float]) -> float | None:
    """Score 0-100 of one card, more is better for all its indicators; None without any weight."""
    full = sum(weights)
    if full <= 0:
        return None
    return sum(points(v, s, w) for v, s, w in zip(values, standards, weights, strict=True)) / full * 100


def level(score: float, from_scores: Mapping[str, float]) -> str | None:
    """The level whose from_score is the highest one reached; None below them all. Rounding noise never costs one.

    >>> level(85.0, {"poor": 0, "good": 70, "excellent": 85}), level(84.9, {"poor": 0, "good": 70, "excellent": 85})
    ('excellent', 'good')
    """
    reached = [(start, key) for key, start in from_scores.items() if score + 1e-9 >= start]
    return max(reached)[1] if reached else None


def card_points(cards: pd.DataFrame, indicators: pd.DataFrame) -> pd.Series[Any]:
    """Points of every row of the scorecards table (float64; NaN for a blank value or an unknown indicator).

    `cards` has indicator (key) and value; `indicators` is the list: key, weight, standard, direction.
    """
    known = indicators.drop_duplicates("key").set_index("key").reindex(cards["indicator"])
    value, standard, weight = (
        one.to_numpy(dtype="float64") for one in (cards["value"], known["standard"], known["weight"])
    )
    shares = _shares(value, standard, (known["direction"] == DOWN).to_numpy())
    return pd.Series(shares * weight, index=cards.index)


def results(
    cards: pd.DataFrame,
    indicators: pd.DataFrame,
    from_scores: Mapping[str, float],
    as_of: dt.date,
    *,
    enough: float = 0.0,
) -> pd.DataFrame:
    """What is known of each judged customer in all (aspect NaN) and by aspect: customer_id, aspect, since and date (the
    oldest and the latest of the values that count), points, full (weight judged), judged (share of the weight of all
    indicators in use), score, level (NaN where judged < enough). `cards` has customer_id (resolved), date, indicator,
    value; sorted by customer, all first. The list may have in_use; a retired indicator counts nowhere."""
    listed = _in_use(indicators).drop_duplicates("key").set_index("key")
    judged = cards.assign(
        points=card_points(cards, indicators),
        full=listed["weight"].reindex(cards["indicator"]).to_numpy(dtype="float64"),
        aspect=listed["aspect"].reindex(cards["indicator"]).to_numpy(),
    )
    judged = judged[judged["points"].notna() & (judged["full"] > 0)]
    judged = judged[days.whole(judged["date"]) <= days.day(as_of)].sort_values("date", kind="stable")
    last = judged.drop_duplicates(["customer_id", "indicator"], keep="last")
    sums = {
        "since": ("date", "min"),
        "date": ("date", "max"),
        "points": ("points", "sum"),
        "full": ("full", "sum"),
    }
    whole = last.groupby("customer_id", as_index=False).agg(**sums)
    parts = last.groupby(["customer_id", "aspect"], as_index=False).agg(**sums)
    found = pd.concat([whole, parts], ignore_index=True).sort_values(["customer_id", "aspect"], na_position="first")
    every = found["aspect"].map(listed.groupby("aspect")["weight"].sum()).astype("float64")
    found["judged"] = found["full"] / every.where(found["aspect"].notna(), listed["weight"].sum())
    found["score"] = found["points"] / found["full"] * 100
    told = found["judged"] + 1e-9 >= enough
    found["level"] = pd.Series(
        [level(one, from_scores) if said else None for one, said in zip(found["score"], told, strict=True)],
        index=found.index,
        dtype="str",
    )
    order = ["customer_id", "aspect", "since", "date", "points", "full", "judged", "score", "level"]
    return found.reindex(columns=order).reset_index(drop=True)


def scores(found: pd.DataFrame, customers: pd.DataFrame, *, enough: float = 0.0) -> pd.DataFrame:
    """score (float64, NaN where too little was judged), judged (share of the weight, NaN = nothing) and band (level
    key) of every customer from `results`, on the index of `customers`."""
    whole = found[found["aspect"].isna()].set_index("customer_id")[["score", "judged", "level"]]
    one = whole.reindex(customers["customer_id"]).set_axis(customers.index).rename(columns={"level": "band"})
    return one.assign(score=one["score"].where(one["judged"] + 1e-9 >= enough))


def _in_use(indicators: pd.DataFrame) -> pd.DataFrame:
    """The list without retired rows; one that a user added is in use, marked or not."""
    if "in_use" not in indicators:
        return indicators
    return indicators[indicators["in_use"].eq(True) | (indicators["key"] == indicators["label"])]


def _shares(value: Any, standard: Any, down: Any) -> Any:
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        ratio = np.where(down, np.where(value == 0, 1.0, standard / value), value / standard)
    measurable = np.where(down, standard >= 0, standard > 0)
    return np.where(np.isnan(value) | np.isnan(standard), np.nan, np.where(measurable, np.clip(ratio, 0, 1), 0.0))
