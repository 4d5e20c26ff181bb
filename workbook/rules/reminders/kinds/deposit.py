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
_OFFER = Text("到期，可转{product}；先联系客户安排转存", "Matures; may go into {product}. Arrange it with the customer")


def due(
    profiles: pd.DataFrame, customers: pd.DataFrame, *, as_of: dt.date, lead: int = 7, lang: Lang = "zh"
) -> pd.DataFrame:
    """Candidates from bank profiles with row_id, customer_id, deposit_matures_on, contact_name. No amount is told:
    the reminder list is read by more people than the profile. The first of recommended_products (labels joined by 、),
    where there is any, is what the money may go into; whoever wants no offers has none."""
    return frame.dated(
        KIND,
        profiles,
        customers,
        due="deposit_matures_on",
        as_of=as_of,
        lead=lead,
        why=lambda rows: [_WHY[lang].format(date=date) for date in frame.dates(rows["deposit_matures_on"])],
        action=lambda rows: _actions(rows, lang),
        contact="contact_name",
    )


def _actions(rows: pd.DataFrame, lang: Lang) -> list[str]:
    if "recommended_products" not in rows:
        return [ACTION[lang]] * len(rows)
    firsts = (named.split("、")[0] for named in frame.texts(rows["recommended_products"]))
    return [_OFFER[lang].format(product=one) if one else ACTION[lang] for one in firsts]


SOURCE = Source(KIND, due, ("tblBankProfiles", CUSTOMERS), settings={"lead": "lead_days"})
