"""The price list: what a product costs a customer on a day, and from whose line of the list that is.

A line of the list holds for one customer, for a dealer level, or - with neither - for everybody; for one product, or -
with none - for all of them, when it can only say a discount. It holds from its first day up to its last one, if it has
one; of several that hold, the one that began last. The customer's own line wins over that of its level, which wins
over everybody's, which wins over the product's list price; a line of the product wins over a line of all products. A
line without a price takes its discount off everybody's price.

>>> products = pd.DataFrame({"name": ["Tea"], "list_price": [10.0]})
>>> customers = pd.DataFrame({"customer_id": ["C1", "C2", "C3"], "dealer_level": ["core", "core", None]})
>>> listed = pd.DataFrame({"product": ["Tea", None], "customer_id": ["C1", None], "dealer_level": [None, "core"],
...     "valid_from": pd.to_datetime(["2026-01-01"] * 2), "valid_to": pd.to_datetime([None] * 2),
...     "price": [8.0, None], "discount": [None, 0.1]})
>>> lines = pd.DataFrame({"customer_id": ["C1", "C2", "C3"], "product": ["Tea"] * 3,
...     "date": pd.to_datetime(["2026-05-01"] * 3)})
>>> agreed(lines, listed, customers, products)[["net", "basis"]].values.tolist()
[[8.0, 'customer'], [9.0, 'level'], [10.0, 'list']]
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.language import Text
from workbook.rules.basics import days

if TYPE_CHECKING:
    from numpy.typing import NDArray

CUSTOMER, LEVEL, EVERYBODY, LIST = "customer", "level", "all", "list"
COLUMNS = ("product", "customer_id", "dealer_level", "valid_from", "valid_to", "price", "discount", "retail_price")
ALL_PRODUCTS = Text("全部产品", "All products")
_NEVER = np.datetime64("NaT", "D")


def in_force(listed: pd.DataFrame, customer_id: str, level: str, as_of: dt.date) -> pd.DataFrame:
    """The lines of the list that hold for a customer on a day: its own first, then its level's; newest first.
    `level` is its dealer level, '' where it has none."""
    own = listed["customer_id"].eq(customer_id).fillna(False)
    theirs = own | (listed["customer_id"].isna() & listed["dealer_level"].eq(level).fillna(False))
    rows = listed[theirs & days.holding(listed["valid_from"], listed["valid_to"], as_of)]
    order = rows.assign(rank=rows["customer_id"].isna()).sort_values(
        ["rank", "valid_from"], ascending=[True, False], kind="stable"
    )
    return rows.loc[order.index]


def empty() -> pd.DataFrame:
    """A list without a line."""
    texts, dates = COLUMNS[:3], COLUMNS[3:5]
    kinds = {key: "str" if key in texts else "datetime64[s]" if key in dates else "float64" for key in COLUMNS}
    return pd.DataFrame({key: pd.Series([], dtype=kind) for key, kind in kinds.items()})


def agreed(lines: pd.DataFrame, listed: pd.DataFrame, customers: pd.DataFrame, products: pd.DataFrame) -> pd.DataFrame:
    """price, discount (float64, NaN = none is said), net (price less discount), basis (a key of above, NaN where no
    price is known), since (when the line of the list began, NaT without one), on the index of `lines`.

    `lines` has customer_id, product, date; `listed` the COLUMNS, references as ids and names; `customers`
    customer_id, dealer_level; `products` name, list_price.
    """
    named = products.dropna(subset=["name"]).drop_duplicates("name").set_index("name")
    catalogue = named["list_price"] if "list_price" in named else pd.Series(dtype="float64")
    standard = _priced(lines["product"].map(catalogue).astype("float64"), LIST)
    usable = listed[listed["valid_from"].notna() & (listed["price"].notna() | listed["discount"].notna())]
    if usable.empty or lines.empty:
        return _with_net(standard)
    rows = _rows_for(lines, customers)
    nobody = usable["customer_id"].isna() & usable["dealer_level"].isna()
    everybody = _best(rows, usable[nobody], [], EVERYBODY)
    priced = _on(everybody, standard)
    level = _best(rows, usable[usable["customer_id"].isna() & ~nobody], ["dealer_level"], LEVEL)
    own = _best(rows, usable[usable["customer_id"].notna()], ["customer_id"], CUSTOMER)
    return _with_net(_on(own, _on(level, priced), priced))


def _rows_for(lines: pd.DataFrame, customers: pd.DataFrame) -> pd.DataFrame:
    known = customers.dropna(subset=["customer_id"]).drop_duplicates("customer_id").set_index("customer_id")
    levels = known["dealer_level"] if "dealer_level" in known else pd.Series(dtype="str")
    return pd.DataFrame(
        {
            "at": np.arange(len(lines)),
            "customer_id": lines["customer_id"].astype("str").to_numpy(),
            "product": lines["product"].astype("str").to_numpy(),
            "dealer_level": lines["customer_id"].map(levels).astype("str").to_numpy(),
            "day": days.whole(lines["date"]),
        },
        index=lines.index,
    )


def _best(rows: pd.DataFrame, listed: pd.DataFrame, keys: list[str], basis: str) -> pd.DataFrame:
    """For each row the line of the list that holds: of its product, else of all products."""
    of_all = listed["product"].isna()
    found = _latest(rows, listed[~of_all], [*keys, "product"], basis)
    other = _latest(rows, listed[of_all].assign(price=np.nan).dropna(subset=["discount"]), keys, basis)
    return found.where(found["basis"].notna(), other)


def _latest(rows: pd.DataFrame, listed: pd.DataFrame, keys: list[str], basis: str) -> pd.DataFrame:
    """For each row the latest line with its keys that holds on its day."""
    first, last = days.whole(listed["valid_from"]), days.whole(listed["valid_to"])
    offers = listed[[*keys, "price", "discount"]].assign(first=first, last=last)
    wanted = rows.dropna(subset=keys)[["at", "day", *keys]]
    pairs = wanted.merge(offers, on=keys) if keys else wanted.merge(offers, how="cross")
    pairs = pairs[(pairs["first"] <= pairs["day"]) & ~(pairs["last"] < pairs["day"])]
    best = pairs.sort_values("first", kind="stable").drop_duplicates("at", keep="last").set_index("at")
    made = best.reindex(rows["at"].to_numpy())
    return pd.DataFrame(
        {
            "price": made["price"].astype("float64").to_numpy(),
            "discount": made["discount"].astype("float64").to_numpy(),
            "basis": pd.array([basis if there else None for there in made["first"].notna()], dtype="str"),
            "since": made["first"].to_numpy(dtype="datetime64[s]"),
        },
        index=rows.index,
    )


def _priced(price: pd.Series[Any], basis: str) -> pd.DataFrame:
    known: NDArray[np.bool_] = (price > 0).to_numpy(dtype=bool)
    return pd.DataFrame(
        {
            "price": price.where(known),
            "discount": np.nan,
            "basis": pd.array([basis if there else None for there in known], dtype="str"),
            "since": np.full(len(price), _NEVER).astype("datetime64[s]"),
        },
        index=price.index,
    )


def _on(found: pd.DataFrame, otherwise: pd.DataFrame, priced: pd.DataFrame | None = None) -> pd.DataFrame:
    """What was found, else the other; a line of the list without a price takes everybody's."""
    base = otherwise if priced is None else priced
    full = found.assign(price=found["price"].where(found["price"].notna(), base["price"]))
    holds = full["basis"].notna() & full["price"].notna()
    return full.where(holds, otherwise)


def _with_net(found: pd.DataFrame) -> pd.DataFrame:
    return found.assign(net=found["price"] * (1 - found["discount"].fillna(0.0)))
