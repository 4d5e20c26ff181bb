"""Suggestions ranked: feasibility × priority, each high 3, medium 2, low 1; those that wait come first by their score.

Source: all suggestions are weighed by feasibility, priority and so on, classed and put in order. One that was declined
or has a result is done and has no rank; among equal scores the older one goes first.

>>> rows = pd.DataFrame({"feasibility": ["high", "medium", "high"], "priority": ["low", "high", "high"],
...     "decision": ["adopted", None, "declined"], "result": None, "date": pd.to_datetime(["2026-01-01"] * 3)})
>>> ranked(rows).values.tolist()
[[3.0, 2.0], [6.0, 1.0], [9.0, nan]]
"""

from __future__ import annotations

import numpy as np
import pandas as pd

POINTS = {"high": 3.0, "medium": 2.0, "low": 1.0}
ADOPTED, DECLINED = ("adopted", "partly"), "declined"


def ranked(suggestions: pd.DataFrame) -> pd.DataFrame:
    """score and rank (float64, NaN = not weighed, or done) of every suggestion, on its index.

    `suggestions`: feasibility, priority, decision (keys), result, date.
    """
    score = suggestions["feasibility"].map(POINTS) * suggestions["priority"].map(POINTS)
    waits = score.notna() & suggestions["result"].isna() & ~suggestions["decision"].eq(DECLINED)
    order = suggestions.assign(score=score)[waits].sort_values(
        ["score", "date"], ascending=[False, True], kind="stable"
    )
    rank = pd.Series(np.arange(1.0, len(order) + 1), index=order.index)
    return pd.DataFrame({"score": score.astype("float64"), "rank": rank.reindex(suggestions.index)})
