"""Promise due: what a visit promised and nobody has marked as kept. One promise and day is one reminder."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from workbook.language import Lang, Text
from workbook.rules.basics.as_of import after
from workbook.rules.reminders import frame
from workbook.rules.reminders.source import CUSTOMERS, Source

KIND = "promise"

_WHY = Text("{date}答应客户：{what}，期限{due}", "Promised on {date}: {what}; due {due}")
ACTION = Text("兑现承诺，在“拜访”表把“承诺已兑现”填为“是”", "Keep the promise, and set Promise kept to Yes in Visits")
_UNSAID = Text("（未写明）", "(not written down)")


def due(
    visits: pd.DataFrame, customers: pd.DataFrame, *, as_of: dt.date, lead: int = 7, lang: Lang = "zh"
) -> pd.DataFrame:
    """Candidates from visits with row_id, customer_id, date, promise, promise_due, promise_kept, salesperson,
    contact_name. A promise that is due ranks high; a visit still to come has promised nothing."""

    def why(rows: pd.DataFrame) -> list[str]:
        return [
            _WHY[lang].format(date=date, what=what or _UNSAID[lang], due=day)
            for date, what, day in zip(
                frame.dates(rows["date"]), frame.texts(rows["promise"]), frame.dates(rows["promise_due"]), strict=True
            )
        ]

    return frame.dated(
        KIND,
        visits[~visits["promise_kept"].eq(True) & ~after(visits["date"], as_of)],
        customers,
        due="promise_due",
        as_of=as_of,
        lead=lead,
        why=why,
        action=ACTION[lang],
        priority=frame.HIGH,
        else_owner="salesperson",
        contact="contact_name",
    )


SOURCE = Source(KIND, due, ("tblVisits", CUSTOMERS), settings={"lead": "lead_days"})
