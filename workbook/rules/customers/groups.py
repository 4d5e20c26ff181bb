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

from workbook.rules.basics.exact_money import from_units, to_units

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


def totals(customers: pd.DataFrame) -> pd.DataFrame:
    """The groups of two or more: root (number of the top), members, receivable, overdue (currency, NaN where nothing
    is known of any member), limit (the top's own credit limit, NaN without), over (the receivable is above it).

    Archived members owe what they owe. `customers` has customer_id, parent, receivable, overdue, credit_limit.

    >>> rows = pd.DataFrame({"customer_id": ["C1", "C2", "C3"], "parent": [None, "C1", None],
    ...     "receivable": [60.0, 50.0, 500.0], "overdue": [0.0, 5.0, 0.0], "credit_limit": [100.0, 80.0, 1.0]})
    >>> totals(rows).to_dict("records")
    [{'root': 'C1', 'members': 2, 'receivable': 110.0, 'overdue': 5.0, 'limit': 100.0, 'over': True}]
    """
    if not customers["parent"].notna().any():
        return pd.DataFrame(columns=["root", "members", "receivable", "overdue", "limit", "over"])
    root = roots(customers)
    sizes = root.map(root.value_counts())
    some = customers[(sizes > 1).fillna(False).to_numpy(dtype=bool)].assign(root=root)
    money = ["receivable", "overdue"]
    units = some[money].apply(to_units).groupby(some["root"]).sum(min_count=1)
    known = customers.dropna(subset=["customer_id"]).drop_duplicates("customer_id").set_index("customer_id")
    found = units.apply(from_units).astype("float64").reset_index()
    limit = found["root"].map(known["credit_limit"]).astype("float64")
    members = found["root"].map(some["root"].value_counts()).astype("int64")
    found = found.assign(members=members, limit=limit, over=(found["receivable"] > limit).fillna(False))
    return found[["root", "members", *money, "limit", "over"]]


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
