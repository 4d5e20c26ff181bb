"""Sales composition and concentration by any dimension.

A row a value of the dimension, largest net amount first; equal amounts share a rank; shares are of the total. The
sentence "the top X % make Y %" is true as it stands: X is the share of values that were counted, not a rounded 20.
The concentration index is Herfindahl-Hirschman's: the sum of squared shares, 1/n when all are equal, 1 when one has
all. Values at zero or below have no part in either: a return is no market share.

>>> frame = pd.DataFrame({"value": ["a", "b", "c"], "units": [700, 200, 100], "orders": [1, 1, 1], "customers": 1})
>>> rows(frame)[["value", "rank", "share", "cumulative"]].values.tolist()
[['a', 1, 0.7, 0.7], ['b', 2, 0.2, 0.9], ['c', 3, 0.1, 1.0]]
>>> round(concentration(frame["units"]), 2)
0.54
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.language import Lang, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from workbook.rules.basics.order_ledger import Ledger

TOPS = (0.1, 0.2, 0.5)

_BLANK = -1  # the code of a value that is missing

_SENTENCE = Text(
    "前{top:.1%}（{count}个，共{of}个）占全部净额的{share:.1%}",
    "The top {top:.1%} ({count} of {of}) make {share:.1%} of the net amount of all orders",
)


def by(values: pd.Series[Any], book: Ledger, lines: pd.Series[Any] | None = None) -> pd.DataFrame:
    """Group order lines by a value each line has: value, units, orders, customers who bought (int64); a blank is NaN.

    `values` stands on the ledger's lines (a product, a channel) or, for a property of the customer, is what
    `of_customers` made of it. `lines` is a mask of the lines that count (the window); all without it.
    """
    frame = book.lines if lines is None else book.lines[lines]
    codes, distinct = pd.factorize(values if lines is None else values[lines], sort=True)
    blank = codes == _BLANK
    codes = np.where(blank, len(distinct), codes)  # blanks come last
    many = len(distinct) + bool(blank.any())
    customer = frame["customer"].to_numpy()
    units = np.zeros(many, dtype="int64")
    np.add.at(units, codes, frame["units"].to_numpy())
    at = slice(None) if lines is None else lines.to_numpy()
    orders, sold = book.orders[at], book.sales[at]
    known = sold & (customer >= 0)
    return pd.DataFrame(
        {
            "value": pd.Series(distinct).reindex(range(many)),
            "units": units,
            "orders": _distinct(codes[sold], orders[sold], many),
            "customers": _distinct(codes[known], customer[known], many),
        }
    )


def _distinct(codes: NDArray[np.int64], others: NDArray[np.int64], many: int) -> NDArray[np.int64]:
    """How many different others (0 or more) stand beside each code (0 to many - 1); pairs packed as one integer."""
    pairs = pd.unique(codes << 32 | others)
    return np.bincount(pairs >> 32, minlength=many)


def of_customers(column: pd.Series[Any], book: Ledger) -> pd.Series[Any]:
    """A property of the customers (on their index) seen from each order line; NaN for a line of nobody."""
    found = column.array.take(book.lines["customer"].to_numpy(), allow_fill=True)
    return pd.Series(found, index=book.lines.index)


def rows(grouped: pd.DataFrame) -> pd.DataFrame:
    """The rows of the composition sheet: value, rank, customers, orders, units, share, cumulative.

    Shares are of the net total; NaN where that is not positive. Order: units descending; equal ones as they stand in
    `grouped`, which `by` gives in order of the value, blank last.
    """
    ordered = grouped.iloc[np.argsort(-grouped["units"].to_numpy(), kind="stable")].reset_index(drop=True)
    units = ordered["units"].to_numpy()
    total = int(units.sum())
    base = total if total > 0 else np.nan
    return pd.DataFrame(
        {
            "value": ordered["value"],
            "rank": np.searchsorted(-units, -units) + 1,
            "customers": ordered["customers"],
            "orders": ordered["orders"],
            "units": units,
            "share": units / base,
            "cumulative": units.cumsum() / base,
        }
    )


def concentration(units: pd.Series[Any]) -> float | None:
    """The Herfindahl-Hirschman index of positive amounts, 0-1; None when there are none."""
    sold = units[units > 0].astype("float64")
    return float(((sold / sold.sum()) ** 2).sum()) if len(sold) else None


def tops(units: pd.Series[Any], shares: Sequence[float] = TOPS, lang: Lang = "zh") -> pd.DataFrame:
    """One row a share asked for: top_share (the true one), top_count, amount_share, sentence.

    Of n values with a positive amount the first ⌈share × n⌉ are counted. No rows when nothing positive was sold.
    """
    sold = np.sort(units[units > 0].to_numpy())[::-1]
    made = []
    for share in shares if len(sold) else ():
        count = min(len(sold), math.ceil(share * len(sold) - 1e-9))
        part = float(sold[:count].sum() / sold.sum())
        true = count / len(sold)
        sentence = _SENTENCE[lang].format(top=true, count=count, of=len(sold), share=part)
        made.append((true, count, part, sentence))
    return pd.DataFrame(made, columns=["top_share", "top_count", "amount_share", "sentence"])


def product_class(grouped: pd.DataFrame, *, main: set[str], slow_share: float = 0.01) -> pd.Series[Any]:
    """main, profitable, slow or ordinary for each product row with value, units, margin_rate.

    Main: marked so, or among those that make the first half of sales. Profitable: a margin rate above that of all
    together. Slow: at most `slow_share` of sales, or nothing sold. In that order.
    """
    units = grouped["units"].clip(lower=0).astype("float64")
    total = units.sum()
    order = np.argsort(-units.to_numpy(), kind="stable")
    before = np.empty(len(units))
    before[order] = np.cumsum(units.to_numpy()[order]) - units.to_numpy()[order]
    margin = (grouped["margin_rate"] * units).sum() / total if total > 0 else np.nan
    found = np.select(
        [
            grouped["value"].isin(sorted(main)).to_numpy() | ((before < total / 2) & (units > 0).to_numpy()),
            (units <= slow_share * total).to_numpy(),
            (grouped["margin_rate"] > margin).to_numpy(),
        ],
        np.array(["main", "slow", "profitable"], dtype=object),
        np.array("ordinary", dtype=object),
    )
    return pd.Series(found, index=grouped.index, dtype="str")
