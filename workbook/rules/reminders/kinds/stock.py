"""Out of stock, or stock below safety days: what the last count of a customer and product found on its shelves; and
stock that has not been counted since a price was cut."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from workbook.language import Lang, Text
from workbook.rules.market.stock import to_order
from workbook.rules.reminders import frame
from workbook.rules.reminders.source import CUSTOMERS, Source

KIND, CUT = "stock", "price_cut"

_WHY = Text(
    "{date}盘点“{product}”{stock:g}，只够{lasts:.1f}天，低于安全天数{safety:g}天",
    "'{product}' on {date}: {stock:g} in stock, {lasts:.1f} days of sales, below the {safety:g} safety days",
)
_OUT = Text("{date}盘点“{product}”已断货", "'{product}' on {date}: out of stock")
ACTION = Text("建议订货{order:g}", "Suggest an order of {order:g}")
_REFILL = Text("请客户补货", "Ask the customer to order again")
_CUT = Text("{date}“{product}”降价，还没有盘点库存", "'{product}' was cut in price on {date}; stock not counted since")
ACTION_CUT = Text("降价后盘点库存，填盘点日期", "Count the stock after the price cut, and enter the date")


def due(surveys: pd.DataFrame, customers: pd.DataFrame, *, as_of: dt.date, lang: Lang = "zh") -> pd.DataFrame:
    """Candidates from surveys with row_id, customer_id, product, date, stock_qty, daily_sales, safety_days,
    salesperson. Only the last count of a customer and product up to as_of is looked at; a survey that did not count
    the stock says nothing of it. Nothing left is always due, and ranks high."""
    last = last_surveys(surveys[surveys["stock_qty"] >= 0], as_of)
    order = to_order(last)
    out = last["stock_qty"] == 0
    found = frame.attach(last.assign(order=order, out=out)[out | (order > 0)], customers)
    rows = zip(
        frame.dates(found["date"]),
        frame.texts(found["product"]),
        found["stock_qty"].tolist(),
        found["daily_sales"].tolist(),
        found["safety_days"].tolist(),
        strict=True,
    )
    why = [
        _WHY[lang].format(date=date, product=product, stock=stock, lasts=stock / sales, safety=safety)
        if stock
        else _OUT[lang].format(date=date, product=product)
        for date, product, stock, sales, safety in rows
    ]
    action = [ACTION[lang].format(order=many) if many > 0 else _REFILL[lang] for many in found["order"].tolist()]
    return frame.candidates(
        KIND,
        found,
        anchor=frame.dates(found["date"]),
        due=found["date"],
        why=why,
        action=action,
        priority=pd.Series(np.where(found["out"], frame.HIGH, found["standing"]), index=found.index, dtype="str"),
        owner=found["salesperson"],
    )


def last_surveys(surveys: pd.DataFrame, as_of: dt.date) -> pd.DataFrame:
    """The latest survey up to as_of of each customer and product; of two on one day the lower on the sheet."""
    past = surveys[frame.due_by(surveys["date"], as_of)].sort_values("date", kind="stable")
    return past.drop_duplicates(["customer_id", "product"], keep="last").sort_index()


def uncounted(surveys: pd.DataFrame, customers: pd.DataFrame, *, as_of: dt.date, lang: Lang = "zh") -> pd.DataFrame:
    """Candidates from surveys with row_id, customer_id, product, date, price_cut, counted_on, salesperson that say a
    price was cut while the stock has not been counted since."""
    open_ones = surveys["counted_on"].isna() | (surveys["counted_on"] < surveys["date"])

    def why(rows: pd.DataFrame) -> list[str]:
        return [
            _CUT[lang].format(date=date, product=product)
            for date, product in zip(frame.dates(rows["date"]), frame.texts(rows["product"]), strict=True)
        ]

    return frame.dated(
        CUT,
        surveys[surveys["price_cut"].eq(True) & open_ones],
        customers,
        due="date",
        as_of=as_of,
        lead=0,
        why=why,
        action=ACTION_CUT[lang],
        priority=frame.HIGH,
        else_owner="salesperson",
    )


SOURCE = Source(KIND, due, ("tblSurveys", CUSTOMERS))
CUT_SOURCE = Source(CUT, uncounted, ("tblSurveys", CUSTOMERS))
