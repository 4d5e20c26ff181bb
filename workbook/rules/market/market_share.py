"""Market share in a region and year: net amount of the region's customers that year ÷ the market's amount.

A year that is still running is held against the market's amount pro rata: three months of ours beside twelve of the
market would look like a loss of three quarters. The period says so; a year to come has no share yet.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from workbook.language import Lang, Text
from workbook.rules.basics import days
from workbook.rules.basics.exact_money import from_units
from workbook.rules.sales.composition import of_customers

if TYPE_CHECKING:
    from workbook.rules.basics.order_ledger import Ledger


WHOLE_YEAR = Text("全年", "Whole year")
RUNNING = Text("至{as_of}，市场容量按{gone}/{all}天折算", "To {as_of}; {gone} of {all} days of the market's amount")


def shares(
    markets: pd.DataFrame, customers: pd.DataFrame, book: Ledger, as_of: dt.date, lang: Lang = "zh"
) -> pd.DataFrame:
    """own_amount (currency), compared_amount (what the market made in the same time), own_share, share_period (str) of
    every market row, on its index. `markets` has region (key), year, market_amount; `customers` has region. Orders up
    to as_of; a row without region or year, or of a year to come, stays blank."""
    past = days.whole(book.lines["date"]) <= days.day(as_of)
    lines = book.lines.assign(region=of_customers(customers["region"], book.lines))[past]
    year = lines["date"].dt.year
    sums = lines["units"].groupby([lines["region"], year]).sum()
    asked = pd.MultiIndex.from_arrays([markets["region"], markets["year"]])
    known = markets["region"].notna() & (markets["year"] <= as_of.year)
    own = pd.Series(sums.reindex(asked).fillna(0).to_numpy(), index=markets.index).where(known)
    gone, whole = as_of.timetuple().tm_yday, dt.date(as_of.year, 12, 31).timetuple().tm_yday
    running = (markets["year"] == as_of.year) & (gone < whole)
    market = markets["market_amount"].where((markets["market_amount"] > 0) & known)
    compared = market.where(~running, market * gone / whole)
    told = np.where(running, RUNNING[lang].format(as_of=as_of, gone=gone, all=whole), WHOLE_YEAR[lang])
    amount = from_units(own.astype("Int64"))
    return pd.DataFrame(
        {
            "own_amount": amount.astype("float64"),
            "compared_amount": compared.astype("float64"),
            "own_share": (amount / compared).astype("float64"),
            "share_period": pd.Series(told, index=markets.index, dtype="str").where(compared.notna()),
        },
        index=markets.index,
    )
