"""Weekly visit plan: whom to see on which day, in what order, and why; and what came of a week.

A customer is on the plan when its next contact falls due by the end of the week, or an open reminder of its does. A
reminder of kind `visit` keeps its day; all others are laid by region, so that a day stays in one region as far as it
goes: regions with the most urgent customers first, within a region the most urgent first, until the working days
are full. On the road, stops stand by address. Archived customers and those without an owner are on nobody's plan.

Coverage of a week: customers visited ÷ customers planned, of those planned. What was planned and not visited is
carried over.

>>> working_days(dt.date(2026, 3, 11), {dt.date(2026, 3, 10)})[:2]
[datetime.date(2026, 3, 9), datetime.date(2026, 3, 11)]
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.language import COMMA, Lang, Text
from workbook.rules.basics import days
from workbook.rules.reminders import frame
from workbook.rules.reminders.today import open_now

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set

A_DAY = 6  # visits
WORKING = 5  # days of a week, from Monday

COLUMNS = ("date", "stop", "salesperson", "region", "customer_id", "customer_name", "address", "phone", "why", "goal")

_DUE = Text("{due}该联系", "Contact due on {due}")
_ARRANGED = Text("已约定", "Arranged")

_OF_CUSTOMERS = [
    "customer_id", "name", "owner", "region", "address", "phone", "grade", "key_account", "next_contact", "order_count",
]  # fmt: skip

# What to go for, by the first of these kinds that is open; a customer without any: by what it bought.
GOALS = (
    ("complaint", "complaint"),
    ("receivable", "collect"),
    ("credit", "collect"),
    ("decline", "more"),
    ("promise", "relation"),
    ("birthday", "relation"),
    ("anniversary", "relation"),
)


def working_days(day: dt.date, holidays: Set[dt.date] = frozenset()) -> list[dt.date]:
    """Monday to Friday of the week of `day`, without holidays."""
    monday = day - dt.timedelta(days=day.weekday())
    week = [monday + dt.timedelta(days=n) for n in range(WORKING)]
    return [one for one in week if one not in holidays]


def plan(
    customers: pd.DataFrame,
    reminders: pd.DataFrame,
    week_of: dt.date,
    *,
    as_of: dt.date,
    holidays: Set[dt.date] = frozenset(),
    a_day: int = A_DAY,
    arranged: Mapping[str, dt.date] | None = None,
    lang: Lang = "zh",
) -> pd.DataFrame:
    """The plan of the week of a day: COLUMNS, in order of salesperson, date, stop.

    `customers` has customer_id, name, owner, region, address, phone, grade, key_account, archived, next_contact,
    order_count; `reminders` is the merged list (kind, customer_id, due, why, priority, status, postponed_until).
    `arranged`: visits agreed upon, customer_id -> day; they are in the plan whatever is due, and on that day.
    At most `a_day` visits a salesperson and day; what does not fit is left for the next week.
    """
    week = working_days(week_of, holidays)
    end = week_of + dt.timedelta(days=6 - week_of.weekday())
    wanted = _wanted(customers, reminders, end, as_of, arranged or {}, lang)
    renamed = _laid(wanted, week, a_day).rename(columns={"owner": "salesperson", "name": "customer_name"})
    return renamed[list(COLUMNS)]


def week(
    planned: pd.DataFrame, visits: pd.DataFrame, week_of: dt.date, as_of: dt.date, lang: Lang = "zh"
) -> pd.DataFrame:
    """What came of a week, one row a salesperson: week, salesperson, planned, visited, coverage, goals_reached,
    promises_kept, carried_over (names).

    `planned` has salesperson, customer_id, customer_name; `visits` has customer_id, date, salesperson, goal,
    goal_reached, promise_due, promise_kept. Rates are NaN where there is nothing to divide by.
    """
    monday = week_of - dt.timedelta(days=week_of.weekday())
    last = min(monday + dt.timedelta(days=6), as_of)
    made = visits[_within(visits["date"], monday, last)]
    promised = visits[_within(visits["promise_due"], monday, last)]
    rows = []
    for name in sorted({*planned["salesperson"].dropna(), *made["salesperson"].dropna()}):
        mine = planned[planned["salesperson"] == name].drop_duplicates("customer_id")
        done = made[made["salesperson"] == name]
        seen = mine["customer_id"].isin(done["customer_id"])
        aimed = done[done["goal"].notna()]
        due = promised[promised["salesperson"] == name]
        rows.append(
            {
                "week": np.datetime64(monday, "s"),
                "salesperson": name,
                "planned": len(mine),
                "visited": len(done),
                "coverage": _rate(seen),
                "goals_reached": _rate(aimed["goal_reached"].eq(True)),
                "promises_kept": _rate(due["promise_kept"].eq(True)),
                "carried_over": COMMA[lang].join(frame.texts(mine["customer_name"][~seen])),
            }
        )
    columns = ["week", "salesperson", "planned", "visited", "coverage", "goals_reached", "promises_kept"]
    return pd.DataFrame(rows, columns=[*columns, "carried_over"])


def goal(kinds: Set[str], *, has_ordered: bool) -> str:
    """The key of the visit goal to suggest, from the kinds of open reminders.

    >>> goal({"decline", "complaint"}, has_ordered=True), goal(set(), has_ordered=False), goal(set(), has_ordered=True)
    ('complaint', 'first_order', 'unsold')
    """
    first = next((aim for kind, aim in GOALS if kind in kinds), None)
    return first or ("unsold" if has_ordered else "first_order")


def _wanted(
    customers: pd.DataFrame,
    reminders: pd.DataFrame,
    end: dt.date,
    as_of: dt.date,
    arranged: Mapping[str, dt.date],
    lang: Lang,
) -> pd.DataFrame:
    """Customers that want a visit by the end of the week: why, goal, urgency (0 high) and fixed day."""
    waiting = open_now(reminders, as_of)
    waiting = waiting[(days.whole(waiting["due"]) <= days.day(end)) & waiting["customer_id"].notna()]
    place = {one: at for at, one in enumerate(frame.PRIORITIES)}
    told = _told(waiting, place)
    fixed = waiting[waiting["kind"] == "visit"].groupby("customer_id")["due"].min()
    going = customers["owner"].notna() & ~customers["archived"].eq(True)
    people = customers.loc[going, _OF_CUSTOMERS].drop_duplicates("customer_id")
    joined = people.join(told, on="customer_id").join(fixed.rename("fixed"), on="customer_id")
    due = pd.Series(days.whole(joined["next_contact"]) <= days.day(end), index=joined.index)
    agreed = pd.to_datetime(joined["customer_id"].map(dict(arranged))).astype("datetime64[s]")
    joined["fixed"] = agreed.where(agreed.notna(), joined["fixed"])
    found = joined[joined["why"].notna() | due | agreed.notna()].copy()
    by_contact = [
        _DUE[lang].format(due=day) if day != "NaT" else _ARRANGED[lang] for day in frame.dates(found["next_contact"])
    ]
    found["why"] = found["why"].where(found["why"].notna(), pd.Series(by_contact, index=found.index, dtype="str"))
    own = frame.standing(found).map(place).astype("float64")
    urgency = found["urgency"].astype("float64")
    found["urgency"] = urgency.where(urgency.notna(), own)
    found["goal"] = pd.Series(
        [
            goal(kinds if isinstance(kinds, frozenset) else frozenset(), has_ordered=count > 0)
            for kinds, count in zip(found["kinds"].tolist(), found["order_count"].fillna(0).tolist(), strict=True)
        ],
        index=found.index,
        dtype="str",
    )
    return found


def _told(waiting: pd.DataFrame, place: Mapping[str, int]) -> pd.DataFrame:
    """What the reminders say of each customer: why, the highest urgency, the kinds; by hand, as pandas calls a function
    for each of a hundred thousand customers."""
    urgencies = waiting["priority"].map(dict(place)).astype("float64").tolist()
    found: dict[str, tuple[list[str], list[float], set[str]]] = {}
    columns = (waiting[key].tolist() for key in ("customer_id", "why", "kind"))
    for urgency, who, why, kind in zip(urgencies, *columns, strict=True):
        sentences, levels, kinds = found.setdefault(who, ([], [], set()))
        sentences.append(why)
        levels.append(urgency)
        kinds.add(kind)
    return pd.DataFrame(
        {
            "why": pd.Series(["；".join(one) for one, _, _ in found.values()], dtype="str"),
            "urgency": pd.Series([min(levels) for _, levels, _ in found.values()], dtype="float64"),
            "kinds": pd.Series([frozenset(kinds) for _, _, kinds in found.values()], dtype=object),
        }
    ).set_axis(pd.Index(list(found), dtype="str"))


def _laid(wanted: pd.DataFrame, week: Sequence[dt.date], a_day: int) -> pd.DataFrame:
    """Every salesperson's customers on the days, with date and stop; those that do not fit are left out."""
    region = wanted["region"].fillna("")
    weight = wanted.groupby(["owner", region])["urgency"].agg(["min", "size"])
    weight = weight.sort_values(["owner", "min", "size"], ascending=[True, True, False], kind="stable")
    at = weight.index.get_indexer(pd.MultiIndex.from_arrays([wanted["owner"], region]))
    ordered = wanted.assign(at=at).sort_values(["at", "urgency", "customer_id"], kind="stable")
    day = _days(ordered["owner"].tolist(), days.whole(ordered["fixed"]).tolist(), week, a_day)
    found = ordered.assign(date=np.array(day, dtype="datetime64[s]"))
    found = found[found["date"].notna()]
    found = found.sort_values(["owner", "date", "at", "address", "customer_id"], kind="stable", ignore_index=True)
    return found.assign(stop=found.groupby(["owner", "date"]).cumcount() + 1)


def _days(
    owners: Sequence[str], fixed: Sequence[dt.date | None], week: Sequence[dt.date], a_day: int
) -> list[dt.date | None]:
    """The day of each visit, the most urgent first: its fixed one while there is room, else the first with room."""
    room = {owner: dict.fromkeys(week, a_day) for owner in owners}
    found: list[dt.date | None] = [None] * len(owners)

    def take(place: int, day: dt.date | None) -> None:
        if day is not None and room[owners[place]].get(day, 0) > 0:
            found[place] = day
            room[owners[place]][day] -= 1

    for place, day in enumerate(fixed):
        if day is not None and week:
            take(place, max(day, week[0]))
    for place, owner in enumerate(owners):
        if found[place] is None:
            take(place, next((day for day, left in room[owner].items() if left > 0), None))
    return found


def _within(dates: pd.Series[Any], first: dt.date, last: dt.date) -> Any:
    whole = days.whole(dates)
    return (whole >= days.day(first)) & (whole <= days.day(last))


def _rate(marks: pd.Series[Any]) -> float:
    return float(marks.mean()) if len(marks) else np.nan
