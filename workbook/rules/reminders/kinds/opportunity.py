"""Opportunity stuck: one that is still open and has been in its stage longer than the stage allows, or of which nobody
can tell, because the day it entered the stage is blank (or later than the as-of day, and so not known)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd

from workbook.language import Lang, Text
from workbook.rules.basics import days
from workbook.rules.reminders import frame
from workbook.rules.reminders.source import CUSTOMERS, Source
from workbook.rules.sales.pipeline import is_open

if TYPE_CHECKING:
    from collections.abc import Mapping


KIND = "opportunity"

_WHY = Text(
    "商机“{title}”在“{stage}”阶段已{days}天，超过允许的{allowed:.0f}天",
    "Opportunity '{title}' has been in stage '{stage}' for {days} days; {allowed:.0f} are allowed",
)
_NO_DAY = Text(
    "商机“{title}”在“{stage}”阶段，没有可信的进入阶段日期，停留多久算不出",
    "Opportunity '{title}' is in stage '{stage}', since when is not known: no telling how long",
)
ACTION = Text("推进到下一阶段，或说明原因", "Move it to the next stage, or say why not")
NO_DAY_ACTION = Text("填或改正进入阶段日期", "Enter or correct the day it entered the stage")


def due(
    opportunities: pd.DataFrame,
    customers: pd.DataFrame,
    *,
    as_of: dt.date,
    stage_days: Mapping[str, float],
    stage_labels: Mapping[str, str] | None = None,
    lang: Lang = "zh",
) -> pd.DataFrame:
    """Candidates from opportunities with row_id, customer_id, title, state, stage, stage_since, owner.

    `stage_days`: days allowed by stage key. Due on the last day allowed, shown from the day after it; without a day to
    count from, due on as_of.
    """
    allowed = opportunities["stage"].map(dict(stage_days)).astype("float64")
    inside = days.between(opportunities["stage_since"], as_of)
    open_ = is_open(opportunities)
    timed = opportunities.assign(until=days.plus(opportunities["stage_since"], allowed), inside=inside, allowed=allowed)
    since_when = open_ & allowed.notna() & inside.isna()
    labels = stage_labels or {}

    def unknown(found: pd.DataFrame) -> list[str]:
        return [
            _NO_DAY[lang].format(title=title, stage=labels.get(stage, stage))
            for title, stage in zip(frame.texts(found["title"]), frame.texts(found["stage"]), strict=True)
        ]

    def why(found: pd.DataFrame) -> list[str]:
        return [
            _WHY[lang].format(title=title, stage=labels.get(stage, stage), days=int(spent), allowed=most)
            for title, stage, spent, most in zip(
                frame.texts(found["title"]), frame.texts(found["stage"]), found["inside"], found["allowed"], strict=True
            )
        ]

    def anchor(found: pd.DataFrame) -> list[str]:
        return [
            f"{stage}-{since}"
            for stage, since in zip(frame.texts(found["stage"]), frame.dates(found["stage_since"]), strict=True)
        ]

    stuck, undated = timed[open_ & (inside > allowed)], timed[since_when].assign(until=pd.Timestamp(as_of))
    parts = [
        frame.dated(
            KIND, rows, customers, due="until", as_of=as_of, lead=0, why=sentences, action=action[lang], owner="owner",
            anchor=anchor,
        )
        for rows, sentences, action in ((stuck, why, ACTION), (undated, unknown, NO_DAY_ACTION))
    ]  # fmt: skip
    return pd.concat(parts, ignore_index=True)


SOURCE = Source(
    KIND, due, ("tblOpportunities", CUSTOMERS), lists={"stage_days": "stage.days", "stage_labels": "stage.label"}
)
