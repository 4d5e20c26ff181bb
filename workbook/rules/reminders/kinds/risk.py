"""Risk reassessment: the date set for it, else the days that the level of the risk allows after the last one; at once
where there is neither, so that no risk is forgotten for want of a date."""

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


KIND = "risk"

_WHY = Text("{kind}应于{date}重新评估{what}", "{kind} to be reassessed on {date}{what}")
_NEVER = Text("{kind}没有评估日期，也没有下次评估{what}", "{kind} was never assessed, nor is it planned{what}")
_RISK = Text("风险", "Risk")
_WHAT = Text("：{what}", ": {what}")
ACTION = Text("重新评估，填评估日期和下次评估", "Reassess it, and enter both dates")


def due(
    risks: pd.DataFrame,
    customers: pd.DataFrame,
    *,
    as_of: dt.date,
    level_days: Mapping[str, float],
    lead: int = 7,
    kind_labels: Mapping[str, str] | None = None,
    lang: Lang = "zh",
) -> pd.DataFrame:
    """Candidates from risks with row_id, customer_id, kind, level, what, owner, assessed_on, next_on."""
    by_level = days.plus(risks["assessed_on"], risks["level"].map(dict(level_days)).astype("float64"))
    planned = risks["next_on"].where(risks["next_on"].notna(), by_level)
    known = risks[["customer_id", "kind", "level"]].notna().any(axis=1)  # a row with a remark alone is no risk yet
    rows = risks.assign(reassess_on=planned.fillna(pd.Timestamp(as_of)), unplanned=planned.isna())[known]
    labels = kind_labels or {}

    def why(found: pd.DataFrame) -> list[str]:
        return [
            (_NEVER if never else _WHY)[lang].format(
                kind=labels.get(kind, kind) or _RISK[lang],
                date=date,
                what=_WHAT[lang].format(what=what) if what else "",
            )
            for kind, date, what, never in zip(
                frame.texts(found["kind"]),
                frame.dates(found["reassess_on"]),
                frame.texts(found["what"]),
                found["unplanned"],
                strict=True,
            )
        ]

    def anchor(found: pd.DataFrame) -> list[str]:
        dated = zip(frame.dates(found["reassess_on"]), found["unplanned"], strict=True)
        return ["never" if never else date for date, never in dated]

    return frame.dated(
        KIND, rows, customers, due="reassess_on", as_of=as_of, lead=lead, why=why, action=ACTION[lang], owner="owner",
        anchor=anchor,
    )  # fmt: skip


SOURCE = Source(
    KIND,
    due,
    ("tblRisks", CUSTOMERS),
    lists={"level_days": "risk_level.days", "kind_labels": "risk_kind.label"},
    settings={"lead": "lead_days"},
)
