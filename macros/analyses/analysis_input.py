"""The input of all analyses: the contents of the book, figures shared with refresh, lists, earlier results."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import pandas as pd

from macros.counting.book_contents import ORDERS, BookContents, read_contents
from macros.counting.refresh_results import SharedFigures, net_amounts, reminders, shared_figures, typed_amounts
from workbook import schema, tables
from workbook.rules.basics.exact_money import from_units
from workbook.rules.sales import products

if TYPE_CHECKING:
    import datetime as dt

    import xlwings as xw

    from workbook.schema.model import Table

# Columns of order lines that only analyses look at.
LINE_COLUMNS = ("cost", "salesperson", "channel")
LABELS = (
    "region", "industry", "nature", "source", "salesperson", "grade", "credit_terms", "customer_kind", "settlement",
    "buying_origin", "buying_frequency", "buying_way", "buying_awareness", "sales_tool",
)  # fmt: skip

Rows = Callable[["AnalysisInput"], pd.DataFrame | tuple[pd.DataFrame, ...]]
FUNCTIONS: dict[str, tuple[tuple[str, ...], Callable[[AnalysisInput], Any]]] = {}
_F = TypeVar("_F", bound=Rows)


def rows_of(*names: str) -> Callable[[_F], _F]:
    """Mark a function as the one that gives a result table its rows (of a history: the new ones); of several tables, a
    tuple with the rows of each."""

    def marked(function: _F) -> _F:
        FUNCTIONS.update(dict.fromkeys(names, (names, function)))
        return function

    return marked


@dataclass(frozen=True)
class AnalysisInput:
    """The contents of the book, the figures computed from them, and what only analyses need besides."""

    contents: BookContents
    shared: SharedFigures
    lines: pd.DataFrame  # order lines with LINE_COLUMNS, on the ledger's index
    sellers: pd.Series  # salesperson of each line: its own, else the customer's owner
    reminders: pd.DataFrame  # that count on the day, as a refresh would list them
    labels: Mapping[str, Mapping[str, str]]  # list -> key -> label
    sources: pd.DataFrame  # the whole list
    over_limit: Mapping[str, str]  # credit star -> what to do over the limit
    before: Mapping[str, pd.DataFrame]  # the rows of the last run: of histories, and of sheets that users write on
    advice: Mapping[str, str]  # MAN class -> what to do
    _made: dict[str, pd.DataFrame] = field(default_factory=dict)

    def rows(self, table: str) -> pd.DataFrame:
        """The rows of an analysis; worked out once, whoever asks first."""
        if table not in self._made:
            names, function = FUNCTIONS[table]
            found = function(self)
            self._made.update(zip(names, found if isinstance(found, tuple) else (found,), strict=True))
        return self._made[table]

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
    shared = shared_figures(contents, net_amounts(contents, typed_amounts(contents)))
    owners = contents.customers.frame["owner"].array.take(shared.book.lines["customer"].to_numpy(), allow_fill=True)
    sellers = lines["salesperson"].where(lines["salesperson"].notna(), pd.Series(owners, index=lines.index))
    return AnalysisInput(
        contents,
        shared,
        lines,
        sellers,
        reminders(contents, shared).due,
        {key: tables.labels_of(book, key) for key in LABELS},
        tables.read_list(book, "source"),
        tables.list_column(book, "credit_terms", "over"),
        {table.name: tables.read(book, table).frame for table in schema.TABLES if _is_read_back(table)},
        tables.list_column(book, "man_class", "advice"),
    )


def _is_read_back(table: Table) -> bool:
    """Does what the last run wrote decide what this one writes?"""
    return "analyse" in table.filled_by and (table.grows or bool(table.inputs))


def money(units: pd.Series) -> pd.Series:
    """Integer units as currency with two places, rounded once; missing stays missing."""
    return from_units(units.astype("Int64"))
