"""Stock at customers' shops: how long it lasts, how it changed, how it compares with sales, and what to order.

days of stock = quantity ÷ daily sales; suggested order = daily sales × safety days − quantity, rounded up to whole
units of the product, never below zero; the change is against the survey of the same customer and product before it.
Stock to sales = quantity ÷ sales of 30 days; the product's limits (low and high stock rate) are held against it: too
low may run out, too high piles up.

The verdict names what needs doing first: nothing left is out of stock, whatever sales and safety days say. A verdict
needs something to judge by: without daily sales, or with neither safety days nor limits, it says what is missing. A
quantity below zero is a mistake: nothing is worked out of it. Nobody counted: blank.

>>> rows = pd.DataFrame({"customer_id": ["C1", "C2", "C3"], "product": "tea", "date": pd.Timestamp(2026, 3, 1),
...     "stock_qty": [20.0, 40.0, 0.0], "daily_sales": [5.1, 0.0, 5.1], "safety_days": 7.0})
>>> surveys(rows, lang="en")[["suggested_order", "stock_state"]].values.tolist()
[[16.0, 'Below safety stock: order'], [0.0, 'No sales'], [36.0, 'Out of stock: order']]
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from workbook.language import Lang, Text

MONTH_DAYS = 30

OUT = Text("断货，请补货", "Out of stock: order")
NEGATIVE = Text("库存为负，请核实", "Stock below zero: count again")
BELOW = Text("低于安全库存，建议订货", "Below safety stock: order")
NO_SALES = Text("没有销量", "No sales")
TOO_MUCH = Text("库存占销售额偏高，帮客户多卖", "Stock is high for its sales: help to sell it")
TOO_LITTLE = Text("库存占销售额偏低，防止断货", "Stock is low for its sales: it may run out")
FINE = Text("正常", "Fine")
SALES_MISSING = Text("缺日均销量，无法判断", "No sales a day given: cannot tell")
MEASURE_MISSING = Text("缺安全天数，无法判断", "No safety days given: cannot tell")

_NOISE = 6  # decimals: 0.1 × 30 is three units, not a fourth


def surveys(rows: pd.DataFrame, products: pd.DataFrame | None = None, lang: Lang = "zh") -> pd.DataFrame:
    """days_of_stock, stock_to_sales, stock_change, suggested_order (float64), stock_state (str) of every survey, on
    its index.

    `rows` has customer_id, product, date, stock_qty, daily_sales, safety_days; `products` has name, low_stock_rate,
    high_stock_rate. Blank where the survey did not look.
    """
    counted = rows["stock_qty"].where(rows["stock_qty"] >= 0)
    sales = rows["daily_sales"].where(rows["daily_sales"] > 0)
    order = to_order(rows)
    limits = _limits(rows, products)
    to_sales = counted / (sales * MONTH_DAYS)
    measured = rows["safety_days"].notna() | limits.notna().any(axis=1)
    cases = [
        (rows["stock_qty"] < 0).to_numpy(),
        (counted == 0).to_numpy(),
        (order > 0).to_numpy(),
        (rows["daily_sales"] == 0).to_numpy() & (counted > 0).to_numpy(),
        (to_sales > limits["high"]).to_numpy(),
        (to_sales < limits["low"]).to_numpy(),
        counted.notna().to_numpy() & sales.isna().to_numpy(),
        counted.notna().to_numpy() & ~measured.to_numpy(),
        counted.notna().to_numpy(),
    ]
    words = [
        one[lang]
        for one in (NEGATIVE, OUT, BELOW, NO_SALES, TOO_MUCH, TOO_LITTLE, SALES_MISSING, MEASURE_MISSING, FINE)
    ]
    state = np.select(cases, np.array(words, dtype=object), np.array(None, dtype=object))
    return pd.DataFrame(
        {
            "days_of_stock": counted / sales,
            "stock_to_sales": to_sales,
            "stock_change": change(rows),
            "suggested_order": order,
            "stock_state": pd.Series(state, index=rows.index, dtype="str"),
        },
        index=rows.index,
    )


def to_order(rows: pd.DataFrame) -> pd.Series[Any]:
    """What brings stock_qty up to daily_sales × safety_days, in whole units; NaN where one of them is not known."""
    asked = rows[["daily_sales", "safety_days", "stock_qty"]]
    known = asked.where(asked >= 0)
    lacking = known["daily_sales"] * known["safety_days"] - known["stock_qty"]
    return pd.Series(np.ceil(lacking.round(_NOISE)), index=rows.index).clip(lower=0.0) + 0.0


def change(rows: pd.DataFrame) -> pd.Series[Any]:
    """Quantity less that of the survey before it of the same customer and product; NaN for the first."""
    ordered = rows[rows["date"].notna() & (rows["stock_qty"] >= 0)].sort_values("date", kind="stable")
    apart = ordered.groupby(["customer_id", "product"])["stock_qty"].diff()
    return apart.reindex(rows.index)


def _limits(rows: pd.DataFrame, products: pd.DataFrame | None) -> pd.DataFrame:
    if products is None or not len(products):
        return pd.DataFrame({"low": np.nan, "high": np.nan}, index=rows.index)
    known = products[products["name"].notna()].drop_duplicates("name").set_index("name")
    found = known[["low_stock_rate", "high_stock_rate"]].reindex(rows["product"])
    return found.set_axis(rows.index).set_axis(["low", "high"], axis=1).astype("float64")
