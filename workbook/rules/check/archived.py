"""Archived customers: to archive a record forgives no debt.

A customer that is archived and still owes is named with what it owes, as last worked out; the reminder of the debt
stays as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.language import Text
from workbook.rules.check.cell_findings import filled
from workbook.rules.check.context import Context
from workbook.schema.findings import Finding, Severity
from workbook.schema.model import Table

if TYPE_CHECKING:
    import pandas as pd

_OWES = Text("已归档，还欠 {sum}", "It is archived and still owes {sum}")
_FIX = Text(
    "收回欠款、登记回款或折让；还要来往就取消归档。",
    "Collect it, or enter the payment or credit note; take it out of the archive if you still deal with it.",
)


def owes_nothing(table: Table, frame: pd.DataFrame, _context: Context) -> list[Finding]:
    """A warning for each archived customer that owes."""
    if table.name != "tblCustomers" or not {"archived", "receivable"} <= set(frame.columns):
        return []
    owing = frame[frame["archived"].eq(True) & (frame["receivable"] > 0)]
    return [
        Finding(table.name, int(row), "archived", filled(_OWES, sum=f"{float(sum_):,.2f}"), _FIX, "", Severity.WARNING)
        for row, sum_ in zip(owing.index, owing["receivable"], strict=True)
    ]
