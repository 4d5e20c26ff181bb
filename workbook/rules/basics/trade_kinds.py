"""Kinds of order lines: what is a sale, a return or a credit note, and what is no trade at all.

A line without a kind goes by the sign of its amount. A return and a credit note take away whatever sign they were
typed with; a sample and a gift are no order and no amount, whatever they cost.

>>> kinds = pd.Series(["return", "credit", "sale", None], dtype="str")
>>> signed(pd.Series([300, -50, -20, -7], dtype="Int64"), kinds).tolist()
[-300, -50, -20, -7]
>>> is_free(pd.Series(["sample", "gift", "sale", None], dtype="str")).tolist()
[True, True, False, False]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SALE, RETURN, SAMPLE, GIFT, CREDIT = "sale", "return", "sample", "gift", "credit"
TAKEN_AWAY = (RETURN, CREDIT)
FREE = (SAMPLE, GIFT)


def signed(net: pd.Series[Any], kinds: pd.Series[Any]) -> pd.Series[Any]:
    """Net amounts (Int64 units) with the sign that their kind (key, NaN = none) gives them."""
    taken = kinds.isin(TAKEN_AWAY).to_numpy()
    return net.mask(taken, -net.abs()) if taken.any() else net


def signed_quantity(quantity: pd.Series[Any], kinds: pd.Series[Any]) -> pd.Series[Any]:
    """Pieces sold: what came back is taken away, and a credit note moves no goods. The same series without either.

    >>> kinds = pd.Series(["return", "credit", "sale"], dtype="str")
    >>> signed_quantity(pd.Series([2.0, 5.0, 7.0]), kinds).tolist()
    [-2.0, 0.0, 7.0]
    """
    back, credit = kinds == RETURN, kinds == CREDIT
    if not (back.any() or credit.any()):
        return quantity
    return quantity.mask(back, -quantity.abs()).mask(credit, 0.0)


def is_free(kinds: pd.Series[Any]) -> NDArray[np.bool_]:
    """Which lines are samples or gifts."""
    found: NDArray[np.bool_] = kinds.isin(FREE).to_numpy(dtype=bool)
    return found
