"""Contact persons: age, zodiac animal, star sign, loyalty points.

A lunar birthday is turned into the day of birth first (rules/basics/birthdays.py). Points = the net amount of
the contact's customer ÷ 100 × the points for each 100, rounded down, never below zero; of several contacts of one
customer the one that joined (入网时间) first has them, so that a purchase earns once.

>>> points(123_456_700, 2)
246
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.rules.basics import birthdays, lunar_calendar
from workbook.rules.basics.exact_money import UNITS

if TYPE_CHECKING:
    from workbook.language import Lang


def points(units: int, per_hundred: float) -> int:
    """Points for a net amount in units."""
    return max(0, int(units * per_hundred // (100 * UNITS)))


def birth(contacts: pd.DataFrame, as_of: dt.date, lang: Lang = "zh") -> pd.DataFrame:
    """age (float64), sheng_xiao, star_sign (str) of every contact or family member with birthday and calendar (key),
    on its index. Blank where the birthday does not tell it for sure, and for one after as_of."""
    rows = [
        _one(one, as_of, lang)
        for one in map(birthdays.of, contacts["birthday"].tolist(), contacts["calendar"].tolist())
    ]
    age, animal, sign = zip(*rows, strict=True) if rows else ((), (), ())
    return pd.DataFrame(
        {
            "age": pd.Series(age, index=contacts.index, dtype="float64"),
            "sheng_xiao": pd.Series(animal, index=contacts.index, dtype="str"),
            "star_sign": pd.Series(sign, index=contacts.index, dtype="str"),
        }
    )


def contact_points(
    contacts: pd.DataFrame, customers: pd.DataFrame, units: pd.Series[Any], per_hundred: float
) -> pd.Series[Any]:
    """Points of every contact (float64, NaN for one that has none of its own), on its index.

    `contacts` has customer_id (resolved) and joined_on; `units`: net amount of each of `customers` (int64 units).
    """
    joined = contacts[contacts["joined_on"].notna() & contacts["customer_id"].notna()]
    first = joined.sort_values("joined_on", kind="stable").drop_duplicates("customer_id")
    known = customers["customer_id"].notna() & ~customers["customer_id"].duplicated()
    by_id = units[known].set_axis(pd.Index(customers["customer_id"][known]))
    sums = by_id.reindex(first["customer_id"])
    earned = [np.nan if np.isnan(one) else points(int(one), per_hundred) for one in sums.tolist()]
    return pd.Series(earned, index=first.index, dtype="float64").reindex(contacts.index)


def _one(known: birthdays.Known | None, as_of: dt.date, lang: Lang) -> tuple[float, str | None, str | None]:
    """What is the same for every day that the birthday can have been."""
    between = birthdays.born(known)
    if known is None or between is None:
        if known is None or known.lunar or known.month is None or known.day is None or not birthdays.exists(known):
            return np.nan, None, None
        return np.nan, None, lunar_calendar.star_sign(dt.date(_LEAP_YEAR, known.month, known.day))[lang]
    first, last = between
    if not lunar_calendar.FIRST_YEAR < first.year < lunar_calendar.LAST_YEAR or last > as_of:
        return np.nan, None, None
    ages = {lunar_calendar.age(one, as_of) for one in between}
    animals = {lunar_calendar.sheng_xiao(one)[lang] for one in between}
    years = ages.pop() if len(ages) == 1 else None
    return (
        np.nan if years is None else years,
        animals.pop() if len(animals) == 1 else None,
        lunar_calendar.star_sign(first)[lang] if first == last else None,
    )


_LEAP_YEAR = 2024
