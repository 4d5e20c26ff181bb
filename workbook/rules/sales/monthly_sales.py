"""Monthly sales: net amount against target and the same month of last year, and a forecast.

Growth = this month ÷ the same month a year before − 1; the month of as_of, being unfinished, is held against the same
days. A month is the calendar's or ends on the day the books are closed. The forecast of a month is the same month a
year before × the growth of the last full months (twelve, or as many as have one a year before them) over those a year
before; with less than eighteen full months of history, the mean of the last three. The month of as_of is forecast too.
No forecast is below zero.

>>> [round(one, 2) for one in forecast([100.0] * 12 + [110.0] * 12, 2)], forecast([10.0, 20.0, 60.0], 1)
([121.0, 121.0], [30.0])
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.rules.basics import days
from workbook.rules.basics.exact_money import from_units, to_units
from workbook.rules.basics.periods import first_days, month_number, month_numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

MONTHS = 24
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
    sums: pd.Series[Any],
    same_days: tuple[int, int],
    targets: pd.DataFrame,
    as_of: dt.date,
    *,
    closes_on: int | None = None,
    months: int = MONTHS,
    ahead: int = AHEAD,
) -> pd.DataFrame:
    """One row a month, oldest first, `months` up to as_of's and `ahead` after it: month (datetime64[s]), amount,
    target, attainment, amount_before, change, year_before, growth, forecast (currency and shares, float64, NaN = not
    known or not yet).

    `sums`: month number (rules/basics/periods.py) → units of all months up to as_of's. `same_days`: the units of the
    same days of the month before and of a year before, which the running month is held against. `targets` has month,
    salesperson, amount: a month's target is the company's own (blank salesperson) where there is one, else the sum of
    the salespeople's.
    """
    this = month_number(as_of, closes_on)
    first = int(sums.index.min()) if len(sums) else this
    every = np.arange(min(first, this - (months + 12)), this + 1)
    amounts = from_units(sums.reindex(every, fill_value=0)).to_numpy()
    known = np.where(every >= first, amounts, np.nan)
    rows = np.arange(this - (months - 1), this + ahead + 1)
    not_yet = np.full(ahead, np.nan)
    amount = np.append(amounts[-months:], not_yet)
    month_before = np.append(known[-months - 1 : -1], not_yet)
    year_before = np.append(known, not_yet)[-12 - len(rows) : -12]
    day_before, day_year_before = from_units(pd.Series(same_days)).tolist()
    month_before[months - 1] = day_before if first < this else np.nan
    year_before[months - 1] = day_year_before if first <= this - 12 else np.nan
    target = month_targets(targets, rows)
    guessed = np.full(len(rows), np.nan)
    guessed[months - 1 :] = forecast(amounts[(every >= first) & (every < this)].tolist(), ahead + 1) or np.nan
    return pd.DataFrame(
        {
            "month": first_days(rows),
            "amount": amount,
            "target": target,
            "attainment": _ratio(amount, target),
            "amount_before": month_before,
            "change": np.round(amount - month_before, 2),
            "year_before": year_before,
            "growth": _ratio(amount, year_before) - 1,
            "forecast": guessed,
        }
    )


def _ratio(amount: NDArray[np.float64], base: NDArray[np.float64]) -> NDArray[np.float64]:
    """amount ÷ base where the base is above zero; else NaN."""
    return amount / np.where(base > 0, base, np.nan)


def target_units(targets: pd.DataFrame, month: int) -> int | None:
    """The target of one month (its number), in units; None without one."""
    found = month_targets(targets, np.array([month]))[0]
    return None if np.isnan(found) else int(to_units(pd.Series([found])).iloc[0])


def month_targets(targets: pd.DataFrame, rows: Any) -> NDArray[np.float64]:
    """The target of each of these months (numbers, one after the other), in currency: the company's own, else its
    people's together; NaN without one."""
    units = to_units(targets["amount"])
    month = days.whole(targets["month"]).astype("datetime64[M]")
    at = month_numbers(month) - rows[0]
    counts = ~np.isnat(month) & (at >= 0) & (at < len(rows)) & units.notna().to_numpy()
    own = targets["salesperson"].isna().to_numpy()
    sums, given = np.zeros((2, len(rows)), dtype="int64"), np.zeros((2, len(rows)), dtype=bool)
    whose = own.astype("int64")[counts], at[counts]
    np.add.at(sums, whose, units[counts].to_numpy(dtype="int64"))
    given[whose] = True
    chosen = np.where(given[1], sums[1], sums[0])
    return np.where(given.any(axis=0), from_units(pd.Series(chosen)).to_numpy(), np.nan)
