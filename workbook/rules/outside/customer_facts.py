"""What each customer bought, from order lines on any engine: the facts that grades, reminders and statistics need.

One row a customer comes out, never one a customer and month: sums, days and counts of the whole and of a few spans of
days, the number of orders, the usual days between purchases. The rules are those of the sheet
(rules/basics/order_ledger.py, rules/customers/order_statistics.py, decline.py), and a test holds both equal: an order
is told apart by customer, number and the year in which it began, over New Year by `CROSSING` days; a line without a
number by customer and day; a purchase is a line with a positive amount. Sums are whole numbers, cast to 64 bits after
they are added (DuckDB adds into 128).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import narwhals as nw

from workbook.rules.basics.order_ledger import CROSSING
from workbook.rules.customers.decline import ENOUGH
from workbook.rules.outside.exact_units import one_where
from workbook.rules.outside.order_lines import NO_DAY, NO_YEAR

Span = tuple[int, int]
"""Days (as in order_lines): later than the first, not later than the second."""


def sums(lines: Any, spans: Sequence[Span]) -> Any:
    """One row a key: key, lines, own (lines of the book's sheet), units, first_order, last_order (days of lines with a
    positive amount, missing = none); and of each span i: units_i, lines_i, last_i (the last purchase up to its end)."""
    frame = nw.from_native(lines)
    bought = (nw.col("units") > 0) & (nw.col("day") > NO_DAY)
    picked = {
        "lines": nw.lit(1, nw.Int64),
        "first_order": nw.when(bought).then(nw.col("day")),
        "last_order": nw.when(bought).then(nw.col("day")),
    }
    whole = ["lines", "own", "units"]
    for at, (after, until) in enumerate(spans):
        inside = (nw.col("day") > after) & (nw.col("day") <= until)
        picked[f"units_{at}"] = nw.when(inside).then(nw.col("units")).otherwise(nw.lit(0, nw.Int64))
        picked[f"lines_{at}"] = one_where(inside)
        picked[f"last_{at}"] = nw.when(bought & (nw.col("day") <= until)).then(nw.col("day"))
        whole += [f"units_{at}", f"lines_{at}"]
    latest = ["last_order", *(f"last_{at}" for at in range(len(spans)))]
    grouped = (
        frame.select("key", "own", "units", **picked)
        .group_by("key")
        .agg(
            *(nw.col(key).sum() for key in whole),
            nw.col("first_order").min(),
            *(nw.col(key).max() for key in latest),
        )
    )
    return grouped.with_columns(*(nw.col(key).cast(nw.Int64) for key in whole)).to_native()


def orders(lines: Any, spans: Sequence[Span]) -> Any:
    """One row a key that bought: key, orders, and orders_i, those that began in span i (on the day of the first of an
    order's purchases)."""
    frame = nw.from_native(lines)
    by_number = _numbered(frame.filter(~nw.col("order_no").is_null()))
    by_day = frame.filter(nw.col("order_no").is_null(), nw.col("units") > 0).select("key", begun="day").unique()
    every = nw.concat([by_number.select("key", "begun"), by_day.select("key", "begun")], how="vertical")
    picked = {"orders": nw.lit(1, nw.Int64)}
    for at, (after, until) in enumerate(spans):
        inside = (nw.col("begun") > after) & (nw.col("begun") <= until) & (nw.col("begun") > NO_DAY)
        picked[f"orders_{at}"] = one_where(inside)
    grouped = every.select("key", **picked).group_by("key").agg(*(nw.col(key).sum() for key in picked))
    return grouped.with_columns(*(nw.col(key).cast(nw.Int64) for key in picked)).to_native()


def intervals(lines: Any) -> Any:
    """One row a key with at least `ENOUGH` days of purchase: key, rhythm - the median of the days between them."""
    frame = nw.from_native(lines)
    when = frame.filter(nw.col("units") > 0, nw.col("day") > NO_DAY).select("key", "day").unique()
    apart = when.with_columns(gap=nw.col("day") - nw.col("day").shift(1).over("key", order_by="day"))
    gaps = apart.filter(~nw.col("gap").is_null()).select("key", nw.col("gap").cast(nw.Float64), one=nw.lit(1, nw.Int64))
    found = gaps.group_by("key").agg(nw.col("gap").median().alias("rhythm"), nw.col("one").sum())
    return found.filter(nw.col("one") >= ENOUGH - 1).select("key", "rhythm").to_native()


def _numbered(frame: Any) -> Any:
    """key, begun of each order with a number that was bought. Numbers whose lines lie in one year, or within `CROSSING`
    days, are one order; only the few others are looked at year by year."""
    numbers = _groups(frame, "key", "order_no")
    apart = (nw.col("last_year") > nw.col("first_year")) & (nw.col("last") - nw.col("first") > CROSSING)
    apart = apart.fill_null(False)
    again = frame.join(numbers.filter(apart).select("key", "order_no"), on=["key", "order_no"], how="semi")
    together = _bought(numbers.filter(~apart))
    return nw.concat([together, _bought(_by_year(again))], how="vertical")


def _by_year(frame: Any) -> Any:
    """The groups of lines of one number, parted where a year begins more than `CROSSING` days after the last line of
    the years before; lines without a day belong to the first."""
    years = _groups(frame, "key", "order_no", "year")

    def before(key: str) -> nw.Expr:
        return nw.col(key).shift(1).over("key", "order_no", order_by="year")

    held = years.with_columns(year_before=before("year"), last_before=before("last"))
    goes_on = (nw.col("first") - nw.col("last_before") <= CROSSING).fill_null(True)
    begins = nw.col("year_before").is_null() | ~(goes_on | (nw.col("year_before") == NO_YEAR))
    numbered = held.with_columns(begins=one_where(begins)).with_columns(
        part=nw.col("begins").cum_sum().over("key", "order_no", order_by="year")
    )
    return numbered.group_by("key", "order_no", "part").agg(nw.col("begun").min(), nw.col("bought").max())


def _groups(frame: Any, *keys: str) -> Any:
    """Of each group of lines: begun (the first day of purchase), bought (1 where any line is one), first and last day
    and year; missing where no line has a day."""
    dated = nw.col("day") > NO_DAY
    picked = {
        "begun": nw.when(dated & (nw.col("units") > 0)).then(nw.col("day")),
        "bought": one_where(nw.col("units") > 0),
        **{key: nw.when(dated).then(nw.col("day")) for key in ("first", "last")},
        **{key: nw.when(dated).then(nw.col("year")) for key in ("first_year", "last_year")},
    }
    least, most = ("begun", "first", "first_year"), ("bought", "last", "last_year")
    grouped = frame.select(*keys, **picked).group_by(*keys)
    return grouped.agg(*(nw.col(key).min() for key in least), *(nw.col(key).max() for key in most))


def _bought(groups: Any) -> Any:
    bought = groups.filter(nw.col("bought") == 1)
    return bought.select("key", begun=nw.col("begun").fill_null(NO_DAY).cast(nw.Int64))
