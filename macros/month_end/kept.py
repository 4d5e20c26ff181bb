"""The reports of closed months, kept as they were: each as compressed text, in parts that fit a cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import pandas as pd

from workbook import tables
from workbook.rules.basics.cell_parts import from_parts, to_parts
from workbook.rules.basics.periods import first_days, month_numbers
from workbook.rules.month_report.model import MonthReport, from_json, to_json
from workbook.schema.tables.performance import KEPT_REPORTS

if TYPE_CHECKING:
    import xlwings as xw


def rows(month: int, reports: Mapping[str | None, MonthReport]) -> pd.DataFrame:
    """Rows of tblKeptReports for a month (its number): salesperson (None = the whole company) → report."""
    import numpy as np

    made = []
    for person, report in reports.items():
        made += [(person, float(at), part) for at, part in enumerate(to_parts(to_json(report).encode(), 9), 1)]
    day = first_days(np.array([month]))[0]
    return pd.DataFrame(made, columns=["salesperson", "part", "report"]).assign(month=day)[
        ["month", "salesperson", "part", "report"]
    ]


def rewrite(book: xw.Book, change: Callable[[str], str]) -> None:
    """Keep every report with its text changed: what no longer may be kept."""
    found = tables.read(book, KEPT_REPORTS).frame
    made = []
    for _, parts_of in found.sort_values("part").groupby(["month", "salesperson"], dropna=False, sort=False):
        texts = [one for one in parts_of["report"] if isinstance(one, str)]
        try:
            text = from_parts(texts).decode()
        except ValueError:  # somebody changed the hidden sheet
            continue
        first = parts_of.iloc[0]
        parts = to_parts(change(text).encode(), 9)
        made += [(first["month"], first["salesperson"], float(at), part) for at, part in enumerate(parts, 1)]
    if len(found):
        frame = pd.DataFrame(made, columns=["month", "salesperson", "part", "report"])
        tables.replace(book, KEPT_REPORTS, frame.astype({key: found[key].dtype for key in frame}))


def read(book: xw.Book, month: int, person: str | None) -> MonthReport | None:
    """The report that was kept; None where there is none, or where what is there cannot be read."""
    found = tables.read(book, KEPT_REPORTS).frame
    number = pd.Series(month_numbers(found["month"].to_numpy(dtype="datetime64[D]")), index=found.index)
    of_person = found["salesperson"].isna() if person is None else found["salesperson"].eq(person)
    parts = found[(number == month) & found["month"].notna() & of_person].sort_values("part")
    texts = [one for one in parts["report"] if isinstance(one, str)]
    try:
        return from_json(from_parts(texts).decode()) if any(texts) else None
    except (ValueError, KeyError, TypeError):  # somebody changed the hidden sheet
        return None
