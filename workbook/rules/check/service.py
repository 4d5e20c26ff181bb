"""Service: complaints that came back after an improvement, or were settled without one though they repeat; surveys that
nobody has answered; suggestions whose loop is not closed.

A suggestion that was adopted has somebody who does it and a day, then a result; who made it is told of the decision.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.language import Text
from workbook.rules.basics import days
from workbook.rules.check.cell_findings import filled, findings_of, findings_where, one_for_all
from workbook.rules.check.context import Context
from workbook.rules.service.churn import ASPECTS
from workbook.rules.service.complaint_figures import recurred, repeated
from workbook.rules.service.suggestions import ADOPTED, DECLINED
from workbook.schema.findings import Finding, Severity
from workbook.schema.model import Table

if TYPE_CHECKING:
    import pandas as pd

WAIT = 14  # days after which an answer to a survey is asked for again

_BACK = Text(
    "改进以后又发生了：{day}同类、同产品的投诉结案时写的是“{value}”",
    "Came back: the same kind and product was settled on {day} with '{value}'",
)
_BETTER = Text(
    "查原因，换一个治本的改进，写在“持续改进”。", "Find the cause, and enter an improvement that removes it."
)
_NO_CURE = Text(
    "同一客户同类投诉又一次，结案了没有写持续改进",
    "The customer's second complaint of a kind, settled without an improvement",
)
_CURE = Text("写明怎样不再发生，填“持续改进”。", "Enter under Improvement what keeps it from coming back.")
_SILENT = Text("满意度调查发出14天以上还没有收回", "A survey of more than 14 days ago has no answer")
_ASK = Text("再问一次；不再等的删掉这一行。", "Ask again; delete the row where none is waited for.")
_NOBODY = Text("采纳了的建议没有负责人或完成期限", "An adopted suggestion has no owner or no day")
_WHO = Text("填“负责人”和“完成期限”，到期会提醒。", "Enter Owner and Due; it is reminded of when due.")
_UNTOLD = Text("处理决定了，还没有反馈给建议人", "Decided, and whoever made the suggestion was not told")
_TELL = Text(
    "告诉建议人结果，填“反馈日期”；有贡献的填“奖励”。",
    "Tell them and enter the day; enter a reward where it earned one.",
)


def complaints(table: Table, frame: pd.DataFrame, context: Context) -> list[Finding]:
    """A warning for each that came back after an improvement, a hint for each repeated one settled without any."""
    wanted = {"customer_id", "kind", "product", "date", "closed_on", "improvement"}
    if table.name != "tblComplaints" or not wanted <= set(frame.columns):
        return []
    earlier = recurred(frame).dropna()
    found = []
    for row, at in earlier.items():
        before = frame.loc[int(at)]
        message = filled(_BACK, day=f"{before['closed_on']:%Y-%m-%d}", value=str(before["improvement"]))
        found.append(
            Finding(
                table.name, int(str(row)), "improvement", message, _BETTER, str(before["improvement"]), Severity.WARNING
            )
        )
    lacks = repeated(frame) & frame["closed_on"].notna().to_numpy() & frame["improvement"].isna().to_numpy()
    lacks &= ~frame.index.isin(earlier.index)
    return found + findings_where(table, "improvement", frame["improvement"], lacks, _NO_CURE, _CURE, Severity.HINT)


def surveys(table: Table, frame: pd.DataFrame, context: Context) -> list[Finding]:
    """One hint for all that were asked more than `WAIT` days ago and have no mark."""
    if table.name != "tblSatisfaction" or not {"date", *ASPECTS} <= set(frame.columns):
        return []
    silent = (days.between(frame["date"], context.as_of) > WAIT) & frame[list(ASPECTS)].isna().all(axis=1)
    return one_for_all(table, "overall", frame.index[silent], _SILENT, _ASK)


def suggestions(table: Table, frame: pd.DataFrame, context: Context) -> list[Finding]:
    """A warning for each adopted one that nobody has to do, a hint for each decided one whose maker was not told."""
    wanted = {"decision", "owner", "due", "result", "feedback_on", "text"}
    if table.name != "tblSuggestions" or not wanted <= set(frame.columns):
        return []
    adopted = frame["decision"].isin(ADOPTED)
    nobody = adopted & frame["result"].isna() & (frame["owner"].isna() | frame["due"].isna())
    told = frame["feedback_on"].notna() | ~(frame["decision"].eq(DECLINED) | (adopted & frame["result"].notna()))
    return [
        *findings_of(table, "owner", frame["text"][nobody], _NOBODY, _WHO, Severity.WARNING),
        *findings_of(table, "feedback_on", frame["text"][~told], _UNTOLD, _TELL, Severity.HINT),
    ]
