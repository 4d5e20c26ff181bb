"""The weighted scorecard of a customer: points = actual ÷ standard, 1 at most, × weight.

Where less is better (direction "down") points = standard ÷ actual, 1 at most, × weight, and an actual of zero earns
them all. A card with all indicators has weights of 100 together, so its points are its score. On a card where some
were not judged, the score is points ÷ the weights that were, × 100: what nobody looked at is neither good nor bad.
A card is what was judged of one customer on one day; the last card up to as_of counts.

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
    cards: pd.DataFrame, indicators: pd.DataFrame, from_scores: Mapping[str, float], as_of: dt.date
) -> pd.DataFrame:
    """The last card of each customer by aspect, and in all (aspect NaN): customer_id, date, aspect, points, full,
    score, level. `cards` has customer_id (resolved), date, indicator, value; sorted by customer, all first."""
    listed = indicators.drop_duplicates("key").set_index("key")
    judged = cards.assign(
        points=card_points(cards, indicators),
        full=listed["weight"].reindex(cards["indicator"]).to_numpy(dtype="float64"),
        aspect=listed["aspect"].reindex(cards["indicator"]).to_numpy(),
    )
    judged = judged[judged["points"].notna() & judged["customer_id"].notna()]
    judged = judged[days.whole(judged["date"]) <= days.day(as_of)]
    newest = judged.groupby("customer_id")["date"].transform("max")
    last = judged[judged["date"] == newest].drop_duplicates(["customer_id", "indicator"], keep="last")
    keys = ["customer_id", "date"]
    whole = last.groupby(keys, as_index=False)[["points", "full"]].sum()
    parts = last.groupby([*keys, "aspect"], as_index=False)[["points", "full"]].sum()
    found = pd.concat([whole, parts], ignore_index=True).sort_values(["customer_id", "aspect"], na_position="first")
    found["score"] = (found["points"] / found["full"] * 100).where(found["full"] > 0)
    found["level"] = pd.Series(
        [None if np.isnan(one) else level(one, from_scores) for one in found["score"]], index=found.index, dtype="str"
    )
    order = ["customer_id", "date", "aspect", "points", "full", "score", "level"]
    return found.reindex(columns=order).reset_index(drop=True)


def scores(found: pd.DataFrame, customers: pd.DataFrame) -> pd.DataFrame:
    """score (float64) and band (level key) of every customer from `results`, on the index of `customers`."""
    whole = found[found["aspect"].isna()].set_index("customer_id")[["score", "level"]]
    return whole.reindex(customers["customer_id"]).set_axis(customers.index).rename(columns={"level": "band"})


def _shares(value: Any, standard: Any, down: Any) -> Any:
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        ratio = np.where(down, np.where(value == 0, 1.0, standard / value), value / standard)
    measurable = np.where(down, standard >= 0, standard > 0)
    return np.where(np.isnan(value) | np.isnan(standard), np.nan, np.where(measurable, np.clip(ratio, 0, 1), 0.0))
