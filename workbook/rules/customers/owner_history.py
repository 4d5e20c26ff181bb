"""Owner history: who looked after a customer on a day.

What an order line without a salesperson brings in belongs to the owner on its day, so that a customer who changes hands
takes no past month along. The customers table remembers the owner of the last refresh (owner_noted); one that differs
from it is a row of the history, from the day of the refresh on, or from the day that a handover names. Before the first
row of a customer its owner was who handed it over; without a row it is the owner now. A look back changes nothing.

>>> customers = pd.DataFrame({"customer_id": ["C1", "C2"], "name": ["Ash", "Birch"], "owner": ["bo", "ann"],
...     "owner_noted": ["ann", None]}, dtype="str")
>>> history = changes(customers, blank_history(), dt.date(2026, 6, 10))
>>> history[["customer_id", "before", "after"]].values.tolist()
[['C1', 'ann', 'bo']]
>>> days_ = pd.Series(pd.to_datetime(["2026-06-09", "2026-06-10", "2026-01-01"]))
>>> owners_on(np.array([0, 0, 1]), days_, customers, history).tolist()
['ann', 'bo', 'ann']
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.rules.basics import days

if TYPE_CHECKING:
    from numpy.typing import NDArray

COLUMNS = ("from_on", "customer_id", "customer_name", "before", "after")


def blank_history() -> pd.DataFrame:
    """No rows, with the right columns and types."""
    return pd.DataFrame({key: pd.Series([], dtype="datetime64[s]" if key == "from_on" else "str") for key in COLUMNS})


def changes(customers: pd.DataFrame, history: pd.DataFrame, from_on: dt.date) -> pd.DataFrame:
    """Rows for the history (COLUMNS), one a customer (customer_id, name, owner, owner_noted) whose owner is not the one
    that was noted. A first owner is no change, unless the history says that the customer was left without one."""
    last = history.sort_values("from_on", kind="stable").drop_duplicates("customer_id", keep="last")
    left = customers["customer_id"].isin(last.loc[last["after"].isna(), "customer_id"])
    noted, now = customers["owner_noted"], customers["owner"]
    same = (noted == now) | (noted.isna() & now.isna())
    found = customers[~same & (noted.notna() | left) & customers["customer_id"].notna()]
    return pd.DataFrame(
        {
            "from_on": pd.Series(np.datetime64(from_on, "s"), index=found.index),
            "customer_id": found["customer_id"].astype("str"),
            "customer_name": found["name"].astype("str"),
            "before": found["owner_noted"].astype("str"),
            "after": found["owner"].astype("str"),
        }
    ).reset_index(drop=True)


def owners_on(
    positions: NDArray[np.int64], dates: pd.Series[Any], customers: pd.DataFrame, history: pd.DataFrame
) -> pd.Series[Any]:
    """The owner (key; NaN = nobody) on each date, on the index of `dates`, of the customers at these positions of
    `customers` (customer_id, owner; −1 = nobody). A missing date has the owner now."""
    owners = customers["owner"].array.take(positions, allow_fill=True)
    found = pd.Series(owners, index=dates.index, dtype="str")
    at = pd.Index(customers["customer_id"]).get_indexer_for(history["customer_id"].dropna().unique())
    changed = np.zeros(len(customers) + 1, dtype=bool)  # the last place stands for nobody
    changed[at[at >= 0]] = True
    asked = np.flatnonzero(changed[positions] & dates.notna().to_numpy())
    if not len(asked):
        return found
    lines = pd.DataFrame(
        {
            "line": asked,
            "day": days.whole(dates)[asked].astype("datetime64[s]"),
            "customer_id": customers["customer_id"].array.take(positions[asked]),
        }
    ).sort_values("day", kind="stable")
    rows = history.dropna(subset=["from_on", "customer_id"]).sort_values("from_on", kind="stable")
    rows = rows.assign(from_on=days.whole(rows["from_on"]).astype("datetime64[s]"))
    met = pd.merge_asof(
        lines.astype({"customer_id": "str"}), rows[["from_on", "customer_id", "before"]].astype({"customer_id": "str"}),
        left_on="day", right_on="from_on", by="customer_id", direction="forward", allow_exact_matches=False,
    )  # fmt: skip
    earlier = met["from_on"].notna().to_numpy()
    found.iloc[met["line"].to_numpy()[earlier]] = met["before"].to_numpy()[earlier]
    return found
