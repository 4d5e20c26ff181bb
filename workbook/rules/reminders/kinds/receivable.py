"""Receivable overdue: customers with debt past its settlement days. One cycle is the oldest open due date.

An archived customer who owes is asked for it all the same: to archive a record forgives no debt.
"""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from workbook.language import Lang, Text
from workbook.rules.basics.exact_money import money
from workbook.rules.reminders import frame
from workbook.rules.reminders.source import CUSTOMERS, OPEN_ITEMS, Source

KIND = "receivable"

_WHY = Text(
    "逾期{amount}，最早一笔应于{due}付款，已逾期{days}天",
    "{amount} overdue; the oldest item was due on {due}, {days} days ago",
)
ACTION = Text("催收货款", "Ask for payment")


def due(customers: pd.DataFrame, items: pd.DataFrame, *, as_of: dt.date, lang: Lang = "zh") -> pd.DataFrame:
    """Candidates from customers (row_id, customer_id, name, owner, grade) and the open items of
    `rules.customers.credit.open_items`, whose `customer` is a position in `customers`. Over 30 days ranks high."""
    late = items[(items["overdue_days"] > 0) & (items["open"] > 0)]
    found = late.groupby("customer").agg(open=("open", "sum"), oldest=("due", "min"), days=("overdue_days", "max"))
    rows = customers.iloc[found.index.to_numpy(dtype="int64")]
    dues = frame.dates(found["oldest"])
    return frame.candidates(
        KIND,
        rows.assign(customer_name=rows["name"], customer_owner=rows["owner"]),
        anchor=dues,
        due=found["oldest"],
        why=[
            _WHY[lang].format(amount=money(units), due=day, days=int(late_for))
            for units, day, late_for in zip(found["open"].tolist(), dues, found["days"].tolist(), strict=True)
        ],
        action=ACTION[lang],
        priority=pd.Series(np.where(found["days"] > 30, frame.HIGH, frame.MEDIUM), dtype="str"),
    )


SOURCE = Source(KIND, due, (CUSTOMERS, OPEN_ITEMS))
