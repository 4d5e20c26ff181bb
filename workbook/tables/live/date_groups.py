"""Dates ticked in a filter by year, month or day: worked out from the rows that show, as Excel does not tell the ticks.

Excel's own list of ticks is a tree of the days that the column holds. A year all of whose days are ticked is kept as
that year, a month likewise; so the rows that show say which years, months and days are ticked, unless one day has rows
that show and rows that do not.

>>> may, june = dt.datetime(2026, 5, 4), dt.datetime(2026, 6, 9)
>>> groups([may, june, dt.datetime(2025, 1, 2)], [True, True, False])
Ticks(groups=(0, '5/4/2026'), others=())
>>> groups([may, june, None], [False, True, True])
Ticks(groups=(1, '6/9/2026'), others=('=',))
>>> groups([may, may], [True, False]) is None
True
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

YEAR, MONTH, DAY = range(3)  # how Criteria2 says what a date stands for


@dataclass(frozen=True)
class Ticks:
    """What is ticked: dates as Range.AutoFilter takes them (what a date stands for, then the date in American
    writing, for each), and texts and blanks."""

    groups: tuple[int | str, ...]
    others: tuple[str, ...] = ()


def groups(cells: Sequence[Any], shown: Sequence[bool]) -> Ticks | None:
    """The ticks by which exactly these cells of a column show; None where none do, where one day shows in part, or
    where a cell is no date, text or blank."""
    days: dict[tuple[int, int, int], set[bool]] = {}
    others: dict[str, set[bool]] = {}
    for cell, shows in zip(cells, shown, strict=True):
        if isinstance(cell, dt.datetime):
            days.setdefault((cell.year, cell.month, cell.day), set()).add(shows)
        elif cell in (None, "") or isinstance(cell, str):
            others.setdefault(f"={cell or ''}", set()).add(shows)
        else:
            return None
    if any(len(found) > 1 for found in (*days.values(), *others.values())):
        return None
    ticked = sorted(day for day, found in days.items() if True in found)
    left = [day for day, found in days.items() if True not in found]
    chosen: list[int | str] = []
    covered: set[tuple[int, ...]] = set()
    for year, month, day in ticked:
        for level, group in ((YEAR, (year,)), (MONTH, (year, month)), (DAY, (year, month, day))):
            if not any(other[: len(group)] == group for other in left):
                if group not in covered:
                    covered.add(group)
                    chosen += [level, f"{month}/{day}/{year}"]
                break
    texts = tuple(text for text, found in others.items() if True in found)
    return Ticks(tuple(chosen), texts) if chosen or texts else None
