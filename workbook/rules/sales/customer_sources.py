"""Customer acquisition by source: customers, buyers, conversion, amounts, referral rewards and reach.

A referral earns its reward once the referred customer has bought. Reach is the rule of 250: everyone knows about
that many people, so n referrers reach 250 n. Whether a source may be used at all stands in the list (column
allowed, and a compliance note): the check speaks of that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from workbook.rules.basics.exact_money import units as to_units

if TYPE_CHECKING:
    from collections.abc import Set

CIRCLE = 250  # people whom one satisfied customer knows

REFERRALS = frozenset({"referral", "old_customer"})


def by_source(customers: pd.DataFrame, *, reward: float = 0.0, referrals: Set[str] = REFERRALS) -> pd.DataFrame:
    """One row a source: source (key, NaN = not given), customers, buyers, conversion, units, reward (units), reach.

    `customers` has source (key), order_count, units (int64, all orders), first_order. Buyers have bought at least
    once. Largest amount first, then source.
    """
    bought = customers["first_order"].notna()
    frame = pd.DataFrame(
        {"source": customers["source"], "customers": 1, "buyers": bought.astype("int64"), "units": customers["units"]}
    )
    found = frame.groupby("source", dropna=False).sum().reset_index()
    found["conversion"] = found["buyers"] / found["customers"]
    paid = found["source"].isin(sorted(referrals))
    found["reward"] = (found["buyers"] * to_units(reward)).where(paid, 0)
    found["reach"] = (found["customers"] * CIRCLE).where(paid, 0)
    ordered = found.sort_values(["units", "source"], ascending=[False, True], na_position="last", ignore_index=True)
    return ordered[["source", "customers", "buyers", "conversion", "units", "reward", "reach"]]
