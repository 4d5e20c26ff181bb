"""Order ledger: order lines prepared for aggregation - customers and order numbers as integers, money as units.

Statistics, the grading window, the buying rhythm and the home sheet all read the same ledger, so that a million
lines are hashed once. A line that names no customer of the book stays in it, under customer −1: totals reconcile.

An order is told apart by its customer, its number and the calendar year in which it began: numbers that start again
each year, or that two customers' systems share, are different orders; lines of one number on both sides of New Year,
no more than `CROSSING` days apart, are one. An order counts once, at the first of its positive lines by day. A line
without a number belongs to the order of its customer and day. Lines of nobody are told apart by what their customer
column says.

>>> customers = pd.DataFrame({"customer_id": ["C1", "C2"]}, dtype="str")
>>> lines = pd.DataFrame({
...     "customer_id": pd.Series(["C2", "C9"], dtype="str"),
...     "order_no": pd.Series(["S1", None], dtype="str"),
...     "date": pd.to_datetime(["2026-01-02", "2026-01-03"]),
...     "amount": [10.0, 2.5],
... })
>>> ledger(customers, lines).lines[["customer", "units"]].values.tolist()
[[1, 100000], [-1, 25000]]
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.errors import InputError
from workbook.language import Text
from workbook.rules.basics.exact_money import ADDABLE, net_amount
from workbook.rules.basics.references import resolve

if TYPE_CHECKING:
    from collections.abc import Hashable

    from numpy.typing import NDArray

_TOO_MUCH = Text(
    "净额合计超出可精确计算的范围，请检查是否多输了几位。",
    "The order amounts add up to more than can be counted exactly; look for amounts with too many digits.",
)


_NO_ORDER = -2e7  # below all keys of orders
_YEARS = 1 << 14  # years that pack beside the code of an order number
CROSSING = 60
"""Days between two lines of one number, one of each year, that may be one order: deliveries go on over New Year."""


@dataclass(frozen=True)
class Ledger:
    """`lines` has one row an order line: customer (int64 position in `customers`, −1 = nobody), order_no (float64
    code of number and year, NaN = none), date (datetime64[s], whole days, NaT = none), units (int64; an unknown amount
    counts 0)."""

    lines: pd.DataFrame
    customers: pd.Index[Any]  # index of the customers frame: position → its label

    @cached_property
    def orders(self) -> NDArray[np.int64]:
        """Which order each line belongs to, as the statistics count them: 0, 1, … over all customers."""
        keys = order_keys(self.lines).fillna(_NO_ORDER).to_numpy(dtype="int64")
        packed = (self.lines["customer"].to_numpy() << 32) + keys
        codes: NDArray[np.int64] = pd.factorize(packed)[0]
        return codes

    @cached_property
    def counted(self) -> NDArray[np.bool_]:
        """The lines at which orders are counted: of each order the first of its positive lines by day, one an order."""
        at = np.flatnonzero(self.sales)
        date = self.lines["date"].to_numpy(dtype="datetime64[D]")[at]
        day = np.where(np.isnat(date), np.iinfo("int64").max, date.astype("int64"))
        orders = self.orders[at]
        first = np.full(int(orders.max(initial=-1)) + 1, np.iinfo("int64").max)
        np.minimum.at(first, orders, day)
        earliest = np.flatnonzero(day == first[orders])[::-1]
        line = np.full(len(first), -1)
        line[orders[earliest]] = at[earliest]  # of several on that day the first as they stand
        found = np.zeros(len(self.lines), dtype=bool)
        found[line[line >= 0]] = True
        return found

    @cached_property
    def sales(self) -> NDArray[np.bool_]:
        """Which lines were bought: those with a positive amount. A return or a credit note is no order."""
        found: NDArray[np.bool_] = self.lines["units"].to_numpy() > 0
        return found


def ledger(
    customers: pd.DataFrame,
    lines: pd.DataFrame,
    net: pd.Series[Any] | None = None,
    positions: pd.Series[Any] | None = None,
) -> Ledger:
    """Make the ledger of `lines` (customer_id, order_no, date, and the money columns of net_amount).

    `net` is the Int64 net amount and `positions` is what `references.resolve` gave, where they are already known;
    without `positions` the customers are resolved here. Where two customers share an id the first one counts.
    InputError when the amounts are too large to be added exactly.
    """
    if positions is None:
        positions = resolve(lines["customer_id"], customers).positions
    units = (net_amount(lines) if net is None else net).fillna(0).to_numpy(dtype="int64")
    if np.abs(units).astype("float64").sum() > ADDABLE:
        raise InputError(_TOO_MUCH)
    customer = positions.to_numpy(dtype="int64")
    made = pd.DataFrame(
        {
            "customer": customer,
            "order_no": _order_codes(lines, customer),
            "date": lines["date"].to_numpy(dtype="datetime64[D]").astype("datetime64[s]"),
            "units": units,
        },
        index=lines.index,
    )
    return Ledger(made, customers.index)


def _order_codes(lines: pd.DataFrame, customer: NDArray[np.int64]) -> NDArray[np.float64]:
    """The code of each line's order number and year; NaN without a number. A line of nobody has always one."""
    numbers, _ = pd.factorize(lines["order_no"])
    dates = lines["date"].to_numpy(dtype="datetime64[D]")
    undated = np.isnat(dates)
    years = np.where(undated, 0, dates.astype("datetime64[Y]").astype("int64") + _YEARS // 2)
    numbered = numbers >= 0
    if (undated & numbered).any():  # the date often stands at an order's first line only
        first = pd.Series(years).mask(undated).groupby([customer, numbers]).transform("min").fillna(0)
        years = np.where(undated, first.to_numpy(dtype="int64"), years)
    nobody = customer < 0
    named = pd.factorize(lines["customer_id"][nobody])[0] if nobody.any() else np.array([], dtype="int64")
    whose = customer.copy()
    whose[nobody] = -2 - named
    years = _over_new_year(whose, numbers, years, dates)
    packed = np.where(numbered, numbers.astype("int64") * _YEARS + years, -1)
    if nobody.any():
        within = np.where(numbered[nobody], packed[nobody], -2 - dates[nobody].astype("int64") % (1 << 31))
        pairs, _ = pd.factorize(pd.MultiIndex.from_arrays([named, within]))
        packed[nobody] = (1 << 50) + pairs
    codes, _ = pd.factorize(packed)
    return np.where(numbered | nobody, codes.astype("float64"), np.nan)


def _over_new_year(
    whose: NDArray[np.int64], numbers: NDArray[np.int64], years: NDArray[np.int64], dates: NDArray[np.datetime64]
) -> NDArray[np.int64]:
    """The years, a line's own replaced by that in which its order began: lines of one customer and number stay together
    over New Year where no more than CROSSING days lie between them."""
    pairs = pd.unique(numbers * _YEARS + years)
    often = np.bincount(pairs[pairs >= 0] // _YEARS, minlength=1) > 1
    at = np.flatnonzero((numbers >= 0) & often[np.maximum(numbers, 0)] & ~np.isnat(dates))
    if not len(at):
        return years
    at = at[np.lexsort((dates[at], numbers[at], whose[at]))]
    same = (whose[at][1:] == whose[at][:-1]) & (numbers[at][1:] == numbers[at][:-1])
    near = (dates[at][1:] - dates[at][:-1]).astype("int64") <= CROSSING
    begins = np.append(True, ~same | ((years[at][1:] != years[at][:-1]) & ~near))
    found = years.copy()
    found[at] = years[at][begins][np.cumsum(begins) - 1]
    return found


def order_keys(lines: pd.DataFrame) -> pd.Series[Any]:
    """What tells one customer's orders apart (float64): the code of the order number, else the day, as a number below
    all codes; NaN for a line with neither. For grouping ledger lines by order as the statistics count them."""
    day = lines["date"].to_numpy(dtype="datetime64[D]").astype("float64")
    known = ~np.isnat(lines["date"].to_numpy())
    by_day = np.where(known, -1e7 + day, np.nan)
    return pd.Series(np.where(lines["order_no"].isna(), by_day, lines["order_no"]), index=lines.index)


def by_customer(book: Ledger, frame: pd.DataFrame, **blank: Hashable) -> pd.DataFrame:
    """Rows keyed by the column `customer` → one row a customer of the book, in its order; `blank` fills the rest."""
    one = frame.set_index("customer").reindex(np.arange(len(book.customers)))
    one = one.fillna(blank) if blank else one
    return one.set_axis(book.customers, axis=0)
