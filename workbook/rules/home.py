"""The home sheet: its key figures and the blocks its charts read (workbook/schema/home.py declares both).

Months are the twelve calendar months that end with as_of's own; the window is the grading window. Orders dated
after as_of are in the totals of the sheet (rules/customers/order_statistics.py) but in no window and no month of a
chart.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from workbook.language import Lang, Text
from workbook.rules.basics import days
from workbook.rules.basics.exact_money import amount
from workbook.rules.customers.grade import ORDER
from workbook.rules.reminders.today import open_now

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbook.rules.basics.order_ledger import Ledger
    from workbook.rules.customers.order_statistics import Statistics

MONTHS = 12
REGIONS = 8

_OTHER = Text("其他", "Other")
_BLANK = Text("未填", "Not given")


def figures(
    customers: pd.DataFrame,
    found: Statistics,
    recent: pd.DataFrame,
    reminders: pd.DataFrame,
    as_of: dt.date,
    problems: int | None = None,
) -> dict[str, float | None]:
    """Key → value of each figure; money in currency units, rounded half up; None = not known (problems unchecked).

    `customers` has grade; `found` and `recent` come from statistics.statistics and .window; `reminders` is the
    merged list.
    """
    counts = customers["grade"].value_counts()
    waiting = open_now(reminders, as_of)
    return {
        "customers": len(customers),
        "buyers": int((recent["units"] > 0).sum()),
        "orders": found.order_count,
        "amount": amount(found.total_units),
        "window_amount": amount(int(recent["units"].sum())),
        "unassigned": amount(found.unassigned_units),
        "grade_a": int(counts.get("A", 0)),
        "grade_b": int(counts.get("B", 0)),
        "grade_c": int(counts.get("C", 0)),
        "prospects": int(counts.get("prospect", 0)),
        "reminders": len(waiting),
        "overdue": int((days.whole(waiting["due"]) < days.day(as_of)).sum()),
        "problems": problems,
    }


def blocks(
    customers: pd.DataFrame,
    book: Ledger,
    recent: pd.DataFrame,
    as_of: dt.date,
    *,
    grade_labels: Mapping[str, str],
    region_labels: Mapping[str, str],
    lang: Lang = "zh",
) -> dict[str, list[tuple[str, float]]]:
    """Key → (label, value) rows of each chart block, never more than the block holds.

    `customers` has grade and region (keys); the labels are the lists' own, by key; a key without one shows itself.
    """
    counts = customers["grade"].value_counts()
    return {
        "months": months(book, as_of),
        "grades": [(grade_labels.get(one, one), int(counts.get(one, 0))) for one in ORDER],
        "regions": regions(customers, recent, region_labels, lang),
    }


def months(book: Ledger, as_of: dt.date, how_many: int = MONTHS) -> list[tuple[str, float]]:
    """Net amount of each of the last calendar months up to as_of, oldest first, all lines of the sheet."""
    last = np.datetime64(as_of, "M")
    labels = np.arange(last - (how_many - 1), last + 1)
    dates = book.lines["date"].to_numpy(dtype="datetime64[D]")
    at = (dates.astype("datetime64[M]") - labels[0]).astype("int64")
    inside = ~np.isnat(dates) & (dates <= days.day(as_of)) & (at >= 0)
    sums = np.zeros(how_many, dtype="int64")
    np.add.at(sums, at[inside], book.lines["units"].to_numpy()[inside])
    return [(str(label), amount(int(total))) for label, total in zip(labels, sums, strict=True)]


def regions(
    customers: pd.DataFrame, recent: pd.DataFrame, labels: Mapping[str, str], lang: Lang = "zh", rows: int = REGIONS
) -> list[tuple[str, float]]:
    """Net amount in the window by region, largest first; what does not fit goes into one last row 其他."""
    sums = recent["units"].groupby(customers["region"].fillna("")).sum()
    sold = sorted(((int(total), str(key)) for key, total in sums.items() if total), key=lambda one: (-one[0], one[1]))
    named = [(labels.get(key, key) if key else _BLANK[lang], total) for total, key in sold]
    if len(named) > rows:
        named = [*named[: rows - 1], (_OTHER[lang], sum(total for _, total in named[rows - 1 :]))]
    return [(label, amount(total)) for label, total in named]
