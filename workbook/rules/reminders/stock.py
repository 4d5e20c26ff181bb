"""Stock below safety days: what the last survey of a customer and product found on its shelves."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from workbook.language import Lang, Text
from workbook.rules.reminders import frame
from workbook.rules.reminders.source import CUSTOMERS, Source

KIND = "stock"

_WHY = Text(
    "{date}盘点“{product}”{stock:g}，只够{lasts:.1f}天，低于安全天数{safety:g}天",
    "'{product}' on {date}: {stock:g} in stock, {lasts:.1f} days of sales, below the {safety:g} safety days",
)
ACTION = Text("建议订货{order:g}", "Suggest an order of {order:g}")


def due(surveys: pd.DataFrame, customers: pd.DataFrame, *, as_of: dt.date, lang: Lang = "zh") -> pd.DataFrame:
    """Candidates from surveys with row_id, customer_id, product, date, stock_qty, daily_sales, safety_days,
    salesperson. Only the last survey of a customer and product up to as_of is looked at."""
    last = last_surveys(surveys, as_of)
    needed = last["daily_sales"] * last["safety_days"]
    found = frame.attach(last[(last["daily_sales"] > 0) & (last["stock_qty"] < needed)], customers)
    rows = zip(
        frame.dates(found["date"]),
        frame.texts(found["product"]),
        found["stock_qty"].tolist(),
        found["daily_sales"].tolist(),
        found["safety_days"].tolist(),
        strict=True,
    )
    numbers = [
        (date, product, stock, stock / sales, safety, sales * safety - stock)
        for date, product, stock, sales, safety in rows
    ]
    return frame.candidates(
        KIND,
        found,
        anchor=[date for date, *_ in numbers],
        due=found["date"],
        why=[
            _WHY[lang].format(date=date, product=product, stock=stock, lasts=lasts, safety=safety)
            for date, product, stock, lasts, safety, _ in numbers
        ],
        action=[ACTION[lang].format(order=order) for *_, order in numbers],
        priority=found["standing"],
        owner=found["salesperson"],
    )


def last_surveys(surveys: pd.DataFrame, as_of: dt.date) -> pd.DataFrame:
    """The latest survey up to as_of of each customer and product; of two on one day the lower on the sheet."""
    past = surveys[frame.due_by(surveys["date"], as_of)].sort_values("date", kind="stable")
    return past.drop_duplicates(["customer_id", "product"], keep="last").sort_index()


SOURCE = Source(KIND, due, ("tblSurveys", CUSTOMERS))
