"""Deposit matures: deposits of bank customers, by the date in their bank profile."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from workbook.language import Lang, Text
from workbook.rules.reminders import frame
from workbook.rules.reminders.source import CUSTOMERS, Source

KIND = "deposit"

_WHY = Text("存款于{date}到期", "A deposit matures on {date}")
ACTION = Text("联系客户安排转存", "Arrange the renewal with the customer")


def due(
    profiles: pd.DataFrame, customers: pd.DataFrame, *, as_of: dt.date, lead: int = 7, lang: Lang = "zh"
) -> pd.DataFrame:
    """Candidates from bank profiles with row_id, customer_id, deposit_matures_on, contact_name. No amount is told:
    the reminder list is read by more people than the profile."""
    return frame.dated(
        KIND,
        profiles,
        customers,
        due="deposit_matures_on",
        as_of=as_of,
        lead=lead,
        why=lambda rows: [_WHY[lang].format(date=date) for date in frame.dates(rows["deposit_matures_on"])],
        action=ACTION[lang],
        contact="contact_name",
    )


SOURCE = Source(KIND, due, ("tblBankProfiles", CUSTOMERS), settings={"lead": "lead_days"})
