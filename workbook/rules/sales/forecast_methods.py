"""The methods of a forecast, each for every origin at once: row t of what a method gives is what it would have said of
the next months after the first t months of a history; NaN where it could not have said anything. None is below zero.

- mean: the mean of the last three months.
- simple: simple exponential smoothing; the weight of the newest month is the one that erred least up to the origin.
- seasonal: the same month a year before × the growth of the last full months (twelve, or as many as have one a year
  before them, but at least six) over those a year before.
- drift: the last month, moved on by the mean change from month to month since the first.
- damped: exponential smoothing of a level and a trend that loses a part of its force each month (Gardner & McKenzie
  1985; in the form of Hyndman & Athanasopoulos, Forecasting: Principles and Practice, 8.2), weights chosen as above.

>>> mean(np.array([10.0, 20.0, 60.0]), 2)[3].tolist(), drift(np.array([10.0, 20.0, 60.0]), 2)[3].tolist()
([30.0, 30.0], [85.0, 110.0])
>>> seasonal(np.array([100.0] * 12 + [110.0] * 12), 2)[24].round(2).tolist()
[121.0, 121.0]
>>> simple(np.array([10.0, 20.0, 20.0]), 1)[3].tolist(), damped(np.array([5.0, 5.0, 5.0]), 2)[3].tolist()
([20.0], [5.0, 5.0])
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import product
from types import MappingProxyType
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Amounts: TypeAlias = NDArray[np.float64]
Method: TypeAlias = Callable[[Amounts, int], Amounts]
"""(history of T months, oldest first; months ahead) → T + 1 origins × months ahead."""

LAST = 3  # months of the mean
YEAR, HALF = 12, 6
WEIGHTS = np.arange(1, 11) / 10.0
"""What the newest month may weigh in simple smoothing; 1 is the last month itself."""
TRENDS = np.array(list(product((0.1, 0.3, 0.5, 0.7, 0.9), (0.1, 0.3, 0.5), (0.8, 0.9, 0.98)))).T
"""What may be chosen of a damped trend: the weight of the newest month in the level, of the newest change in the trend,
and the part of a trend that is left after a month."""


def mean(history: Amounts, ahead: int) -> Amounts:
    """The mean of the last three months, from the third on."""
    found = _nothing(history, ahead)
    for at in range(LAST, len(history) + 1):
        found[at] = max(0.0, float(history[at - LAST : at].mean()))
    return found


def simple(history: Amounts, ahead: int) -> Amounts:
    """Simple exponential smoothing, from the second month on."""
    found = _nothing(history, ahead)
    if not len(history):
        return found
    level, erred = np.full(len(WEIGHTS), history[0]), np.zeros(len(WEIGHTS))
    for at in range(1, len(history)):
        off = history[at] - level
        erred += off * off
        level = level + WEIGHTS * off
        found[at + 1] = max(0.0, float(level[_best(erred)]))
    return found


def seasonal(history: Amounts, ahead: int) -> Amounts:
    """The same month a year before with the growth since, from the eighteenth month on and where the months that the
    growth is measured by sold something a year before."""
    found = _nothing(history, ahead)
    of_year = np.arange(ahead) % YEAR - YEAR
    for at in range(YEAR + HALF, len(history) + 1):
        months = min(YEAR, at - YEAR)
        earlier = float(history[at - YEAR - months : at - YEAR].sum())
        if earlier > 0:
            growth = float(history[at - months : at].sum()) / earlier
            found[at] = np.maximum(0.0, history[at + of_year] * growth)
    return found


def drift(history: Amounts, ahead: int) -> Amounts:
    """The last month and the mean change so far, from the second month on."""
    found = _nothing(history, ahead)
    steps = np.arange(1, ahead + 1)
    for at in range(2, len(history) + 1):
        last = history[at - 1]
        found[at] = np.maximum(0.0, last + steps * (last - history[0]) / (at - 1))
    return found


def damped(history: Amounts, ahead: int) -> Amounts:
    """Smoothing with a damped trend, from the second month on; it begins at the first month, without a trend."""
    found = _nothing(history, ahead)
    if not len(history):
        return found
    newest, change, left = TRENDS
    level, trend, erred = np.full(TRENDS.shape[1], history[0]), np.zeros(TRENDS.shape[1]), np.zeros(TRENDS.shape[1])
    force = (left[:, None] ** np.arange(1, ahead + 1)).cumsum(axis=1)  # of a trend over so many months
    for at in range(1, len(history)):
        carried = left * trend
        off = history[at] - level - carried
        erred += off * off
        level = level + carried + newest * off
        trend = carried + newest * change * off
        best = _best(erred)
        found[at + 1] = np.maximum(0.0, level[best] + force[best] * trend[best])
    return found


METHODS: Mapping[str, Method] = MappingProxyType(
    {"mean": mean, "simple": simple, "seasonal": seasonal, "drift": drift, "damped": damped}
)
"""By key (list `forecast_method`), the plainest first: of methods that err alike the first is taken."""


def _nothing(history: Amounts, ahead: int) -> Amounts:
    return np.full((len(history) + 1, ahead), np.nan)


def _best(erred: Amounts) -> int:
    """The place of the smallest sum of squares; the first of those that differ by rounding only."""
    return int(np.argmax(erred <= erred.min() * (1 + 1e-9)))
