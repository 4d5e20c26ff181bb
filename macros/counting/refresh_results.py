"""What refresh works out: the situation in, every worked-out column and result table out. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from macros.counting import customer_results, related_results
from macros.counting.book_contents import ORDERS, VISITS, Situation
from workbook.rules import home
from workbook.rules.basics.exact_money import from_units
from workbook.rules.basics.order_ledger import Ledger, ledger
from workbook.rules.customers import decline, grade_history, next_contact, order_statistics
from workbook.rules.reminders import contact as contact_reminders
from workbook.rules.reminders import decline as decline_reminders
from workbook.rules.reminders import merge, registry, today
from workbook.rules.reminders import receivable as receivable_reminders
from workbook.schema.findings import Finding


@dataclass(frozen=True)
class Result:
    """What is written: frames by field key, on the index of the table they go to (result tables: 0, 1, …)."""

    customers: pd.DataFrame
    columns: Mapping[str, pd.DataFrame]  # other tables' worked-out columns
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
class Basis:
    """What results and analyses stand on alike."""

    customers: pd.DataFrame  # with their worked-out columns, and `cycle`, the anchor of their contact reminder
    net: pd.Series  # net amount of each order line, Int64 units
    book: Ledger
    counted: order_statistics.Statistics
    recent: pd.DataFrame  # the grading window, one row a customer
    open_items: pd.DataFrame  # what is still owed, one row an order


def basis(seen: Situation, net: pd.Series) -> Basis:
    """Count the orders, given their net amounts (Int64 units), and work the customers' columns out; pure."""
    customers = seen.customers.frame
    orders = seen.frame(ORDERS)
    book = ledger(customers, orders, net, seen.order_customers)
    counted = order_statistics.statistics(book)
    recent = order_statistics.window(book, seen.as_of, int(seen.settings["grade_window_months"]))
    worked = customers.assign(
        order_count=counted.customers["order_count"].astype("float64"),
        total_amount=from_units(counted.customers["units"]),
        first_order=counted.customers["first_order"],
        last_order=counted.customers["last_order"],
    )
    worked = customer_results.graded(worked, recent, book, seen)
    touched = next_contact.contacts(worked, seen.frame(VISITS), seen.list("contact_strategy.days"), seen.as_of)
    worked = worked.assign(last_contact=touched["last_contact"], next_contact=touched["next_contact"])
    worked, open_items = customer_results.credited(worked, book, seen)
    worked = customer_results.placed(worked, seen).assign(cycle=touched["cycle"])
    return Basis(worked, net, book, counted, recent, open_items)


def reminders(seen: Situation, found: Basis) -> merge.Merged:
    """The reminder list with what users said of it, and the reminders that ended; pure."""
    due = _due(found.customers, found.book, found.open_items, seen)
    return merge.merge(due, seen.current, seen.ended, seen.as_of)


def order_columns(seen: Situation, net: pd.Series) -> pd.DataFrame:
    """What is worked out of each order line; pure."""
    return seen.frame(ORDERS)[["customer_name"]].assign(net_amount=from_units(net, 4))


def work_out(seen: Situation, found: Basis) -> Result:
    """Apply every rule; pure."""
    worked, book, counted = found.customers, found.book, found.counted
    merged = reminders(seen, found)
    around = related_results.Around(seen, worked, counted.customers["units"], book)
    return Result(
        worked[[f.key for f in seen.customers.table.fields if f.computed and f.key not in ("row_id", "check")]],
        {**related_results.work_out(around), ORDERS: order_columns(seen, found.net)},
        merged.reminders,
        merged.ended,
        today.today(merged.reminders, worked, seen.as_of),
        grade_history.changes(worked, seen.grades, seen.as_of),
        home.figures(worked, counted, found.recent, merged.reminders, seen.as_of),
        home.blocks(
            worked, book, found.recent, seen.as_of, lang=seen.lang,
            grade_labels=seen.list("grade.label"), region_labels=seen.list("region.label"),
        ),
        merged.new,
        counted.unassigned_lines,
        seen.findings,
    )  # fmt: skip


def _due(worked: pd.DataFrame, book: Ledger, open_items: pd.DataFrame, seen: Situation) -> list[pd.DataFrame]:
    """The candidates of every source of reminders."""
    existing = {key for key, value in seen.list("category.existing").items() if value}
    return [
        contact_reminders.due(worked, as_of=seen.as_of, lang=seen.lang),
        decline_reminders.due(
            worked,
            decline.rhythm(book, seen.as_of),
            as_of=seen.as_of,
            rhythm_days=seen.list("purchase_strategy.days"),
            existing=existing,
            factor=seen.settings["rhythm_factor"],
            lang=seen.lang,
        ),
        receivable_reminders.due(worked, open_items, as_of=seen.as_of, lang=seen.lang),
        *registry.due(
            {name: data.frame for name, data in seen.rows.items() if name != ORDERS},
            worked,
            seen.lists,
            seen.settings,
            as_of=seen.as_of,
            lang=seen.lang,
        ),
    ]
