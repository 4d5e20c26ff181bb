"""Suggestion due: adopted, with a day by which it is to be done, and no result yet."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd

from workbook.language import Lang, Text
from workbook.rules.reminders import frame
from workbook.rules.reminders.source import CUSTOMERS, Source
from workbook.rules.service.suggestions import ADOPTED

if TYPE_CHECKING:
    from collections.abc import Sequence

KIND = "suggestion"
LONGEST = 40  # characters of the suggestion that the sentence tells

_WHY = Text("采纳的建议应于{date}完成：{text}", "A suggestion that was adopted is due on {date}: {text}")
_RESTRICTED = Text("（限制传阅）", "(restricted)")
ACTION = Text(
    "落实，在“建议”填实施结果、奖励，并反馈给建议人", "Carry it out; enter result and reward, and tell whoever made it"
)


def due(
    suggestions: pd.DataFrame, customers: pd.DataFrame, *, as_of: dt.date, lead: int = 7, lang: Lang = "zh"
) -> pd.DataFrame:
    """Candidates from suggestions with row_id, text, decision, result, due, owner, restricted. They concern no
    customer; what a restricted one says is not told."""

    def why(rows: pd.DataFrame) -> Sequence[str]:
        return [
            _WHY[lang].format(date=date, text=_RESTRICTED[lang] if restricted else text[:LONGEST])
            for date, text, restricted in zip(
                frame.dates(rows["due"]), frame.texts(rows["text"]), rows["restricted"].eq(True), strict=True
            )
        ]

    waiting = suggestions[suggestions["decision"].isin(ADOPTED) & suggestions["result"].isna()]
    return frame.dated(
        KIND,
        frame.of_nobody(waiting),
        customers,
        due="due",
        as_of=as_of,
        lead=lead,
        why=why,
        action=ACTION[lang],
        priority=frame.MEDIUM,
        owner="owner",
    )


SOURCE = Source(KIND, due, ("tblSuggestions", CUSTOMERS), settings={"lead": "lead_days"})
