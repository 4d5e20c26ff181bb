"""Count stock after a price cut: surveys that say a price was cut while the stock has not been counted since."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from workbook.language import Lang, Text
from workbook.rules.reminders import frame
from workbook.rules.reminders.source import CUSTOMERS, Source

KIND = "price_cut"

_WHY = Text("{date}“{product}”降价，还没有盘点库存", "'{product}' was cut in price on {date}; stock not counted since")
ACTION = Text("降价后盘点库存，填盘点日期", "Count the stock after the price cut, and enter the date")


def due(surveys: pd.DataFrame, customers: pd.DataFrame, *, as_of: dt.date, lang: Lang = "zh") -> pd.DataFrame:
    """Candidates from surveys with row_id, customer_id, product, date, price_cut, counted_on, salesperson."""
    uncounted = surveys["counted_on"].isna() | (surveys["counted_on"] < surveys["date"])

    def why(rows: pd.DataFrame) -> list[str]:
        return [
            _WHY[lang].format(date=date, product=product)
            for date, product in zip(frame.dates(rows["date"]), frame.texts(rows["product"]), strict=True)
        ]

    return frame.dated(
        KIND,
        surveys[surveys["price_cut"].eq(True) & uncounted],
        customers,
        due="date",
        as_of=as_of,
        lead=0,
        why=why,
        action=ACTION[lang],
        priority=frame.HIGH,
        else_owner="salesperson",
    )


SOURCE = Source(KIND, due, ("tblSurveys", CUSTOMERS))
