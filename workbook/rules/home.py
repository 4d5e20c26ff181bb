"""The home sheet: its key figures and the blocks its charts read (workbook/schema/home.py declares both).

Months are the twelve that end with as_of's own, as the books close; the window is the grading window. Orders dated
after as_of are in the totals of the sheet (rules/customers/order_statistics.py) but in no window and no month of a
chart.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.language import Lang, Text
from workbook.rules.basics import days
from workbook.rules.basics.exact_money import amount
from workbook.rules.basics.periods import month_number, month_numbers
from workbook.rules.customers.grade import ORDER
from workbook.rules.reminders.today import open_now
from workbook.rules.sales.targets import aimed
from workbook.schema.home import TODAY_COLUMNS, TODAY_ROWS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbook.rules.basics.order_ledger import Ledger
    from workbook.rules.customers.order_statistics import Statistics

MONTHS = 12
REGIONS = 8

_SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LATE = Text("{kind}，过{n}天", "{kind}, {n} d")
_NOW, _AHEAD = Text("{kind}，今天", "{kind}, today"), Text("{kind}，{n}天后", "{kind}, in {n} d")
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

    `customers` has grade, archived, visits_owed, visits_made, visits_short: archived ones are not counted, what they
    bought is; `found` and `recent` come from statistics.statistics and .window; `reminders` is the merged list.
    """
    active = customers[~customers["archived"].eq(True)]
    counts = active["grade"].value_counts()
    waiting = open_now(reminders, as_of)
    return {
        "customers": len(active),
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
        **{key: int(customers[key].sum()) for key in ("visits_owed", "visits_made", "visits_short")},
        "problems": problems,
    }


def blocks(
    customers: pd.DataFrame,
    book: Ledger,
    recent: pd.DataFrame,
    as_of: dt.date,
    *,
    targets: pd.DataFrame,
    grade_labels: Mapping[str, str],
    region_labels: Mapping[str, str],
    closes_on: int | None = None,
    lang: Lang = "zh",
) -> dict[str, list[tuple[Any, ...]]]:
    """Key → (label, values) rows of each chart block, never more than the block holds.

    `customers` has grade and region (keys); the labels are the lists' own, by key; a key without one shows itself.
    `targets` has month, salesperson, amount; a month ends on the day `closes_on` (None = the calendar's).
    """
    counts = customers["grade"][~customers["archived"].eq(True)].value_counts()
    return {
        "months": list(months(book, targets, as_of, closes_on, lang)),
        "grades": [(grade_labels.get(one, one), int(counts.get(one, 0))) for one in ORDER],
        "regions": list(regions(customers, recent, region_labels, lang)),
    }


def months(
    book: Ledger, targets: pd.DataFrame, as_of: dt.date, closes_on: int | None = None, lang: Lang = "zh"
) -> list[tuple[str, float, float | None, float | None]]:
    """Of each of the twelve months up to as_of, oldest first: its name, net amount of all lines of the sheet, that of
    the same month a year before (None where nothing was sold by its end), and its target (None without one)."""
    last = month_number(as_of, closes_on)
    first = last - 2 * MONTHS + 1
    dates = days.whole(book.lines["date"])
    inside = ~np.isnat(dates) & (dates <= days.day(as_of))
    number = month_numbers(dates[inside], closes_on)
    units = book.lines["units"].to_numpy()[inside]
    sums = np.zeros(2 * MONTHS, dtype="int64")
    recent = number >= first
    np.add.at(sums, number[recent] - first, units[recent])
    begun = int(number.min()) if len(number) else last
    wanted = aimed(targets, np.arange(last - MONTHS + 1, last + 1))
    return [
        (
            _month_label(last - MONTHS + 1 + at, lang),
            amount(int(sums[MONTHS + at])),
            amount(int(sums[at])) if first + at >= begun else None,
            None if np.isnan(wanted[at]) else float(wanted[at]),
        )
        for at in range(MONTHS)
    ]


def _month_label(number: int, lang: Lang) -> str:
    """6月, Jun."""
    return f"{number % 12 + 1}月" if lang == "zh" else _SHORT_MONTHS[number % 12]


def first_rows(
    listed: pd.DataFrame, labels: Mapping[str, str], as_of: dt.date, lang: Lang = "zh"
) -> list[list[object]]:
    """The first rows of the list of the day as the home sheet shows them: what `TODAY_COLUMNS` names, the cause in a
    dozen characters, and in full where it concerns no customer. `listed`: the list (rules/reminders/today.py);
    `labels`: those of kinds and of salespeople."""
    rows = listed.head(TODAY_ROWS)
    late = (days.day(as_of) - days.whole(rows["due"])).astype("int64")
    shown = rows.assign(
        short=[
            _short(labels.get(str(kind), str(kind)), int(many), lang)
            for kind, many in zip(rows["kind"], late, strict=True)
        ],
        customer_name=rows["customer_name"].where(rows["customer_name"].notna(), rows["why"]),
        owner=rows["owner"].map(lambda one: labels.get(one, one)),
    )
    made = shown[[key for key in TODAY_COLUMNS if key]].astype("object")
    made = made.where(made.notna(), None)
    return [[None if key is None else row[key] for key in TODAY_COLUMNS] for row in made.to_dict("records")]


def _short(kind: str, late: int, lang: Lang) -> str:
    said = _LATE if late > 0 else _NOW if late == 0 else _AHEAD
    return said[lang].format(kind=kind, n=abs(late))


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
