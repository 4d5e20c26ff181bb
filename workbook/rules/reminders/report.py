"""Report due: registered reports that have not been sent."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd

from workbook.language import Lang, Text
from workbook.rules.reminders import frame
from workbook.rules.reminders.source import CUSTOMERS, Source

if TYPE_CHECKING:
    from collections.abc import Mapping


KIND = "report"

_WHY = Text("{kind}应于{date}提交{subject}", "{kind} due on {date}{subject}")
_REPORT = Text("报告", "Report")
_SUBJECT = Text("：{subject}", ": {subject}")
ACTION = Text("提交报告，填提交日期", "Send it, and enter the date")


def due(
    reports: pd.DataFrame,
    customers: pd.DataFrame,
    *,
    as_of: dt.date,
    lead: int = 7,
    kind_labels: Mapping[str, str] | None = None,
    lang: Lang = "zh",
) -> pd.DataFrame:
    """Candidates from reports with row_id, kind, salesperson, subject, due, sent. They concern no customer."""
    labels = kind_labels or {}

    def why(rows: pd.DataFrame) -> list[str]:
        return [
            _WHY[lang].format(
                kind=labels.get(kind, kind) or _REPORT[lang],
                date=date,
                subject=_SUBJECT[lang].format(subject=subject) if subject else "",
            )
            for kind, date, subject in zip(
                frame.texts(rows["kind"]), frame.dates(rows["due"]), frame.texts(rows["subject"]), strict=True
            )
        ]

    waiting = reports[reports["sent"].isna()]
    return frame.dated(
        KIND,
        waiting.assign(customer_id=pd.Series(None, index=waiting.index, dtype="str")),
        customers,
        due="due",
        as_of=as_of,
        lead=lead,
        why=why,
        action=ACTION[lang],
        priority=frame.MEDIUM,
        owner="salesperson",
    )


SOURCE = Source(
    KIND, due, ("tblReports", CUSTOMERS), lists={"kind_labels": "report_kind.label"}, settings={"lead": "lead_days"}
)
