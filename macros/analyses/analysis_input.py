"""The input of all analyses: the contents of the book, figures shared with refresh, lists, earlier results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from macros.counting.book_contents import ORDERS, BookContents, read_contents
from macros.counting.refresh_results import SharedFigures, net_amounts, reminders, shared_figures
from workbook import tables
from workbook.rules.basics.exact_money import from_units
from workbook.rules.sales import products

if TYPE_CHECKING:
    import datetime as dt

    import xlwings as xw

# Columns of order lines that only analyses look at.
LINE_COLUMNS = ("cost", "salesperson", "channel")
LABELS = (
    "region", "industry", "nature", "source", "salesperson", "grade", "credit_terms", "customer_kind", "settlement",
    "buying_origin", "buying_frequency", "buying_way", "buying_awareness", "sales_tool",
)  # fmt: skip
HISTORIES = ("tblStageHistory", "tblCreditChanges")


@dataclass(frozen=True)
class AnalysisInput:
    """The contents of the book, the figures computed from them, and what only analyses need besides."""

    contents: BookContents
    shared: SharedFigures
    lines: pd.DataFrame  # order lines with LINE_COLUMNS, on the ledger's index
    sellers: pd.Series  # salesperson of each line: its own, else the customer's owner
    reminders: pd.DataFrame  # as a refresh would list them
    labels: Mapping[str, Mapping[str, str]]  # list -> key -> label
    sources: pd.DataFrame  # the whole list
    over_limit: Mapping[str, str]  # credit star -> what to do over the limit
    histories: Mapping[str, pd.DataFrame]
    advice: Mapping[str, str]  # MAN class -> what to do
    planned: pd.DataFrame  # the visit plan of the last run, with what users said of it
    prepared: pd.DataFrame  # the pre-visit sheet of the last run, with what users ticked

    @property
    def customers(self) -> pd.DataFrame:
        """Customers with their computed columns."""
        return self.shared.customers

    @cached_property
    def products(self) -> pd.DataFrame:
        """What each product sold and earned (rules/sales/products.py); two sheets tell of it."""
        return products.products(
            self.shared.book, self.lines, self.contents.frame("tblProducts"),
            tax_included=bool(self.contents.settings["tax_included"]),
        )  # fmt: skip

    def label(self, list_key: str, values: pd.Series) -> pd.Series:
        """List keys as the book shows them; what the list does not know stays."""
        shown = {key: self.labels[list_key].get(key, key) for key in values.dropna().unique()}
        return values.map(shown).astype("str")

    def customer_columns(self, positions: pd.Series) -> dict[str, Any]:
        """customer_id and customer_name of positions in the customers' frame (-1 = nobody)."""
        at = positions.to_numpy(dtype="int64")
        return {
            column: pd.Series(self.customers[key].array.take(at, allow_fill=True), index=positions.index, dtype="str")
            for column, key in (("customer_id", "customer_id"), ("customer_name", "name"))
        }

    def names(self, ids: pd.Series) -> pd.Series:
        """Customer names of customer ids."""
        return ids.map(self._names).astype("str")

    @cached_property
    def _names(self) -> pd.Series:
        known = self.customers[["customer_id", "name"]].dropna(subset=["customer_id"])
        return known.drop_duplicates("customer_id").set_index("customer_id")["name"]


def read_analysis_input(book: xw.Book, as_of: dt.date | None) -> AnalysisInput:
    """Read everything the analyses need and compute the shared figures; nothing is written but missing identifiers."""
    contents = read_contents(book, as_of)
    orders = contents.frame(ORDERS)
    more = tables.read(book, ORDERS, LINE_COLUMNS, blank_rows=True).frame
    lines = orders.join(more)
    shared = shared_figures(contents, net_amounts(contents))
    owners = contents.customers.frame["owner"].array.take(shared.book.lines["customer"].to_numpy(), allow_fill=True)
    sellers = lines["salesperson"].where(lines["salesperson"].notna(), pd.Series(owners, index=lines.index))
    return AnalysisInput(
        contents,
        shared,
        lines,
        sellers,
        reminders(contents, shared).reminders,
        {key: tables.labels_of(book, key) for key in LABELS},
        tables.read_list(book, "source"),
        tables.list_column(book, "credit_terms", "over"),
        {name: tables.read(book, name).frame for name in HISTORIES},
        tables.list_column(book, "man_class", "advice"),
        tables.read(book, "tblVisitPlan").frame,
        tables.read(book, "tblPreVisit").frame,
    )


def money(units: pd.Series) -> pd.Series:
    """Integer units as currency with two places, rounded once; missing stays missing."""
    return from_units(units.astype("Int64"))
