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

from workbook.rules.basics import days
from workbook.rules.basics.exact_money import to_units
from workbook.rules.basics.order_ledger import order_keys

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from workbook.rules.basics.order_ledger import Ledger

BANDS = ("not_due", "to_30", "to_60", "to_90", "over_90")

_LIFT = 1 << 30  # makes an order key (rules/ledger.order_keys) positive, so that it packs beside the customer


def band(overdue_days: float) -> str:
    """The key of the age band for days past due."""
    return BANDS[int(_steps(np.array([overdue_days]))[0])]


def _steps(overdue_days: NDArray[np.float64]) -> NDArray[np.int64]:
    """Place of the band of each number of days: 0, then one for each 30 days begun, four at most."""
    found: NDArray[np.int64] = np.clip(np.ceil(np.floor(overdue_days) / 30), 0, 4).astype("int64")
    return found


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
    orders = _orders(book, as_of, settlement_days, line_days)
    codes = _codes(book, order_nos)
    paid = payments[(payments["customer"] >= 0) & ~(days.whole(payments["date"]) > days.day(as_of))]
    named, pool = _allocate(orders, paid, codes, len(book.customers))
    sold = orders[orders["units"] > 0].reset_index(drop=True)
    left = sold["units"].to_numpy() - named
    owner = sold["customer"].to_numpy()
    before = _running(left, owner) - left
    past = days.between(sold["due"], as_of).fillna(0.0).clip(lower=0)
    names = codes.index.astype("str").to_series().set_axis(codes.to_numpy()).reindex(sold["order"])
    return pd.DataFrame(
        {
            "customer": owner,
            "order_no": names.to_numpy(),
            "date": sold["date"],
            "due": sold["due"],
            "units": sold["units"],
            "open": np.clip(left - np.maximum(pool[owner] - before, 0), 0, None),
            "overdue_days": past,
            "age_band": pd.Series(np.array(BANDS, dtype=object)[_steps(past.to_numpy())], dtype="str"),
        }
    )


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
    settlement_days: pd.Series[Any],
    line_days: pd.Series[Any] | None,
) -> pd.DataFrame:
    """One row an order (a line without a number: its customer and day), returns included: customer, order (its code,
    below zero = a day), date, due, units; in order of customer, due date, date."""
    lines = book.lines.assign(terms=np.nan if line_days is None else line_days.to_numpy(dtype="float64"))
    lines = lines[(lines["customer"] >= 0) & (days.whole(lines["date"]) <= days.day(as_of))]
    packed = lines["customer"].to_numpy() << 32 | order_keys(lines).to_numpy().astype("int64") + _LIFT
    grouped = lines[["date", "units", "terms"]].groupby(packed)
    orders = grouped.agg(date=("date", "min"), units=("units", "sum"), terms=("terms", "max"))
    customer, order = orders.index.to_numpy() >> 32, (orders.index.to_numpy() & 0xFFFFFFFF) - _LIFT
    own = settlement_days.to_numpy(dtype="float64")[customer]
    due = days.plus(orders["date"], orders["terms"].where(orders["terms"].notna(), own))
    last = np.where(due.isna(), np.iinfo("int64").max, due.to_numpy().astype("int64"))  # no terms: paid last
    sequence = np.lexsort((order, orders["date"].to_numpy(), last, customer))
    made = pd.DataFrame(
        {
            "customer": customer,
            "order": order,
            "date": orders["date"].to_numpy(),
            "due": due.to_numpy(),
            "units": orders["units"].to_numpy(),
        }
    )
    return made.iloc[sequence].reset_index(drop=True)


def _codes(book: Ledger, order_nos: pd.Series[Any]) -> pd.Series[Any]:
    """Order number (index) → its code in the ledger."""
    codes = book.lines["order_no"].to_numpy()
    first = ~(np.isnan(codes) | pd.Series(codes).duplicated().to_numpy())
    return pd.Series(codes[first].astype("int64"), index=pd.Index(order_nos[first]))


def _allocate(
    orders: pd.DataFrame, paid: pd.DataFrame, codes: pd.Series[Any], many: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """(paid by name for each positive order, what is left to pay the oldest with for each customer)."""
    at = codes.index.get_indexer(pd.Index(paid["order_no"]))
    some = at >= 0
    order = codes.to_numpy()[at[some]]
    by_name = paid["units"][some].groupby(paid["customer"].to_numpy()[some] << 32 | order + _LIFT).sum()
    sold, credits = orders[orders["units"] > 0], orders[orders["units"] < 0]
    keys = sold["customer"].to_numpy() << 32 | sold["order"].to_numpy() + _LIFT
    sums = np.append(by_name.to_numpy(dtype="int64"), 0)
    named = np.clip(sums[by_name.index.get_indexer(pd.Index(keys))], 0, sold["units"].to_numpy())
    total = _sums(paid["customer"], paid["units"], many)
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
