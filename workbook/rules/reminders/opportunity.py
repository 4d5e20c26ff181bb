"""Opportunity stuck: one that is still open and has been in its stage longer than the stage allows."""

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


KIND = "opportunity"

_WHY = Text(
    "商机“{title}”在“{stage}”阶段已{days}天，超过允许的{allowed:.0f}天",
    "Opportunity '{title}' has been in stage '{stage}' for {days} days; {allowed:.0f} are allowed",
)
ACTION = Text("推进到下一阶段，或说明原因", "Move it to the next stage, or say why not")
OPEN = "open"


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

    `stage_days`: days allowed by stage key. Due on the last day allowed, shown from the day after it.
    """
    allowed = opportunities["stage"].map(dict(stage_days)).astype("float64")
    inside = days.between(opportunities["stage_since"], as_of)
    stuck = (opportunities["state"].isna() | (opportunities["state"] == OPEN)) & (inside > allowed)
    rows = opportunities.assign(until=days.plus(opportunities["stage_since"], allowed), inside=inside, allowed=allowed)[
        stuck
    ]
    labels = stage_labels or {}

    def why(found: pd.DataFrame) -> list[str]:
        return [
            _WHY[lang].format(title=title, stage=labels.get(stage, stage), days=int(spent), allowed=most)
            for title, stage, spent, most in zip(
                frame.texts(found["title"]), frame.texts(found["stage"]), found["inside"], found["allowed"], strict=True
            )
        ]

    return frame.dated(
        KIND,
        rows,
        customers,
        due="until",
        as_of=as_of,
        lead=0,
        why=why,
        action=ACTION[lang],
        owner="owner",
        anchor=lambda found: [
            f"{stage}-{since}"
            for stage, since in zip(frame.texts(found["stage"]), frame.dates(found["stage_since"]), strict=True)
        ],
    )


SOURCE = Source(
    KIND, due, ("tblOpportunities", CUSTOMERS), lists={"stage_days": "stage.days", "stage_labels": "stage.label"}
)
