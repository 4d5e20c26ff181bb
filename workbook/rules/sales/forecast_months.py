"""The forecast of one subject - the company, a salesperson, a region, a group of products - month by month, beside its
target and what its opportunities are worth, with a sentence for each month.

Only full months are history: the month of as_of is one on its last day, and before that the first to be forecast. The
months forecast end three after it.

>>> [month_name(one) for one in ahead(dt.date(2026, 6, 10))], [month_name(one) for one in ahead(dt.date(2026, 6, 30))]
(['2026-06', '2026-07', '2026-08', '2026-09'], ['2026-07', '2026-08', '2026-09'])
>>> sums = pd.Series([50_000, 70_000], index=[2026 * 12 + 3, 2026 * 12 + 5])
>>> history(sums, 2026 * 12 + 6)
[5.0, 0.0, 7.0]
"""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.language import SEMICOLON, Lang, Text, joined
from workbook.rules.basics.exact_money import from_units
from workbook.rules.basics.periods import first_days, month_name, month_number, month_span
from workbook.rules.sales.forecast import NoForecast, forecast
from workbook.rules.sales.stage_conversion import BASES, DECLARED, MEASURED, TYPED

if TYPE_CHECKING:
    from numpy.typing import NDArray

AHEAD = 3  # months after that of as_of
COLUMNS = (
    "month", "method", "amount", "sentence", "low", "high", "target", "attainment", "error", "last_forecast",
    "last_amount", "weighted",
)  # fmt: skip

_TRIES = Text("{said}（过去{origins}次的平均）", "{said} (mean of {origins} tries)")
_NONE = Text("无法预测：{why}", "Cannot be forecast: {why}")
_LAST = Text("{month} 曾预测 {last:,.0f}，实际 {came:,.0f}", "{month} was forecast {last:,.0f}, {came:,.0f} came")
_WEIGHTED = Text(
    "商机加权 {amount:,.0f}（{count}个，概率：{how}）", "opportunities weighted {amount:,.0f} ({count}; chance: {how})"
)
_HOW = {
    TYPED: Text("手填{count}", "typed {count}"),
    MEASURED: Text("按阶段历史{count}", "by stage history {count}"),
    DECLARED: Text("按阶段默认{count}", "by stage list {count}"),
}


def ahead(as_of: dt.date, closes_on: int | None = None) -> NDArray[np.int64]:
    """The numbers of the months to forecast on a day."""
    this = month_number(as_of, closes_on)
    return np.arange(this + int(month_span(this, closes_on).end == as_of), this + AHEAD + 1)


def history(sums: pd.Series[Any], before: int) -> list[float]:
    """Currency of every month from the first with a line up to the one before a month; `sums`: month number → units."""
    past = sums[sums.index < before]
    if not len(past):
        return []
    return from_units(past.reindex(range(int(past.index.min()), before), fill_value=0)).tolist()


def amounts(sums: pd.Series[Any], as_of: dt.date, closes_on: int | None = None) -> dict[int, float]:
    """Month number → forecast (currency, two places) on a day, of a subject by its `sums` (as in `history`); nothing
    where none can be made."""
    months = ahead(as_of, closes_on)
    made = forecast(history(sums, int(months[0])), len(months))
    said = () if isinstance(made, NoForecast) else made.amounts
    return {number: round(one, 2) for number, one in zip(months.tolist(), said, strict=False)}


def rows(
    sums: pd.Series[Any], months: NDArray[np.int64], target: NDArray[np.float64], deals: pd.DataFrame, lang: Lang
) -> pd.DataFrame:
    """COLUMNS, a row a month of `months`: month (datetime64[s]), method (key), currency and shares (float64), sentence.

    `sums`: month number → units of the subject's full and running months; `target`: of each month, NaN = none; `deals`:
    its opportunities (`stage_conversion.worth`). Without a forecast a month that has neither target nor opportunity is
    left out, except the first, which says why.
    """
    first = int(months[0])
    made = forecast(history(sums, first), len(months))
    said = []
    for at, number in enumerate(months.tolist()):
        own = deals[deals["month"] == number]
        weighted = float(from_units(pd.Series([int(own["units"].sum())])).iloc[0]) if len(own) else math.nan
        row: dict[str, Any] = dict.fromkeys(COLUMNS, math.nan) | {"target": float(target[at]), "weighted": weighted}
        parts: list[Text] = []
        if isinstance(made, NoForecast):
            if at and math.isnan(target[at]) and not len(own):
                continue
            row["method"] = None
            parts.append(_NONE.format(why=made.why))
        else:
            amount, low, high = (round(one[at], 2) for one in (made.amounts, made.lows, made.highs))
            row |= {
                "method": made.method, "amount": amount, "low": low, "high": high, "error": round(made.error, 4),
                "last_forecast": round(made.last, 2), "last_amount": made.came,
            }  # fmt: skip
            parts.append(_TRIES.format(said=made.said, origins=made.origins) if made.origins else made.said)
            if not math.isnan(made.last):
                parts.append(_LAST.format(month=month_name(first - 1), last=made.last, came=made.came))
            if target[at] > 0:
                row["attainment"] = amount / float(target[at])
        if len(own):
            parts.append(_WEIGHTED.format(amount=weighted, count=len(own), how=_how(own["basis"])))
        row |= {"month": number, "sentence": SEMICOLON[lang].join(part[lang] for part in parts)}
        said.append(row)
    found = pd.DataFrame(said, columns=list(COLUMNS))
    numbers = found["month"].to_numpy(dtype="int64")
    return found.assign(month=first_days(numbers)).astype({"method": "str", "sentence": "str"})


def _how(bases: pd.Series[Any]) -> Text:
    """Where the chances are from: 手填1、按阶段默认2."""
    counts = bases.value_counts()
    parts = [_HOW[one].format(count=int(counts[one])) for one in BASES if one in counts.index]
    return joined(parts)
