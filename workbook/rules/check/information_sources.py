"""Compliance checks: information sources that are not allowed, and those that must be answered for.

The list says which is which: 允许使用 (allowed) and 合规说明 (the compliance note). Asking third persons about a
customer is no way to collect information; informants and crawlers are answered for on the customer's own row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.language import Text
from workbook.rules.basics.references import resolve
from workbook.rules.check.cell_findings import filled, findings_of, one_for_all
from workbook.rules.check.context import Context
from workbook.rules.sales import referrals
from workbook.rules.sales.customer_sources import REFERRALS
from workbook.schema.findings import Finding, Severity
from workbook.schema.model import Kind, Table

if TYPE_CHECKING:
    import pandas as pd

_BY_WHOM = Text("来源是引荐，没有写引荐人", "Came by a referral, and nobody says by whose")
_WRITE = Text("填“引荐人”：推荐奖励和可触达人数归他。", "Enter the referrer: reward and reach are theirs.")
_SEVERAL = Text("有几个客户或联系人叫“{value}”", "Several customers or contacts are called '{value}'")
_NUMBER = Text("改填编号。", "Write the number instead.")

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


def referred(table: Table, frame: pd.DataFrame, context: Context) -> list[Finding]:
    """One hint for all customers that came by a referral and nobody says by whose, neither here nor with a contact; one
    for each referrer whose name several have."""
    contacts = context.tables.get("tblContacts")
    wanted = {"customer_id", "name", "source", "referrer", "archived"}
    if table.name != "tblCustomers" or contacts is None or not wanted <= set(frame.columns):
        return []
    if not {"contact_id", "customer_id", "name", "introduced_by"} <= set(contacts.columns):
        return []
    resolved = contacts.assign(customer_id=resolve(contacts["customer_id"], frame).ids)
    written = referrals.written(frame, resolved)
    lacks = frame["source"].isin(sorted(REFERRALS)) & written.isna() & ~frame["archived"].eq(True)
    found = one_for_all(table, "referrer", frame.index[lacks], _BY_WHOM, _WRITE)
    people = referrals.names(frame, "customer_id"), referrals.names(contacts, "contact_id")
    unclear = referrals.who(frame["referrer"], *people, {})["kind"].eq(referrals.UNCLEAR)
    return found + findings_of(table, "referrer", frame["referrer"][unclear], _SEVERAL, _NUMBER, Severity.HINT)


def _answered(table: Table, frame: pd.DataFrame) -> pd.Series:
    import pandas as pd

    answered = pd.Series(data=False, index=frame.index)
    for key in ANSWERED_IN:
        if key in table and key in frame.columns:
            answered |= frame[key].notna()
    return answered
