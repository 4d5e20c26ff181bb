"""Who is to be visited in a week, why, and with what goal.

A customer is, whose visits made this month are fewer than the share of the month that is gone by the week's end asks
for; and whoever has a need: a promise that is due, a complaint, an urgent matter of the last visit, a visit agreed
upon, money overdue, a decline. Who was visited this week already is visited again only for a promise, a complaint or
what is urgent. Archived customers, those without an owner and names never contacted are on nobody's plan.

Grade A, who owes money that is overdue, and needs come first (0), then grade B and who buys less (1), then the rest.

>>> goal({"decline", "complaint"}, has_ordered=True, lost=False), goal({"decline"}, has_ordered=True, lost=True)
('complaint', 'relation')
>>> goal(set(), has_ordered=False, lost=False), goal(set(), has_ordered=True, lost=False)
('first_order', 'unsold')
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from workbook.language import SEMICOLON, Lang, Text
from workbook.rules.basics import days, first_calls
from workbook.rules.development import moved_on
from workbook.rules.reminders import frame
from workbook.rules.reminders.today import DEBTS, open_now

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

NEEDS = ("promise", "complaint")
"""Kinds of reminders for which a customer is visited a second time in a week."""
PLANNED, DECLINE = "visit", "decline"
CALLS_FOR = frozenset((*NEEDS, *DEBTS, PLANNED, DECLINE))

GOALS = (
    ("complaint", "complaint"),
    ("receivable", "collect"),
    ("credit", "collect"),
    ("decline", "more"),
    ("promise", "relation"),
    ("birthday", "relation"),
    ("anniversary", "relation"),
)
"""What to go for, by the first of these kinds that is open; a customer without any: by what it bought."""

_OWED = Text("{month}月应访{owed}次，已访{made}次", "{owed} visits owed in month {month}, {made} made")
_URGENT = Text("上次拜访记为紧急", "The last visit was marked urgent")
_AGREED = Text("已约定", "Arranged")

COLUMNS = (
    "customer_id", "customer_name", "owner", "area", "region", "address", "phone", "why", "goal", "rank", "late",
    "fixed", "agreed", "need",
)  # fmt: skip
_OF_CUSTOMERS = [
    "customer_id", "name", "owner", "area", "region", "address", "phone", "grade", "order_count", "category", "overdue",
    "owed", "made", "last_visit",
]  # fmt: skip


def wanted(
    customers: pd.DataFrame,
    reminders: pd.DataFrame,
    *,
    end: dt.date,
    as_of: dt.date,
    share: float,
    seen: Set[str] = frozenset(),
    urgent: Set[str] = frozenset(),
    agreed: Mapping[str, dt.date] | None = None,
    lang: Lang = "zh",
) -> pd.DataFrame:
    """COLUMNS, one row a customer: `rank` 0 first, `late` days since the last visit, `fixed` its day (NaT = any).

    `customers`: _OF_CUSTOMERS, archived, last_contact; owed and made of the week's month; `reminders`: the merged list;
    `end`: the week's Sunday; `share`: of the month's working days that are gone by then; `seen`: visited this week;
    `urgent`: ids; `agreed`: customer_id -> day.
    """
    waiting = open_now(reminders, as_of)
    waiting = waiting[(days.whole(waiting["due"]) <= days.day(end)) & waiting["customer_id"].notna()]
    going = customers["owner"].notna() & ~customers["archived"].eq(True) & ~first_calls.waiting(customers)
    people = customers.loc[going & customers["customer_id"].notna(), _OF_CUSTOMERS].drop_duplicates("customer_id")
    ids = people["customer_id"]
    arranged = dict(agreed or {})
    kinds = waiting.groupby("customer_id")["kind"].agg(frozenset).reindex(ids)
    open_kinds = [one if isinstance(one, frozenset) else frozenset() for one in kinds]
    need = np.array([bool(one & set(NEEDS)) for one in open_kinds], dtype=bool) | ids.isin(urgent).to_numpy()
    calls = np.array([bool(one & CALLS_FOR) for one in open_kinds], dtype=bool)
    behind = (people["made"] < np.ceil(people["owed"] * share - 1e-9)).to_numpy()
    visited = ids.isin(seen).to_numpy()
    chosen = np.where(visited, need, need | calls | behind) | ids.isin(arranged).to_numpy()
    planned = waiting[waiting["kind"] == PLANNED].groupby("customer_id")["due"].min().reindex(ids)
    by_hand = pd.to_datetime(ids.map(arranged)).astype("datetime64[s]")
    owes = (people["overdue"].astype("float64") > 0).to_numpy()
    lost = moved_on.lost(people["category"])
    declining = np.array([DECLINE in one or PLANNED in one for one in open_kinds], dtype=bool)
    first = need | owes | (people["grade"].eq("A").to_numpy() & behind) | by_hand.notna().to_numpy()
    said = _said(waiting, urgent, lang)
    month = (end - dt.timedelta(days=3)).month  # a week is of the month of its Thursday
    owed_said = [
        _OWED[lang].format(month=month, owed=int(owed), made=int(made))
        for owed, made in zip(people["owed"], people["made"], strict=True)
    ]
    found = people.assign(
        customer_name=people["name"],
        why=[
            SEMICOLON[lang].join([*said.get(one, ()), *([owed] if due else [])]) or _AGREED[lang]
            for one, owed, due in zip(ids, owed_said, behind, strict=True)
        ],
        goal=[
            goal(one | {"receivable"} if debt else one, has_ordered=count > 0, lost=gone)
            for one, debt, count, gone in zip(
                open_kinds, owes, people["order_count"].fillna(0).tolist(), lost.tolist(), strict=True
            )
        ],
        rank=np.where(first, 0, np.where(people["grade"].eq("B").to_numpy() | declining, 1, 2)),
        late=days.between(people["last_visit"], as_of).fillna(np.inf),
        fixed=by_hand.where(by_hand.notna(), pd.Series(planned.to_numpy(), index=people.index)),
        agreed=by_hand.notna(),
        need=need,
    )
    return found.loc[chosen, list(COLUMNS)].reset_index(drop=True)


def goal(kinds: Set[str], *, has_ordered: bool, lost: bool) -> str:
    """The key of the visit goal to suggest, from the kinds of open reminders; who is lost is not asked for more."""
    first = next((aim for kind, aim in GOALS if kind in kinds), None)
    if lost and first in (None, "more"):
        return "relation"
    return first or ("unsold" if has_ordered else "first_order")


def _said(waiting: pd.DataFrame, urgent: Set[str], lang: Lang) -> dict[str, list[str]]:
    """The sentences of the open reminders of each customer, each once, what calls for a visit first."""
    found: dict[str, list[str]] = {one: [_URGENT[lang]] for one in urgent}
    rows = waiting.assign(later=~waiting["kind"].isin(CALLS_FOR)).sort_values("later", kind="stable")
    for who, why in zip(rows["customer_id"].tolist(), frame.texts(rows["why"]), strict=True):
        said = found.setdefault(who, [])
        if why and why not in said:
            said.append(why)
    return found
