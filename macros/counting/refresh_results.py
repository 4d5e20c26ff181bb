"""The results of refresh: from the contents of the book to every computed column and result table. Pure functions."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from macros.counting import customer_results, related_results
from macros.counting.book_contents import ORDERS, VISITS, BookContents
from workbook.rules import home
from workbook.rules.basics.exact_money import from_units
from workbook.rules.basics.order_ledger import Ledger, ledger
from workbook.rules.customers import decline, grade_history, next_contact, order_statistics
from workbook.rules.reminders import contact as contact_reminders
from workbook.rules.reminders import decline as decline_reminders
from workbook.rules.reminders import merge, registry, today, whom
from workbook.rules.reminders import receivable as receivable_reminders
from workbook.schema.findings import Finding


@dataclass(frozen=True)
class Result:
    """What is written: frames by field key, on the index of the table they go to (result tables: 0, 1, …)."""

    customers: pd.DataFrame
    columns: Mapping[str, pd.DataFrame]  # other tables' computed columns
    reminders: pd.DataFrame
    ended: pd.DataFrame
    today: pd.DataFrame
    grade_changes: pd.DataFrame
    figures: Mapping[str, Any]
    blocks: Mapping[str, list[tuple[str, float]]]
    new_reminders: int
    unassigned_lines: int
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


def shared_figures(contents: BookContents, net: pd.Series) -> SharedFigures:
    """Count the orders, given their net amounts (Int64 units), and compute the customers' columns; pure."""
    customers = contents.customers.frame
    orders = contents.frame(ORDERS)
    book = ledger(customers, orders, net, contents.order_customers)
    counted = order_statistics.statistics(book)
    recent = order_statistics.window(book, contents.as_of, int(contents.settings["grade_window_months"]))
    worked = customers.assign(
        order_count=counted.customers["order_count"].astype("float64"),
        total_amount=from_units(counted.customers["units"]),
        first_order=counted.customers["first_order"],
        last_order=counted.customers["last_order"],
    )
    worked = customer_results.with_grades(worked, recent, book, contents)
    touched = next_contact.contacts(
        worked, contents.frame(VISITS), contents.list("contact_strategy.days"), contents.as_of
    )
    worked = worked.assign(last_contact=touched["last_contact"], next_contact=touched["next_contact"])
    worked, open_items = customer_results.with_credit(worked, book, contents)
    worked = customer_results.with_sales_stage(worked, contents).assign(cycle=touched["cycle"])
    return SharedFigures(worked, net, book, counted, recent, open_items)


def reminders(contents: BookContents, shared: SharedFigures) -> merge.Merged:
    """The reminder list with whom to ask for and what users said of it, and the reminders that ended; pure."""
    due = _due(shared.customers, shared.book, shared.open_items, contents)
    merged = merge.merge(due, contents.current, contents.ended, contents.as_of)
    people = whom.with_people(merged.reminders, contents.frame("tblContacts"), shared.customers, contents.as_of)
    return dataclasses.replace(merged, reminders=people)


def order_columns(contents: BookContents, net: pd.Series) -> pd.DataFrame:
    """The computed columns of each order line; pure."""
    return contents.frame(ORDERS)[["customer_name"]].assign(net_amount=from_units(net, 4))


def compute(contents: BookContents, shared: SharedFigures) -> Result:
    """Apply every rule; pure."""
    worked, book, counted = shared.customers, shared.book, shared.counted
    merged = reminders(contents, shared)
    year = shared.recent  # what the home sheet calls twelve months is twelve, whatever window grades have
    if int(contents.settings["grade_window_months"]) != home.MONTHS:
        year = order_statistics.window(book, contents.as_of, home.MONTHS)
    given = related_results.RelatedInput(contents, worked, counted.customers["units"], book)
    return Result(
        worked[[f.key for f in contents.customers.table.fields if f.computed and f.key not in ("row_id", "check")]],
        {**related_results.compute(given), ORDERS: order_columns(contents, shared.net)},
        merged.reminders,
        merged.ended,
        today.today(merged.reminders, contents.as_of),
        grade_history.changes(worked, contents.grades, contents.as_of),
        home.figures(worked, counted, year, merged.reminders, contents.as_of),
        home.blocks(
            worked, book, year, contents.as_of, lang=contents.lang,
            grade_labels=contents.list("grade.label"), region_labels=contents.list("region.label"),
        ),
        merged.new,
        counted.unassigned_lines,
        contents.findings,
    )  # fmt: skip


def _due(worked: pd.DataFrame, book: Ledger, open_items: pd.DataFrame, contents: BookContents) -> list[pd.DataFrame]:
    """The candidates of every source of reminders."""
    existing = {key for key, value in contents.list("category.existing").items() if value}
    return [
        contact_reminders.due(worked, as_of=contents.as_of, lang=contents.lang),
        decline_reminders.due(
            worked,
            decline.rhythm(book, contents.as_of),
            as_of=contents.as_of,
            rhythm_days=contents.list("purchase_strategy.days"),
            existing=existing,
            factor=contents.settings["rhythm_factor"],
            lang=contents.lang,
        ),
        receivable_reminders.due(worked, open_items, as_of=contents.as_of, lang=contents.lang),
        *registry.due(
            {name: data.frame for name, data in contents.rows.items() if name != ORDERS},
            worked,
            contents.lists,
            contents.settings,
            as_of=contents.as_of,
            lang=contents.lang,
        ),
    ]
