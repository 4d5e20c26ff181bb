"""Record stale: customers whose record nobody has looked over for too long, counted from its creation at the latest."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from workbook.language import Lang, Text
from workbook.rules.basics import days
from workbook.rules.reminders import frame
from workbook.rules.reminders.source import CUSTOMERS, Source

KIND = "stale"

_WHY = Text("资料上次核对是{date}，已超过{days:.0f}天", "Record last reviewed on {date}, more than {days:.0f} days ago")
ACTION = Text("核对资料，填“资料更新日期”", "Go over the record and enter the review date")


def due(customers: pd.DataFrame, *, as_of: dt.date, stale_days: float = 365, lang: Lang = "zh") -> pd.DataFrame:
    """Candidates from customers with row_id, customer_id, name, owner, archived, reviewed_on, created_on. Always of
    low priority; a record without either date is never called stale."""
    since = customers["reviewed_on"].where(customers["reviewed_on"].notna(), customers["created_on"])
    found = ~customers["archived"].eq(True) & (days.between(since, as_of) > stale_days)
    rows, since = customers[found], since[found]
    return frame.candidates(
        KIND,
        rows.assign(customer_name=rows["name"], customer_owner=rows["owner"]),
        anchor=frame.dates(since),
        due=days.plus(since, stale_days),
        why=[_WHY[lang].format(date=date, days=stale_days) for date in frame.dates(since)],
        action=ACTION[lang],
        priority=frame.LOW,
    )


SOURCE = Source(KIND, due, (CUSTOMERS,), settings={"stale_days": "stale_days"})
