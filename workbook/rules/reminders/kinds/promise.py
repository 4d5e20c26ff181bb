"""Promise due: what a visit promised and nobody has marked as kept. One promise and day is one reminder. A promise
of the last year for which no day was set is due on the day it was given."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from workbook.language import Lang, Text
from workbook.rules.basics import days
from workbook.rules.basics.as_of import after
from workbook.rules.cleaning.text import is_placeholder
from workbook.rules.reminders import frame
from workbook.rules.reminders.source import CUSTOMERS, Source

KIND = "promise"

_WHY = Text("{date}答应客户：{what}，期限{due}", "Promised on {date}: {what}; due {due}")
_NO_DAY = Text("{date}答应客户：{what}，没有期限", "Promised on {date}: {what}; no day was set")
RECENT = 365  # days: an older promise without a day is history
ACTION = Text("兑现承诺，在“拜访”表把“承诺已兑现”填为“是”", "Keep the promise, and set Promise kept to Yes in Visits")
_UNSAID = Text("（未写明）", "(not written down)")


def due(
    visits: pd.DataFrame, customers: pd.DataFrame, *, as_of: dt.date, lead: int = 7, lang: Lang = "zh"
) -> pd.DataFrame:
    """Candidates from visits with row_id, customer_id, date, promise, promise_due, promise_kept, salesperson,
    contact_name. A promise that is due ranks high; a visit still to come has promised nothing."""

    def why(rows: pd.DataFrame) -> list[str]:
        return [
            (_WHY if set_ else _NO_DAY)[lang].format(date=date, what=what or _UNSAID[lang], due=day)
            for date, what, day, set_ in zip(
                frame.dates(rows["date"]),
                frame.texts(rows["promise"]),
                frame.dates(rows["until"]),
                rows["promise_due"].notna(),
                strict=True,
            )
        ]

    said = np.array([not is_placeholder(one) for one in frame.texts(visits["promise"])], dtype=bool)
    undated = said & visits["promise_due"].isna() & (days.between(visits["date"], as_of) <= RECENT)
    until = visits["promise_due"].mask(undated, visits["date"])
    return frame.dated(
        KIND,
        visits.assign(until=until)[~visits["promise_kept"].eq(True) & ~after(visits["date"], as_of)],
        customers,
        due="until",
        as_of=as_of,
        lead=lead,
        why=why,
        action=ACTION[lang],
        priority=frame.HIGH,
        else_owner="salesperson",
        contact="contact_name",
    )


SOURCE = Source(KIND, due, ("tblVisits", CUSTOMERS), settings={"lead": "lead_days"})
