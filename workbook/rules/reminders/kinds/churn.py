"""May be leaving: customers with two signs or more that they are about to leave (`rules/service/churn.py`).

Due on the day of the second sign; a cycle lasts until the signs change so that another day is the second one's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.language import Lang, Text
from workbook.rules.reminders import frame
from workbook.rules.reminders.source import CUSTOMERS, Source
from workbook.rules.service.churn import HIGH

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd

KIND = "churn"

_WHY = Text("可能流失：{reason}", "May be leaving: {reason}")
ACTION = Text("经理和负责人一起约见，逐项解决", "Manager and owner to see the customer and settle each sign")


def due(customers: pd.DataFrame, *, as_of: dt.date, lang: Lang = "zh") -> pd.DataFrame:
    """Candidates from customers with row_id, customer_id, name, owner, archived, churn, churn_reason, churn_since."""
    return frame.dated(
        KIND,
        customers[customers["churn"].eq(HIGH)],
        customers,
        due="churn_since",
        as_of=as_of,
        lead=0,
        why=lambda rows: [_WHY[lang].format(reason=reason) for reason in frame.texts(rows["churn_reason"])],
        action=ACTION[lang],
        priority=frame.HIGH,
    )


SOURCE = Source(KIND, due, (CUSTOMERS,))
