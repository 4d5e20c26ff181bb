"""Decision makers: customers whose decision maker has left, or that never had one, so that nobody is asked for.

Only companies that are not archived, in a book that notes who decides at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.language import Text
from workbook.rules.basics.references import resolve
from workbook.rules.check.cell_findings import filled, one_for_all
from workbook.rules.check.context import Context
from workbook.rules.customers.contacts_here import here
from workbook.rules.customers.whom_to_ask import DECIDER, PERSON
from workbook.schema.findings import Finding, Severity
from workbook.schema.model import Table

if TYPE_CHECKING:
    import pandas as pd

_GONE = Text("决策者{who}已离职，没有在职的决策者", "The decision maker {who} has left; there is none now")
_NONE = Text("没有在职的决策者", "There is no decision maker")
_FIX = Text(
    "在“联系人”里填上现在由谁决定（身份识别：决策者）。", "Say in Contacts who decides now (Role: decision maker)."
)


def decided_by_somebody(table: Table, frame: pd.DataFrame, context: Context) -> list[Finding]:
    """A hint for each customer whose decision maker has left, and one for all that have none noted."""
    contacts = context.tables.get("tblContacts")
    wanted = {"customer_id", "name", "kind", "archived"}
    if table.name != "tblCustomers" or contacts is None or not wanted <= set(frame.columns):
        return []
    if not {"customer_id", "name", "role"} <= set(contacts.columns):
        return []
    deciders = contacts[contacts["role"].eq(DECIDER)]
    if deciders.empty:
        return []
    owners = resolve(deciders["customer_id"], frame).positions
    stays = here(deciders, context.as_of)
    asked = ~(frame["archived"].eq(True) | frame["kind"].eq(PERSON)).to_numpy()
    asked[owners[stays & (owners >= 0).to_numpy()].to_numpy()] = False
    gone = dict(zip(owners[~stays].tolist(), deciders.loc[~stays, "name"].fillna("").tolist(), strict=True))
    lacking = [at for at, lacks in enumerate(asked.tolist()) if lacks]
    found = [
        Finding(table.name, int(frame.index[at]), "name", filled(_GONE, who=gone[at]), _FIX, gone[at], Severity.HINT)
        for at in lacking
        if at in gone
    ]
    never = [int(frame.index[at]) for at in lacking if at not in gone]
    return found + one_for_all(table, "name", never, _NONE, _FIX)
