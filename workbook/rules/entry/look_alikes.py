"""Look-alikes of a new customer: who in the book may be the same, with the reasons, the likeliest first.

>>> book = pd.DataFrame({"customer_id": ["C1", "C2"], "name": ["广州市蓝汀食品有限公司", "上海青禾贸易有限公司"]})
>>> [one.customer_id for one in look_alikes({"name": "广州蓝汀食品公司"}, book)]
['C1']
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from workbook.language import Text
from workbook.rules.basics.references import fold
from workbook.rules.journal.json_scalars import Scalar
from workbook.rules.matching.evidence import MATCH, REVIEW, candidates, explain, weigh
from workbook.rules.matching.records import prepare
from workbook.schema.tables.customers import CUSTOMERS

MOST = 3


@dataclass(frozen=True)
class LookAlike:
    """A customer that may be the new one. `equal`: it has the very name; `sure`: the evidence is above MATCH."""

    customer_id: str
    name: str
    evidence: Text
    sure: bool
    equal: bool


def look_alikes(new: Mapping[str, Scalar], customers: pd.DataFrame) -> list[LookAlike]:
    """At most MOST of them. `new` and `customers` have name and, where known, phone, mobile, kind."""
    if customers.empty:
        return []
    columns = [key for key in ("name", *CUSTOMERS.other_names, "kind", "phone", "mobile") if key in customers]
    theirs = customers[columns].astype(object).where(customers[columns].notna(), None)
    ours = pd.DataFrame([{key: new.get(key) for key in columns}], columns=columns, dtype=object)
    left, right = prepare(ours), prepare(theirs)
    found = weigh(left, right, *candidates(left, right))
    order = [k for k in np.argsort(-found.bits, kind="stable").tolist() if found.bits[k] >= REVIEW][:MOST]
    name = fold(str(new.get("name") or ""))
    made: list[LookAlike] = []
    for k in order:
        row = customers.iloc[int(found.right[k])]
        called = row["name"] if isinstance(row["name"], str) else ""
        equal = bool(name) and fold(called) == name
        made.append(LookAlike(str(row["customer_id"]), called, explain(found, k), bool(found.bits[k] >= MATCH), equal))
    return made
