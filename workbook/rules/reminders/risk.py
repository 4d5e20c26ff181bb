"""Risk reassessment: the date set for it, else the days that the level of the risk allows after the last one."""

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
    rows = risks.assign(reassess_on=risks["next_on"].where(risks["next_on"].notna(), by_level))
    labels = kind_labels or {}

    def why(found: pd.DataFrame) -> list[str]:
        return [
            _WHY[lang].format(
                kind=labels.get(kind, kind) or _RISK[lang],
                date=date,
                what=_WHAT[lang].format(what=what) if what else "",
            )
            for kind, date, what in zip(
                frame.texts(found["kind"]), frame.dates(found["reassess_on"]), frame.texts(found["what"]), strict=True
            )
        ]

    return frame.dated(
        KIND, rows, customers, due="reassess_on", as_of=as_of, lead=lead, why=why, action=ACTION[lang], owner="owner"
    )


SOURCE = Source(
    KIND,
    due,
    ("tblRisks", CUSTOMERS),
    lists={"level_days": "risk_level.days", "kind_labels": "risk_kind.label"},
    settings={"lead": "lead_days"},
)
