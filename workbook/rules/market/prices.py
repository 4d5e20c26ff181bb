"""Price comparison: across customers, over time, purchase against retail, competitors, the price policy.

Two kinds of prices are compared, each with its own kind only: what we sold at (unit price less discount, of lines
with a positive quantity) and what surveys saw in the shops (retail). The last price of a customer and product
counts; "over time" it is held against the one before. Across customers the reference is the median of the others'
and its own last prices, from three customers on: of two that differ nobody can say which is wrong. A deviation is
price ÷ reference − 1; beyond the tolerance, either way, it is reported. Retail against purchase price is reported
when the shop's margin is below the tolerance: it sells at a loss, or dumps.

>>> quotes = pd.DataFrame({"kind": "sold", "customer_id": ["C1", "C2", "C3"], "product": "Tea",
...     "date": pd.to_datetime(["2026-01-01"] * 3), "price": [10.0, 10.0, 12.0]})
>>> across_customers(quotes, 0.05)[["customer_id", "reference", "deviation"]].round(2).values.tolist()
[['C3', 10.0, 0.2]]
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pandas as pd

from workbook.language import Lang, Text
from workbook.rules.basics import days

if TYPE_CHECKING:
    from collections.abc import Mapping

SOLD, RETAIL = "sold", "retail"
ENOUGH = 3  # customers whose prices make a median worth comparing with

COLUMNS = ("test", "product", "customer_id", "date", "price", "reference", "deviation")
_KEYS = ["kind", "customer_id", "product"]

_KIND = {SOLD: Text("售价", "Sold at"), RETAIL: Text("零售价", "Retail")}
_SENTENCES: Mapping[str, Text] = {
    "customers": Text(
        "{kind}{price:,.2f}，各客户中位价{reference:,.2f}，{off}",
        "{kind} {price:,.2f}, customers' median {reference:,.2f}: {off}",
    ),
    "time": Text(
        "{kind}{price:,.2f}，上次{reference:,.2f}，{off}", "{kind} {price:,.2f}, before that {reference:,.2f}: {off}"
    ),
    "retail": Text(
        "零售价{price:,.2f}，进货价{reference:,.2f}，加价仅{deviation:+.1%}",
        "Retail {price:,.2f}, bought at {reference:,.2f}: a margin of only {deviation:+.1%}",
    ),
    "competitor": Text(
        "零售价{price:,.2f}，竞品{reference:,.2f}，{off}",
        "Retail {price:,.2f}, the competitor's {reference:,.2f}: {off}",
    ),
    "policy": Text(
        "{kind}{price:,.2f}，标准价{reference:,.2f}，{off}", "{kind} {price:,.2f}, list price {reference:,.2f}: {off}"
    ),
}
_HIGHER = Text("高{off:.1%}", "{off:.1%} higher")
_LOWER = Text("低{off:.1%}", "{off:.1%} lower")


def quotes(lines: pd.DataFrame, surveys: pd.DataFrame, as_of: dt.date) -> pd.DataFrame:
    """Every price seen up to as_of: kind, customer_id, product, date, price (currency), oldest first.

    `lines` has customer_id, product, date, quantity, unit_price, discount, amount (an amount without a unit price
    gives amount ÷ quantity); `surveys` has customer_id, product, date, retail_price.
    """
    listed = lines["unit_price"] * (1 - lines["discount"].fillna(0.0))
    price = listed.where(listed.notna(), lines["amount"] / lines["quantity"])
    sold = lines.assign(kind=SOLD, price=price.where(lines["quantity"] > 0))
    seen = surveys.assign(kind=RETAIL, price=surveys["retail_price"])
    columns = [*_KEYS, "date", "price"]
    every = pd.concat([sold[columns], seen[columns]], ignore_index=True)
    known = every[(every["price"] > 0) & every["customer_id"].notna() & every["product"].notna()]
    return known[days.whole(known["date"]) <= days.day(as_of)].sort_values("date", kind="stable", ignore_index=True)


def across_customers(quoted: pd.DataFrame, tolerance: float) -> pd.DataFrame:
    """Last prices too far from the median of all customers' last prices of that product."""
    last = quoted.drop_duplicates(_KEYS, keep="last")
    group = last.groupby(["kind", "product"])["price"]
    reference = group.transform("median").where(group.transform("size") >= ENOUGH)
    return _far(last, "customers", reference, tolerance)


def over_time(quoted: pd.DataFrame, tolerance: float) -> pd.DataFrame:
    """Last prices too far from the same customer's price of that product on the last earlier day."""
    daily = quoted.drop_duplicates([*_KEYS, "date"], keep="last")
    before = daily.groupby(_KEYS)["price"].shift()
    newest = ~daily.duplicated(_KEYS, keep="last")
    return _far(daily[newest], "time", before[newest], tolerance)


def against_policy(quoted: pd.DataFrame, list_prices: Mapping[str, float], tolerance: float) -> pd.DataFrame:
    """Last prices too far from the list price of the product, by its name."""
    last = quoted.drop_duplicates(_KEYS, keep="last")
    return _far(last, "policy", last["product"].map(dict(list_prices)).astype("float64"), tolerance)


def in_shops(surveys: pd.DataFrame, tolerance: float, as_of: dt.date) -> pd.DataFrame:
    """Of the last survey of each customer and product that saw both prices: a margin below the tolerance, a rival's
    price too far away."""
    past = surveys[days.whole(surveys["date"]) <= days.day(as_of)].sort_values("date", kind="stable")
    seen = past.assign(kind=RETAIL, price=past["retail_price"].where(past["retail_price"] > 0))
    bought, rival = (_last_with(seen, key) for key in ("purchase_price", "competitor_price"))
    margin = _with(bought, "retail", bought["purchase_price"])
    thin = margin[margin["deviation"] < tolerance]
    return pd.concat([thin, _far(rival, "competitor", rival["competitor_price"], tolerance)], ignore_index=True)


def _last_with(surveys: pd.DataFrame, key: str) -> pd.DataFrame:
    """The last survey of each customer and product that has a price and this one; a later look at something else
    takes nothing away."""
    both = surveys[surveys["price"].notna() & (surveys[key] > 0)]
    return both.drop_duplicates(["customer_id", "product"], keep="last")


def compared(
    lines: pd.DataFrame,
    surveys: pd.DataFrame,
    list_prices: Mapping[str, float],
    *,
    tolerance: float,
    as_of: dt.date,
    lang: Lang = "zh",
) -> pd.DataFrame:
    """Every price worth a look, largest deviation first within each test: COLUMNS and a sentence."""
    quoted = quotes(lines, surveys, as_of)
    parts = [
        across_customers(quoted, tolerance),
        over_time(quoted, tolerance),
        in_shops(surveys, tolerance, as_of),
        against_policy(quoted, list_prices, tolerance),
    ]
    found = pd.concat(parts, ignore_index=True)
    order = found.assign(size=-found["deviation"].abs(), at=found["test"].map({t: n for n, t in enumerate(_SENTENCES)}))
    order = order.sort_values(["at", "size", "product", "customer_id", "kind"], kind="stable")
    found = found.loc[order.index].reset_index(drop=True)
    said = (found[key].tolist() for key in ("test", "kind", "price", "reference", "deviation"))
    found["sentence"] = pd.Series([_sentence(lang, *one) for one in zip(*said, strict=True)], dtype="str")
    return found[[*COLUMNS, "sentence"]]


def _far(rows: pd.DataFrame, test: str, reference: pd.Series[Any], tolerance: float) -> pd.DataFrame:
    found = _with(rows, test, reference)
    return found[found["deviation"].abs() > tolerance + 1e-12]


def _with(rows: pd.DataFrame, test: str, reference: pd.Series[Any]) -> pd.DataFrame:
    known = reference.where(reference > 0)
    found = rows[["kind", "product", "customer_id", "date", "price"]]
    found = found.assign(test=test, reference=known, deviation=rows["price"] / known - 1)
    return found[found["deviation"].notna()][["kind", *COLUMNS]]


def _sentence(lang: Lang, test: str, kind: str, price: float, reference: float, deviation: float) -> str:
    off = (_HIGHER if deviation > 0 else _LOWER)[lang].format(off=abs(deviation))
    return _SENTENCES[test][lang].format(
        kind=_KIND[kind][lang], price=price, reference=reference, deviation=deviation, off=off
    )
