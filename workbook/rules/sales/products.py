"""Product sales of a period: what each product sold, earned and to how many; main, profitable and slow products.

The cost of a line is the one typed on it, else the catalogue's cost × quantity; it takes the sign of the line's
amount, so that a return gives back what the sale cost. Gross profit is that of the lines whose cost is known, and the
rate is of the amount of the same lines: a product without any known cost has neither. A catalogue product that sold
nothing stands in the list too, because it is the slowest of all. A product that is not in the catalogue is none of
these classes: it may be a slip of the pen, which check tells of.

>>> import datetime as dt
>>> from workbook.rules.basics.order_ledger import ledger
>>> from workbook.rules.basics.periods import parse
>>> from workbook.rules.sales import flows
>>> lines = pd.DataFrame({"customer_id": ["C1", "C1"], "order_no": ["S1", "S2"], "product": ["Tea", "Tea"],
...     "date": pd.to_datetime(["2026-01-02"] * 2), "amount": [100.0, 50.0], "quantity": [2.0, 1.0],
...     "cost": [60.0, np.nan]})
>>> book = ledger(pd.DataFrame({"customer_id": ["C1"]}), lines)
>>> january = flows.of_period(book, parse("2026-01", dt.date(2026, 1, 31)))
>>> catalogue = pd.DataFrame({"name": ["Tea"], "cost": [np.nan], "main_product": [True]})
>>> products(january, lines, catalogue, last_sold(book, lines["product"]))[
...     ["product", "product_class", "quantity", "margin_units", "margin_rate"]].values.tolist()
[['Tea', 'main', 3.0, 400000, 0.4]]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.rules.basics.exact_money import to_units
from workbook.rules.sales import composition

if TYPE_CHECKING:
    from workbook.rules.basics.order_ledger import Ledger

COLUMNS = (
    "product", "product_class", "quantity", "units", "units_before", "units_year_ago", "share", "margin_units",
    "margin_rate", "customers", "last_sold",
)  # fmt: skip


UNLISTED = "unlisted"


def products(
    period: pd.DataFrame,
    lines: pd.DataFrame,
    catalogue: pd.DataFrame,
    last_sold: pd.Series[Any],
    *,
    tax_included: bool = False,
) -> pd.DataFrame:
    """One row a product, largest net amount first: COLUMNS (units and margin_units Int64, NA = no cost is known).

    `period`: the lines of a period and what it is compared with (`flows.of_period`); `lines` has product, quantity,
    cost on its index; `catalogue` has name, cost, main_product, tax_rate; `last_sold`: each product's last day of sale.
    `share` is of the net total of the period, lines without a product included; NaN where that is not positive. Where
    amounts include tax (`tax_included`), margins are of what is left without it, of products with a rate only.
    """
    grouped = composition.by(lines["product"], period).dropna(subset=["value"]).set_index("value")
    period, lines = period[period["now"]], lines[period["now"]]
    units = period["units"]
    earned_lines = line_margins(units, lines, catalogue, tax_included=tax_included)
    by_product = lines["product"].reindex(earned_lines.index)
    earned = earned_lines["earned"].groupby(by_product).sum()
    weighed = earned_lines["worth"].groupby(by_product).sum()
    listed = catalogue["name"].dropna().drop_duplicates()
    found = grouped.reindex(grouped.index.union(pd.Index(listed), sort=True)).fillna(0).astype("int64")
    rate = earned.astype("float64") / weighed.where(weighed > 0)
    found = found.assign(
        margin_units=earned.reindex(found.index),
        margin_rate=rate.astype("float64").reindex(found.index),
        quantity=lines["quantity"].groupby(lines["product"]).sum(min_count=1).reindex(found.index),
        last_sold=last_sold.reindex(found.index),
    )
    found = found.rename_axis("value").reset_index()
    unlisted = ~found["value"].isin(listed) & bool(len(listed))
    main = set(catalogue["name"][catalogue["main_product"].eq(True)].dropna())
    total = int(units.sum())
    found = found.assign(
        product=found["value"].astype("str"),
        product_class=composition.product_class(found, main=main).mask(unlisted, UNLISTED),
        share=found["units"] / (total if total > 0 else np.nan),
    )
    ordered = found.sort_values(["units", "product"], ascending=[False, True], ignore_index=True)
    return ordered[list(COLUMNS)]


def line_margins(
    units: pd.Series[Any], lines: pd.DataFrame, catalogue: pd.DataFrame, *, tax_included: bool = False
) -> pd.DataFrame:
    """Gross profit of each line whose product and cost are known, on a subset of the index: earned, worth (Int64 units;
    worth is what the profit is a share of: the amount, without tax where amounts include it).

    `units`: the lines' amounts; `lines` has product, quantity, cost; `catalogue` has name, cost, tax_rate.
    """
    worth = units.astype("Int64")
    if tax_included:
        rates = catalogue.dropna(subset=["name"]).drop_duplicates("name").set_index("name").get("tax_rate")
        worth = without_tax(units, lines["product"].map(rates if rates is not None else {}))
    cost = _costs(units, lines, catalogue)
    known = lines["product"].notna() & cost.notna() & worth.notna()
    return pd.DataFrame({"earned": worth[known] - cost[known], "worth": worth[known]})


def last_sold(book: Ledger, names: pd.Series[Any]) -> pd.Series[Any]:
    """The last day of a line with a positive amount of each product, over all lines (`names` on their index)."""
    codes, distinct = pd.factorize(names)
    dates = book.lines["date"].to_numpy(dtype="datetime64[D]")
    sold = book.sales & (codes >= 0) & ~np.isnat(dates)
    latest = np.full(len(distinct), np.iinfo("int64").min)
    np.maximum.at(latest, codes[sold], dates[sold].astype("int64"))  # the smallest of all is no date
    found = latest.astype("datetime64[D]").astype("datetime64[s]")
    return pd.Series(found, index=pd.Index(distinct, dtype="str"))


def without_tax(units: pd.Series[Any], rate: pd.Series[Any]) -> pd.Series[Any]:
    """Amounts (int64 units) that include tax at `rate` (0-1, four places), without it: Int64, rounded half up once;
    missing where the rate is.

    >>> without_tax(pd.Series([1130, -113, 5]), pd.Series([0.13, 0.13, None])).tolist()
    [1000, -100, <NA>]
    """
    known = rate.astype("float64")
    base = 10_000 + np.rint(known.fillna(0.0).to_numpy() * 10_000).astype("int64")
    size = np.abs(units.to_numpy(dtype="int64"))
    whole = size // base * 10_000 + (2 * (size % base) * 10_000 + base) // (2 * base)  # the product fits 64 bits
    return pd.Series(np.sign(units.to_numpy()) * whole, index=units.index, dtype="Int64").mask(known.isna().to_numpy())


def _costs(units: pd.Series[Any], lines: pd.DataFrame, catalogue: pd.DataFrame) -> pd.Series[Any]:
    """Cost of each line in Int64 units, of the sign of its amount; NA where neither line nor catalogue knows it."""
    listed = catalogue.dropna(subset=["name"]).drop_duplicates("name").set_index("name")["cost"]
    by_catalogue = lines["product"].map(listed).astype("float64") * lines["quantity"]
    size = to_units(lines["cost"].where(lines["cost"].notna(), by_catalogue).abs())
    signed: pd.Series[Any] = size * np.sign(units)
    return signed
