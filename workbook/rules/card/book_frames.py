"""What cards are made from: the book's tables as of a day, their figures worked out, the labels of its lists.

Everything that is the same for all customers is worked out once, whoever asks first: a card for each of a
salesperson's customers costs little more than one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.language import Lang
from workbook.rules.basics.order_ledger import Ledger
from workbook.rules.customers import decline, groups, order_statistics
from workbook.rules.customers.grade import pareto
from workbook.rules.reminders.today import open_now

if TYPE_CHECKING:
    from numpy.typing import NDArray

CUSTOMERS, FAMILY = "tblCustomers", "tblFamily"
MONTHS = 12
_OF_THE_BANK = ("deposit",)  # kinds of reminders that tell of what a bank keeps


@dataclass(frozen=True)
class BookFrames:
    """`tables`: by Excel name, as of the day, with worked-out columns, references as ids; `orders`: order_no and
    product of each line of the ledger, on its index; `reminders`: those that count on the day, in order of urgency;
    `labels`: list key → key → label; `advice`: a contact's knowledge level → how to talk."""

    as_of: dt.date
    lang: Lang
    tables: Mapping[str, pd.DataFrame]
    ledger: Ledger
    orders: pd.DataFrame
    reminders: pd.DataFrame
    labels: Mapping[str, Mapping[str, str]]
    advice: Mapping[str, str]

    @property
    def customers(self) -> pd.DataFrame:
        """The customers with their worked-out columns."""
        return self.tables[CUSTOMERS]

    def label(self, list_key: str, value: object) -> str:
        """A list value as the book shows it; '' for a blank one."""
        return self.labels[list_key].get(value, value) if isinstance(value, str) else ""

    def rows(self, table: str, customer_id: str) -> pd.DataFrame:
        """The rows of a table that are a customer's."""
        frame = self.tables[table]
        return frame.iloc[self._rows_of(table).get(customer_id, [])]

    def lines(self, at: int) -> pd.DataFrame:
        """The ledger's lines of the customer at a position, with `order` (which order), order_no and product."""
        first, last = np.searchsorted(self._owners, [at, at + 1])
        chosen = self._by_owner[first:last]
        lines = self.ledger.lines.iloc[chosen]
        return lines.drop(columns="order_no").assign(
            order=self.ledger.orders[chosen],
            **{key: self.orders[key].to_numpy()[chosen] for key in ("order_no", "product")},
        )

    @cached_property
    def year(self) -> pd.DataFrame:
        """What each customer bought in twelve months (`order_statistics.window`), with its rank (NaN without)."""
        found = order_statistics.window(self.ledger, self.as_of, MONTHS)
        return found.assign(rank=pareto(found["units"][found["in_window"]])["rank"].reindex(found.index))

    @cached_property
    def rhythm(self) -> pd.Series[Any]:
        """Usual days between purchases of each customer (`decline.rhythm`)."""
        return decline.rhythm(self.ledger, self.as_of)

    @cached_property
    def group_of(self) -> Mapping[str, str]:
        """Number of a customer → of the top of its group; of groups of two or more."""
        root = groups.roots(self.customers)
        several = root.duplicated(keep=False) & self.customers["customer_id"].notna()
        return dict(zip(self.customers["customer_id"][several].tolist(), root[several].tolist(), strict=True))

    @cached_property
    def group_totals(self) -> pd.DataFrame:
        """`groups.totals`, by the number of the top."""
        return groups.totals(self.customers).set_index("root")

    def waiting(self, customer_id: str, *, private: bool) -> pd.DataFrame:
        """A customer's reminders that wait for somebody, the most pressing first; without `private` not those that
        tell of a deposit or of the family."""
        rows = self._waiting.iloc[self._waiting_of.get(customer_id, [])]
        if private or rows.empty:
            return rows
        subjects = rows["key"].str.split(":").str[1]
        return rows[~rows["kind"].isin(_OF_THE_BANK) & ~subjects.isin(self.tables[FAMILY]["row_id"].dropna())]

    @cached_property
    def _waiting(self) -> pd.DataFrame:
        return open_now(self.reminders, self.as_of)

    @cached_property
    def _waiting_of(self) -> Mapping[str, NDArray[np.intp]]:
        return _places(self._waiting["customer_id"])

    @cached_property
    def _by_owner(self) -> NDArray[np.intp]:
        return np.argsort(self.ledger.lines["customer"].to_numpy(), kind="stable")

    @cached_property
    def _owners(self) -> NDArray[np.int64]:
        owners: NDArray[np.int64] = self.ledger.lines["customer"].to_numpy()[self._by_owner]
        return owners

    @cached_property
    def _made(self) -> dict[str, Mapping[str, NDArray[np.intp]]]:
        return {}

    def _rows_of(self, table: str) -> Mapping[str, NDArray[np.intp]]:
        if table not in self._made:
            self._made[table] = _places(self.tables[table]["customer_id"])
        return self._made[table]


def _places(ids: pd.Series[Any]) -> Mapping[str, NDArray[np.intp]]:
    known = ids.reset_index(drop=True).dropna()
    return {str(key): known.index.to_numpy()[at] for key, at in known.groupby(known).indices.items()}
