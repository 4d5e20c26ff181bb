"""Report due: registered reports that have not been sent. Urgent report unread: urgent information that was sent in and
that nobody has marked as read; report unread: any other, some days after it was sent."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd

from workbook.language import Lang, Text
from workbook.rules.basics import days
from workbook.rules.reminders import frame
from workbook.rules.reminders.source import CUSTOMERS, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


KIND, UNREAD, WAITING = "report", "urgent", "unread"
URGENT = "urgent"  # key of the list report_kind

_WHY = Text("{kind}应于{date}提交{subject}", "{kind} due on {date}{subject}")
_REPORT = Text("报告", "Report")
_SUBJECT = Text("：{subject}", ": {subject}")
ACTION = Text("提交报告，填提交日期", "Send it, and enter the date")
_WHY_UNREAD = Text("紧急报告未审阅：{subject}，{date}提交", "Urgent report not read: {subject}, sent {date}")
_WHY_WAITING = Text("{kind}未审阅：{subject}，{date}提交", "{kind} report not read: {subject}, sent {date}")
_NO_SUBJECT = Text("没有写主题", "no subject given")
ACTION_UNREAD = Text("审阅，把“已审阅”填为“是”", "Read it, and enter Yes under Read")


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

    return frame.dated(
        KIND,
        frame.of_nobody(reports[reports["sent"].isna()]),
        customers,
        due="due",
        as_of=as_of,
        lead=lead,
        why=why,
        action=ACTION[lang],
        priority=frame.MEDIUM,
        owner="salesperson",
    )


def unread(reports: pd.DataFrame, customers: pd.DataFrame, *, as_of: dt.date, lang: Lang = "zh") -> pd.DataFrame:
    """Candidates from reports with row_id, kind, salesperson, subject, sent, read. They concern no customer, and are
    due on the day they were sent."""

    def why(rows: pd.DataFrame) -> list[str]:
        return [
            _WHY_UNREAD[lang].format(subject=subject or _NO_SUBJECT[lang], date=date)
            for subject, date in zip(frame.texts(rows["subject"]), frame.dates(rows["sent"]), strict=True)
        ]

    urgent = reports[reports["kind"].eq(URGENT) & _unread(reports)]
    return _to_read(UNREAD, urgent, customers, due="sent", why=why, priority=frame.HIGH, as_of=as_of, lang=lang)


def waiting(
    reports: pd.DataFrame,
    customers: pd.DataFrame,
    *,
    as_of: dt.date,
    read_days: Mapping[str, float] | None = None,
    kind_labels: Mapping[str, str] | None = None,
    lang: Lang = "zh",
) -> pd.DataFrame:
    """Candidates from reports as above that are not urgent: sent, not read, due `read_days` (by kind; none = never)
    after they were sent."""
    labels = kind_labels or {}

    def why(rows: pd.DataFrame) -> list[str]:
        return [
            _WHY_WAITING[lang].format(kind=labels.get(kind, kind), subject=subject or _NO_SUBJECT[lang], date=date)
            for kind, subject, date in zip(
                frame.texts(rows["kind"]), frame.texts(rows["subject"]), frame.dates(rows["sent"]), strict=True
            )
        ]

    others = reports[~reports["kind"].eq(URGENT) & _unread(reports)]
    allowed = others["kind"].map(dict(read_days or {})).astype("float64")
    rows = others.assign(read_by=days.plus(others["sent"], allowed))
    return _to_read(WAITING, rows, customers, due="read_by", why=why, priority=frame.MEDIUM, as_of=as_of, lang=lang)


def _unread(reports: pd.DataFrame) -> pd.Series[bool]:
    return reports["sent"].notna() & ~reports["read"].eq(True)


def _to_read(
    kind: str,
    rows: pd.DataFrame,
    customers: pd.DataFrame,
    *,
    due: str,
    why: Callable[[pd.DataFrame], list[str]],
    priority: str,
    as_of: dt.date,
    lang: Lang,
) -> pd.DataFrame:
    """Candidates of reports to be read by a day, told apart by the day on which they were sent."""
    return frame.dated(
        kind,
        frame.of_nobody(rows),
        customers,
        due=due,
        as_of=as_of,
        lead=0,
        why=why,
        action=ACTION_UNREAD[lang],
        priority=priority,
        owner="salesperson",
        anchor=lambda found: frame.dates(found["sent"]),
    )


SOURCE = Source(
    KIND, due, ("tblReports", CUSTOMERS), lists={"kind_labels": "report_kind.label"}, settings={"lead": "lead_days"}
)
WAITING_SOURCE = Source(
    WAITING,
    waiting,
    ("tblReports", CUSTOMERS),
    lists={"read_days": "report_kind.read_days", "kind_labels": "report_kind.label"},
)
URGENT_SOURCE = Source(UNREAD, unread, ("tblReports", CUSTOMERS))
