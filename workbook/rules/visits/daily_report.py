"""Daily visit report: the visits and street sweeps of a day by salesperson, with what to do about them.

The report covers the days of a week up to as_of, newest first. The advice is what the salesperson noted as to be
improved, else what is advised for the customer's MAN class. A sweep of a customer visited that day adds nothing.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd

from workbook.rules.basics import days

if TYPE_CHECKING:
    from collections.abc import Mapping

DAYS = 7
SWEEP = "sweep"

COLUMNS = (
    "date", "salesperson", "customer_id", "customer_name", "kind", "goal", "goal_reached", "result", "promise",
    "next_step", "advice",
)  # fmt: skip
_SWEPT = ("location", "condition", "main_brands", "remarks")  # what a sweep reports as its result


def report(
    visits: pd.DataFrame,
    sweeps: pd.DataFrame,
    man_class: Mapping[str, str],
    advice: Mapping[str, str],
    as_of: dt.date,
) -> pd.DataFrame:
    """COLUMNS, newest day first, then by salesperson and customer.

    `visits` has the columns of the visits sheet and `sweeps` those of the sweeps sheet (customer_id resolved);
    `man_class`: customer_id -> class; `advice`: class -> what to do.
    """
    made = visits.assign(own=visits["improvements"])
    told = [
        "；".join(part for part in row if isinstance(part, str)) for row in sweeps[list(_SWEPT)].to_numpy().tolist()
    ]
    swept = pd.DataFrame(
        {
            "date": sweeps["date"],
            "salesperson": sweeps["salesperson"],
            "customer_id": sweeps["customer_id"],
            "customer_name": sweeps["customer_name"],
            "kind": pd.Series(SWEEP, index=sweeps.index, dtype="str"),
            "result": pd.Series([one or None for one in told], index=sweeps.index, dtype="str"),
        }
    )
    keys = ["date", "customer_id"]
    known = pd.MultiIndex.from_frame(swept[keys]).isin(pd.MultiIndex.from_frame(visits[keys]))
    columns = [*COLUMNS[:-1], "own"]
    every = pd.concat([made.reindex(columns=columns), swept[~known].reindex(columns=columns)], ignore_index=True)
    whole = days.whole(every["date"])
    recent = every[(whole <= days.day(as_of)) & (whole > days.day(as_of) - DAYS)]
    by_class = recent["customer_id"].map(dict(man_class)).map(dict(advice))
    found = recent.assign(
        goal_reached=recent["goal_reached"].eq(True), advice=recent["own"].where(recent["own"].notna(), by_class)
    )
    order = ["date", "salesperson", "customer_id"]
    ordered = found.sort_values(order, ascending=[False, True, True], kind="stable", ignore_index=True)
    return ordered[list(COLUMNS)]
