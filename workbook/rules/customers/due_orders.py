"""Orders as they fall due: from which day the days of each count, and how what is invoiced apart is due apart.

An order falls due its settlement days (of the line's payment terms, else the customer's settlement) after the day its
settlement counts from: its first day, the closing day of its month, or the day of the invoice. Where the invoice
counts, every invoice of an order is due by itself, and what is not invoiced yet waits: a rest that is never invoiced
does not keep back what was. What was returned under an order's own number is taken off its oldest invoice first.

>>> closing_days(np.array(["2026-02-25", "2026-02-26"], dtype="datetime64[D]"), 25).astype(str).tolist()
['2026-02-25', '2026-03-25']
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.rules.basics import days
from workbook.rules.basics.as_of import after
from workbook.rules.basics.order_ledger import order_keys

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from workbook.rules.basics.order_ledger import Ledger

FROM_INVOICE, FROM_MONTH_END = "invoice", "month_end"

_LIFT = 1 << 30  # makes an order key (rules/ledger.order_keys) positive, so that it packs beside the customer
_WAITING = np.iinfo("int64").max  # the invoice that is still to come, and the due day of what has none


@dataclass(frozen=True)
class Terms:
    """From when an order's days count, one row a line on the ledger's index: `start` (key of the list `due_from`, NaN =
    the order's day) and `invoiced_on`; `closes_on`: the day a month closes on, None for calendar months."""

    start: pd.Series[Any]
    invoiced_on: pd.Series[Any]
    closes_on: int | None = None


def due_orders(
    book: Ledger,
    as_of: dt.date,
    settlement_days: pd.Series[Any],
    line_days: pd.Series[Any] | None,
    terms: Terms | None,
) -> pd.DataFrame:
    """One row an order (a line without a number: its customer and day), or an invoice of one, returns included:
    customer, order (its code, below zero = a day), date (of the order), due, waiting (for an invoice), units; in order
    of customer, due date, date. `settlement_days`: by customer position; `line_days`: by line, NaN = the customer's.
    """
    date = days.whole(book.lines["date"])
    lines = book.lines.assign(
        terms=np.nan if line_days is None else line_days.to_numpy(dtype="float64"), start=date, invoice=0
    )
    if terms is not None:
        invoiced = days.whole(terms.invoiced_on)
        by_invoice = (terms.start == FROM_INVOICE).to_numpy(dtype=bool) & (lines["units"].to_numpy() > 0)
        by_month = (terms.start == FROM_MONTH_END).to_numpy(dtype=bool)
        start = np.where(by_month, closing_days(date, terms.closes_on), np.where(by_invoice, invoiced, date))
        number = np.where(np.isnat(invoiced), _WAITING, invoiced.astype("int64"))
        lines = lines.assign(start=start, invoice=np.where(by_invoice, number, 0))
    lines = lines[(lines["customer"] >= 0) & ~after(lines["date"], as_of)]
    keys = order_keys(lines).fillna(-float(_LIFT)).to_numpy().astype("int64")
    lines = lines.assign(packed=lines["customer"].to_numpy() << 32 | keys + _LIFT)
    apart = ["packed", "invoice"][: 1 if terms is None else 2]
    found = lines.groupby(apart).agg(
        date=("date", "min"), start=("start", "min"), units=("units", "sum"), terms=("terms", "max")
    )
    packed = found.index.get_level_values("packed").to_numpy()
    waiting = np.zeros(len(found), dtype=bool)
    if terms is not None:
        waiting = found.index.get_level_values("invoice").to_numpy() == _WAITING
    customer = packed >> 32
    own = settlement_days.to_numpy(dtype="float64")[customer]
    due = days.plus(found["start"].mask(waiting), found["terms"].where(found["terms"].notna(), own))
    made = pd.DataFrame(
        {
            "customer": customer,
            "order": (packed & 0xFFFFFFFF) - _LIFT,
            "date": found["date"].groupby(packed).transform("min").to_numpy(),
            "due": due.to_numpy(),
            "waiting": waiting,
            "units": found["units"].to_numpy(),
        }
    )
    last = np.where(due.isna(), _WAITING, due.to_numpy().astype("int64"))  # no due day: paid last
    by_order = np.lexsort((last, packed))
    made.loc[by_order, "units"] = _without_returns(made["units"].to_numpy()[by_order], packed[by_order])
    sequence = np.lexsort((made["order"], days.whole(made["date"]), last, customer))
    return made.iloc[sequence].reset_index(drop=True)


def _without_returns(units: NDArray[np.int64], order: NDArray[np.int64]) -> NDArray[np.int64]:
    """Parts of orders that stand together, what an order's returns took back taken off the first of its parts; where
    they took back more than was sold, the first part is the difference."""
    groups, starts = np.unique(order, return_index=True)
    if len(groups) == len(order):
        return units
    sold, back = np.maximum(units, 0), np.add.reduceat(np.maximum(-units, 0), starts)
    many = np.diff(np.append(starts, len(order)))
    before = running(sold, order) - sold
    left = sold - np.clip(np.repeat(back, many) - before, 0, sold)
    over = back - np.add.reduceat(sold, starts)
    left[starts] -= np.maximum(over, 0)
    return left


def closing_days(dates: NDArray[np.datetime64], closes_on: int | None) -> NDArray[np.datetime64]:
    """The day on which the month of each day closes.

    >>> closing_days(np.array(["2026-02-25"], dtype="datetime64[D]"), None).astype(str).tolist()
    ['2026-02-28']
    """
    months = dates.astype("datetime64[M]")
    if closes_on is None:
        return (months + 1).astype("datetime64[D]") - 1
    within = (dates - months.astype("datetime64[D]")).astype("int64") < closes_on
    return np.where(within, months, months + 1).astype("datetime64[D]") + (closes_on - 1)


def running(values: NDArray[np.int64], owner: NDArray[np.int64]) -> NDArray[np.int64]:
    """Cumulative sums that start anew with each owner; owners stand together."""
    total = np.cumsum(values)
    if not len(values):
        return total
    starts = np.flatnonzero(np.append(True, owner[1:] != owner[:-1]))
    base = np.repeat((total - values)[starts], np.diff(np.append(starts, len(values))))
    result: NDArray[np.int64] = total - base
    return result
