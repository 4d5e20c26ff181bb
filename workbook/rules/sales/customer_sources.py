"""Customer acquisition by source: customers, buyers, conversion, amounts, referral rewards and reach.

A referral earns its reward in the period in which the referred customer first buys. Reach is the rule of 250: everyone
knows about that many people, so n referrers reach 250 n: those who referred, not those who were referred. Who referred
a customer stands with its contacts (introduced_by); referrers whom nobody wrote down are not guessed. Whether a source
may be used at all stands in the list (column allowed, and a compliance note): the check speaks of that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from workbook.rules.basics.exact_money import units as to_units

if TYPE_CHECKING:
    from collections.abc import Set

CIRCLE = 250  # people whom one satisfied customer knows

SUMMED = ("new_customer", "new_buyer", "units", "units_before", "units_year_ago")

REFERRALS = frozenset({"referral", "old_customer"})


def by_source(
    customers: pd.DataFrame,
    introduced: pd.DataFrame | None = None,
    *,
    reward: float = 0.0,
    referrals: Set[str] = REFERRALS,
) -> pd.DataFrame:
    """One row a source: source (key, NaN = not given), customers, buyers, conversion, referrers, reach (of all up to
    the day); new_customers, new_buyers, units, units_before, units_year_ago, reward (units) of the period.

    `customers` has source (key), first_order, new_customer and new_buyer (bool: on record, and bought first, in the
    period), units, units_before, units_year_ago (int64); `introduced` says who introduced whom: customer_id (resolved),
    introduced_by. Buyers have bought at least once; referrers are the different names behind the customers of a source.
    Largest amount first, then source.
    """
    bought = customers["first_order"].notna()
    frame = customers[["source", *SUMMED]].assign(customers=1, buyers=bought)
    frame = frame.astype(dict.fromkeys(("buyers", "new_customer", "new_buyer"), "int64"))
    found = frame.groupby("source", dropna=False).sum().reset_index()
    found = found.rename(columns={"new_customer": "new_customers", "new_buyer": "new_buyers"})
    found["conversion"] = found["buyers"] / found["customers"]
    paid = found["source"].isin(sorted(referrals))
    found["reward"] = (found["new_buyers"] * to_units(reward)).where(paid, 0)
    found["referrers"] = _referrers(customers, introduced, found["source"]).where(paid, 0)
    found["reach"] = found["referrers"] * CIRCLE
    ordered = found.sort_values(["units", "source"], ascending=[False, True], na_position="last", ignore_index=True)
    counts = ["customers", "buyers", "conversion", "new_customers", "new_buyers"]
    return ordered[["source", *counts, *SUMMED[2:], "reward", "referrers", "reach"]]


def _referrers(customers: pd.DataFrame, introduced: pd.DataFrame | None, sources: pd.Series[Any]) -> pd.Series[Any]:
    """How many different people introduced the customers of each source (int64)."""
    if introduced is None or not len(introduced):
        return pd.Series(0, index=sources.index)
    named = introduced[introduced["introduced_by"].notna() & introduced["customer_id"].notna()]
    source = customers.dropna(subset=["customer_id"]).drop_duplicates("customer_id").set_index("customer_id")["source"]
    people = named["introduced_by"].groupby(named["customer_id"].map(source)).nunique()
    return sources.map(people).fillna(0).astype("int64")
