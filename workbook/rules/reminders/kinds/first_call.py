"""First calls: the prospects that were never contacted (rules/basics/first_calls.py), one line a salesperson.

A line says how many wait and names the ten to call first: those on record longest. It concerns no customer, so a list
of three hundred names is as many reminders as people look after it. One cycle is a week: what is done is silent until
Monday, and the names that were called are gone from it anyway.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd

from workbook.language import COMMA, Lang, Text
from workbook.rules.basics import days, first_calls
from workbook.rules.reminders import frame
from workbook.rules.reminders.source import CUSTOMERS, Source

if TYPE_CHECKING:
    from collections.abc import Mapping

KIND = "first_call"
A_DAY = 10

_WHY = Text("新名单{n}家待首呼，今天先打{first}家：{names}", "{n} new names to call; {first} of them today: {names}")
ACTION = Text("打第一个电话，记在“拜访”表", "Make the first call, and log it in Visits")


def due(
    customers: pd.DataFrame, *, as_of: dt.date, people: Mapping[str, str] | None = None, lang: Lang = "zh"
) -> pd.DataFrame:
    """Candidates from customers with row_id, name, owner, archived, created_on, grade, last_contact; those on record
    later than as_of wait for their day. `people`: the list of salespeople, for its order."""
    new = first_calls.waiting(customers) & ~customers["archived"].eq(True).to_numpy()
    rows = customers[new & frame.due_by(customers["created_on"], as_of)]
    rows = rows.assign(whose=rows["owner"].fillna("")).sort_values("created_on", kind="stable")
    known = {key: at for at, key in enumerate(people or {})}
    groups = sorted(rows.groupby("whose"), key=lambda one: (known.get(str(one[0]), len(known)), str(one[0])))
    monday = days.monday_of(as_of)
    made = pd.DataFrame(
        {
            "row_id": pd.Series([whose for whose, _ in groups], dtype="str"),
            "customer_id": pd.Series([None] * len(groups), dtype="str"),
            "customer_name": pd.Series([None] * len(groups), dtype="str"),
            "customer_owner": pd.Series([whose or None for whose, _ in groups], dtype="str"),
            "since": pd.to_datetime([group["created_on"].min() for _, group in groups]).astype("datetime64[s]"),
        }
    )
    return frame.candidates(
        KIND,
        made,
        anchor=[monday] * len(made),
        due=made["since"],
        why=[_said(group, lang) for _, group in groups],
        action=ACTION[lang],
        priority=frame.LOW,
    )


def _said(group: pd.DataFrame, lang: Lang) -> str:
    names = frame.texts(group["name"].head(A_DAY))
    return _WHY[lang].format(n=len(group), first=len(names), names=COMMA[lang].join(names))


SOURCE = Source(KIND, due, (CUSTOMERS,), lists={"people": "salesperson.label"})
