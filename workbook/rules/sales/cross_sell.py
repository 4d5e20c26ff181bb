"""Cross-selling (white space): products that similar customers buy and this one never did.

Similar customers share the industry; where it is blank, the legal nature; where both are, they are compared with
all. A product is worth offering to a customer that never bought it when at least three similar ones bought it and
they are at least a fifth of the similar buyers. What they typically spent is the median of their net amounts.

>>> lines = pd.DataFrame({"customer": [0, 1, 2, 0, 1, 2, 3], "units": 10_000, "product": ["Tea"] * 3 + ["Rice"] * 4})
>>> group = pd.Series(["food"] * 4)
>>> offers(lines, group)[["customer", "product", "buyers", "share"]].values.tolist()
[[3, 'Tea', 3, 0.75]]
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

BUYERS = 3
SHARE = 0.2
PER_CUSTOMER = 5
PER_GROUP = 30  # products of a group that are considered at all: the most bought

ALL = "all"


def similar(customers: pd.DataFrame) -> pd.Series[Any]:
    """The group that each customer is compared with (str), from industry and nature (keys)."""
    industry = "industry:" + customers["industry"]
    nature = "nature:" + customers["nature"]
    return industry.where(industry.notna(), nature.where(nature.notna(), ALL)).astype("str")


def offers(lines: pd.DataFrame, group: pd.Series[Any], most: int = PER_CUSTOMER) -> pd.DataFrame:
    """At most `most` rows a customer that has bought something: customer (position), product, buyers, share, units.

    `lines` has customer (position in `group`), product, units; lines of nobody, without a product, or whose
    customer's net amount of the product is not positive, do not count. Best share first.
    """
    known = lines[(lines["customer"] >= 0) & lines["product"].notna()]
    bought = known.groupby(["customer", "product"], as_index=False)["units"].sum()
    bought = bought[bought["units"] > 0]
    bought["group"] = group.to_numpy(dtype=object)[bought["customer"].to_numpy()]
    members = bought.drop_duplicates("customer").groupby("group").size()
    sums = bought.groupby(["group", "product"]).agg(buyers=("units", "size"), units=("units", "median")).reset_index()
    sums["share"] = sums["buyers"] / sums["group"].map(members)
    worth = sums[(sums["buyers"] >= BUYERS) & (sums["share"] >= SHARE)]
    worth = worth.sort_values(["group", "share", "units", "product"], ascending=[True, False, False, True])
    worth = worth.groupby("group").head(PER_GROUP)
    pairs = bought.drop_duplicates("customer")[["customer", "group"]].merge(worth, on="group")
    mine = pd.MultiIndex.from_frame(bought[["customer", "product"]])
    new = pairs[~pd.MultiIndex.from_frame(pairs[["customer", "product"]]).isin(mine)]
    ordered = new.sort_values(["customer", "share", "units", "product"], ascending=[True, False, False, True])
    best = ordered.groupby("customer").head(most)
    whole = np.floor(best["units"] + 0.5).astype("int64")
    found: pd.DataFrame = best.assign(units=whole)[["customer", "product", "buyers", "share", "units"]]
    return found.reset_index(drop=True)
