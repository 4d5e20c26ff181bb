"""Flows: the order lines of a period beside those of the periods it is held against, summed by any one dimension.

What is compared is decided in rules/basics/periods.py. The sums are written once on narwhals expressions, over a frame
with the columns value, customer, order, units, now, before, year_ago: they are the same on pandas, polars and DuckDB.
A dimension is a column of whole numbers, one a value; nothing here counts customers by months by products.

>>> lines = pd.DataFrame({"value": [0, 0, 1], "customer": [4, 4, -1], "order": [7, 7, 8], "units": [50, 30, 9],
...     "now": [True, True, False], "before": [False, False, True], "year_ago": False})
>>> per_value(lines).sort_values("value")[["units", "units_before", "orders", "customers"]].astype(int).values.tolist()
[[80, 0, 1, 1], [0, 9, 0, 0]]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import narwhals as nw
import numpy as np
import pandas as pd

from workbook.rules.basics.order_ledger import Ledger
from workbook.rules.basics.periods import month_numbers

if TYPE_CHECKING:
    from workbook.rules.basics.periods import Period

WINDOWS = {"units": "now", "units_before": "before", "units_year_ago": "year_ago"}
"""Column of sums → the column that says which lines are in it."""


def of_period(book: Ledger, period: Period) -> pd.DataFrame:
    """The ledger's lines of the period and of what it is compared with, on their index: customer, order (int64), units,
    date, now, before, year_ago (bool). An order counts in the period of its first positive line; lines of one that
    began elsewhere have the order -1."""
    dates = book.lines["date"]
    inside = {
        "now": period.counted.holds(dates),
        "before": period.before.holds(dates),
        "year_ago": period.year_ago.holds(dates),
    }
    some = inside["now"] | inside["before"] | inside["year_ago"]
    begun = np.isin(book.orders, book.orders[book.counted & inside["now"]])
    order = np.where(begun, book.orders, -1)[some]
    return book.lines[some].assign(order=order, **{key: flags[some] for key, flags in inside.items()})


def per_value(lines: Any) -> Any:
    """Group lines by `value`, on any dataframe library narwhals knows; the result is of the same library.

    Out, one row a value, in no particular order: value, units, units_before, units_year_ago; and of the period itself
    orders (distinct ones with a positive amount; order −1 is none) and customers (who bought; customer −1 is nobody).
    """
    frame = nw.from_native(lines)
    sums = (
        frame.select(
            "value", *((nw.col("units") * nw.col(flag).cast(nw.Int64)).alias(key) for key, flag in WINDOWS.items())
        )
        .group_by("value")
        .agg(*(nw.col(key).sum() for key in WINDOWS))
    )
    bought = frame.filter(nw.col("now"), nw.col("units") > 0)

    def different(rows: Any, key: str, name: str) -> Any:
        return rows.select("value", key).unique().group_by("value").agg(nw.len().alias(name))

    ordered = different(bought.filter(nw.col("order") >= 0), "order", "orders")
    counts = sums.join(ordered, on="value", how="left").join(
        different(bought.filter(nw.col("customer") >= 0), "customer", "customers"), on="value", how="left"
    )
    return counts.with_columns(nw.col("orders").fill_null(0), nw.col("customers").fill_null(0)).to_native()


def per_month(lines: Any) -> Any:
    """Sums by month and one dimension: month, value, units (narwhals, as `per_value`); from month, value, units."""
    frame = nw.from_native(lines)
    return frame.group_by("month", "value").agg(nw.col("units").sum()).to_native()


def months(book: Ledger, values: pd.Series[Any], closes_on: int | None = None) -> pd.DataFrame:
    """What was sold in each month by each value of the lines: month (its number, rules/basics/periods.py), value,
    units, in order of the month; lines without a date or a value are left out."""
    dates = book.lines["date"].to_numpy(dtype="datetime64[D]")
    codes, distinct = pd.factorize(values)
    known = ~np.isnat(dates) & (codes >= 0)
    lines = pd.DataFrame(
        {
            "month": month_numbers(dates[known], closes_on),
            "value": codes[known],
            "units": book.lines["units"].to_numpy()[known],
        }
    )
    found = per_month(lines)
    named = found.assign(value=pd.Series(distinct).take(found["value"].to_numpy()).to_numpy())
    ordered: pd.DataFrame = named.sort_values(["month", "value"], ignore_index=True)
    return ordered
