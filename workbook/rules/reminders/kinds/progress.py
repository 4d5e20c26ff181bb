"""Progress report due: the next report that a contract asks for."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from workbook.language import Lang, Text
from workbook.rules.reminders import frame
from workbook.rules.reminders.source import CUSTOMERS, Source

KIND = "progress"

_WHY = Text("合同{number}应于{date}汇报执行进度", "Contract {number}: progress report due on {date}")
ACTION = Text("汇报进度，填下一次汇报日期", "Report, and enter the date of the next report")


def due(
    contracts: pd.DataFrame, customers: pd.DataFrame, *, as_of: dt.date, lead: int = 7, lang: Lang = "zh"
) -> pd.DataFrame:
    """Candidates from contracts with row_id, customer_id, contract_no, next_report_on."""

    def why(rows: pd.DataFrame) -> list[str]:
        return [
            _WHY[lang].format(number=number, date=date)
            for number, date in zip(frame.texts(rows["contract_no"]), frame.dates(rows["next_report_on"]), strict=True)
        ]

    return frame.dated(
        KIND, contracts, customers, due="next_report_on", as_of=as_of, lead=lead, why=why, action=ACTION[lang]
    )


SOURCE = Source(KIND, due, ("tblContracts", CUSTOMERS), settings={"lead": "lead_days"})
