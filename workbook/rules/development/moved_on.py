"""Prospects that have bought: what they become with their first order.

Source: the stages of development end with the conversion, which a first order proves. The category of a prospect
becomes that of an existing customer; a stage before the conversion becomes the conversion, later ones stay.

>>> rows = pd.DataFrame({"category": ["potential_end", "existing_end", "potential_agent"],
...     "stage": ["contact", "contact", "care"], "archived": False,
...     "first_order": pd.to_datetime(["2026-05-01", "2026-05-01", "2026-05-01"])})
>>> moves(rows, ["contact", "conversion", "care"]).to_dict("records")
[{'category': 'existing_end', 'stage': 'conversion'}, {'category': 'existing_agent', 'stage': 'care'}]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

BECOMES = {"potential_end": "existing_end", "potential_agent": "existing_agent"}
"""Categories of prospects, and what each becomes with its first order."""

LOST = "lost_"
"""How the keys of the categories of lost customers begin."""

FIRST_ORDER = "conversion"
"""The stage at which a customer has ordered: those before it are a prospect's."""


def lost(category: pd.Series[Any]) -> NDArray[np.bool_]:
    """Which categories (keys) are those of lost customers."""
    found: NDArray[np.bool_] = category.astype("str").str.startswith(LOST).fillna(False).to_numpy(dtype=bool)
    return found


def early(stages: Sequence[str]) -> list[str]:
    """The stages of a prospect: those before the conversion, in the order of the list."""
    keys = list(stages)
    return keys[: keys.index(FIRST_ORDER)] if FIRST_ORDER in keys else []


def moves(customers: pd.DataFrame, stages: Sequence[str]) -> pd.DataFrame:
    """category and stage (keys) as they should be, of those that have bought and are called prospects, on their index.

    `customers` has category, stage (keys), first_order, archived; archived ones are left alone. `stages`: keys, in
    order.
    """
    behind = customers["category"].isin(list(BECOMES)) & customers["first_order"].notna()
    rows = customers[behind & ~customers["archived"].eq(True)]
    stage = rows["stage"].where(~rows["stage"].isin(early(stages)), FIRST_ORDER)
    return pd.DataFrame({"category": rows["category"].map(BECOMES), "stage": stage}).astype("str")
