"""Order statistics of each customer, reconciled with the totals of the sheet.

- orders: distinct orders (rules/basics/order_ledger.py) with a positive amount; a return or a credit note is none;
- amount: the sum of net amounts, returns included, in exact integers (rules/basics/exact_money.py);
- first and last order: days of lines with a positive amount. A customer with returns only has no orders.

The ledger holds what counts on the as-of day: no line dated later (rules/basics/as_of.py), no sample and no gift
(rules/basics/trade_kinds.py). The sheet's total is the customers' total plus what no customer owns plus what is later.
The arithmetic is written once on narwhals expressions, over a frame with the columns customer, order_no (missing
= none), date, units: it gives the same figures on pandas, polars and DuckDB, whole tables at a time.

>>> lines = pd.DataFrame({
...     "customer": [0, 0, 0],
...     "order_no": ["S1", "S1", None],
...     "date": pd.to_datetime(["2026-01-02", "2026-01-02", "2026-01-05"]),
...     "units": [100_000, 50_000, -20_000],
... })
>>> per_customer(lines)[["orders", "units"]].values.tolist()
[[1, 130000]]
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import narwhals as nw
import numpy as np
import pandas as pd

from workbook.rules.basics.order_ledger import Ledger, by_customer

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Statistics:
    """`customers` has one row a customer, on the customers frame's index: order_count (int64), units (int64),
    first_order, last_order (datetime64[s], NaT = no purchase). The rest is about the whole sheet."""

    customers: pd.DataFrame
    total_units: int
    unassigned_units: int
    unassigned_lines: int
    order_count: int


def statistics(book: Ledger) -> Statistics:
    """Work out the statistics of a ledger."""
    counted = per_customer(book.lines)
    nobody = book.lines["customer"].to_numpy() < 0
    units: NDArray[np.int64] = book.lines["units"].to_numpy()
    customers = by_customer(book, counted[counted["customer"] >= 0])
    customers["orders"] = customers["orders"].fillna(0).astype("int64")
    customers["units"] = _whole(book, counted)
    return Statistics(
        customers.rename(columns={"orders": "order_count"})[["order_count", "units", "first_order", "last_order"]],
        int(units.sum()),
        int(units[nobody].sum()),
        int(nobody.sum()),
        int(counted["orders"].sum()),
    )


def per_customer(lines: Any) -> Any:
    """Group order lines by customer, on any dataframe library narwhals knows; the result is of the same library.

    In: customer, order_no, date, units. Out, one row a customer, in no particular order: customer, orders, units,
    first_order, last_order.
    """
    frame = nw.from_native(lines)
    bought_lines = frame.filter(nw.col("units") > 0)
    numbered = ~nw.col("order_no").is_null()
    orders = nw.concat(
        [
            bought_lines.filter(numbered).select("customer", "order_no").unique().select("customer"),
            bought_lines.filter(~numbered).select("customer", "date").unique().select("customer"),
        ],
        how="vertical",
    )
    counts = orders.group_by("customer").agg(nw.len().alias("orders"))
    bought = nw.when(nw.col("units") > 0).then(nw.col("date"))
    sums = (
        frame.select("customer", "units", bought.alias("first_order"), bought.alias("last_order"))
        .group_by("customer")
        .agg(nw.col("units").sum(), nw.col("first_order").min(), nw.col("last_order").max())
    )
    joined = sums.join(counts, on="customer", how="left").with_columns(nw.col("orders").fill_null(0))
    return joined.select("customer", "orders", "units", "first_order", "last_order").to_native()


def window(book: Ledger, as_of: dt.date, months: int = 12) -> pd.DataFrame:
    """What each customer bought in (as_of − months, as_of]: one row a customer, on the customers frame's index.

    Columns: units (int64), orders (int64; of those that began in the window), ordered (bool: any order on or before
    as_of), in_window (bool: of those, any line in the window, returns too). Lines dated later than as_of, or not
    dated, are in neither.
    """
    dates = book.lines["date"].to_numpy()
    until = np.datetime64(as_of, "s")
    start = np.datetime64(window_start(as_of, months), "s")
    with_day = dates <= until
    inside = book.lines[with_day & (dates > start)]
    counted = per_customer(inside[inside["customer"] >= 0])
    made = by_customer(book, counted)
    made["units"] = _whole(book, counted)
    any_line = made["orders"].notna().to_numpy()
    begun = book.lines["customer"].to_numpy()[with_day & (dates > start) & book.counted]
    made["orders"] = np.bincount(begun[begun >= 0], minlength=len(book.customers))
    seen = np.zeros(len(book.customers) + 1, dtype=bool)  # the last place takes nobody's lines
    seen[book.lines["customer"].to_numpy()[with_day & book.sales]] = True
    made["ordered"] = seen[:-1]
    made["in_window"] = any_line & seen[:-1]
    return made[["units", "orders", "in_window", "ordered"]]


def window_start(as_of: dt.date, months: int) -> dt.date:
    """The day `months` calendar months before as_of (the month's last day where that day does not exist).

    >>> window_start(dt.date(2018, 1, 1), 12), window_start(dt.date(2026, 3, 31), 1)
    (datetime.date(2017, 1, 1), datetime.date(2026, 2, 28))
    """
    start: dt.date = (pd.Timestamp(as_of) - pd.DateOffset(months=months)).date()
    return start


def _whole(book: Ledger, counted: pd.DataFrame) -> NDArray[np.int64]:
    """Sums by position without passing through doubles, which a reindex would."""
    sums = np.zeros(len(book.customers) + 1, dtype="int64")
    sums[counted["customer"].to_numpy()] = counted["units"].to_numpy()
    return sums[:-1]
