"""Planned visit: the next date that a visit set, until a later visit to that customer; and visits entered for a day to
come."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from workbook.language import Lang, Text
from workbook.rules.reminders import frame
from workbook.rules.reminders.source import CUSTOMERS, Source

KIND = "visit"

_NEXT = Text("{date}拜访时约定的下一步：{what}", "Next step agreed on {date}: {what}")
_AHEAD = Text("计划{date}拜访：{what}", "Visit planned for {date}: {what}")
_UNSAID = Text("（未写内容）", "(nothing written)")
ACTION = Text("按约拜访，结果记在“拜访”表", "Visit as planned, and log the result in Visits")


def due(
    visits: pd.DataFrame, customers: pd.DataFrame, *, as_of: dt.date, lead: int = 7, lang: Lang = "zh"
) -> pd.DataFrame:
    """Candidates from visits with row_id, customer_id, date, next_date, next_step, plan, salesperson, contact_name.

    A next date counts until a visit to the same customer follows the one that set it: that one says what is next.
    """
    past = visits[frame.due_by(visits["date"], as_of)]
    latest = past.groupby("customer_id")["date"].max().reindex(past["customer_id"]).to_numpy()
    open_ = past[past["customer_id"].isna() | (past["date"].to_numpy() >= latest)]
    ahead = visits[~frame.due_by(visits["date"], as_of)]

    def next_steps(rows: pd.DataFrame) -> list[str]:
        return _sentences(_NEXT[lang], rows["date"], rows["next_step"], lang)

    def plans(rows: pd.DataFrame) -> list[str]:
        return _sentences(_AHEAD[lang], rows["date"], rows["plan"], lang)

    parts = [
        frame.dated(
            KIND, rows, customers, due=day, as_of=as_of, lead=lead, why=why, action=ACTION[lang],
            else_owner="salesperson", contact="contact_name",
        )
        for rows, day, why in ((open_, "next_date", next_steps), (ahead, "date", plans))
    ]  # fmt: skip
    return pd.concat(parts, ignore_index=True)


def _sentences(text: str, dates: pd.Series[Any], what: pd.Series[Any], lang: Lang) -> list[str]:
    return [
        text.format(date=date, what=said or _UNSAID[lang])
        for date, said in zip(frame.dates(dates), frame.texts(what), strict=True)
    ]


SOURCE = Source(KIND, due, ("tblVisits", CUSTOMERS), settings={"lead": "lead_days"})
