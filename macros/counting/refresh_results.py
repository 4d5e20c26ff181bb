"""The results of refresh: from the contents of the book to every computed column and result table. Pure functions."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from macros.counting import customer_results, related_results, visit_results
from macros.counting.book_contents import CUSTOMERS, ORDERS, VISITS, BookContents
from workbook.rules import home, home_tiles, rest_of_day
from workbook.rules.basics.as_of import after
from workbook.rules.basics.exact_money import from_units, net_amount
from workbook.rules.basics.order_ledger import Ledger, ledger
from workbook.rules.basics.trade_kinds import signed
from workbook.rules.customers import (
    contacts_here,
    credit,
    grade_history,
    next_contact,
    order_statistics,
    owner_history,
    unreached,
    whom_to_ask,
)
from workbook.rules.outside.order_counts import OrderCounts, SheetCounts
from workbook.rules.reminders import merge, registry, today
from workbook.rules.reminders.source import CUSTOMERS as PEOPLE
from workbook.rules.reminders.source import OPEN_ITEMS, RHYTHM, SAMPLES
from workbook.rules.visits import plan_rows
from workbook.schema.findings import Finding


@dataclass(frozen=True)
class Result:
    """What is written: frames by field key, on the index of the table they go to (result tables: 0, 1, …)."""

    customers: pd.DataFrame
    columns: Mapping[str, pd.DataFrame]  # other tables' computed columns
    reminders: pd.DataFrame
    ended: pd.DataFrame
    today: pd.DataFrame
    rest_of_day: pd.DataFrame
    short: pd.DataFrame  # what of the month's visits is short, by salesperson
    holidays: pd.DataFrame
    plan: pd.DataFrame  # with the drafts of weeks that have begun confirmed
    grade_changes: pd.DataFrame
    owner_changes: pd.DataFrame
    figures: Mapping[str, Any]
    blocks: Mapping[str, list[tuple[Any, ...]]]
    tiles: Mapping[str, home_tiles.Filled]
    first_today: list[list[object]]
    new_reminders: int
    unassigned_lines: int
    not_counted: Mapping[str, tuple[int, int]]  # lines and units that are in no figure: later, free
    elsewhere: np.ndarray[Any, np.dtype[np.bool_]]  # customers with orders outside the book: what they owe is blank
    unreached: pd.Series  # why, of each customer that no rule can reach
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class SharedFigures:
    """Figures that refresh and analyse both build on."""

    customers: pd.DataFrame  # with their computed columns, and `cycle`, the anchor of their contact reminder
    net: pd.Series  # net amount of each order line, Int64 units
    book: Ledger
    counted: order_statistics.Statistics
    recent: pd.DataFrame  # the grading window, one row a customer
    open_items: pd.DataFrame  # what is still owed, one row an order
    rhythm: pd.Series  # each customer's usual days between orders: `decline.rhythm`
    orders: OrderCounts  # the same questions answered for lines outside the book too


def sheet_ledger(contents: BookContents, net: pd.Series) -> Ledger:
    """The ledger of the sheet's lines that count, given the net amounts of all its lines; pure."""
    orders = contents.frame(ORDERS)
    return ledger(contents.customers.frame, orders, net.loc[orders.index], contents.order_customers)


def figures_of(contents: BookContents) -> SharedFigures:
    """`shared_figures` for a command that needs no amounts of single lines; pure."""
    return shared_figures(contents, net_amounts(contents, typed_amounts(contents)))


def shared_figures(
    contents: BookContents, net: pd.Series, book: Ledger | None = None, outside: OrderCounts | None = None
) -> SharedFigures:
    """Count the orders, given the net amounts of all lines of the sheet, and compute the customers' columns; pure.

    book: the sheet's ledger, where it is made; outside: the counts where lines lie outside the book, those of the sheet
    among them."""
    customers = contents.customers.frame
    book = sheet_ledger(contents, net) if book is None else book
    orders = outside or SheetCounts(book)
    counted = orders.statistics()
    recent = orders.window(contents.as_of, int(contents.settings["grade_window_months"]))
    worked = customers.assign(
        order_count=counted.customers["order_count"].astype("float64"),
        total_amount=from_units(counted.customers["units"]),
        first_order=counted.customers["first_order"],
        last_order=counted.customers["last_order"],
    )
    worked = customer_results.with_grades(worked, recent, orders, contents)
    touched = next_contact.contacts(
        worked, contents.frame(VISITS), contents.list("contact_strategy.days"), contents.as_of
    )
    worked = worked.assign(last_contact=touched["last_contact"], next_contact=touched["next_contact"])
    worked, open_items = customer_results.with_credit(worked, book, contents, orders.elsewhere)
    worked = customer_results.with_sales_stage(worked, contents).assign(cycle=touched["cycle"])
    worked = visit_results.with_visits(worked, orders, contents)
    rhythm = orders.rhythm(contents.as_of)
    worked = customer_results.with_warnings(worked, rhythm, open_items, contents)
    return SharedFigures(worked, net, book, counted, recent, open_items, rhythm, orders)


def reminders(contents: BookContents, shared: SharedFigures) -> merge.Merged:
    """The reminder list with whom to ask for and what users said of it, and the reminders that ended; pure."""
    due = _due(shared, contents)
    merged = merge.merge(due, contents.current, contents.ended, contents.as_of, looking_back=contents.looking_back)

    def addressed(listed: pd.DataFrame) -> pd.DataFrame:
        return whom_to_ask.with_people(listed, contents.frame("tblContacts"), shared.customers, contents.as_of)

    return dataclasses.replace(merged, reminders=addressed(merged.reminders), due=addressed(merged.due))


def typed_amounts(contents: BookContents) -> pd.Series:
    """The net amount of every order line of the sheet as it is typed, whatever counts (Int64 units); pure."""
    return net_amount(contents.whole[ORDERS].frame)


def net_amounts(contents: BookContents, typed: pd.Series) -> pd.Series:
    """The typed amounts with the sign that its kind gives each line; pure."""
    return signed(typed, contents.whole[ORDERS].frame["kind"])


def order_columns(contents: BookContents, net: pd.Series) -> pd.DataFrame:
    """The computed columns of each order line of the sheet; pure."""
    return contents.whole[ORDERS].frame[["customer_name"]].assign(net_amount=from_units(net, 4))


def not_counted(contents: BookContents, net: pd.Series) -> Mapping[str, tuple[int, int]]:
    """Lines and units (of `net`) of the sheet that are in no figure: dated later, samples and gifts; pure."""
    left = {"later": contents.later_orders, "free": contents.samples.index}
    return {key: (len(rows), int(net.loc[rows].fillna(0).sum())) for key, rows in left.items()}


def compute(contents: BookContents, shared: SharedFigures) -> Result:
    """Apply every rule; pure."""
    worked, book, counted = shared.customers, shared.book, shared.counted
    merged = reminders(contents, shared)
    year = shared.recent  # what the home sheet calls twelve months is twelve, whatever window grades have
    if int(contents.settings["grade_window_months"]) != home.MONTHS:
        year = shared.orders.window(contents.as_of, home.MONTHS)
    given = related_results.RelatedInput(
        contents, worked, counted.customers["units"], book, elsewhere=bool(shared.orders.elsewhere.any())
    )
    there = worked[_on_record(contents, worked)]
    kept = worked.iloc[:0] if contents.looking_back else worked  # a look back changes no history
    handed = owner_history.changes(kept, contents.owners, contents.as_of)
    if not contents.looking_back:
        worked = worked.assign(owner_noted=worked["owner"])
    listed = today.today(
        merged.due, worked, contents.list("reminder_kind.order"), contents.as_of,
        owner=contents.settings["today_owner"], lang=contents.lang,
    )  # fmt: skip
    targets = contents.frame("tblTargets")
    holidays = visit_results.holidays(contents, contents.as_of)
    short = visit_results.short(worked, merged.due, holidays, contents)
    return Result(
        worked[[f.key for f in contents.customers.table.fields if f.computed and f.key not in ("row_id", "check")]],
        {**related_results.compute(given), ORDERS: order_columns(contents, shared.net)},
        merged.reminders,
        merged.ended,
        listed,
        rest_of_day.rest(
            merged.due, listed, contents.as_of, short=short, owner=contents.settings["today_owner"],
            lang=contents.lang,
        ),
        short,
        holidays,
        contents.plan if contents.looking_back else plan_rows.confirmed(contents.plan, contents.as_of),
        grade_history.changes(kept, contents.grades, contents.as_of),
        handed,
        home.figures(there, counted, year, merged.due, contents.as_of),
        home.blocks(
            there, shared.orders.days, year, contents.as_of, targets=targets, closes_on=contents.closes_on,
            lang=contents.lang,
            grade_labels=contents.list("grade.label"), region_labels=contents.list("region.label"),
        ),
        home_tiles.tiles(
            shared.orders.days, targets, worked, shared.open_items, merged.due, contents.as_of,
            closes_on=contents.closes_on, lang=contents.lang,
        ),
        home.first_rows(
            listed, {**contents.list("reminder_kind.label"), **contents.list("salesperson.label")},
            contents.as_of, contents.lang,
        ),
        merged.new,
        counted.unassigned_lines,
        not_counted(contents, shared.net),
        shared.orders.elsewhere,
        _unreached(contents, shared),
        contents.findings,
    )  # fmt: skip


def _on_record(contents: BookContents, worked: pd.DataFrame) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Which customers were on record on the as-of day: created by then, or touched."""
    later = after(contents.whole[CUSTOMERS].frame["created_on"], contents.as_of)
    found: np.ndarray[Any, np.dtype[np.bool_]] = ~later | worked["last_contact"].notna().to_numpy()
    return found


def _unreached(contents: BookContents, shared: SharedFigures) -> pd.Series:
    """Why, of each customer that no rule can reach."""
    items, worked = shared.open_items, shared.customers
    at = items.loc[(items["open"] > 0) & (items["age_band"] == credit.NO_TERMS), "customer"].to_numpy(dtype="int64")
    without_terms = pd.Series(np.isin(np.arange(len(worked)), at), index=worked.index)
    strategies = contents.list("purchase_strategy.days")
    return unreached.unreached(worked, shared.rhythm, strategies, without_terms, contents.lang)


def _due(shared: SharedFigures, contents: BookContents) -> list[pd.DataFrame]:
    """The candidates of every source of reminders."""
    given: dict[str, pd.DataFrame | pd.Series] = {
        name: data.frame for name, data in contents.rows.items() if name != ORDERS
    }
    given |= {
        PEOPLE: shared.customers,
        OPEN_ITEMS: shared.open_items,
        RHYTHM: shared.rhythm,
        SAMPLES: contents.samples,
    }
    banks = contents.frame("tblBankProfiles")
    if len(banks):  # what is stored may be of before
        given["tblBankProfiles"] = banks.assign(recommended_products=related_results.recommended(banks, contents))
    given |= contacts_here.of_those_here({name: contents.frame(name) for name in contacts_here.TABLES}, contents.as_of)
    return registry.due(given, contents.lists, contents.settings, as_of=contents.as_of, lang=contents.lang)
