"""The counts of customers whose order lines lie outside the book, from what the engine there has reduced them to.

One row a customer and one a day came home (rules/outside/customer_facts.py, order_lines.py): each question of
`OrderCounts` is answered from them, as it would be from a ledger of all the lines. A span of days that was not asked
for beforehand is asked for when it is needed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.rules.basics.order_ledger import Ledger
from workbook.rules.customers.order_statistics import Statistics, window_start
from workbook.rules.outside.order_lines import NO_DAY

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from workbook.rules.outside.customer_facts import Span

_EPOCH = dt.date(1970, 1, 1)

Reduce = Callable[[Sequence["Span"]], pd.DataFrame]
"""Spans → one row a key: what `customer_facts.sums`, `.orders` and `.intervals` give, joined."""


def day_number(day: dt.date) -> int:
    """Days since 1970-01-01."""
    return (day - _EPOCH).days


def span(as_of: dt.date, months: int) -> Span:
    """The days of a window of so many months."""
    return day_number(window_start(as_of, months)), day_number(as_of)


@dataclass
class OutsideCounts:
    """`customers`: the index of the customers' frame, the position in it being the key of their facts (below 0 =
    nobody); `daily`: day, units of all lines that count, the sheet's included; `reduce` asks the engine."""

    customers: pd.Index[Any]
    as_of: dt.date
    daily: pd.DataFrame
    reduce: Reduce
    _facts: pd.DataFrame | None = None
    _at: dict[Span, str] = field(default_factory=dict)

    def ask(self, spans: Sequence[Span]) -> None:
        """Have the facts of these spans, and of those asked for before, worked out at once."""
        wanted = list(dict.fromkeys([*self._at, *spans]))
        self._facts = self.reduce(wanted)
        self._at = {one: f"_{at}" for at, one in enumerate(wanted)}

    def statistics(self) -> Statistics:
        facts = self._every()
        nobody = facts["key"] < 0
        customers = pd.DataFrame(
            {
                "order_count": self._whole("orders"),
                "units": self._whole("units"),
                "first_order": self._days("first_order"),
                "last_order": self._days("last_order"),
            },
            index=self.customers,
        )
        return Statistics(
            customers,
            int(facts["units"].sum()),
            int(facts.loc[nobody, "units"].sum()),
            int(facts.loc[nobody, "lines"].sum()),
            int(facts["orders"].sum()),
        )

    def window(self, as_of: dt.date, months: int) -> pd.DataFrame:
        at = self._of(span(as_of, months))
        ordered = ~np.isnat(self._days(f"last{at}"))
        return pd.DataFrame(
            {
                "units": self._whole(f"units{at}"),
                "orders": self._whole(f"orders{at}"),
                "in_window": (self._whole(f"lines{at}") > 0) & ordered,
                "ordered": ordered,
            },
            index=self.customers,
        )

    def last_orders(self, as_of: dt.date) -> pd.Series[Any]:
        until = day_number(as_of)
        at = next((name for (_, end), name in self._at.items() if end == until), None)
        if at is None:
            at = self._of((until - 1, until))
        return pd.Series(self._days(f"last{at}"), index=self.customers)

    def rhythm(self, as_of: dt.date) -> pd.Series[Any]:
        if as_of != self.as_of:
            raise ValueError(f"the facts are those of {self.as_of}")
        return pd.Series(self._numbers("rhythm"), index=self.customers)

    @cached_property
    def days(self) -> Ledger:
        lines = pd.DataFrame(
            {
                "customer": np.full(len(self.daily), -1),
                "order_no": np.nan,
                "date": _dates(self.daily["day"].to_numpy(dtype="float64")),
                "units": self.daily["units"].to_numpy(dtype="int64"),
            }
        )
        return Ledger(lines, self.customers)

    @property
    def elsewhere(self) -> NDArray[np.bool_]:
        return self._whole("lines") > self._whole("own")

    def _every(self) -> pd.DataFrame:
        if self._facts is None:
            self.ask([])
        assert self._facts is not None
        return self._facts

    @property
    def _known(self) -> pd.DataFrame:
        facts = self._every()
        return facts[facts["key"] >= 0]

    def _of(self, wanted: Span) -> str:
        if wanted not in self._at:
            self.ask([wanted])
        return self._at[wanted]

    def _whole(self, column: str) -> NDArray[np.int64]:
        found = np.zeros(len(self.customers), dtype="int64")
        known = self._known
        found[known["key"].to_numpy(dtype="int64")] = known[column].fillna(0).to_numpy(dtype="int64")
        return found

    def _days(self, column: str) -> NDArray[np.datetime64]:
        return _dates(self._numbers(column))

    def _numbers(self, column: str) -> NDArray[np.float64]:
        found = np.full(len(self.customers), np.nan)
        known = self._known
        found[known["key"].to_numpy(dtype="int64")] = known[column].to_numpy(dtype="float64", na_value=np.nan)
        return found


def _dates(numbers: NDArray[np.float64]) -> NDArray[np.datetime64]:
    missing = np.isnan(numbers) | (numbers <= NO_DAY)
    days = np.where(missing, 0, numbers).astype("int64").astype("datetime64[D]")
    days[missing] = np.datetime64("NaT")
    return days.astype("datetime64[s]")
