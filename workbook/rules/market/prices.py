"""Prices that are not what they should be: what we sold at, what shops ask, and what their rivals ask.

What we sold at is held against the price list (`market.price_list`): what was agreed with the customer, else with its
dealer level, is no deviation, nor is a discount that was agreed. What a shop asks is held against the suggested retail
price, never against ours. Where the list has no price of the product, a price is held against the median of the last
prices of customers of the same region and dealer level, its own included, from three customers on (of two that differ
nobody can say which is wrong), and against the same customer's price of the last earlier day. One price raises one
alarm against the list, or else those. In a shop, a margin below the tolerance is told, and a rival that is cheaper by
more than it.

The last price of a customer and product counts, if it is no older than the days allowed. A deviation is price ÷
reference − 1. Money at stake is the difference times the quantity of the line, or times the stock that was seen in the
shop; most money first.

>>> quotes = pd.DataFrame({"kind": "sold", "customer_id": ["C1", "C2", "C3"], "product": "Tea", "quantity": [2.0] * 3,
...     "date": pd.to_datetime(["2026-01-01"] * 3), "price": [10.0, 10.0, 12.0], "group": "south/core"})
>>> across_customers(quotes, 0.05)[["customer_id", "reference", "deviation"]].round(2).values.tolist()
[['C3', 10.0, 0.2]]
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.language import Lang, Text
from workbook.rules.basics import days
from workbook.rules.market import price_list

if TYPE_CHECKING:
    from collections.abc import Mapping

SOLD, RETAIL = "sold", "retail"
ENOUGH = 3  # customers whose prices make a median worth comparing with

COLUMNS = ("test", "product", "customer_id", "date", "price", "reference", "deviation", "at_stake")
_KEYS = ["kind", "customer_id", "product"]
_SHELF = ["customer_id", "product"]

_KIND = {SOLD: Text("售价", "Sold at"), RETAIL: Text("零售价", "Retail")}
_BASIS: Mapping[str, Text] = {
    price_list.CUSTOMER: Text("该客户约定价", "agreed with the customer"),
    price_list.LEVEL: Text("该层级价格", "the dealer level's"),
    price_list.EVERYBODY: Text("价格表", "the price list"),
    price_list.LIST: Text("标准价", "list price"),
}
_SENTENCES: Mapping[str, Text] = {
    "policy": Text(
        "售价{price:,.2f}，{basis}{reference:,.2f}，{off}",
        "Sold at {price:,.2f}, {basis} {reference:,.2f}: {off}",
    ),
    "retail_policy": Text(
        "零售价{price:,.2f}，建议零售价{reference:,.2f}，{off}",
        "Retail {price:,.2f}, suggested {reference:,.2f}: {off}",
    ),
    "retail": Text(
        "零售价{price:,.2f}，进货价{reference:,.2f}，加价仅{deviation:+.1%}",
        "Retail {price:,.2f}, bought at {reference:,.2f}: a margin of only {deviation:+.1%}",
    ),
    "competitor": Text(
        "零售价{price:,.2f}，竞品{reference:,.2f}，{off}",
        "Retail {price:,.2f}, the competitor's {reference:,.2f}: {off}",
    ),
    "customers": Text(
        "{kind}{price:,.2f}，同区域同层级客户中位价{reference:,.2f}，{off}",
        "{kind} {price:,.2f}, median of customers of the region and level {reference:,.2f}: {off}",
    ),
    "time": Text(
        "{kind}{price:,.2f}，上次{reference:,.2f}，{off}", "{kind} {price:,.2f}, before that {reference:,.2f}: {off}"
    ),
}  # fmt: skip
_HIGHER = Text("高{off:.1%}", "{off:.1%} higher")
_LOWER = Text("低{off:.1%}", "{off:.1%} lower")


def quotes(lines: pd.DataFrame, surveys: pd.DataFrame, as_of: dt.date) -> pd.DataFrame:
    """Every price seen up to as_of: kind, customer_id, product, date, price (currency), quantity, oldest first.

    `lines` has customer_id, product, date, quantity, unit_price, discount, amount (an amount without a unit price
    gives amount ÷ quantity); `surveys` has customer_id, product, date, retail_price, stock_qty.
    """
    listed = lines["unit_price"] * (1 - lines["discount"].fillna(0.0))
    price = listed.where(listed.notna(), lines["amount"] / lines["quantity"])
    sold = lines.assign(kind=SOLD, price=price.where(lines["quantity"] > 0))
    seen = _on_shelves(surveys)
    columns = [*_KEYS, "date", "price", "quantity"]
    every = pd.concat([sold[columns], seen[columns]], ignore_index=True)
    known = every[(every["price"] > 0) & every["customer_id"].notna() & every["product"].notna()]
    return known[days.whole(known["date"]) <= days.day(as_of)].sort_values("date", kind="stable", ignore_index=True)


def last_ones(quoted: pd.DataFrame, as_of: dt.date, age: float) -> pd.DataFrame:
    """The last price of each customer and product, where it is no older than `age` days."""
    return _recent(quoted.drop_duplicates(_KEYS, keep="last"), as_of, age)


def against_list(
    last: pd.DataFrame, listed: pd.DataFrame, customers: pd.DataFrame, products: pd.DataFrame
) -> pd.DataFrame:
    """The last prices with what the list says of their day: reference (NaN = nothing), basis.

    `listed` has `price_list.COLUMNS` and retail_price; `products` name, list_price, retail_price.
    """
    retail = listed.assign(price=listed["retail_price"], discount=np.nan)
    shown = products.assign(list_price=products["retail_price"])
    ours = price_list.agreed(last, listed, customers, products)
    theirs = price_list.agreed(last, retail, customers, shown)
    sold = last["kind"].eq(SOLD)
    return last.assign(
        reference=ours["net"].where(sold, theirs["net"]), basis=ours["basis"].where(sold, theirs["basis"])
    )


def across_customers(last: pd.DataFrame, tolerance: float) -> pd.DataFrame:
    """Last prices too far from the median of the last prices of that product in their `group`."""
    group = last.groupby(["kind", "product", "group"])["price"]
    reference = group.transform("median").where(group.transform("size") >= ENOUGH)
    return _far(last, "customers", reference, tolerance)


def over_time(quoted: pd.DataFrame, tolerance: float) -> pd.DataFrame:
    """Last prices too far from the same customer's price of that product on the last earlier day."""
    daily = quoted.drop_duplicates([*_KEYS, "date"], keep="last")
    before = daily.groupby(_KEYS)["price"].shift()
    newest = ~daily.duplicated(_KEYS, keep="last")
    return _far(daily[newest], "time", before[newest], tolerance)


def in_shops(surveys: pd.DataFrame, tolerance: float, as_of: dt.date, age: float = np.inf) -> pd.DataFrame:
    """Of the last survey of each customer and product that saw both prices: a margin below the tolerance, a rival who
    is cheaper by more."""
    past = surveys[days.whole(surveys["date"]) <= days.day(as_of)].sort_values("date", kind="stable")
    seen = _on_shelves(past)
    bought, rival = (_recent(_last_with(seen, key), as_of, age) for key in ("purchase_price", "competitor_price"))
    margin = _with(bought, "retail", bought["purchase_price"])
    dearer = _far(rival, "competitor", rival["competitor_price"], tolerance)
    parts = [margin[margin["deviation"] < tolerance - _SLIP], dearer[dearer["deviation"] > 0]]
    return pd.concat(parts, ignore_index=True)


def compared(
    lines: pd.DataFrame,
    surveys: pd.DataFrame,
    listed: pd.DataFrame,
    customers: pd.DataFrame,
    products: pd.DataFrame,
    *,
    tolerance: float,
    age: float,
    as_of: dt.date,
    lang: Lang = "zh",
) -> pd.DataFrame:
    """Every price worth a look, most money at stake first: COLUMNS and a sentence.

    `customers` has customer_id, region, dealer_level; the rest as above.
    """
    quoted = quotes(lines, surveys, as_of)
    last = against_list(last_ones(quoted, as_of, age), listed, customers, products)
    free = last[last["reference"].isna()].drop(columns=["reference", "basis"])
    changed = over_time(quoted.merge(free[_KEYS], on=_KEYS), tolerance)
    held = last["kind"].eq(SOLD)
    parts = [
        _far(last[held], "policy", last.loc[held, "reference"], tolerance, last.loc[held, "basis"]),
        _far(last[~held], "retail_policy", last.loc[~held, "reference"], tolerance),
        in_shops(surveys, tolerance, as_of, age),
        across_customers(free.assign(group=_groups(free["customer_id"], customers)), tolerance),
        changed,
    ]
    found = pd.concat([one for one in parts if len(one)] or parts[:1], ignore_index=True)
    at = found["test"].map({test: number for number, test in enumerate(_SENTENCES)})
    order = found.assign(money=-found["at_stake"].fillna(-1.0), size=-found["deviation"].abs(), at=at)
    order = order.sort_values(["money", "size", "at", "product", "customer_id"], kind="stable")
    found = found.loc[order.index].reset_index(drop=True)
    said = (found[key].tolist() for key in ("test", "kind", "price", "reference", "deviation", "basis"))
    found["sentence"] = pd.Series([_sentence(lang, *one) for one in zip(*said, strict=True)], dtype="str")
    return found[[*COLUMNS, "sentence"]]


_SLIP = 1e-12  # of a computer's fractions


def _groups(ids: pd.Series[Any], customers: pd.DataFrame) -> pd.Series[Any]:
    """Region and dealer level of each customer as one text."""
    known = customers.dropna(subset=["customer_id"]).drop_duplicates("customer_id").set_index("customer_id")
    group = known["region"].astype("str").fillna("") + "/" + known["dealer_level"].astype("str").fillna("")
    return ids.map(group).fillna("/")


def _on_shelves(surveys: pd.DataFrame) -> pd.DataFrame:
    price = surveys["retail_price"].where(surveys["retail_price"] > 0)
    return surveys.assign(kind=RETAIL, price=price, quantity=surveys["stock_qty"].where(surveys["stock_qty"] >= 0))


def _last_with(surveys: pd.DataFrame, key: str) -> pd.DataFrame:
    """The last survey of each customer and product that has a price and this one; a later look at something else
    takes nothing away."""
    both = surveys[surveys["price"].notna() & (surveys[key] > 0)]
    return both.drop_duplicates(_SHELF, keep="last")


def _recent(rows: pd.DataFrame, as_of: dt.date, age: float) -> pd.DataFrame:
    return rows[(days.between(rows["date"], as_of) <= age).to_numpy()]


def _far(
    rows: pd.DataFrame, test: str, reference: pd.Series[Any], tolerance: float, basis: pd.Series[Any] | None = None
) -> pd.DataFrame:
    found = _with(rows, test, reference, basis)
    return found[found["deviation"].abs() > tolerance + _SLIP]


def _with(
    rows: pd.DataFrame, test: str, reference: pd.Series[Any], basis: pd.Series[Any] | None = None
) -> pd.DataFrame:
    known = reference.where(reference > 0)
    off = rows["price"] - known
    found = rows[["kind", "product", "customer_id", "date", "price"]].assign(
        test=test,
        reference=known,
        deviation=rows["price"] / known - 1,
        at_stake=(off * rows["quantity"]).abs().round(2),
    )
    found["basis"] = pd.Series(None, index=rows.index, dtype="str") if basis is None else basis
    return found[found["deviation"].notna()]


def _sentence(lang: Lang, test: str, kind: str, price: float, reference: float, deviation: float, basis: object) -> str:
    off = (_HIGHER if deviation > 0 else _LOWER)[lang].format(off=abs(deviation))
    against = _BASIS[basis][lang] if isinstance(basis, str) else ""
    return _SENTENCES[test][lang].format(
        kind=_KIND[kind][lang], price=price, reference=reference, deviation=deviation, off=off, basis=against
    )
