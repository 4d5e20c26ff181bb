"""Contact due: customers whose next contact (rules/customers/next_contact.py) is as_of or earlier.

One cycle is one last touch. Prospects that were never contacted wait in a line of their own
(rules/reminders/kinds/first_call.py).
"""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from workbook.language import Lang, Text
from workbook.rules.basics import first_calls
from workbook.rules.reminders import frame
from workbook.rules.reminders.source import CUSTOMERS, Source

KIND = "contact"

_TOUCHED = Text(
    "最近一次联系是{last}，应每{cycle:.0f}天联系一次", "Last contact on {last}; one is due every {cycle:.0f} days"
)
_NEW = Text(
    "建档于{last}，还没有联系过，应每{cycle:.0f}天联系一次",
    "On record since {last} and never contacted; one is due every {cycle:.0f} days",
)
ACTION = Text("打电话或上门拜访，记在“拜访”表", "Call or visit, and log it in Visits")


def due(customers: pd.DataFrame, *, as_of: dt.date, lang: Lang = "zh") -> pd.DataFrame:
    """Candidates from customers with row_id, customer_id, name, owner, grade, key_account, archived, created_on,
    last_contact, next_contact and cycle (days)."""
    asked = ~customers["archived"].eq(True) & frame.due_by(customers["next_contact"], as_of)
    rows = customers[asked & ~first_calls.waiting(customers)]
    new = rows["last_contact"].isna()
    start = rows["last_contact"].where(~new, rows["created_on"])
    texts = np.where(new, _NEW[lang], _TOUCHED[lang])
    return frame.candidates(
        KIND,
        rows.assign(customer_name=rows["name"], customer_owner=rows["owner"]),
        anchor=["new" if n else at for n, at in zip(new, frame.dates(start), strict=True)],
        due=rows["next_contact"],
        why=[
            text.format(last=last, cycle=cycle)
            for text, last, cycle in zip(texts.tolist(), frame.dates(start), rows["cycle"].tolist(), strict=True)
        ],
        action=ACTION[lang],
        priority=frame.standing(rows),
    )


SOURCE = Source(KIND, due, (CUSTOMERS,))
