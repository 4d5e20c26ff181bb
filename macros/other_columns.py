"""The worked-out columns of the tables around the customers: ages, stages, stock, points, names beside numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

import pandas as pd

from macros.situation import ORDERS, Situation
from workbook.rules import lunar, pipeline, scorecard, stock


def work_out(seen: Situation) -> dict[str, pd.DataFrame]:
    """Table name -> its worked-out columns, on the table's own index; tables without rows are left out."""
    columns = _names(seen)
    for name, rule in _RULES.items():
        rows = seen.frame(name)
        if len(rows):
            found = rule(rows, seen)
            declared = [key for key in found.columns if key in seen.rows[name].table]
            columns[name] = columns.get(name, pd.DataFrame(index=rows.index)).join(found[declared])
    return columns


def _names(seen: Situation) -> dict[str, pd.DataFrame]:
    """The columns that show the name a number stands for."""
    shown = {name: [f.key for f in data.table.fields if f.shows] for name, data in seen.rows.items() if name != ORDERS}
    return {name: seen.frame(name)[keys] for name, keys in shown.items() if keys and len(seen.frame(name))}


def _contacts(rows: pd.DataFrame, seen: Situation) -> pd.DataFrame:
    """Age in full years, zodiac animal and star sign, from a birthday typed in either calendar."""
    born = [
        _born(day, lunar_calendar=calendar == "lunar")
        for day, calendar in zip(rows["birthday"], rows["calendar"], strict=True)
    ]
    return pd.DataFrame(
        {
            "age": pd.Series([None if d is None else lunar.age(d, seen.as_of) for d in born], dtype="float64"),
            "sheng_xiao": pd.Series([None if d is None else lunar.sheng_xiao(d)[seen.lang] for d in born], dtype="str"),
            "star_sign": pd.Series([None if d is None else lunar.star_sign(d)[seen.lang] for d in born], dtype="str"),
        }
    ).set_axis(rows.index)


def _born(day: pd.Timestamp | None, *, lunar_calendar: bool) -> dt.date | None:
    """The solar day of birth; None where it is blank or no day of the calendar."""
    if day is None or pd.isna(day):
        return None
    try:
        return lunar.born(day.date(), lunar=lunar_calendar)
    except ValueError:  # a lunar month-day that never was: check names the cell
        return None


_RULES: Mapping[str, Callable[[pd.DataFrame, Situation], pd.DataFrame]] = {
    "tblContacts": _contacts,
    "tblOpportunities": lambda rows, seen: pipeline.progress(rows, seen.stages, seen.as_of),
    "tblSurveys": lambda rows, seen: stock.surveys(rows, seen.frame("tblProducts"), seen.lang),
    "tblScorecards": lambda rows, seen: scorecard.card_points(rows, seen.indicators).rename("points").to_frame(),
}
