"""Compliance checks: information sources that are not allowed, and those that must be answered for.

The list says which is which: 允许使用 (allowed) and 合规说明 (the compliance note). Asking third persons about a
customer is no way to collect information; informants and crawlers are answered for on the customer's own row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.language import Text
from workbook.rules.check.cell_findings import filled, findings_of
from workbook.rules.check.context import Context
from workbook.schema.findings import Finding, Severity
from workbook.schema.model import Kind, Table

if TYPE_CHECKING:
    import pandas as pd

ANSWERED_IN = ("consent", "remarks")
"""Where a row answers for its source: either column filled will do."""


def permitted(table: Table, frame: pd.DataFrame, context: Context) -> list[Finding]:
    """Values of a list with a column `allowed`: forbidden ones (errors), and unanswered ones with a note (warnings)."""
    findings: list[Finding] = []
    for field in table.inputs:
        if field.kind is not Kind.CHOICE or field.key not in frame.columns:
            continue
        rows = context.lists.get(str(field.list))
        if rows is None or not {"allowed", "note"} <= set(rows.columns):
            continue
        column = frame[field.key]
        answered = _answered(table, frame)
        # A row that a user added to the list is allowed until somebody says why it is not.
        added = (rows["key"] == rows["label"]) & rows["note"].isna()
        for key, label, allowed, note in rows.loc[~added, ["key", "label", "allowed", "note"]].itertuples(index=False):
            reason = note if isinstance(note, str) else ""
            if not allowed:
                message = filled(Text("“{label}”是不允许的来源", "'{label}' is not an allowed source"), label=label)
                fix = Text(reason or "换一个允许的来源。", reason or "Choose an allowed source.")
                findings += findings_of(table, field.key, column[column == key], message, fix)
            elif reason:
                message = filled(Text("“{label}”要有合规说明", "'{label}' needs a compliance note"), label=label)
                zh, en = f"{reason} 写在“同意范围”或“备注”里。", f"{reason} Write it in Consent to or Remarks."
                where = (column == key) & ~answered
                findings += findings_of(table, field.key, column[where], message, Text(zh, en), Severity.WARNING)
    return findings


def _answered(table: Table, frame: pd.DataFrame) -> pd.Series:
    import pandas as pd

    answered = pd.Series(data=False, index=frame.index)
    for key in ANSWERED_IN:
        if key in table and key in frame.columns:
            answered |= frame[key].notna()
    return answered
