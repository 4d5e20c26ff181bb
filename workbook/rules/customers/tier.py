"""The value tier of a customer: strategic, important, general, prospect.

Strategic: grade A and (a leader of its trade, or a credit of four stars and more). Important: other A, and B.
General: C. Prospect: prospect. A tier set by hand wins. Labels and the two other views of the tiers are columns of
the list `tier`.

>>> tier("A", position="leader"), tier("A", credit=3), tier("C", credit=5), tier("B", manual="general")
('strategic', 'important', 'general', 'general')
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping

STRATEGIC, IMPORTANT, GENERAL, PROSPECT = "strategic", "important", "general", "prospect"
LEADER = "leader"
TRUSTED = 4  # stars


def tier(
    grade: str, *, position: str | None = None, credit: float | None = None, manual: str | None = None
) -> str | None:
    """The tier of one customer; None for a grade that is none of the four keys."""
    facts: Mapping[str, object] = {"grade": grade, "position": position, "credit": credit, "manual_tier": manual}
    found = tiers(pd.DataFrame({key: [value] for key, value in facts.items()})).iloc[0]
    return found if isinstance(found, str) else None


def tiers(customers: pd.DataFrame) -> pd.Series[Any]:
    """The tier of every customer (str keys, NaN for an unknown grade) from grade, position, credit, manual_tier."""
    grade = customers["grade"]
    leading = (customers["position"] == LEADER) | (customers["credit"].astype("float64") >= TRUSTED)
    worked_out = np.select(
        [
            ((grade == "A") & leading).to_numpy(dtype=bool),
            grade.isin(["A", "B"]).to_numpy(dtype=bool),
            (grade == "C").to_numpy(dtype=bool),
            (grade == "prospect").to_numpy(dtype=bool),
        ],
        np.array([STRATEGIC, IMPORTANT, GENERAL, PROSPECT], dtype=object),
        np.array(None, dtype=object),
    )
    by_hand = customers["manual_tier"].to_numpy(dtype=object)
    return pd.Series(np.where(pd.isna(by_hand), worked_out, by_hand), index=customers.index, dtype="str", name="tier")
