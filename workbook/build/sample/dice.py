"""Repeatable chance: one seed a purpose, so that adding a table never changes another.

Only `Random.random` is used: its sequence is fixed for a seed across Python versions, those of `choice` and
`shuffle` are not.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Throws for one purpose."""

    def __init__(self, purpose: str) -> None:
        self._random = random.Random(f"customer book: {purpose}")  # noqa: S311 - invented data, no secret

    def share(self) -> float:
        """A number in [0, 1)."""
        return self._random.random()

    def chance(self, share: float) -> bool:
        """True in this share of throws."""
        return self.share() < share

    def between(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(self.share() * (high - low + 1))

    def one(self, items: Sequence[T]) -> T:
        """One of them."""
        return items[self.between(0, len(items) - 1)]

    def some(self, items: Sequence[T], count: int) -> list[T]:
        """So many different ones, in their order."""
        left = list(range(len(items)))
        taken = sorted(left.pop(self.between(0, len(left) - 1)) for _ in range(min(count, len(items))))
        return [items[i] for i in taken]


def workday(day: dt.date) -> dt.date:
    """The day itself, or the Friday before a weekend."""
    return day - dt.timedelta(days=max(0, day.weekday() - 4))
