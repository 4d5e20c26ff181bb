"""Credit: terms by stars, what each customer owes, how old the debt is, and whether the limit is passed.

The stars of a customer give limit, terms and handling from the list `credit_terms`. What is owed is what was sold
less what was paid, up to as_of; more paid than sold is a prepayment, and then nothing is owed. When an order, or each
invoice of it, falls due says rules/customers/due_orders.py; not invoiced where the invoice counts, or without terms,
it is owed but never overdue. A payment that names an order pays that order of its customer (of one number used in
several years, the last one up to the payment), its oldest due invoice first; what is over, what names none, and what
returns give back, pays the oldest due order first. A security deposit pays nothing, a refund takes a payment back.

Whether a customer without any payment owes everything or nothing we know of is the setting `debt_basis`: by orders
and terms, or by registered payments only, and then such a customer's figures are missing, not zero.

Debt is aged by days past due: not due, 1-30, 31-60, 61-90, over 90; not invoiced and no terms stand beside these.

>>> band(0), band(1), band(30), band(31), band(91)
('not_due', 'to_30', 'to_30', 'to_60', 'over_90')
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.rules.basics import days
from workbook.rules.basics.as_of import after
from workbook.rules.basics.exact_money import to_units
from workbook.rules.customers.due_orders import Terms, due_orders, running

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from workbook.rules.basics.order_ledger import Ledger

BANDS = ("not_due", "to_30", "to_60", "to_90", "over_90")
NOT_INVOICED, NO_TERMS = "not_invoiced", "no_terms"
BY_TERMS, BY_PAYMENTS = "terms", "payments"
SECURITY, REFUND = "security", "refund"

_DAYS = 1 << 24  # days that pack beside the number of a group


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
    terms: Terms | None = None,
) -> pd.DataFrame:
    """What is still open, one row an order with a positive amount, or an invoice of one: customer (position), order_no
    (str or NaN), date, due (NaT = no terms, or not invoiced), units, open (int64 units, 0 when paid), overdue_days
    (float64), age_band.

    `order_nos`: the order numbers of the ledger's lines as text; `payments`: customer (position, -1 = nobody),
    order_no, date, units; `settlement_days`: by customer position; `line_days`: by line, NaN = the customer's.
    Without `terms` days count from the order. Rows are in order of customer, due date, date.
    """
    orders = due_orders(book, as_of, settlement_days, line_days, terms)
    names = _numbers(book, order_nos)
    sold = orders[orders["units"] > 0].reset_index(drop=True)
    sold = sold.assign(order_no=names.reindex(sold["order"]).to_numpy())
    named, pool = _allocate(orders, sold, _up_to(payments, as_of), len(book.customers))
    left = sold["units"].to_numpy() - named
    owner = sold["customer"].to_numpy()
    before = running(left, owner) - left
    past = days.between(sold["due"], as_of).fillna(0.0).clip(lower=0)
    bands = np.array(BANDS, dtype=object)[_steps(past.to_numpy())]
    bands = np.where(sold["due"].isna(), np.where(sold["waiting"], NOT_INVOICED, NO_TERMS), bands)
    return pd.DataFrame(
        {
            "customer": owner,
            "order_no": sold["order_no"],
            "date": sold["date"],
            "due": sold["due"],
            "units": sold["units"],
            "open": np.clip(left - np.maximum(pool[owner] - before, 0), 0, None),
            "overdue_days": past,
            "age_band": pd.Series(bands, dtype="str"),
        }
    )


def accounts(payments: pd.DataFrame, many: int, as_of: dt.date, basis: str) -> NDArray[np.bool_]:
    """Of which customers (by position) it is known what they owe: of all by terms; by payments of those with any
    payment up to as_of that is no security deposit."""
    known = np.full(many, basis == BY_TERMS)
    paid = _up_to(payments, as_of)
    known[paid["customer"][paid["pays"]].to_numpy(dtype="int64")] = True
    return known


def receivables(
    book: Ledger, payments: pd.DataFrame, items: pd.DataFrame, as_of: dt.date, known: NDArray[np.bool_] | None = None
) -> pd.DataFrame:
    """receivable, overdue and prepaid (Int64 units, none below zero) of each customer, on the customers' index;
    missing where `known` (see `accounts`) is False; without it all are known. `items` comes from `open_items`."""
    index, many = book.customers, len(book.customers)
    lines = book.lines[~after(book.lines["date"], as_of) & (book.lines["customer"].to_numpy() >= 0)]
    paid = _up_to(payments, as_of)
    late = items[items["overdue_days"] > 0]
    owed = _sums(lines["customer"], lines["units"], many) - _sums(paid["customer"], paid["units"], many)
    found = {
        "receivable": np.maximum(owed, 0),
        "overdue": _sums(late["customer"], late["open"], many),
        "prepaid": np.maximum(-owed, 0),
    }
    unknown = np.zeros(many, dtype=bool) if known is None else ~known
    return pd.DataFrame({key: pd.Series(one, index=index, dtype="Int64").mask(unknown) for key, one in found.items()})


def payments_of(payments: pd.DataFrame, positions: pd.Series[Any]) -> pd.DataFrame:
    """The payments table made ready: customer (position), order_no, date, units (what it pays: an unreadable amount
    and a security deposit 0, a refund less than 0), pays (bool, False for a security deposit)."""
    units = to_units(payments["amount"]).fillna(0).to_numpy(dtype="int64")
    kind = payments["kind"].to_numpy(dtype=object) if "kind" in payments else np.full(len(payments), None)
    pays = kind != SECURITY
    return pd.DataFrame(
        {
            "customer": positions.to_numpy(dtype="int64"),
            "order_no": payments["order_no"].to_numpy(dtype=object),
            "date": payments["date"].to_numpy(),
            "units": np.where(pays, np.where(kind == REFUND, -np.abs(units), units), 0),
            "pays": pays.astype(bool),
        }
    )


def _up_to(payments: pd.DataFrame, as_of: dt.date) -> pd.DataFrame:
    """Payments of known customers that are not dated later."""
    found = payments[(payments["customer"] >= 0) & ~after(payments["date"], as_of)]
    return found if "pays" in found else found.assign(pays=True)


def _numbers(book: Ledger, order_nos: pd.Series[Any]) -> pd.Series[Any]:
    """Code in the ledger (index) → the order number as text."""
    codes = book.lines["order_no"].to_numpy()
    first = ~(np.isnan(codes) | pd.Series(codes).duplicated().to_numpy())
    return pd.Series(order_nos.to_numpy(dtype=object)[first], index=codes[first].astype("int64"), dtype="str")


def _allocate(
    orders: pd.DataFrame, sold: pd.DataFrame, paid: pd.DataFrame, many: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """(paid by name for each of `sold`, what is left to pay the oldest with for each customer)."""
    at = _named_orders(sold, paid)
    whole = pd.factorize((sold["customer"].to_numpy() << 32) + sold["order"].to_numpy())[0]  # invoices of one order
    sums = np.zeros(len(sold), dtype="int64")
    np.add.at(sums, whole[at[at >= 0]], paid["units"].to_numpy()[at >= 0])
    together = np.argsort(whole, kind="stable")
    units, order = sold["units"].to_numpy()[together], whole[together]
    named = np.zeros(len(sold), dtype="int64")
    named[together] = np.clip(sums[order] - (running(units, order) - units), 0, units)
    credits = orders[orders["units"] < 0]
    total = _sums(paid["customer"], paid["units"], many) - _sums(credits["customer"], credits["units"], many)
    pool = total - _sums(sold["customer"], pd.Series(named), many)
    taken_back = (pool < 0)[sold["customer"].to_numpy()]  # more was refunded than lay unnamed: no order is paid by name
    named[taken_back] = 0
    return named, np.where(pool < 0, total, pool)


def _named_orders(sold: pd.DataFrame, paid: pd.DataFrame) -> NDArray[np.int64]:
    """The place in `sold` of the order that each payment names, -1 = none: of several years' orders with that number
    the last one up to the payment's day, else the first."""
    numbered = np.flatnonzero(sold["order_no"].notna())
    theirs = pd.MultiIndex.from_arrays([sold["customer"].to_numpy()[numbered], sold["order_no"].to_numpy()[numbered]])
    groups = theirs.unique()
    group = groups.get_indexer(theirs)
    day = days.whole(sold["date"])[numbered].astype("int64")
    sequence = np.lexsort((day, group))
    keys = group[sequence] * _DAYS + day[sequence]
    asked = groups.get_indexer(pd.MultiIndex.from_arrays([paid["customer"], paid["order_no"]]))
    on = np.nan_to_num(days.whole(paid["date"]).astype("float64"), nan=0.0).astype("int64")
    on = np.where(np.isnat(days.whole(paid["date"])), _DAYS // 2, on)
    place = np.searchsorted(keys, asked * _DAYS + on, side="right") - 1
    first = np.searchsorted(keys, asked * _DAYS - _DAYS // 2)
    place = np.maximum(place, first)
    known = (asked >= 0) & paid["order_no"].notna().to_numpy()
    found = np.full(len(paid), -1)
    found[known] = numbered[sequence[place[known]]]
    return found


def _sums(customer: pd.Series[Any], units: pd.Series[Any], many: int) -> NDArray[np.int64]:
    sums = np.zeros(many, dtype="int64")
    np.add.at(sums, customer.to_numpy(dtype="int64"), units.to_numpy(dtype="int64"))
    return sums
