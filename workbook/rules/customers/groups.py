"""Groups of customers: the topmost parent of each.

A customer names its parent (上级客户) by number or by name; the parent may have one itself. A circle has no top: each
of its members stands for itself, and check names it.

>>> customers = pd.DataFrame({"customer_id": ["C1", "C2", "C3", "C4"], "parent": [None, "C1", "C2", "C4"]}, dtype="str")
>>> roots(customers).tolist()
['C1', 'C1', 'C1', 'C4']
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping


def roots(customers: pd.DataFrame) -> pd.Series[Any]:
    """The number of the top of each customer's group: its own where it has no parent. `customers` has customer_id and
    parent (resolved)."""
    above = parents(customers)
    own = customers["customer_id"]
    known = customers["parent"].notna()
    if not known.any():
        return own
    found = [_top(str(one), above) for one in own[known]]
    return own.mask(known, pd.Series(found, index=own.index[known], dtype="str"))


def parents(customers: pd.DataFrame) -> dict[str, str]:
    """Number → the parent's number, of those that have one."""
    known = customers.dropna(subset=["customer_id", "parent"])
    return dict(zip(known["customer_id"].tolist(), known["parent"].tolist(), strict=True))


def in_circle(one: str, above: Mapping[str, str]) -> bool:
    """Is a customer its own parent, by whatever way around?"""
    seen: set[str] = set()
    at = above.get(one)
    while at is not None and at not in seen:
        if at == one:
            return True
        seen.add(at)
        at = above.get(at)
    return False


def _top(one: str, above: Mapping[str, str]) -> str:
    seen = {one}
    at = one
    while (parent := above.get(at)) is not None:
        if parent in seen:
            return one
        seen.add(parent)
        at = parent
    return at
