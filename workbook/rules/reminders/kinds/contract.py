"""Contract ends: contracts that end soon or have ended, until a later contract of the same customer takes over."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from workbook.language import Lang, Text
from workbook.rules.basics.as_of import after
from workbook.rules.reminders import frame
from workbook.rules.reminders.source import CUSTOMERS, Source

KIND = "contract"

_WHY = Text("合同{number}于{date}到期", "Contract {number} ends on {date}")
ACTION = Text("商谈续签，或填新的结束日期", "Negotiate the renewal, or enter the new end")


def due(
    contracts: pd.DataFrame, customers: pd.DataFrame, *, as_of: dt.date, lead: int = 7, lang: Lang = "zh"
) -> pd.DataFrame:
    """Candidates from contracts with row_id, customer_id, contract_no, ends_on.

    A contract whose customer has another one that ends later, signed by as_of, is taken over and raises nothing.
    """
    signed = contracts[~after(contracts["signed_on"], as_of)] if "signed_on" in contracts else contracts
    last = signed.groupby("customer_id")["ends_on"].max().reindex(contracts["customer_id"]).to_numpy()
    standing = contracts[contracts["customer_id"].isna() | ~(contracts["ends_on"].to_numpy() < last)]

    def why(rows: pd.DataFrame) -> list[str]:
        return [
            _WHY[lang].format(number=number, date=date)
            for number, date in zip(frame.texts(rows["contract_no"]), frame.dates(rows["ends_on"]), strict=True)
        ]

    return frame.dated(KIND, standing, customers, due="ends_on", as_of=as_of, lead=lead, why=why, action=ACTION[lang])


SOURCE = Source(KIND, due, ("tblContracts", CUSTOMERS), settings={"lead": "lead_days"})
