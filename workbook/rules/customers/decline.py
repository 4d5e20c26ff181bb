"""Purchase decline: who has stopped buying, judged two ways, each explained in one sentence.

By rhythm set for the customer: as_of is later than the last order + the days of the purchase rhythm. A customer
that never bought is judged so only when its category counts as an existing customer, from the day its record was
created.
By its own rhythm: the silence is longer than a factor × the median interval between the days it bought on. This
takes at least three such days: two orders of one day are one purchase, and a one-time buyer has no rhythm.

>>> lines = pd.DataFrame({"customer": [0] * 4, "units": [1] * 4, "order_no": [1.0, 2, 3, 4],
...     "date": pd.to_datetime(["2026-01-01", "2026-01-11", "2026-01-21", "2026-02-20"]).as_unit("s")})
>>> rhythm(Ledger(lines, pd.RangeIndex(1)), dt.date(2026, 12, 31)).tolist()
[10.0]
"""

from __future__ import annotations

import datetime as dt
from math import isnan
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.language import Lang, Text
from workbook.rules.basics import days
from workbook.rules.basics.order_ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

    from numpy.typing import NDArray

ENOUGH = 3  # days of purchase that make a rhythm

_FAR = 1_000_000  # days before 1970 that still pack into a positive number: no date of a workbook is that old

_STRATEGY = Text(
    "约定{days:.0f}天内下单，现已{silence}天未下单，最近一单{last}",
    "Agreed to order within {days:.0f} days; none for {silence} days now, the last on {last}",
)
_RHYTHM = Text(
    "平时约{usual}天下一单，现已{silence}天未下单，最近一单{last}",
    "Usually orders about every {usual} days; none for {silence} days now, the last on {last}",
)
_BOTH = Text(
    "平时约{usual}天下一单，约定{days:.0f}天内下单，现已{silence}天未下单，最近一单{last}",
    "Usually orders about every {usual} days, agreed within {days:.0f} days; none for {silence} days now, the last on "
    "{last}",
)
_NEVER = Text(
    "建档于{last}，约定{days:.0f}天内下单，{silence}天来从未下单",
    "On record since {last}, agreed to order within {days:.0f} days; none in {silence} days",
)


def rhythm(book: Ledger, as_of: dt.date) -> pd.Series[Any]:
    """Median days between a customer's days of purchase up to as_of: float64 on the customers' index, NaN below
    three such days. A purchase is a line with a positive amount."""
    lines = book.lines
    dates = lines["date"].to_numpy(dtype="datetime64[D]")
    customer = lines["customer"].to_numpy()
    bought = (lines["units"].to_numpy() > 0) & (customer >= 0) & (dates <= days.day(as_of))
    who, when = _sorted_pairs(customer[bought], dates[bought].astype("int64") + _FAR)
    again = who[1:] == who[:-1]
    gaps = np.diff(when)
    apart = again & (gaps > 0)  # two orders of one day are one purchase
    owner, gap = _sorted_pairs(who[1:][apart], gaps[apart])
    start = np.flatnonzero(np.append(True, owner[1:] != owner[:-1])) if len(owner) else np.array([], dtype="int64")
    count = np.diff(np.append(start, len(owner)))
    middle = (gap[start + (count - 1) // 2] + gap[start + count // 2]) / 2
    enough = count >= ENOUGH - 1
    medians = np.full(len(book.customers), np.nan)
    medians[owner[start][enough]] = middle[enough]
    return pd.Series(medians, index=book.customers)


def _sorted_pairs(first: NDArray[np.int64], second: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs in order of first, then second (0 ≤ both < 2^31), by sorting them as one integer: ten times a lexsort."""
    packed = np.sort(first << 32 | second)
    return packed >> 32, packed & 0xFFFFFFFF


def declines(
    customers: pd.DataFrame,
    medians: pd.Series[Any],
    *,
    as_of: dt.date,
    rhythm_days: Mapping[str, float],
    existing: Set[str],
    factor: float = 2.0,
    lang: Lang = "zh",
) -> pd.DataFrame:
    """The customers in decline: since (the day counted from), due (the day it should have bought by), why, never.

    The index is a subset of that of `customers`, which has last_order, created_on, category and purchase_strategy
    (keys); `medians` comes from `rhythm`; `rhythm_days`: days by key of the purchase rhythm; `existing`: keys of the
    categories that count as existing customers.
    """
    never = customers["last_order"].isna()
    watched = ~never | customers["category"].isin(list(existing))
    since = customers["last_order"].where(~never, customers["created_on"]).where(watched)
    silence = days.between(since, as_of)
    agreed = customers["purchase_strategy"].map(dict(rhythm_days)).astype("float64")
    own = medians.where(~never).astype("float64")
    by_strategy, by_rhythm = silence > agreed, silence > factor * own
    found = customers.index[by_strategy | by_rhythm]
    limit = np.fmin(agreed.where(by_strategy), (factor * own).where(by_rhythm))
    cases = pd.DataFrame(
        {
            "since": since,
            "due": days.plus(since, limit),
            "never": never,
            "silence": silence,
            "agreed": agreed.where(by_strategy),
            "own": own.where(by_rhythm),
        }
    ).loc[found]
    cases["why"] = pd.Series(_sentences(cases, lang), index=found, dtype="str")
    return cases[["since", "due", "why", "never"]]


def of_active(
    customers: pd.DataFrame,
    medians: pd.Series[Any],
    *,
    as_of: dt.date,
    rhythm_days: Mapping[str, float],
    existing: Mapping[str, object],
    factor: float = 2.0,
    lang: Lang = "zh",
) -> pd.DataFrame:
    """`declines` of the customers (with archived) that are not archived. `existing`: by key of the list category,
    whether it means a customer that has bought."""
    active = customers[~customers["archived"].eq(True)]
    return declines(
        active,
        medians.reindex(active.index),
        as_of=as_of,
        rhythm_days=rhythm_days,
        existing={key for key, value in existing.items() if value},
        factor=factor,
        lang=lang,
    )


def _sentences(cases: pd.DataFrame, lang: Lang) -> list[str]:
    never, strategy, own, both = _NEVER[lang], _STRATEGY[lang], _RHYTHM[lang], _BOTH[lang]
    rows = zip(
        np.datetime_as_string(days.whole(cases["since"])).tolist(),
        cases["never"].tolist(),
        cases["silence"].astype("int64").tolist(),
        cases["agreed"].tolist(),
        cases["own"].tolist(),
        strict=True,
    )
    return [
        (never if no_order else own if isnan(agreed) else strategy if isnan(median) else both).format(
            last=last, silence=silence, days=agreed, usual=_usual(median)
        )
        for last, no_order, silence, agreed, median in rows
    ]


def _usual(median: float) -> int:
    """The usual interval as it is told: whole days, half a day rounded up, at least one; 0 where there is none."""
    return 0 if isnan(median) else max(int(median + 0.5), 1)
