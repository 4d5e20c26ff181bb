"""Complaint unanswered: every complaint without an answer or an end, due some days after it came in. Complaint not
settled: answered but without an end, due some days after the answer."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd

from workbook.language import Lang, Text
from workbook.rules.basics import days
from workbook.rules.reminders import frame
from workbook.rules.reminders.source import CUSTOMERS, Source

if TYPE_CHECKING:
    from collections.abc import Mapping

FAR = 3660  # days: an answer that is due later is shown all the same


KIND, OPEN = "complaint", "unsettled"

_WHY = Text("{date}的投诉还没有答复：{subject}", "Complaint of {date} not answered yet: {subject}")
ACTION = Text("答复客户，在“投诉”表填答复日期", "Answer the customer and enter the day in Complaints")

_WHY_OPEN = Text(
    "{date}的投诉{answered}已答复，还没有结案：{subject}",
    "Complaint of {date}, answered {answered}, not settled yet: {subject}",
)
ACTION_OPEN = Text(
    "落实处理并问客户是否满意，在“投诉”表填结案日期",
    "See it through, ask whether the customer is content, and enter the day in Complaints",
)


def due(
    complaints: pd.DataFrame,
    customers: pd.DataFrame,
    *,
    as_of: dt.date,
    answer_days: float = 3,
    severity_days: Mapping[str, float] | None = None,
    lang: Lang = "zh",
) -> pd.DataFrame:
    """Candidates from complaints with row_id, customer_id, date, subject, severity, answered_on, closed_on, owner.

    Shown from the day of the complaint; due `severity_days` (by key, where the list says so) or `answer_days` later.
    """
    allowed = complaints["severity"].map(dict(severity_days or {})).astype("float64").fillna(answer_days)
    waiting = complaints["answered_on"].isna() & complaints["closed_on"].isna()
    rows = complaints.assign(answer_by=days.plus(complaints["date"], allowed))[
        waiting & frame.due_by(complaints["date"], as_of)
    ]

    def why(found: pd.DataFrame) -> list[str]:
        return [
            _WHY[lang].format(date=date, subject=subject)
            for date, subject in zip(frame.dates(found["date"]), frame.texts(found["subject"]), strict=True)
        ]

    return frame.dated(
        KIND,
        rows,
        customers,
        due="answer_by",
        as_of=as_of,
        lead=FAR,
        why=why,
        action=ACTION[lang],
        priority=frame.HIGH,
        owner="owner",
        anchor=lambda found: frame.dates(found["date"]),
    )


def unsettled(
    complaints: pd.DataFrame, customers: pd.DataFrame, *, as_of: dt.date, close_days: float = 14, lang: Lang = "zh"
) -> pd.DataFrame:
    """Candidates from the same rows. Shown from the day of the answer; due `close_days` later."""
    open_ = complaints["answered_on"].notna() & complaints["closed_on"].isna()
    rows = complaints.assign(close_by=days.plus(complaints["answered_on"], close_days))[
        open_ & frame.due_by(complaints["answered_on"], as_of)
    ]

    def why(found: pd.DataFrame) -> list[str]:
        return [
            _WHY_OPEN[lang].format(date=date, answered=answered, subject=subject)
            for date, answered, subject in zip(
                frame.dates(found["date"]),
                frame.dates(found["answered_on"]),
                frame.texts(found["subject"]),
                strict=True,
            )
        ]

    return frame.dated(
        OPEN,
        rows,
        customers,
        due="close_by",
        as_of=as_of,
        lead=FAR,
        why=why,
        action=ACTION_OPEN[lang],
        priority=frame.MEDIUM,
        owner="owner",
        anchor=lambda found: frame.dates(found["answered_on"]),
    )


SOURCE = Source(
    KIND,
    due,
    ("tblComplaints", CUSTOMERS),
    lists={"severity_days": "complaint_severity.days"},
    settings={"answer_days": "complaint_days"},
)
OPEN_SOURCE = Source(OPEN, unsettled, ("tblComplaints", CUSTOMERS), settings={"close_days": "complaint_close_days"})
