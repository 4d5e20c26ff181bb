"""Contracts that were signed and that nobody of the legal side has looked at.

A letter of intent binds nobody and needs no review; a contract that has ended, or whose customer is unknown to the
table, is left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.language import Text
from workbook.rules.basics import days
from workbook.rules.check.cell_findings import findings_where
from workbook.rules.check.context import Context
from workbook.schema.findings import Finding, Severity
from workbook.schema.model import Table

if TYPE_CHECKING:
    import pandas as pd

INTENT = "intent"  # key of the list contract_kind

_SIGNED = Text("{value} 签订了，没有法务审核", "Signed on {value} without a legal review")
_FIX = Text("送法务审核，把审核人和结果填在“法务审核”。", "Have it reviewed, and enter by whom and the result.")


def reviewed(table: Table, frame: pd.DataFrame, context: Context) -> list[Finding]:
    """A warning for each."""
    if table.name != "tblContracts" or not {"legal_review", "signed_on"} <= set(frame.columns):
        return []
    signed = days.whole(frame["signed_on"]) <= days.day(context.as_of)
    troubled = signed & frame["legal_review"].isna().to_numpy(dtype=bool)
    if "kind" in frame.columns:
        troubled &= ~frame["kind"].eq(INTENT).to_numpy(dtype=bool)
    if "ends_on" in frame.columns:
        troubled &= ~(days.whole(frame["ends_on"]) < days.day(context.as_of))
    dates = frame["signed_on"].dt.strftime("%Y-%m-%d")
    return findings_where(table, "legal_review", dates, troubled, _SIGNED, _FIX, Severity.WARNING)
