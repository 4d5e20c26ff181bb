"""What of the month's visits is still short, a line a salesperson, held against what can still be done.

Each salesperson makes so many visits a working day (a setting). Where more is short than the days that are left hold,
the line says so, and whom to serve first: grade A, who owes money that is overdue, and who was promised something.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pandas as pd

from workbook.language import COMMA, Lang, Text
from workbook.rules.basics import working_days
from workbook.rules.basics.periods import month_number, month_span

if TYPE_CHECKING:
    from collections.abc import Mapping

SHOWN = 3
"""Customers that a line names."""

WHAT = Text("本月欠访", "Visits short")
_SHORT = Text(
    "本月应访{owed}次，已访{made}次，还欠{short}次（{customers}家）；剩{days}个工作日，最多{room}次",
    "{owed} visits owed this month, {made} made, {short} short at {customers} customers; "
    "{days} working days left for {room}",
)
_TOO_MANY = Text(
    "，做不完：先去A级、有逾期款、有承诺到期的", ": more than can be done; grade A, debts and promises first"
)
_FIRST = Text("。先去：{names}", ". First: {names}")
COLUMNS = ("owner", "owed", "made", "short", "customers", "days", "room", "names")


def load(
    customers: pd.DataFrame, promised: frozenset[str], as_of: dt.date, days: working_days.Days, a_day: int,
    own: Mapping[str, working_days.Days] | None = None,
) -> pd.DataFrame:  # fmt: skip
    """COLUMNS, a row for each salesperson whose customers are short of visits; `names` of those to serve first.

    `customers`: customer_id, name, owner, grade, overdue, visits_owed, visits_made, visits_short, last_visit;
    `promised`: ids of the customers with a promise that is due; `days`: rules/basics/working_days.py, and `own` those
    of one salesperson.
    """
    end = month_span(month_number(as_of)).end
    rows = customers[customers["owner"].notna()]
    first = ~serve_first(rows, promised)
    ordered = rows.assign(later=first).sort_values(["later", "grade", "last_visit", "customer_id"], na_position="first")
    found = []
    for owner, group in ordered.groupby("owner"):
        short = group[group["visits_short"] > 0]
        if len(short):
            left = len(working_days.working_days(as_of, end, {**days, **(own or {}).get(str(owner), {})}))
            counts = {key: int(group[f"visits_{key}"].sum()) for key in ("owed", "made", "short")}
            names = tuple(short["name"].dropna().head(SHOWN))
            found.append((owner, *counts.values(), len(short), left, left * a_day, names))
    return pd.DataFrame(found, columns=list(COLUMNS))


def serve_first(customers: pd.DataFrame, promised: frozenset[str]) -> pd.Series[bool]:
    """Which customers (grade, overdue, customer_id) come first where not all can be served."""
    owes = customers["overdue"].astype("float64") > 0
    return customers["grade"].eq("A") | owes | customers["customer_id"].isin(promised)


def lines(found: pd.DataFrame, lang: Lang) -> list[str]:
    """The sentence of each row of `load`."""
    return [_sentence({str(key): value for key, value in row.items()}, lang) for row in found.to_dict("records")]


def _sentence(row: Mapping[str, Any], lang: Lang) -> str:
    said = _SHORT[lang].format(**row)
    if row["short"] > row["room"]:
        said += _TOO_MANY[lang]
    return said + _FIRST[lang].format(names=COMMA[lang].join(row["names"])) if row["names"] else said
