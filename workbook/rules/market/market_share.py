"""Market share in a region and year: net amount of the region's customers that year ÷ the market's amount.

A year that is still running is held against the market's amount pro rata: three months of ours beside twelve of the
market would look like a loss of three quarters. The period says so; a year to come has no share yet. For the same
reason the year before is taken to the same day: what we sold by then, and our share of that part of its market where
the book has its amount. Coverage: of the region's customers that are not archived, the share that bought in the year.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.language import Lang, Text
from workbook.rules.basics import days
from workbook.rules.basics.exact_money import from_units, to_units
from workbook.rules.sales.composition import of_customers

if TYPE_CHECKING:
    from workbook.rules.basics.order_ledger import Ledger


WHOLE_YEAR = Text("全年", "Whole year")
RUNNING = Text("至{as_of}，市场容量按{gone}/{all}天折算", "To {as_of}; {gone} of {all} days of the market's amount")


def shares(
    markets: pd.DataFrame, customers: pd.DataFrame, book: Ledger, as_of: dt.date, lang: Lang = "zh"
) -> pd.DataFrame:
    """Columns of every market row, on its index: own_amount (currency), compared_amount (what the market made in the
    same time), own_share, share_period (str); own_before, share_before, growth (the year before, up to the same day
    where the year runs); buyers, coverage.

    `markets` has region (key), year, market_amount; `customers` has region, archived, in the ledger's order. Orders up
    to as_of; a row without region or year, or of a year to come, stays blank.
    """
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
    earlier = _year_before(markets, lines, as_of, known)
    return pd.DataFrame(
        {
            **earlier,
            "growth": (own / to_units(earlier["own_before"]).astype("float64")).where(earlier["own_before"] > 0) - 1,
            **_covered(markets, customers, lines, known),
            "own_amount": amount.astype("float64"),
            "compared_amount": compared.astype("float64"),
            "own_share": (amount / compared).astype("float64"),
            "share_period": pd.Series(told, index=markets.index, dtype="str").where(compared.notna()),
        },
        index=markets.index,
    )


def _year_before(
    markets: pd.DataFrame, lines: pd.DataFrame, as_of: dt.date, known: pd.Series[Any]
) -> dict[str, pd.Series[Any]]:
    """What we sold the year before, up to the same day where the year runs, and our share of its market till then."""
    day = lines["date"].dt.month * 100 + lines["date"].dt.day
    year = lines["date"].dt.year
    running = markets["year"] == as_of.year
    parts = {}
    for key, kept in (("whole", lines), ("so_far", lines[day <= as_of.month * 100 + as_of.day])):
        sums = kept["units"].groupby([kept["region"], year.loc[kept.index]]).sum()
        asked = pd.MultiIndex.from_arrays([markets["region"], markets["year"] - 1])
        parts[key] = pd.Series(sums.reindex(asked).to_numpy(), index=markets.index)
    units = parts["whole"].where(~running, parts["so_far"]).where(known)
    sizes = markets[markets["market_amount"] > 0].drop_duplicates(["region", "year"]).set_index(["region", "year"])
    size = sizes["market_amount"].reindex(pd.MultiIndex.from_arrays([markets["region"], markets["year"] - 1]))
    gone = as_of.timetuple().tm_yday / dt.date(as_of.year, 12, 31).timetuple().tm_yday
    compared = pd.Series(size.to_numpy(dtype="float64"), index=markets.index)
    compared = compared.where(~running, compared * gone)
    amount = from_units(units.round().astype("Int64")).astype("float64")
    return {"own_before": amount, "share_before": amount / compared}


def _covered(
    markets: pd.DataFrame, customers: pd.DataFrame, lines: pd.DataFrame, known: pd.Series[Any]
) -> dict[str, pd.Series[Any]]:
    """How many of the region's customers that are not archived bought in the year, and their share of all."""
    alive = ~customers["archived"].eq(True).to_numpy()
    there = customers["region"][alive].value_counts()
    at = lines["customer"].to_numpy(dtype="int64")
    bought = lines[(at >= 0) & np.append(alive, False)[at] & (lines["units"] > 0).to_numpy()]
    many = bought.groupby([bought["region"], bought["date"].dt.year])["customer"].nunique()
    asked = pd.MultiIndex.from_arrays([markets["region"], markets["year"]])
    buyers = pd.Series(many.reindex(asked).fillna(0).to_numpy(dtype="float64"), index=markets.index).where(known)
    return {"buyers": buyers, "coverage": buyers / markets["region"].map(there).astype("float64")}
