"""Team performance: each salesperson's targets and results of a period.

Orders and amounts are of the line's salesperson, else of who looked after the customer on that day
(rules/customers/owner_history.py). A customer is new in the period of its first purchase. Promises kept: of the
promises due in the period up to as_of, the share that is marked as kept. Satisfaction is the mean of the overall marks
given in the period by the salesperson's customers. A person appears who has a target or did anything, then or in what
the period is compared with; a blank salesperson is everything that belongs to nobody. The company's own target (a blank
salesperson in the targets) is nobody's. A period that is not made of whole months has no target.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.rules.basics import days
from workbook.rules.basics.exact_money import from_units
from workbook.rules.basics.periods import first_days, month_numbers
from workbook.rules.sales import composition

if TYPE_CHECKING:
    from workbook.rules.basics.periods import Period

NOBODY = ""
OWED = ("visits_owed", "visits_made", "visits_short", "short_before")

COLUMNS = (
    "salesperson",
    "month",
    "amount",
    "amount_before",
    "change",
    "amount_year_ago",
    "growth",
    "target",
    "attainment",
    "orders",
    "visits",
    "visits_owed",
    "visits_made",
    "visits_short",
    "short_before",
    "new_customers",
    "promises_kept",
    "satisfaction",
)


def results(
    period: Period,
    *,
    lines: pd.DataFrame,
    sellers: pd.Series[Any],
    bought: pd.DataFrame,
    visits: pd.DataFrame,
    targets: pd.DataFrame,
    satisfaction: pd.DataFrame,
    owed: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """One row a salesperson (key; NaN = nobody's) for a period, up to the day it is seen on: COLUMNS; `month` is that
    of a period of one month.

    `lines`: of the period and what it is compared with (`flows.of_period`); `sellers`: whose each is. `bought`: the
    customers' first_order, and owner on that day. `visits`: date, salesperson, promise_due, promise_kept. `targets`:
    month, salesperson, amount. `satisfaction`: date, overall, and owner of the customer on that day. `owed`:
    owner, and what the customers are owed in the calendar months of the as-of day and before: OWED (none: 0). Sorted by amount,
    then name.
    """
    span = period.counted
    short = {key: _owed(owed, key) for key in OWED}
    sold = composition.by(sellers.fillna(NOBODY), lines).set_index("value")
    first = bought[span.holds(bought["first_order"])]
    made = visits[span.holds(visits["date"])]
    promised = visits[span.holds(visits["promise_due"])]
    marks = satisfaction[span.holds(satisfaction["date"])]
    aims = targets[np.isin(month_numbers(days.whole(targets["month"])), period.months)]
    units = {key: sold[key] for key in ("units", "units_before", "units_year_ago")}
    columns: dict[str, pd.Series[Any]] = {
        "amount": from_units(units["units"]),
        "amount_before": from_units(units["units_before"]),
        "change": from_units(units["units"] - units["units_before"]),
        "amount_year_ago": from_units(units["units_year_ago"]),
        "growth": composition.growth(units["units"], units["units_year_ago"]),
        "target": aims[aims["salesperson"].notna()].groupby("salesperson")["amount"].sum(),
        "orders": sold["orders"],
        "visits": made.groupby(made["salesperson"].fillna(NOBODY)).size(),
        "new_customers": first.groupby(first["owner"].fillna(NOBODY)).size(),
        **short,
        "promises_kept": promised["promise_kept"].eq(True).groupby(promised["salesperson"].fillna(NOBODY)).mean(),
        "satisfaction": marks["overall"].groupby(marks["owner"].fillna(NOBODY)).mean(),
    }
    names = sorted({str(name) for one in columns.values() for name in one.index})
    found = pd.DataFrame({key: one.astype("float64").reindex(names) for key, one in columns.items()}, index=names)
    counts = ["amount", "amount_before", "change", "amount_year_ago", "orders", "visits", "new_customers", *OWED]
    found[counts] = found[counts].fillna(0)
    found["attainment"] = (found["amount"] / found["target"]).where(found["target"] > 0)
    found["month"] = first_days(np.array(period.months))[0] if len(period.months) == 1 else np.datetime64("NaT", "s")
    found["salesperson"] = pd.Series([name or None for name in names], index=names, dtype="str")
    ordered = found.sort_values(["amount", "salesperson"], ascending=[False, True], na_position="last")
    return ordered[list(COLUMNS)].reset_index(drop=True)


def _owed(owed: pd.DataFrame | None, key: str) -> pd.Series[Any]:
    """What all customers of each salesperson make, of those for whom it is anything."""
    if owed is None:
        return pd.Series(dtype="float64")
    counted = owed[owed[key] > 0]
    return counted.groupby(counted["owner"].fillna(NOBODY))[key].sum()
