"""Where a rival may get ahead: opportunities of which something is blank that their stage needs
(`workbook.rules.sales.account_gaps`), and customers that mark a rival above us."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from workbook.language import Text, joined
from workbook.rules.basics.references import resolve
from workbook.rules.check.cell_findings import filled
from workbook.rules.check.context import Context
from workbook.rules.customers.contacts_here import here
from workbook.rules.sales.account_gaps import CHAIN, DECIDER, gaps
from workbook.schema.findings import Finding, Severity
from workbook.schema.model import Table
from workbook.schema.tables.opportunities import OPPORTUNITIES

if TYPE_CHECKING:
    import pandas as pd

BESIDE = {
    CHAIN: Text("决策链（一个人也没有）", "the decision chain (nobody is in it)"),
    DECIDER: Text("决策链里的决策者", "a decision maker in the chain"),
}
"""What is asked beside the fields, as it is called."""

_BLANK = Text("这一阶段该弄清的还空着：{what}", "Blank, though the stage needs it: {what}")
_FIX = Text("问清后填上；用“重点客户页”看全貌。", "Find out and enter it; the key account page shows the whole.")

_BETTER = Text("客户给竞品 {rival} 分，给我们 {own} 分", "The customer gives a rival {rival} of 5, and us {own}")
_ASK = Text(
    "问清竞品好在哪里，写在“对竞品的看法”；补上差距后请客户再打分。",
    "Ask what the rival does better, note it in View of competing products, and have us marked again later.",
)


def known(table: Table, frame: pd.DataFrame, context: Context) -> list[Finding]:
    """A hint for each opportunity, naming all that is blank."""
    chain = context.tables.get("tblDecisionChain")
    wanted = {"opportunity_id", "title", "stage", "state"}
    if table.name != OPPORTUNITIES.name or chain is None or not wanted <= set(frame.columns) or frame.empty:
        return []
    blank = gaps(frame, members(chain, frame, context))
    return [
        Finding(
            table.name, int(row), next((key for key in keys if key not in BESIDE), "stage"),
            filled(_BLANK, what=called(keys)),
            _FIX, "", Severity.HINT,
        )
        for row, keys in zip(frame.index, blank.tolist(), strict=True)
        if keys
    ]  # fmt: skip


def called(keys: Iterable[str]) -> Text:
    """What is blank, as it is called."""
    return joined(BESIDE[key] if key in BESIDE else OPPORTUNITIES[key].label for key in keys)


def members(chain: pd.DataFrame, opportunities: pd.DataFrame, context: Context) -> pd.DataFrame:
    """The decision chain with the opportunities' numbers, and who of it is still there."""
    ids = resolve(chain["opportunity_id"], opportunities, id_key="opportunity_id", name_key="title").ids
    contacts = context.tables.get("tblContacts")
    there = [True] * len(chain)
    if contacts is not None and {"contact_id", "name"} <= set(contacts.columns):
        at = resolve(chain["contact"], contacts, id_key="contact_id", name_key="name").positions.tolist()
        stays = here(contacts, context.as_of).tolist()
        there = [one < 0 or stays[one] for one in at]
    return chain.assign(opportunity_id=ids, there=there)


def better_rivals(table: Table, frame: pd.DataFrame, context: Context) -> list[Finding]:
    """A hint for each profile whose mark of a rival is above that of us."""
    del context
    if table.name != "tblProfiles" or not {"rating_of_us", "rating_of_rivals"} <= set(frame.columns):
        return []
    better = frame[frame["rating_of_rivals"] > frame["rating_of_us"]]
    return [
        Finding(
            table.name, int(row), "rating_of_rivals", filled(_BETTER, rival=f"{rival:g}", own=f"{own:g}"), _ASK,
            f"{rival:g}", Severity.HINT,
        )
        for row, own, rival in zip(better.index, better["rating_of_us"], better["rating_of_rivals"], strict=True)
    ]  # fmt: skip
