"""An agreed price ends: lines of the price list for one customer, by their last day.

A line that another follows - the same customer and product, from the day after or earlier - needs no talk.
"""

from __future__ import annotations

import datetime as dt

import pandas as pd

from workbook.language import Lang, Text
from workbook.rules.basics import days
from workbook.rules.market.price_list import ALL_PRODUCTS
from workbook.rules.reminders import frame
from workbook.rules.reminders.source import CUSTOMERS, Source

KIND = "price_end"

_WHY = Text("约定的价格{date}到期：{product}", "The agreed price ends on {date}: {product}")
ACTION = Text("谈下一期价格，在“价格表”加一行", "Agree on the next price, and add a line to the price list")


def due(
    listed: pd.DataFrame, customers: pd.DataFrame, *, as_of: dt.date, lead: int = 7, lang: Lang = "zh"
) -> pd.DataFrame:
    """Candidates from lines of the price list with row_id, customer_id, product, valid_from, valid_to."""
    own = listed[listed["customer_id"].notna()]
    ending = own[own["valid_to"].notna()]
    product = own["product"].astype("str").fillna("")
    pairs = ending.assign(at=ending.index, what=product).merge(
        own.assign(what=product)[["customer_id", "what", "valid_from", "valid_to"]], on=["customer_id", "what"]
    )
    starts, ends = days.whole(pairs["valid_from_y"]), days.whole(pairs["valid_to_x"])
    on = days.whole(pairs["valid_to_y"])
    follows = (starts <= ends + 1) & ~(on <= ends)  # another line that holds on the day after
    rows = ending[~ending.index.isin(pairs["at"][follows])]
    return frame.dated(
        KIND,
        rows,
        customers,
        due="valid_to",
        as_of=as_of,
        lead=lead,
        why=lambda found: [
            _WHY[lang].format(date=date, product=named or ALL_PRODUCTS[lang])
            for date, named in zip(frame.dates(found["valid_to"]), frame.texts(found["product"]), strict=True)
        ],
        action=ACTION[lang],
    )


SOURCE = Source(KIND, due, ("tblPriceList", CUSTOMERS), settings={"lead": "lead_days"})
