"""The customer funnel: target market → potential customer → target customer, and what to do about buying power.

Everybody on the list is of the target market. Who has an intent to buy is a potential customer. A target customer
has a clear intent and buying power, and can be closed soon: because the one who decides is at the table, or because
the salesperson marked it so. Unknown is not yes.

Among those with a clear intent there are three cases of buying power: none for now (keep in touch), weak (keep in
touch and pursue), strong (time and effort go here first); the advice is a column of the list `buying_power`.

>>> step("strong", "yes", "clear"), step("strong", None, "clear", closes_soon=True), step("none", "yes", "clear")
('target', 'target', 'potential')
>>> step(None, None, None)
'market'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping

MARKET, POTENTIAL, TARGET = "market", "potential", "target"
CLEAR, YES = "clear", "yes"
ABLE = frozenset({"strong", "weak"})
WILLING = frozenset({"clear", "some"})


def step(money: str | None, authority: str | None, intent: str | None, *, closes_soon: bool = False) -> str:
    """The step of one customer, from keys of buying_power, authority, intent."""
    if intent == CLEAR and money in ABLE and (authority == YES or closes_soon):
        return TARGET
    return POTENTIAL if intent in WILLING else MARKET


def steps(
    customers: pd.DataFrame,
    *,
    able: frozenset[str] = ABLE,
    willing: frozenset[str] = WILLING,
) -> pd.Series[Any]:
    """The step of every customer (str) from money, authority, intent (keys) and closes_soon (flag).

    `able` and `willing` are the keys that the lists mark as counting; a key the user added counts as marked.
    """
    clear = (customers["intent"] == CLEAR).to_numpy(dtype=bool)
    sure = ((customers["authority"] == YES) | customers["closes_soon"].eq(True)).to_numpy(dtype=bool)
    target = clear & sure & customers["money"].isin(list(able)).to_numpy()
    potential = clear | customers["intent"].isin(list(willing)).to_numpy()
    found = np.select([target, potential], [TARGET, POTENTIAL], MARKET)
    return pd.Series(found, index=customers.index, dtype="str", name="funnel")


def advice(customers: pd.DataFrame, by_money: Mapping[str, str]) -> pd.Series[Any]:
    """What to do about each customer with a clear intent, by its buying power (str, NaN for the others)."""
    told = customers["money"].map(dict(by_money)).astype("str")
    return told.where((customers["intent"] == CLEAR).to_numpy(dtype=bool))
