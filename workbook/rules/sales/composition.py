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
from workbook.rules.sales import flows

if TYPE_CHECKING:
    from collections.abc import Sequence

TOPS = (0.1, 0.2, 0.5)
FIRST = 5  # customers whose share is told by their number
STEPS = 20  # points of the Pareto curve

_SENTENCE = Text(
    "前{top:.1%}（{count}个，共{of}个）占全部净额的{share:.1%}",
    "The top {top:.1%} ({count} of {of}) make {share:.1%} of the net amount of all orders",
)


def by(values: pd.Series[Any], lines: pd.DataFrame) -> pd.DataFrame:
    """Group the lines of a period (`flows.of_period`) by a value each has: value, units, units_before, units_year_ago,
    orders, customers (int64), in order of the value; a blank one is NaN and comes last.

    `values` stands on the same index (a product, a channel) or, for a property of the customer, is what `of_customers`
    made of it.
    """
    codes, distinct = pd.factorize(values, sort=True)
    found = flows.per_value(lines.assign(value=np.where(codes < 0, len(distinct), codes)))  # blanks come last
    found = found.sort_values("value", ignore_index=True)
    shown = pd.Series(distinct).reindex(found["value"]).reset_index(drop=True)
    made: pd.DataFrame = found.assign(value=shown).astype(dict.fromkeys(("orders", "customers"), "int64"))
    return made


def of_customers(column: pd.Series[Any], lines: pd.DataFrame) -> pd.Series[Any]:
    """A property of the customers (in the ledger's order) seen from each line; NaN for a line of nobody."""
    found = column.array.take(lines["customer"].to_numpy(), allow_fill=True)
    return pd.Series(found, index=lines.index)


def rows(grouped: pd.DataFrame) -> pd.DataFrame:
    """The rows of the composition sheet: those of `grouped`, which has value and units at least, with rank, share and
    cumulative.

    Shares are of the net total; NaN where that is not positive. Order: units descending; equal ones as they stand in
    `grouped`, which `by` gives in order of the value, blank last.
    """
    ordered = grouped.iloc[np.argsort(-grouped["units"].to_numpy(), kind="stable")].reset_index(drop=True)
    units = ordered["units"].to_numpy()
    total = int(units.sum())
    base = total if total > 0 else np.nan
    return ordered.assign(
        rank=np.searchsorted(-units, -units) + 1, share=units / base, cumulative=units.cumsum() / base
    )


def growth(units: pd.Series[Any], year_ago: pd.Series[Any]) -> pd.Series[Any]:
    """Units against those of a year before, less one; NaN where there was nothing above zero."""
    base = year_ago.astype("float64")
    found: pd.Series[Any] = units.astype("float64") / base.where(base > 0) - 1
    return found


def first(units: pd.Series[Any], count: int = FIRST, lang: Lang = "zh") -> pd.DataFrame:
    """The row of the first few values beside those of `tops`; none where nothing positive was sold."""
    sold = int((units > 0).sum())
    return tops(units, [min(count, sold) / sold] if sold else [], lang)


def curve(units: pd.Series[Any], steps: int = STEPS) -> list[tuple[float, float]]:
    """The Pareto curve: (share of the values, share of the amount) at equal steps, the largest first, up to (1, 1);
    nothing where nothing positive was sold. Between two values it is a straight line.

    >>> curve(pd.Series([60, 30, 10, -5]), 3)
    [(0.3333333333333333, 0.6), (0.6666666666666666, 0.9), (1.0, 1.0)]
    """
    sold = np.sort(units[units > 0].to_numpy())[::-1].astype("float64")
    if not len(sold):
        return []
    at = np.arange(1, steps + 1) / steps
    sums = np.concatenate([[0.0], sold.cumsum() / sold.sum()])
    made = np.interp(at * len(sold), np.arange(len(sold) + 1), sums)
    return list(zip(at.tolist(), made.tolist(), strict=True))


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
