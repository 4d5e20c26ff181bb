"""A forecast of monthly amounts that says how wrong it has been.

Which method is used is decided by what each would have said before: from up to twelve origins (the last of those after
which months have come) every method forecasts the months that followed, with what was known then; the one that was off
by the least on average is taken, of equal ones the plainest. The seasonal one takes part where it can be held against
six months at least, which is from two years of history on.

- The error is what the forecasts were off by, together, as a share of what came, together (so that a month of zero
  neither counts for nothing nor for everything).
- The band holds eight of ten: its half width is the error that eight of ten forecasts so many months ahead stayed
  within (the ⌈0.8 × (n + 1)⌉-th smallest of n, conformal prediction), never narrower than a month nearer.
- What was forecast of the last full month is made anew from the months before it, method and all.

With less than nine full months nothing can be tested: the mean of the last three, without error or band. With less
than three, or where nothing was sold in twelve months, there is no forecast but a sentence.

>>> made = forecast([100.0, 120.0] * 13, 2)
>>> made.method, made.amounts, made.error, made.lows, made.last, made.came
('seasonal', (100.0, 120.0), 0.0, (100.0, 120.0), 120.0, 120.0)
>>> forecast([5.0, 6.0], 1).why.en
'only 2 of the 3 full months of orders that it takes'
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from workbook.language import Text
from workbook.rules.sales.forecast_methods import LAST, METHODS, YEAR, Amounts

ORIGINS = 12  # forecasts that a method is judged by
FEWEST = 6  # below so many it is not judged
FEW_ERRORS = 4  # errors that a band of eight in ten can be told by
BAND = 0.8

_NO_MONTH = Text("还没有满一个月的订单", "no full month of orders yet")
_SHORT = Text(
    "只有 {months} 个完整月份的订单，至少要 {least} 个",
    "only {months} of the {least} full months of orders that it takes",
)
_IDLE = Text("最近 12 个月没有净额", "no net amount in the last twelve months")
_UNTESTED = Text("误差还无法估计（历史只有 {months} 个月）", "Error not known yet ({months} months of history)")
_NOTHING_CAME = Text("误差无法估计（比对的月份没有净额）", "Error not known (nothing came in the months compared)")
_ERROR = Text("误差约±{error:.0%}", "Off by about ±{error:.0%}")


@dataclass(frozen=True, slots=True)
class Forecast:
    """The next months, nearest first, in the history's unit; none below zero."""

    method: str  # key of METHODS, the list `forecast_method`
    amounts: tuple[float, ...]
    lows: tuple[float, ...]  # NaN where the error is not known
    highs: tuple[float, ...]
    origins: int  # forecasts that the error was measured by; 0 = none
    error: float  # mean error as a share of what came; NaN = not known
    months: int  # full months of the history
    last: float = math.nan  # what was forecast of the last full month, a month before
    came: float = math.nan  # what came

    @property
    def said(self) -> Text:
        """The error in words: 误差约±15%."""
        if not self.origins:
            return _UNTESTED.format(months=self.months)
        return _NOTHING_CAME if math.isnan(self.error) else _ERROR.format(error=self.error)


@dataclass(frozen=True, slots=True)
class NoForecast:
    """None can be made."""

    why: Text


def forecast(history: Sequence[float], ahead: int) -> Forecast | NoForecast:
    """Forecast `ahead` months (at least 1) after full months (oldest first, finite)."""
    months = np.asarray(history, dtype="float64")
    if why := _why_not(months):
        return NoForecast(why)
    said = {key: method(months, ahead) for key, method in METHODS.items()}
    made = _made(months, said)
    if _why_not(months[:-1]):
        return made
    before = _made(months[:-1], {key: one[:-1] for key, one in said.items()})
    return replace(made, last=before.amounts[0], came=float(months[-1]))


def errors(history: Sequence[float], ahead: int) -> dict[str, Amounts]:
    """What came less what was forecast, by method: origins × months ahead (NaN = has not come yet), of the same last
    origins for every method that can be judged, oldest first; of none where there are too few origins."""
    months = np.asarray(history, dtype="float64")
    said = {key: method(months, ahead) for key, method in METHODS.items()} if len(months) else {}
    window, came = _tested(months, said)
    return {key: came - one[window] for key, one in said.items() if len(window) and _able(one, window)}


def _why_not(history: Amounts) -> Text | None:
    if not len(history):
        return _NO_MONTH
    if len(history) < LAST:
        return _SHORT.format(months=len(history), least=LAST)
    return None if (history[-YEAR:] > 0).any() else _IDLE


def _made(history: Amounts, said: Mapping[str, Amounts]) -> Forecast:
    """The forecast by what every method says at every origin."""
    window, came = _tested(history, said)
    if not len(window):
        amounts = tuple(said["mean"][-1].tolist())
        unknown = (math.nan,) * len(amounts)
        return Forecast("mean", amounts, unknown, unknown, 0, math.nan, len(history))
    off = {key: np.abs(came - one[window]) for key, one in said.items() if _able(one, window)}
    means = {key: float(np.nanmean(one)) for key, one in off.items()}
    least = min(means.values()) * (1 + 1e-9)
    method = next(key for key, one in means.items() if one <= least)
    amounts, half = said[method][-1], _half_widths(off[method])
    total = float(np.nansum(came))
    return Forecast(
        method,
        tuple(amounts.tolist()),
        tuple(np.maximum(0.0, amounts - half).tolist()),
        tuple((amounts + half).tolist()),
        len(window),
        float(np.nansum(off[method])) / total if total > 0 else math.nan,
        len(history),
    )


def _tested(history: Amounts, said: Mapping[str, Amounts]) -> tuple[NDArray[np.int64], Amounts]:
    """The origins that methods are judged by, and what came after each (origins × months ahead, NaN = not yet); none
    where they are too few."""
    total = len(history)
    every = np.arange(max(LAST, total - ORIGINS), total)
    if not len(every):
        return every, np.empty((0, 0))
    known = [~np.isnan(one[every, 0]) for one in said.values() if not np.isnan(one[-1, 0])]
    window = every[np.logical_and.reduce([one for one in known if one.sum() >= FEWEST] or [np.zeros_like(every)])]
    if len(window) < FEWEST:
        window = window[:0]
    at = window[:, None] + np.arange(said["mean"].shape[1])
    return window, np.where(at < total, history[np.minimum(at, total - 1)], np.nan)


def _able(said: Amounts, window: NDArray[np.int64]) -> bool:
    """Does a method say something now, and at every one of these origins?"""
    return not np.isnan(said[[*window.tolist(), -1], 0]).any()


def _half_widths(off: Amounts) -> Amounts:
    """Half the width of the band for each month ahead, from the sizes of the errors (origins × months ahead)."""
    half = np.zeros(off.shape[1])
    for ahead in range(off.shape[1]):
        known = np.sort(off[~np.isnan(off[:, ahead]), ahead])
        if len(known) >= FEW_ERRORS:
            half[ahead] = known[math.ceil(BAND * (len(known) + 1)) - 1]
    widest: Amounts = np.maximum.accumulate(half)
    return widest
