"""Credit: terms by stars, what each customer owes, how old the debt is, and whether the limit is passed.

The stars of a customer give limit, terms and handling from the list `credit_terms`. The receivable is what was
sold less what was paid, up to as_of; below zero it is a prepayment. An order falls due its settlement days (of the
line's payment terms, else the customer's settlement) after its first day; orders without either are owed but never
overdue, because nothing was agreed. A payment that names an order pays that order; what is over, what names none,
and what returns give back, pays the oldest due order first. A book without a single payment keeps no accounts
here: then receivables are unknown, not large.

Debt is aged by days past due: not due, 1-30, 31-60, 61-90, over 90.

>>> band(0), band(1), band(30), band(31), band(91)
('not_due', 'to_30', 'to_30', 'to_60', 'over_90')
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.rules import days
from workbook.rules.exact import to_units
from workbook.rules.ledger import order_keys

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from workbook.rules.ledger import Ledger

BANDS = ("not_due", "to_30", "to_60", "to_90", "over_90")


def band(overdue_days: float) -> str:
    """The key of the age band for days past due."""
    return BANDS[0 if overdue_days <= 0 else min(4, -(-int(overdue_days) // 30))]


def limits(stars: pd.Series[Any], limit_by_star: Mapping[str, float]) -> pd.Series[Any]:
    """Credit limit (float64 currency) of each customer; NaN without stars or without a row for them."""
    known = stars.notna()
    keys = stars.fillna(0).astype("int64").astype("str").where(known)
    return keys.map(dict(limit_by_star)).astype("float64")


def open_items(
    book: Ledger,
    payments: pd.DataFrame,
    *,
    as_of: dt.date,
    order_nos: pd.Series[Any],
    settlement_days: pd.Series[Any],
    line_days: pd.Series[Any] | None = None,
) -> pd.DataFrame:
    """What is still open, one row an order with a positive amount: customer (position), order_no (str or NaN),
    date, due (NaT = no terms), units, open (int64 units, 0 when paid), overdue_days (float64), age_band.

    `order_nos`: the order numbers of the ledger's lines as text; `payments`: customer (position, -1 = nobody),
    order_no, date, units; `settlement_days`: by customer position; `line_days`: by line, NaN = the customer's.
    Rows are in order of customer, due date, date.
    """
    orders = _orders(book, as_of, order_nos, settlement_days, line_days)
    paid = payments[(payments["customer"] >= 0) & ~(days.whole(payments["date"]) > days.day(as_of))]
    named, pool = _allocate(orders, paid, len(book.customers))
    sold = orders[orders["units"] > 0].copy()
    left = sold["units"].to_numpy() - named
    owner = sold["customer"].to_numpy()
    before = _running(left, owner) - left
    rest = np.clip(left - np.maximum(pool[owner] - before, 0), 0, None)
    sold["open"] = rest
    past = days.between(sold["due"], as_of)
    sold["overdue_days"] = past.where(past.notna(), 0.0).clip(lower=0)
    sold["age_band"] = pd.Series([band(one) for one in sold["overdue_days"]], index=sold.index, dtype="str")
    return sold.reset_index(drop=True)


def receivables(book: Ledger, payments: pd.DataFrame, items: pd.DataFrame, as_of: dt.date) -> pd.DataFrame:
    """receivable and overdue (Int64 units) of each customer, on the customers' index; missing without any payment
    in the book. `items` comes from `open_items`."""
    index, many = book.customers, len(book.customers)
    if not len(payments):
        blank = pd.Series(pd.NA, index=index, dtype="Int64")
        return pd.DataFrame({"receivable": blank, "overdue": blank.copy()})
    lines = book.lines[(days.whole(book.lines["date"]) <= days.day(as_of)) & (book.lines["customer"] >= 0)]
    paid = payments[(payments["customer"] >= 0) & ~(days.whole(payments["date"]) > days.day(as_of))]
    late = items[items["overdue_days"] > 0]
    owed = _sums(lines["customer"], lines["units"], many) - _sums(paid["customer"], paid["units"], many)
    return pd.DataFrame(
        {
            "receivable": pd.Series(owed, index=index, dtype="Int64"),
            "overdue": pd.Series(_sums(late["customer"], late["open"], many), index=index, dtype="Int64"),
        }
    )


def payments_of(payments: pd.DataFrame, positions: pd.Series[Any]) -> pd.DataFrame:
    """The payments table made ready: customer (position), order_no, date, units (an unreadable amount counts 0)."""
    return pd.DataFrame(
        {
            "customer": positions.to_numpy(dtype="int64"),
            "order_no": payments["order_no"].to_numpy(dtype=object),
            "date": payments["date"].to_numpy(),
            "units": to_units(payments["amount"]).fillna(0).to_numpy(dtype="int64"),
        }
    )


def _orders(
    book: Ledger,
    as_of: dt.date,
    order_nos: pd.Series[Any],
    settlement_days: pd.Series[Any],
    line_days: pd.Series[Any] | None,
) -> pd.DataFrame:
    """One row an order (a line without a number: its customer and day), returns included."""
    lines = book.lines.assign(
        name=order_nos.to_numpy(), terms=np.nan if line_days is None else line_days.to_numpy(dtype="float64")
    )
    lines = lines[(lines["customer"] >= 0) & (days.whole(lines["date"]) <= days.day(as_of))]
    keyed = lines.assign(order=order_keys(lines))
    orders = (
        keyed.groupby(["customer", "order"])
        .agg(order_no=("name", "first"), date=("date", "min"), units=("units", "sum"), terms=("terms", "max"))
        .reset_index()
    )
    own = settlement_days.to_numpy(dtype="float64")[orders["customer"].to_numpy()]
    orders["due"] = days.plus(orders["date"], orders["terms"].where(orders["terms"].notna(), own))
    ordered: pd.DataFrame = orders.sort_values(["customer", "due", "date", "order"], na_position="last")
    return ordered[["customer", "order_no", "date", "due", "units"]].reset_index(drop=True)


def _allocate(orders: pd.DataFrame, paid: pd.DataFrame, many: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """(paid by name for each positive order, what is left to pay the oldest with for each customer)."""
    total = _sums(paid["customer"], paid["units"], many)
    credits = orders[orders["units"] < 0]
    sold = orders[orders["units"] > 0]
    by_name = paid[paid["order_no"].notna()].groupby(["customer", "order_no"])["units"].sum()
    keys = pd.MultiIndex.from_arrays([sold["customer"], sold["order_no"]])
    units = sold["units"].to_numpy()
    at = by_name.index.get_indexer(keys) if len(by_name) else np.full(len(sold), -1)
    sums = np.append(by_name.to_numpy(dtype="int64"), 0)
    named = np.clip(sums[at], 0, units)
    pool = total - _sums(sold["customer"], pd.Series(named), many) - _sums(credits["customer"], credits["units"], many)
    return named, pool


def _running(values: NDArray[np.int64], owner: NDArray[np.int64]) -> NDArray[np.int64]:
    """Cumulative sums that start anew with each owner; owners stand together."""
    total = np.cumsum(values)
    if not len(values):
        return total
    starts = np.flatnonzero(np.append(True, owner[1:] != owner[:-1]))
    base = np.repeat((total - values)[starts], np.diff(np.append(starts, len(values))))
    result: NDArray[np.int64] = total - base
    return result


def _sums(customer: pd.Series[Any], units: pd.Series[Any], many: int) -> NDArray[np.int64]:
    sums = np.zeros(many, dtype="int64")
    np.add.at(sums, customer.to_numpy(dtype="int64"), units.to_numpy(dtype="int64"))
    return sums
