"""Months: net amount against target and the same month of last year, and a forecast.

Growth = this month ÷ the same month a year before − 1. The forecast of a month is the same month a year before ×
the growth of the last full months (twelve, or as many as have one a year before them) over those a year before; with
less than eighteen full months of history, the mean of the last three. The month of as_of is forecast too, being
unfinished. No forecast is below zero.

>>> [round(one, 2) for one in forecast([100.0] * 12 + [110.0] * 12, 2)], forecast([10.0, 20.0, 60.0], 1)
([121.0, 121.0], [30.0])
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.rules import days
from workbook.rules.exact import from_units, to_units

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbook.rules.ledger import Ledger

AHEAD = 3
ENOUGH = 18  # full months of history for a forecast by season


def forecast(history: Sequence[float], ahead: int) -> list[float]:
    """The next `ahead` months after full months of history (oldest first), by the module's rule; empty without any."""
    if not history:
        return []
    months = min(12, len(history) - 12)
    earlier = sum(history[-12 - months : -12]) if months > 0 else 0.0
    if len(history) < ENOUGH or earlier <= 0:
        last = history[-3:]
        return [max(0.0, sum(last) / len(last))] * ahead
    growth = sum(history[-months:]) / earlier
    return [max(0.0, history[-12 + at % 12] * growth) for at in range(ahead)]


def monthly(
    book: Ledger, targets: pd.DataFrame, as_of: dt.date, *, months: int = 24, ahead: int = AHEAD
) -> pd.DataFrame:
    """One row a month, oldest first, `months` up to as_of's and `ahead` after it: month (datetime64[s]), amount,
    target, attainment, year_before, growth, forecast (currency and shares, float64, NaN = not known or not yet).

    Amounts are of the whole sheet up to as_of. `targets` has month, salesperson, amount: a month's target is the
    company's own (blank salesperson) where there is one, else the sum of the salespeople's.
    """
    this = np.datetime64(as_of, "M")
    first = _first_month(book, as_of)
    every = np.arange(min(first, this - (months + 11)), this + 1)
    amounts = from_units(pd.Series(_sums(book, every, as_of), index=every))
    rows = np.arange(this - (months - 1), this + ahead + 1)
    amount = amounts.reindex(rows)
    before = amounts[every >= first].reindex(rows - 12).set_axis(rows)
    target = _targets(targets).reindex(rows)
    full = amounts[(every >= first) & (every < this)].tolist()
    guessed = pd.Series(forecast(full, ahead + 1) or np.nan, index=np.arange(this, this + ahead + 1))
    return pd.DataFrame(
        {
            "month": rows.astype("datetime64[s]"),
            "amount": amount.to_numpy(),
            "target": target.to_numpy(),
            "attainment": (amount / target.where(target > 0)).to_numpy(),
            "year_before": before.to_numpy(),
            "growth": (amount / before.where(before > 0) - 1).to_numpy(),
            "forecast": guessed.reindex(rows).to_numpy(),
        }
    )


def _sums(book: Ledger, every: Any, as_of: dt.date) -> Any:
    dates = book.lines["date"].to_numpy(dtype="datetime64[D]")
    at = (dates.astype("datetime64[M]") - every[0]).astype("int64")
    inside = ~np.isnat(dates) & (dates <= days.day(as_of)) & (at >= 0)
    sums = np.zeros(len(every), dtype="int64")
    np.add.at(sums, at[inside], book.lines["units"].to_numpy()[inside])
    return sums


def _first_month(book: Ledger, as_of: dt.date) -> Any:
    """The month of the first order; as_of's own without any."""
    dates = book.lines["date"].to_numpy(dtype="datetime64[D]")
    known = dates[dates <= days.day(as_of)]
    return (known.min() if len(known) else days.day(as_of)).astype("datetime64[M]")


def _targets(targets: pd.DataFrame) -> pd.Series[Any]:
    known = targets[targets["month"].notna()]
    month = days.whole(known["month"]).astype("datetime64[M]")
    units = to_units(known["amount"])
    own = known["salesperson"].isna().to_numpy()
    company = units[own].groupby(month[own]).sum(min_count=1)
    people = units[~own].groupby(month[~own]).sum(min_count=1)
    return from_units(company.combine_first(people).astype("Int64"))
