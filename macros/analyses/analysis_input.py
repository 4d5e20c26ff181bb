"""The input of all analyses: the contents of the book, figures shared with refresh, lists, earlier results."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import pandas as pd

from macros.counting.book_contents import ORDERS, BookContents, read_contents
from macros.counting.refresh_results import SharedFigures, figures_of, reminders
from workbook import schema, tables
from workbook.rules.basics.exact_money import from_units
from workbook.rules.basics.periods import Period, parse
from workbook.rules.customers import owner_history
from workbook.rules.sales import closings, composition, flows
from workbook.schema.tables.performance import CLOSED_MONTHS

if TYPE_CHECKING:
    import xlwings as xw

    from workbook.rules.basics.order_ledger import Ledger
    from workbook.schema.model import Table

# Columns of order lines that only analyses look at.
LINE_COLUMNS = ("cost", "salesperson", "channel")
LABELS = (
    "region", "industry", "nature", "source", "salesperson", "grade", "credit_terms", "customer_kind", "settlement",
    "age_band", "complaint_kind", "complaint_severity", "gender",
    "buying_origin", "buying_frequency", "buying_way", "buying_awareness", "sales_tool", "city_area",
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
    period: Period
    lines: pd.DataFrame  # order lines with LINE_COLUMNS, on the ledger's index
    sellers: pd.Series  # salesperson of each line: its own, else the customer's owner on its day
    owners: pd.DataFrame  # the owner history, with what a refresh would add to it
    closed: pd.DataFrame  # closed months as they were kept
    reminders: pd.DataFrame  # that count on the day, as a refresh would list them
    labels: Mapping[str, Mapping[str, str]]  # list -> key -> label
    sources: pd.DataFrame  # the whole list
    over_limit: Mapping[str, str]  # credit star -> what to do over the limit
    before: Mapping[str, pd.DataFrame]  # the rows of the last run: of histories, and of sheets that users write on
    advice: Mapping[str, str]  # MAN class -> what to do
    areas: Mapping[str, str]  # key of a city -> the area it is visited with
    power_advice: Mapping[str, str]  # buying power -> what to do where the intent is clear
    quality_advice: Mapping[str, str]  # knowledge level -> how to talk
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

    @property
    def closes_on(self) -> int | None:
        """The last day of a month, None = the calendar's."""
        return self.contents.closes_on

    @cached_property
    def flow(self) -> pd.DataFrame:
        """The order lines of the period and of what it is held against."""
        return flows.of_period(self.shared.book, self.period)

    @cached_property
    def by_customer(self) -> pd.DataFrame:
        """What the period's lines add up to by customer: as `composition.by`, by position (-1 = nobody)."""
        return composition.by(self.flow["customer"], self.flow)

    @cached_property
    def whole(self) -> pd.Series:
        """Orders and customers of the whole period, each counted once."""
        counted = composition.by(pd.Series("", index=self.flow.index), self.flow)
        return counted.iloc[0] if len(counted) else pd.Series({"orders": 0, "customers": 0})

    @cached_property
    def closed_months(self) -> set[int]:
        """The numbers of all closed months."""
        return closings.closed_months(self.closed, self.closes_on)

    @cached_property
    def adjustments(self) -> closings.Adjustments | None:
        """What has changed in the closed months of the period since; None where none is closed."""
        of_period = self.closed_months & set(closings.touched(self.period, self.closes_on))
        if not of_period:
            return None
        return closings.adjustments(
            of_period, self.closed, self.shared.book, self.sellers, self.customers, self.closes_on
        )

    @property
    def closing(self) -> str:
        """Whether the months of the period are closed, and have changed since."""
        adjusted = self.adjustments is not None and self.adjustments.some
        return closings.state(closings.touched(self.period, self.closes_on), self.closed_months, adjusted=adjusted)

    def owners_on(self, ids: pd.Series, dates: pd.Series) -> pd.Series:
        """Who looked after these customers (ids) on these dates."""
        at = pd.Index(self.customers["customer_id"])
        known = pd.Series(range(len(at)), index=at)[~at.duplicated()]
        positions = ids.map(known).fillna(-1).to_numpy(dtype="int64")
        return owner_history.owners_on(positions, dates, self.customers, self.owners)

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


def read_analysis_input(book: xw.Book, as_of: dt.date | None, period: str | None = None) -> AnalysisInput:
    """Read everything the analyses need and compute the shared figures; nothing is written but missing identifiers.

    The period is the argument, else the setting, else the usual month (rules/basics/periods.py)."""
    contents = read_contents(book, as_of)
    asked = period or contents.settings["analysis_period"]
    seen = parse(asked, contents.as_of, contents.closes_on)
    orders = contents.frame(ORDERS)
    more = tables.read(book, ORDERS, LINE_COLUMNS, blank_rows=True).frame
    lines = orders.join(more)
    shared = figures_of(contents)
    owners = known_owners(contents)
    return AnalysisInput(
        contents,
        shared,
        seen,
        lines,
        sellers_of(contents, shared.book, lines["salesperson"], owners),
        owners,
        tables.read(book, CLOSED_MONTHS).frame,
        reminders(contents, shared).due,
        {key: tables.labels_of(book, key) for key in LABELS},
        tables.read_list(book, "source"),
        tables.list_column(book, "credit_terms", "over"),
        {table.name: tables.read(book, table).frame for table in schema.TABLES if _is_read_back(table)},
        tables.list_column(book, "man_class", "advice"),
        tables.list_column(book, "city_area", "area"),
        tables.list_column(book, "buying_power", "advice"),
        tables.list_column(book, "quality", "advice"),
    )


def known_owners(contents: BookContents) -> pd.DataFrame:
    """The owner history with the changes that a refresh would add; a look back sees them as of the day after."""
    day = contents.as_of + dt.timedelta(days=int(contents.looking_back))
    found = owner_history.changes(contents.customers.frame, contents.owners, day)
    rows = contents.owners[list(owner_history.COLUMNS)]
    return pd.concat([rows, found], ignore_index=True) if len(found) else rows


def sellers_of(contents: BookContents, book: Ledger, typed: pd.Series, owners: pd.DataFrame) -> pd.Series:
    """Whose each order line is: of the salesperson it names, else of the customer's owner on its day."""
    lines = book.lines
    on_day = owner_history.owners_on(lines["customer"].to_numpy(), lines["date"], contents.customers.frame, owners)
    return typed.where(typed.notna(), on_day)


def _is_read_back(table: Table) -> bool:
    """Does what the last run wrote decide what this one writes?"""
    return "analyse" in table.filled_by and (table.grows or bool(table.inputs))


def money(units: pd.Series) -> pd.Series:
    """Integer units as currency with two places, rounded once; missing stays missing."""
    return from_units(units.astype("Int64"))


def in_currency(rows: pd.DataFrame) -> pd.DataFrame:
    """Units as amounts, with change and growth."""
    units, before, year_ago = (rows[key] for key in ("units", "units_before", "units_year_ago"))
    found = rows.assign(
        amount=money(units),
        amount_before=money(before),
        change=money(units - before),
        amount_year_ago=money(year_ago),
        growth=composition.growth(units, year_ago),
    )
    if "adjusted" in found:
        found = found.assign(adjusted=money(found["adjusted"]))
    return found.drop(columns=["units", "units_before", "units_year_ago"])
