"""Low mark: a customer whose last answer on satisfaction has a 1 or a 2 is spoken to.

The last answer of a customer counts: a better one later ends it, and so do 180 days. Due some days after the answer,
as a complaint is.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd

from workbook.language import COMMA, Lang, Text
from workbook.rules.basics import days
from workbook.rules.reminders import frame
from workbook.rules.reminders.source import CUSTOMERS, Source

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

KIND = "low_mark"
LOW, FRESH = 2, 180  # the best mark that is a low one; days for which an answer counts
FAR = 3660  # days: shown from the day of the answer, whenever it is due

_ASPECTS = (
    ("product", Text("产品", "product")),
    ("service", Text("服务", "service")),
    ("overall", Text("总体", "overall")),
)
_WHY = Text("{date}满意度打了低分：{marks}{wants}", "Low marks on {date}: {marks}{wants}")
_WANTS = Text("；希望：{what}", "; wishes: {what}")
ACTION = Text("当面了解原因，结果记在“拜访”", "Ask for the reason in person, and log the answer in Visits")


def due(
    satisfaction: pd.DataFrame, customers: pd.DataFrame, *, as_of: dt.date, answer_days: float = 3, lang: Lang = "zh"
) -> pd.DataFrame:
    """Candidates from satisfaction with row_id, customer_id, date, product, service, overall, wants."""
    known = satisfaction[satisfaction["customer_id"].notna() & satisfaction["date"].notna()]
    last = known.sort_values("date", kind="stable").drop_duplicates("customer_id", keep="last")
    fresh: NDArray[np.bool_] = (days.between(last["date"], as_of) <= FRESH).to_numpy()
    lowest = last[[key for key, _ in _ASPECTS]].min(axis=1)
    rows = last[fresh & (lowest <= LOW).to_numpy()]
    return frame.dated(
        KIND,
        rows.assign(speak_by=days.plus(rows["date"], answer_days)),
        customers,
        due="speak_by",
        as_of=as_of,
        lead=FAR,
        why=lambda found: [
            _WHY[lang].format(date=date, marks=marks, wants=_WANTS[lang].format(what=wish) if wish else "")
            for date, marks, wish in zip(
                frame.dates(found["date"]), _marks(found, lang), frame.texts(found["wants"]), strict=True
            )
        ],
        action=ACTION[lang],
        priority=frame.HIGH,
        anchor=lambda found: frame.dates(found["date"]),
    )


def _marks(rows: pd.DataFrame, lang: Lang) -> list[str]:
    marks = rows[[key for key, _ in _ASPECTS]].to_numpy(dtype="float64").tolist()
    return [
        COMMA[lang].join(
            f"{text[lang]}{'' if lang == 'zh' else ' '}{mark:.0f}"
            for (_, text), mark in zip(_ASPECTS, row, strict=True)
            if mark <= LOW
        )
        for row in marks
    ]


SOURCE = Source(KIND, due, ("tblSatisfaction", CUSTOMERS), settings={"answer_days": "complaint_days"})
