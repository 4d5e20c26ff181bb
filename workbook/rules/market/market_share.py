"""Market share in a region and year: net amount of the region's customers that year ÷ the market's amount."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from workbook.rules.basics import days
from workbook.rules.basics.exact_money import from_units
from workbook.rules.sales.composition import of_customers

if TYPE_CHECKING:
    from workbook.rules.basics.order_ledger import Ledger


def shares(markets: pd.DataFrame, customers: pd.DataFrame, book: Ledger, as_of: dt.date) -> pd.DataFrame:
    """own_amount (currency) and own_share of every market row, on its index. `markets` has region (key), year,
    market_amount; `customers` has region. Orders up to as_of; a row without region or year stays blank."""
    past = days.whole(book.lines["date"]) <= days.day(as_of)
    lines = book.lines.assign(region=of_customers(customers["region"], book))[past]
    year = lines["date"].dt.year
    sums = lines["units"].groupby([lines["region"], year]).sum()
    asked = pd.MultiIndex.from_arrays([markets["region"], markets["year"]])
    known = markets["region"].notna() & markets["year"].notna()
    own = pd.Series(sums.reindex(asked).fillna(0).to_numpy(), index=markets.index).where(known)
    amount = from_units(own.astype("Int64"))
    market = markets["market_amount"].where(markets["market_amount"] > 0)
    return pd.DataFrame({"own_amount": amount, "own_share": amount / market}, index=markets.index, dtype=np.float64)
