"""Classes of behaviour: frequency and amount of buying, complaints, activities taken part in.

Source: customers are classed by how often they buy, how much, how often they complain and what they take part in, so
that a customer with problems is noticed. All of the grading window. A customer with problems complained at least twice.
Among those that bought, often and much are at least the median number of orders and the median net amount. Who did not
buy, yet took part in an activity, is engaged; of the others nothing can be said.

>>> rows = pd.DataFrame({"orders": [6, 6, 1, 1, 0, 0, 9], "units": [90, 10, 80, 5, 0, 0, 99],
...     "complaints": [0, 1, 0, 0, 0, 0, 2], "activities": [0, 0, 0, 0, 1, 0, 0]})
>>> classes(rows).tolist()
['often_much', 'often', 'much', 'little', 'engaged', nan, 'problem']
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

PROBLEM, BOTH, OFTEN, MUCH, LITTLE, ENGAGED = "problem", "often_much", "often", "much", "little", "engaged"
TWICE = 2  # complaints that make a customer one with problems


def classes(facts: pd.DataFrame) -> pd.Series[Any]:
    """The class (key of the list `behaviour`; NaN = nothing known) of every customer, on its index.

    `facts`, of the window: orders, units (int64), complaints, activities (counts).
    """
    orders, units = (facts[key].fillna(0).to_numpy(dtype="int64") for key in ("orders", "units"))
    bought = (orders > 0) & (units > 0)
    usual = (np.median(orders[bought]), np.median(units[bought])) if bought.any() else (0, 0)
    often, much = bought & (orders >= usual[0]), bought & (units >= usual[1])
    found = np.select(
        [
            facts["complaints"].to_numpy(dtype="int64") >= TWICE,
            often & much,
            often,
            much,
            bought,
            facts["activities"].to_numpy(dtype="int64") > 0,
        ],
        [PROBLEM, BOTH, OFTEN, MUCH, LITTLE, ENGAGED],
        "",
    )
    known = pd.Series(found, index=facts.index, dtype="str", name="behaviour")
    return known.where(known.ne(""))
