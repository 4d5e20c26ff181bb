"""MAN qualification of prospects (money, authority, need): eight classes, from the ideal to none at all.

A class is written M1A0N1: 1 has it, 0 has not. Which values of the lists `buying_power`, `authority` and `intent`
count as having it stands in their column `counts`. A customer of whom one of the three is not known has no class:
a blank is not a no. The advice for each class is a column of the list `man_class`.

Source: the MAN rule of prospecting (money, authority, need), with the case where one is missing approached, two
missing cultivated, three missing dropped.

>>> man_class(money=True, authority=False, need=True)
'M1A0N1'
>>> man_class(money=True, authority=None, need=True) is None
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping

PARTS = (("M", "money"), ("A", "authority"), ("N", "intent"))


def man_class(money: bool | None, authority: bool | None, need: bool | None) -> str | None:
    """The class of one customer; None when one of the three is not known."""
    if money is None or authority is None or need is None:
        return None
    return f"M{money:d}A{authority:d}N{need:d}"


def classes(
    customers: pd.DataFrame,
    money_counts: Mapping[str, bool],
    authority_counts: Mapping[str, bool],
    intent_counts: Mapping[str, bool],
) -> pd.Series[Any]:
    """The class of every customer (str, NaN = not known) from the columns money, authority, intent (keys)."""
    has = [
        customers[column].map(dict(counts)).astype("object")
        for (_, column), counts in zip(PARTS, (money_counts, authority_counts, intent_counts), strict=True)
    ]
    known = np.logical_and.reduce([one.notna().to_numpy() for one in has])
    code = sum(one.eq(True).to_numpy().astype("int64") << (2 - at) for at, one in enumerate(has))
    names = np.array([f"M{n >> 2 & 1}A{n >> 1 & 1}N{n & 1}" for n in range(8)], dtype=object)
    return pd.Series(np.where(known, names[code], None), index=customers.index, dtype="str", name="man_class")
