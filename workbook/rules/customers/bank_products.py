"""Bank products to recommend: level × risk tolerance × not yet held.

A rule of the list `bank_advice` recommends its product to customers whose level and risk tolerance are at least the
rule's. Left out is what they hold, and everybody who wants no offers. A blank level or tolerance is below all.

>>> recommend(3, 2, {"bond"}, [("bond", 1, 1), ("fund", 2, 2), ("gold", 3, 3)])
['fund']
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set

Rule = tuple[str, float, float]  # product, lowest level rank, lowest risk rank


def recommend(level: float, risk: float, held: Set[str], rules: Sequence[Rule]) -> list[str]:
    """Products for one customer, in the order of the rules, each once."""
    fits = [product for product, from_level, from_risk in rules if level >= from_level and risk >= from_risk]
    return [one for one in dict.fromkeys(fits) if one not in held]


def rules(advice: pd.DataFrame, levels: Mapping[str, float], risks: Mapping[str, float]) -> list[Rule]:
    """The rules of the list (product, from_level, from_risk as keys) with ranks; a blank bound is no bound."""
    made = []
    for product, level, risk in zip(advice["product"], advice["from_level"], advice["from_risk"], strict=True):
        if isinstance(product, str):
            made.append((product, levels.get(level, -np.inf), risks.get(risk, -np.inf)))
    return made


def recommended(
    profiles: pd.DataFrame,
    rules: Sequence[Rule],
    levels: Mapping[str, float],
    risks: Mapping[str, float],
    labels: Mapping[str, str],
) -> pd.Series[Any]:
    """recommended_products of every bank profile: labels joined by 、 (str, NaN for none), on its index.

    `profiles` has bank_level, risk_tolerance (keys), products_held (labels joined by 、 or commas), wants_no_offers.
    """
    keys = {label: key for key, label in labels.items()}
    texts = []
    for level, risk, held, silent in zip(
        profiles["bank_level"], profiles["risk_tolerance"], profiles["products_held"],
        profiles["wants_no_offers"].eq(True), strict=True,
    ):  # fmt: skip
        named = held.replace(",", "、").replace("，", "、").split("、") if isinstance(held, str) else []
        mine = {keys.get(one.strip(), one.strip()) for one in named}
        found = [] if silent else recommend(levels.get(level, 0), risks.get(risk, 0), mine, rules)
        texts.append("、".join(labels.get(one, one) for one in found) or None)
    return pd.Series(texts, index=profiles.index, dtype="str")
