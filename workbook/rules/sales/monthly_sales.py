"""Monthly sales: net amount against target and the same month of last year, and what is forecast.

Growth = this month ÷ the same month a year before − 1; the month of as_of, being unfinished, is held against the same
days. A month is the calendar's or ends on the day the books are closed. What is forecast is not worked out here: it is
the forecast of the book (rules/sales/forecast_months.py).

>>> sums = pd.Series([1_000_000, 1_500_000], index=[2026 * 12 + 4, 2026 * 12 + 5])
>>> aims = pd.DataFrame({"month": pd.to_datetime(["2026-06-01"]), "salesperson": None, "region": None, "amount": 200.0})
>>> found = monthly(sums, (900_000, 0), aims, dt.date(2026, 6, 20), months=1, ahead=0)
>>> found[["amount", "target", "attainment", "amount_before", "change"]].values.tolist()
[[150.0, 200.0, 0.75, 90.0, 60.0]]
"""

from __future__ import annotations

import datetime as dt
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.rules.basics.exact_money import from_units
from workbook.rules.basics.periods import first_days, month_number
from workbook.rules.sales.forecast_months import AHEAD
from workbook.rules.sales.targets import aimed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

MONTHS = 24


def monthly(
    sums: pd.Series[Any],
    same_days: tuple[int, int],
    targets: pd.DataFrame,
    as_of: dt.date,
    *,
    salesperson: str | None = None,
    forecast: Mapping[int, float] = MappingProxyType({}),
    closes_on: int | None = None,
    months: int = MONTHS,
    ahead: int = AHEAD,
) -> pd.DataFrame:
    """One row a month, oldest first, `months` up to as_of's and `ahead` after it: month (datetime64[s]), amount,
    target, attainment, amount_before, change, year_before, growth, forecast (currency and shares, float64, NaN = not
    known or not yet).

    `sums`: month number (rules/basics/periods.py) → units of all months up to as_of's. `same_days`: the units of the
    same days of the month before and of a year before, which the running month is held against. `targets`: of
    everybody (rules/sales/targets.py); what is told is the company, or a salesperson. `forecast`: by month number.
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
    target = aimed(targets, rows, salesperson=salesperson)
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
            "forecast": np.array([forecast.get(row, np.nan) for row in rows.tolist()], dtype="float64"),
        }
    )


def _ratio(amount: NDArray[np.float64], base: NDArray[np.float64]) -> NDArray[np.float64]:
    """amount ÷ base where the base is above zero; else NaN."""
    return amount / np.where(base > 0, base, np.nan)
