"""Checks of whole customers, by what the last refresh made of them: out of every rule's reach, archived with a debt,
returns without an order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.language import Text
from workbook.rules.check.cell_findings import findings_where
from workbook.rules.check.context import Context
from workbook.schema.findings import Finding, Severity
from workbook.schema.model import Table

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

_NEEDED = {"name", "archived", "owner", "grade", "contact_strategy", "purchase_strategy", "next_contact", "created_on"}


def customers(table: Table, frame: pd.DataFrame, context: Context) -> list[Finding]:
    """Customers that nobody would be reminded of, and figures that need a word."""
    if table.name != "tblCustomers" or not set(frame.columns) >= _NEEDED:
        return []
    alive = ~frame["archived"].eq(True).to_numpy()
    return _out_of_reach(table, frame, alive) + _owing(table, frame) + _only_returns(table, frame)


def _out_of_reach(table: Table, frame: pd.DataFrame, alive: NDArray[np.bool_]) -> list[Finding]:
    counted = frame["grade"].notna().to_numpy()  # before the first refresh nothing is known of them
    silent = counted & frame["next_contact"].isna().to_numpy() & frame["purchase_strategy"].isna().to_numpy()
    ruled = frame["contact_strategy"].notna().to_numpy()
    if "visits_per_month" in frame.columns:
        ruled = ruled | (frame["visits_per_month"] > 0).to_numpy()
    used = bool(frame["owner"].notna().any())  # a book of one person names no owners
    return (
        findings_where(
            table, "contact_strategy", frame["name"], alive & silent & ~ruled,
            Text(
                "{value} 没有联系策略、等级或购买策略，不会有提醒",
                "{value} has no contact strategy, grade or purchase strategy: no reminder will come",
            ),
            Text("填联系策略或购买策略；不再往来就归档。", "Choose a contact or purchase strategy, or archive it."),
            Severity.HINT,
        )
        + findings_where(
            table, "created_on", frame["name"], alive & silent & ruled,
            Text("{value} 没有起算日期，不会有提醒", "{value} has no date to count from: no reminder will come"),
            Text("填建档日期（不晚于截至日期）。", "Enter the day of the record, not after the as-of date."),
            Severity.HINT,
        )
        + (
            findings_where(
                table, "owner", frame["name"], alive & frame["owner"].isna().to_numpy(),
                Text("{value} 没有负责人，提醒没有人处理", "{value} has no owner: nobody gets its reminders"),
                Text("填负责人。", "Enter the owner."),
                Severity.HINT,
            )
            if used
            else []
        )
    )  # fmt: skip


def _owing(table: Table, frame: pd.DataFrame) -> list[Finding]:
    if not {"receivable", "settlement"} <= set(frame.columns):
        return []
    owed = frame["receivable"]
    return findings_where(
        table, "settlement", owed, (owed > 0).to_numpy() & frame["settlement"].isna().to_numpy(),
        Text("欠 {value}，但没有结算方式，不会算作逾期", "Owes {value}, has no settlement: never counts as overdue"),
        Text("填结算方式，或在交易里填付款条件。", "Enter the settlement, or payment terms in Transactions."),
        Severity.HINT,
    )  # fmt: skip


def _only_returns(table: Table, frame: pd.DataFrame) -> list[Finding]:
    if not {"order_count", "total_amount"} <= set(frame.columns):
        return []
    amount = frame["total_amount"]
    return findings_where(
        table, "total_amount", amount, (frame["order_count"].eq(0) & (amount < 0)).to_numpy(),
        Text("只有退货，没有交易：{value}", "Returns only, no order: {value}"),
        Text("看看原来的销售有没有录入。", "See whether the sale was ever entered."),
        Severity.HINT,
    )  # fmt: skip
