"""The week's plan: on which day each customer is visited, and in what order.

- A person is in one area a day (rules/visits/areas.py), makes at most so many visits a day, and none on days off.
- A visit that is agreed upon has its day, whatever the area; one that a reminder plans has it where the area allows.
- Each day that is free goes to the area with the most visits that come first, then the second, then the rest.
- What was in the draft keeps its day and place while it is wanted. What is new goes to the end of a day in its area;
  where there is no room it takes the place of a visit of lower rank, which moves to another day of the area or is left.
  So one more visit changes at most one other row. What does not fit is left over.

Of a confirmed week nothing moves: a visit that cannot wait is added where a day of its area has room.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping

RANKS = 3
COLUMNS = (
    "date", "stop", "salesperson", "area", "region", "customer_id", "customer_name", "address", "phone", "why", "goal",
)  # fmt: skip


@dataclass(frozen=True)
class Planned:
    """The rows of a week (COLUMNS, in order of salesperson, day, stop), and what did not fit (`wanted.COLUMNS`)."""

    rows: pd.DataFrame
    left: pd.DataFrame


@dataclass(frozen=True)
class _Visit:
    at: int  # row of `wanted`; -1: a row of a confirmed plan that nothing moves
    area: str
    rank: int
    order: tuple[float, str]  # among those of a rank: the longest not visited first
    fixed: dt.date | None
    agreed: bool
    address: str
    stop: int = 0

    @property
    def key(self) -> tuple[int, float, str]:
        return (self.rank, *self.order)


@dataclass
class _Day:
    date: dt.date
    room: int
    visits: list[_Visit] = field(default_factory=list)
    area: str | None = None

    def takes(self, visit: _Visit, *, anywhere: bool = False) -> bool:
        return len(self.visits) < self.room and (anywhere or self.area in (None, visit.area))

    def put(self, visit: _Visit) -> None:
        self.area = visit.area if self.area is None else self.area
        self.visits.append(visit)

    def end(self) -> int:
        return max((one.stop for one in self.visits), default=0)


def plan(
    wanted: pd.DataFrame,
    before: pd.DataFrame,
    days: Mapping[str, Sequence[dt.date]],
    a_day: int,
    *,
    locked: bool = False,
) -> Planned:
    """Lay the visits (`wanted.COLUMNS`) on the days: those that each salesperson works ("" for who is not named).

    `before`: the week's plan as it stands (salesperson, customer_id, date, stop, area); `locked`: it is confirmed, its
    rows stay as they are and are none of `wanted`; only what is added is given back.
    """
    places: dict[int, tuple[dt.date, int]] = {}
    stood = {str(name): rows for name, rows in before.groupby("salesperson")}
    for owner, group in wanted.groupby("owner", sort=True):
        own = stood.get(str(owner), before.iloc[:0])
        week = [_Day(day, a_day) for day in days.get(str(owner), days[""])]
        old: dict[str, tuple[dt.date, int]] = {}
        if locked:
            _lock(week, own)
        else:
            old = dict(
                zip(own["customer_id"], zip(own["date"].dt.date, own["stop"].astype(int), strict=True), strict=True)
            )
        _person(week, _visits(group), dict(zip(group.index, group["customer_id"], strict=True)), old)
        places |= {one.at: (day.date, one.stop) for day in week for one in day.visits if one.at >= 0}
    at = list(places)
    rows = wanted.loc[at].rename(columns={"owner": "salesperson"})
    rows = rows.assign(
        date=np.array([day for day, _ in places.values()], dtype="datetime64[s]"),
        stop=np.array([stop for _, stop in places.values()], dtype="int64"),
    )
    rows = rows.sort_values(["salesperson", "date", "stop"], kind="stable", ignore_index=True)
    return Planned(rows[list(COLUMNS)], wanted.drop(index=at))


def _visits(group: pd.DataFrame) -> list[_Visit]:
    columns = (group[key].tolist() for key in ("area", "rank", "late", "customer_id", "fixed", "agreed", "address"))
    return [
        _Visit(
            int(at), area if isinstance(area, str) else "", int(rank), (-late, who),
            None if pd.isna(fixed) else fixed.date(), bool(agreed), address if isinstance(address, str) else "",
        )
        for at, area, rank, late, who, fixed, agreed, address in zip(group.index.tolist(), *columns, strict=True)
    ]  # fmt: skip


def _lock(week: list[_Day], own: pd.DataFrame) -> None:
    by_date = {day.date: day for day in week}
    for date, stop, area in zip(own["date"].dt.date, own["stop"].fillna(0).astype(int), own["area"], strict=True):
        if date in by_date:
            known = area if isinstance(area, str) else ""
            by_date[date].put(_Visit(-1, known, -1, (0.0, ""), None, True, "", int(stop)))


def _person(
    week: list[_Day], visits: list[_Visit], ids: Mapping[int, str], old: Mapping[str, tuple[dt.date, int]]
) -> None:
    """Lay one person's visits on the days of the week."""
    if not week:
        return
    by_date = {day.date: day for day in week}
    waiting: list[_Visit] = []
    fixed: list[_Visit] = []
    kept = sorted(visits, key=lambda one: old.get(ids[one.at], (dt.date.max, 0)))
    for visit in kept:
        was = old.get(ids[visit.at])
        target = _target(visit, week)
        if (
            was
            and was[0] in by_date
            and target in (None, was[0])
            and by_date[was[0]].takes(visit, anywhere=visit.agreed)
        ):
            by_date[was[0]].put(replace(visit, stop=was[1]))
        else:
            (waiting if target is None else fixed).append(visit)
    for visit in sorted(fixed, key=lambda one: (not one.agreed, one.key)):
        day = by_date[_target(visit, week) or week[0].date]
        was = old.get(ids[visit.at])
        if day.takes(visit, anywhere=visit.agreed):
            _append(day, visit)
        elif visit.agreed and (moved := _displaced(day, visit)) is not None:
            waiting.append(moved)
        elif was and was[0] in by_date and by_date[was[0]].takes(visit):
            by_date[was[0]].put(replace(visit, stop=was[1]))
        else:
            waiting.append(visit)
    waiting = _into_days_of_the_area(week, sorted(waiting, key=lambda one: one.key))
    for day in week:
        if day.area is None and waiting:
            chosen = _best_area(waiting, day.room)
            for visit in chosen:
                _append(day, visit)
            waiting = [one for one in waiting if one not in chosen]
    for visit in waiting:
        _take_a_place(week, visit)


def _target(visit: _Visit, week: list[_Day]) -> dt.date | None:
    """The day that a visit asks for, or the next one that is worked; None where it has none."""
    if visit.fixed is None:
        return None
    return next((day.date for day in week if day.date >= visit.fixed), week[-1].date)


def _append(day: _Day, visit: _Visit) -> None:
    """At the end of a day that has visits, by address on one that was empty."""
    day.put(replace(visit, stop=day.end() + 1))


def _into_days_of_the_area(week: list[_Day], waiting: Iterable[_Visit]) -> list[_Visit]:
    left = []
    for visit in waiting:
        day = next((one for one in week if one.area == visit.area and one.takes(visit)), None)
        if day is None:
            left.append(visit)
        else:
            _append(day, visit)
    return left


def _best_area(waiting: Sequence[_Visit], room: int) -> list[_Visit]:
    """What to do on a free day: of the area with the most visits of rank 0, then 1, then 2 among its first; in order of
    address."""
    by_area: dict[str, list[_Visit]] = {}
    for visit in waiting:
        by_area.setdefault(visit.area, []).append(visit)

    def worth(area: str) -> tuple[list[int], str]:
        counts = Counter(one.rank for one in by_area[area][:room])
        return [-counts[rank] for rank in range(RANKS)], area

    first = by_area[min(by_area, key=worth)][:room]
    return sorted(first, key=lambda one: (one.address, one.order[1]))


def _take_a_place(week: list[_Day], visit: _Visit) -> None:
    """The place of the visit of the lowest rank below its own, in a day of its area; nothing where there is none."""
    lower = [
        (one.rank, one.order, day)
        for day in week
        if day.area == visit.area
        for one in day.visits
        if one.rank > visit.rank and not one.agreed and one.area == visit.area
    ]
    if lower:
        day = max(lower, key=lambda one: (one[0], one[1]))[2]
        moved = _displaced(day, visit)
        if moved is not None:
            _into_days_of_the_area(week, [moved])


def _displaced(day: _Day, visit: _Visit) -> _Visit | None:
    """Put a visit in the place of the day's last of lower rank, or of one nobody agreed upon; that one."""
    free = [one for one in day.visits if not one.agreed and (one.rank > visit.rank or visit.agreed)]
    if not free:
        return None
    gone = max(free, key=lambda one: one.key)
    day.visits[day.visits.index(gone)] = replace(visit, stop=gone.stop)
    return gone
