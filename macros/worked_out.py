"""What refresh works out: the book's tables as read in, every worked-out column and result table out.

Nothing here writes a cell, save the identifiers that rows lack: reminders and history need them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from workbook import schema, tables
from workbook.language import Lang
from workbook.rules import contact, decline, grade_history, home, statistics, tier, visits_per_month
from workbook.rules import grade as grading
from workbook.rules.exact import from_units, net_amount
from workbook.rules.ledger import Ledger, ledger
from workbook.rules.references import findings as reference_findings
from workbook.rules.references import resolve
from workbook.rules.reminders import contact as contact_reminders
from workbook.rules.reminders import decline as decline_reminders
from workbook.rules.reminders import merge, today
from workbook.schema.findings import Finding
from workbook.schema.model import Table

if TYPE_CHECKING:
    import xlwings as xw

CUSTOMERS, ORDERS, VISITS = "tblCustomers", "tblTransactions", "tblVisits"
_ORDER_COLUMNS = ("order_no", "date", "customer_id", "product", "quantity", "unit_price", "discount", "amount")

# Every table that names a customer shows the name beside the number; orders are read by the column, being many.
NAMED: tuple[Table, ...] = tuple(
    one for one in schema.TABLES if not one.result and "customer_name" in one and "customer_id" in one
)


@dataclass(frozen=True)
class Situation:
    """The book as a refresh finds it; `rows` holds every table of NAMED, references resolved to ids."""

    as_of: dt.date
    lang: Lang
    settings: Mapping[str, Any]
    customers: tables.TableData
    rows: Mapping[str, tables.TableData]
    current: pd.DataFrame  # the reminder list of the last refresh
    ended: pd.DataFrame  # reminder history
    grades: pd.DataFrame  # grade history
    lists: Mapping[str, Mapping[str, Any]]  # "list.column" -> key -> value
    findings: tuple[Finding, ...]

    @property
    def orders(self) -> tables.TableData:
        """The transactions."""
        return self.rows[ORDERS]

    @property
    def visits(self) -> tables.TableData:
        """The visits."""
        return self.rows[VISITS]


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


def read(book: xw.Book, as_of: dt.date | None) -> Situation:
    """Read everything a refresh needs, give identifiers to rows that lack them, resolve references."""
    settings = tables.read_settings(book)
    customers = tables.fill_ids(book, tables.read(book, CUSTOMERS))
    found: list[Finding] = list(customers.findings)
    read_in: dict[str, tables.TableData] = {}
    for one in NAMED:
        data = tables.read(book, one, _ORDER_COLUMNS if one.name == ORDERS else None)
        if one.name != ORDERS:  # a million lines need no identifier to be counted; load gives them theirs
            data = tables.fill_ids(book, data)
        found += data.findings
        read_in[one.name], troubles = _resolved(data, customers.frame)
        found += troubles
    return Situation(
        as_of or settings["as_of"] or dt.date.today(),  # noqa: DTZ011 - the user's own day
        tables.language(book),
        settings,
        customers,
        read_in,
        tables.read(book, "tblReminders").frame,
        tables.read(book, "tblReminderHistory").frame,
        tables.read(book, "tblGradeHistory").frame,
        {
            "grade.visits": tables.list_column(book, "grade", "visits"),
            "willingness.visits": tables.list_column(book, "willingness", "visits"),
            "contact_strategy.days": tables.list_column(book, "contact_strategy", "days"),
            "purchase_strategy.days": tables.list_column(book, "purchase_strategy", "days"),
            "category.existing": tables.list_column(book, "category", "existing"),
            "grade.label": tables.labels_of(book, "grade"),
            "region.label": tables.labels_of(book, "region"),
        },
        tuple(found),
    )


def _resolved(data: tables.TableData, customers: pd.DataFrame) -> tuple[tables.TableData, list[Finding]]:
    """The table with customer_id as ids and customer_name beside it; what names nobody is a finding."""
    refs = data.frame["customer_id"]
    resolved = resolve(refs, customers)
    troubles = reference_findings(
        resolved, refs, table=data.table.name, field="customer_id", target=schema.table(CUSTOMERS).label
    )
    names = customers["name"].astype("str").array.take(resolved.positions.to_numpy(), allow_fill=True)
    frame = data.frame.assign(customer_id=resolved.ids, customer_name=pd.Series(names, index=refs.index, dtype="str"))
    return _with_frame(data, frame), troubles


def _with_frame(data: tables.TableData, frame: pd.DataFrame) -> tables.TableData:
    return tables.TableData(data.table, frame, data.findings, data.sheet, data.first_row, data.n_rows, data.headers)


def work_out(seen: Situation) -> Result:
    """Apply every rule; pure."""
    customers = seen.customers.frame
    net = net_amount(seen.orders.frame)
    book = ledger(customers, seen.orders.frame, net)
    counted = statistics.statistics(book)
    recent = statistics.window(book, seen.as_of, int(seen.settings["grade_window_months"]))
    worked = customers.assign(
        order_count=counted.customers["order_count"].astype("float64"),
        total_amount=from_units(counted.customers["units"]),
        first_order=counted.customers["first_order"],
        last_order=counted.customers["last_order"],
    )
    worked = _graded(worked, recent, seen)
    touched = contact.contacts(worked, seen.visits.frame, seen.lists["contact_strategy.days"], seen.as_of)
    worked = worked.assign(last_contact=touched["last_contact"], next_contact=touched["next_contact"])
    merged = merge.merge(_due(worked.assign(cycle=touched["cycle"]), book, seen), seen.current, seen.ended, seen.as_of)
    columns = {
        name: data.frame[["customer_name"]] for name, data in seen.rows.items() if len(data.frame) and name != ORDERS
    }
    columns[ORDERS] = seen.orders.frame[["customer_name"]].assign(net_amount=from_units(net, 4))
    return Result(
        worked[[key for key in worked.columns if key not in customers or seen.customers.table[key].computed]].drop(
            columns=["row_id", "check"]
        ),
        columns,
        merged.reminders,
        merged.ended,
        today.today(merged.reminders, worked, seen.as_of),
        grade_history.changes(worked, seen.grades, seen.as_of),
        home.figures(worked, counted, recent, merged.reminders, seen.as_of),
        home.blocks(
            worked, book, recent, seen.as_of, lang=seen.lang,
            grade_labels=seen.lists["grade.label"], region_labels=seen.lists["region.label"],
        ),
        merged.new,
        counted.unassigned_lines,
        seen.findings,
    )  # fmt: skip


def _graded(worked: pd.DataFrame, recent: pd.DataFrame, seen: Situation) -> pd.DataFrame:
    """Grade with its reason, tier, visits a month."""
    facts = recent.assign(manual_grade=worked["manual_grade"])
    graded = grading.grades(
        facts,
        method=seen.settings["grading_method"],
        months=int(seen.settings["grade_window_months"]),
        a_share=seen.settings["grade_a_share"],
        b_share=seen.settings["grade_b_share"],
        lang=seen.lang,
    )
    worked = worked.assign(grade=graded["grade"], grade_reason=graded["grade_reason"])
    worked = worked.assign(tier=tier.tiers(worked))
    return worked.assign(
        visits_per_month=visits_per_month.visits(worked, seen.lists["grade.visits"], seen.lists["willingness.visits"])
    )


def _due(worked: pd.DataFrame, book: Ledger, seen: Situation) -> list[pd.DataFrame]:
    """The candidates of every source of reminders."""
    existing = {key for key, value in seen.lists["category.existing"].items() if value}
    return [
        contact_reminders.due(worked, as_of=seen.as_of, lang=seen.lang),
        decline_reminders.due(
            worked,
            decline.rhythm(book, seen.as_of),
            as_of=seen.as_of,
            rhythm_days=seen.lists["purchase_strategy.days"],
            existing=existing,
            factor=seen.settings["rhythm_factor"],
            lang=seen.lang,
        ),
    ]
