"""What the rules ask of a customer's orders, wherever the order lines are: on the sheet, or outside the book too.

The sheet's lines are at hand, and each question is answered from its ledger (`SheetCounts`). Lines outside were reduced
to one row a customer where they lie, and the same questions are answered from that (rules/outside/counts.py).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from workbook.rules.customers import decline, order_statistics, rfm

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from workbook.rules.basics.order_ledger import Ledger
    from workbook.rules.customers.order_statistics import Statistics


class OrderCounts(Protocol):
    """Figures of every customer, on the customers' index."""

    def statistics(self) -> Statistics:
        """As `order_statistics.statistics`."""

    def window(self, as_of: dt.date, months: int) -> pd.DataFrame:
        """As `order_statistics.window`."""

    def last_orders(self, as_of: dt.date) -> pd.Series[Any]:
        """As `rfm.last_orders`."""

    def rhythm(self, as_of: dt.date) -> pd.Series[Any]:
        """As `decline.rhythm`."""

    @property
    def days(self) -> Ledger:
        """A ledger of which only days and units mean anything: what was sold on each day."""

    @property
    def elsewhere(self) -> NDArray[np.bool_]:
        """Of which customers lines lie outside the book: what they owe is not known here."""


@dataclass(frozen=True)
class SheetCounts:
    """Everything from the ledger of the sheet."""

    book: Ledger

    def statistics(self) -> Statistics:
        return order_statistics.statistics(self.book)

    def window(self, as_of: dt.date, months: int) -> pd.DataFrame:
        return order_statistics.window(self.book, as_of, months)

    def last_orders(self, as_of: dt.date) -> pd.Series[Any]:
        return rfm.last_orders(self.book, as_of)

    def rhythm(self, as_of: dt.date) -> pd.Series[Any]:
        return decline.rhythm(self.book, as_of)

    @property
    def days(self) -> Ledger:
        return self.book

    @cached_property
    def elsewhere(self) -> NDArray[np.bool_]:
        return np.zeros(len(self.book.customers), dtype=bool)
