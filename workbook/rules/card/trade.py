"""A customer's trade on its card: key figures, the last orders, the months, the products.

Every figure is the book's own: the same ledger and the same rules as the customers' columns (orders, net amount, last
order, receivable), the grade (rank among those that ordered in twelve months) and the reminder of a decline (usual
interval). The last orders are those that the statistics count: distinct orders with a positive amount, each at the sum
of all its lines. Months are calendar months, the running one last. Products are those of twelve months, the rest in
one line, so that they add up to the net amount of twelve months.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from workbook.language import Text
from workbook.rules.basics.exact_money import amount
from workbook.rules.card.facts import Reader, day
from workbook.rules.card.model import Fact, Month, Order, Product
from workbook.rules.customers.order_statistics import window_start
from workbook.schema.model import Kind
from workbook.schema.tables.customers import CUSTOMERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbook.rules.card.book_frames import BookFrames

ORDERS, MONTHS, PRODUCTS, YEAR = 5, 24, 5, 12

NET = Text("近12个月净额", "Net amount, 12 months")
RANK = Text("近12个月排名", "Rank, 12 months")
SILENCE = Text("距最近交易(天)", "Days since last order")
INTERVAL = Text("平时间隔(天)", "Usual interval (days)")
_RANKED = Text("第{rank}名，共{of}家", "{rank} of {of}")
OTHER = Text("其他", "Other")
UNNAMED = Text("未写产品", "No product given")


def figures(frames: BookFrames, at: int, row: Mapping[str, object], reader: Reader) -> tuple[Fact, ...]:
    """The key figures of the customer at a position; `row` is its own with worked-out columns."""
    year = frames.year.iloc[at]
    last = day(row["last_order"])
    rank = None
    if not np.isnan(year["rank"]):
        rank = _RANKED[frames.lang].format(rank=int(year["rank"]), of=int(frames.year["in_window"].sum()))
    usual = float(frames.rhythm.iloc[at])

    def own(key: str) -> Fact:
        return Fact(key, CUSTOMERS[key].label, reader.value(CUSTOMERS.name, key, row), CUSTOMERS[key].kind)

    return (
        Fact("net", NET, amount(int(year["units"])), Kind.MONEY),
        Fact("rank", RANK, rank),
        own("order_count"),
        own("total_amount"),
        own("last_order"),
        Fact("silence", SILENCE, None if last is None else float((frames.as_of - last).days), Kind.INT),
        Fact("interval", INTERVAL, None if np.isnan(usual) else usual, Kind.NUM),
        own("first_order"),
        own("receivable"),
        own("overdue"),
        own("prepaid"),
        own("credit_limit"),
    )


def last_orders(lines: pd.DataFrame, many: int = ORDERS) -> tuple[Order, ...]:
    """The latest orders, newest first. `lines` (of one customer): order, order_no, product, date, units."""
    bought = lines[lines["units"] > 0]
    dated = bought.groupby("order")["date"].max()
    latest = dated.sort_values(ascending=False, kind="stable").index[:many]
    return tuple(_order(lines[lines["order"] == one], dated[one]) for one in latest)


def _order(lines: pd.DataFrame, date: pd.Timestamp) -> Order:
    numbers = lines["order_no"].dropna()
    return Order(
        date.date(),
        str(numbers.iloc[0]) if len(numbers) else "",
        tuple(lines["product"].dropna().drop_duplicates().tolist()),
        amount(int(lines["units"].sum())),
    )


def months(lines: pd.DataFrame, as_of: dt.date, many: int = MONTHS) -> tuple[Month, ...]:
    """The months up to as_of's own, oldest first."""
    this = np.datetime64(as_of, "M")
    every = np.arange(this - (many + 1), this + 1)  # two more, for the mean of the first
    dates = lines["date"].to_numpy(dtype="datetime64[D]")
    at = (dates.astype("datetime64[M]") - every[0]).astype("int64")
    inside = ~np.isnat(dates) & (at >= 0) & (at < len(every))
    sums = np.zeros(len(every), dtype="int64")
    np.add.at(sums, at[inside], lines["units"].to_numpy()[inside])
    means = np.rint(np.convolve(sums, np.ones(3), "valid") / 3).astype("int64")
    return tuple(
        Month(first.item(), amount(int(units)), amount(int(mean)))
        for first, units, mean in zip(every[2:].astype("datetime64[D]"), sums[2:], means, strict=True)
    )


def products(lines: pd.DataFrame, as_of: dt.date, reader: Reader, many: int = PRODUCTS) -> tuple[Product, ...]:
    """What was bought in the twelve months up to as_of, largest first, the rest as one."""
    dates = lines["date"].to_numpy(dtype="datetime64[D]")
    start = np.datetime64(window_start(as_of, YEAR), "D")
    recent = lines[(dates > start) & (dates <= np.datetime64(as_of, "D"))]
    if recent.empty:
        return ()
    names = recent["product"].astype("str").fillna(UNNAMED[reader.lang])
    sums = recent.groupby(names)["units"].sum().sort_index().sort_values(ascending=False, kind="stable")
    total = int(sums.sum())
    listed = [(str(name), int(units)) for name, units in sums.iloc[:many].items()]
    if len(sums) > many:
        listed.append((OTHER[reader.lang], int(sums.iloc[many:].sum())))
    return tuple(Product(name, amount(units), units / total if total > 0 else None) for name, units in listed)
