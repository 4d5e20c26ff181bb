"""The list of holidays and of weekends that are worked: the user's own, filled in a year at a time.

A year of which the list has no row is filled in as it was announced, or by the law where it is not (each row says
which). Rows that are there stay as they are, so that a day that was struck out or added stays so; what was filled in by
the law is replaced once the year is announced and nobody has changed a row of it. A row that names a salesperson is
that person's alone: leave, or a day worked when others are off.

>>> some = filled(EMPTY, [2026], "zh")
>>> len(some), some["basis"].unique().tolist(), some.equals(filled(some, [2026], "zh"))
(39, ['announced'], True)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import pandas as pd

from workbook.language import Lang
from workbook.rules.basics import days, working_days

ANNOUNCED, LAW = "announced", "law"
OFF, WORKED = "off", "worked"
COLUMNS = ("date", "day_kind", "name", "basis")
_OF_ONE = ("salesperson", "date", "day_kind")
EMPTY = pd.DataFrame({key: pd.Series(dtype="datetime64[s]" if key == "date" else "str") for key in COLUMNS})


def years_of(as_of: dt.date) -> tuple[int, ...]:
    """The years that the list should know: this one, and from November the next."""
    return (as_of.year, as_of.year + 1) if as_of.month >= 11 else (as_of.year,)


def filled(listed: pd.DataFrame, years: Iterable[int], lang: Lang) -> pd.DataFrame:
    """The list (COLUMNS and whatever else it has) with the years that it lacks, in order of day."""
    announced = _announced_since(listed, lang)
    found = listed[~(listed["date"].dt.year.isin(announced) & _everybody(listed))]
    known = set(found.loc[_everybody(found), "date"].dropna().dt.year)
    more = [_rows(year, lang) for year in sorted({*years, *announced}) if year not in known]
    if not more:
        return listed
    every = pd.concat([found, *more], ignore_index=True)
    ordered: pd.DataFrame = every.sort_values("date", kind="stable", na_position="last", ignore_index=True)
    return ordered


def told(listed: pd.DataFrame) -> dict[dt.date, bool]:
    """What the list says of days: whether they are off."""
    rows = listed[listed["date"].notna() & listed["day_kind"].notna() & _everybody(listed)]
    return dict(zip(rows["date"].dt.date, rows["day_kind"].eq(OFF), strict=True))


def told_of(listed: pd.DataFrame) -> dict[str, dict[dt.date, bool]]:
    """What the list says of days of one salesperson: whether they are off.

    >>> leave = EMPTY.assign(salesperson=[]).astype({"salesperson": "str"})
    >>> leave.loc[0] = [pd.Timestamp("2026-06-30"), "off", None, None, "lin"]
    >>> told(leave), told_of(leave)
    ({}, {'lin': {datetime.date(2026, 6, 30): True}})
    """
    found: dict[str, dict[dt.date, bool]] = {}
    for who, day, kind in zip(*(listed[~_everybody(listed)][key] for key in _OF_ONE), strict=True):
        if not pd.isna(day) and isinstance(kind, str):
            found.setdefault(who, {})[day.date()] = kind == OFF
    return found


def _everybody(listed: pd.DataFrame) -> pd.Series[bool]:
    """Which rows are of no one salesperson."""
    return listed["salesperson"].isna() if "salesperson" in listed else pd.Series(True, index=listed.index)


def by_law(listed: pd.DataFrame, years: Iterable[int]) -> list[int]:
    """The years whose days are not announced: what the list has of them is by the law."""
    rows = listed[listed["basis"].eq(LAW) & listed["date"].notna()]
    return sorted(set(rows["date"].dt.year) & set(years))


def _rows(year: int, lang: Lang) -> pd.DataFrame:
    found = working_days.year_days(year)
    basis = ANNOUNCED if working_days.is_announced(year) else LAW
    return pd.DataFrame(
        {
            "date": days.whole(pd.Series(pd.to_datetime([day.date for day in found]))).astype("datetime64[s]"),
            "day_kind": pd.array([OFF if day.off else WORKED for day in found], dtype="str"),
            "name": pd.array([day.name[lang] for day in found], dtype="str"),
            "basis": pd.array([basis] * len(found), dtype="str"),
        }
    )


def _announced_since(listed: pd.DataFrame, lang: Lang) -> list[int]:
    """The years that were filled in by the law, that nobody has changed, and that are announced by now."""
    year = listed["date"].dt.year
    found = []
    for one in {int(one) for one in year[listed["basis"].eq(LAW)].dropna()}:
        if working_days.is_announced(one):
            rows = listed.loc[(year == one) & _everybody(listed), ["date", "day_kind"]].to_numpy().tolist()
            law = [(pd.Timestamp(day.date), OFF) for day in working_days.days_by_law(one)]
            if [tuple(row) for row in rows] == law:
                found.append(one)
    return found
