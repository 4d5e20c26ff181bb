"""Reconcile accounts: a statement that did not come back confirmed, and customers that owe and were not reconciled for
a whole cycle.

The last reconciliation of a customer counts. Without a confirmation it is asked for so many days after its date; with
one the next is due a cycle after it, while anything is owed. What it noted as an open question is said again. A cycle
of 0 days raises only the confirmations. Customers that were never reconciled are a finding of check, not a reminder
each.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from workbook.language import Lang, Text
from workbook.rules.basics import days
from workbook.rules.basics.exact_money import money, to_units
from workbook.rules.reminders import frame
from workbook.rules.reminders.source import CUSTOMERS, Source

KIND = "reconcile"

_BACK = Text("{date}的对账单还没有确认寄回{open}", "The statement of {date} has not come back confirmed{open}")
_AGAIN = Text("上次对账{date}，现欠{owed}{open}", "Last reconciled on {date}, owes {owed}{open}")
_OPEN = Text("；遗留问题：{what}", "; open question: {what}")
ASK, MAKE = (
    Text("催客户盖章寄回，填确认人和确认日期", "Ask for it sealed, and enter who confirmed it and when"),
    Text(
        "做“对账单”请客户确认，登记在“对账”",
        "Make a statement for the customer to confirm; enter it in Reconciliations",
    ),
)


def due(
    customers: pd.DataFrame,
    reconciliations: pd.DataFrame,
    *,
    as_of: dt.date,
    cycle: float = 90,
    return_days: float = 10,
    lang: Lang = "zh",
) -> pd.DataFrame:
    """Candidates from customers (row_id, customer_id, name, owner, grade, key_account, archived, receivable)
    and reconciliations (row_id, customer_id, date, legacy, confirmed_on)."""
    rows = reconciliations[reconciliations["customer_id"].notna() & reconciliations["date"].notna()]
    last = rows.sort_values("date", kind="stable").drop_duplicates("customer_id", keep="last")
    waiting = last[last["confirmed_on"].isna()]
    waiting = waiting.assign(back=days.plus(waiting["date"], return_days))
    asked = frame.dated(
        KIND,
        waiting,
        customers,
        due="back",
        as_of=as_of,
        lead=0,
        why=lambda found: [
            _BACK[lang].format(date=date, open=said)
            for date, said in zip(frame.dates(found["date"]), _open(found["legacy"], lang), strict=True)
        ],
        action=ASK[lang],
        priority=frame.MEDIUM,
        anchor=lambda found: frame.dates(found["date"]),
    )
    return pd.concat([asked, _cycle(customers, last, as_of, cycle, lang)], ignore_index=True)


def _cycle(customers: pd.DataFrame, last: pd.DataFrame, as_of: dt.date, cycle: float, lang: Lang) -> pd.DataFrame:
    if not cycle > 0:
        return frame.empty()
    owing = customers[~customers["archived"].eq(True) & (customers["receivable"] > 0)]
    confirmed = last[last["confirmed_on"].notna()].set_index("customer_id")[["date", "legacy"]]
    rows = owing.join(confirmed, on="customer_id", how="inner")
    rows = rows.assign(again=days.plus(rows["date"], cycle))
    rows = rows[frame.due_by(rows["again"], as_of)]
    if rows.empty:
        return frame.empty()
    owed = [money(units) for units in to_units(rows["receivable"]).tolist()]
    dates = frame.dates(rows["date"])
    return frame.candidates(
        KIND,
        rows.assign(customer_name=rows["name"], customer_owner=rows["owner"]),
        anchor=dates,
        due=rows["again"],
        why=[
            _AGAIN[lang].format(date=date, owed=sum_, open=said)
            for date, sum_, said in zip(dates, owed, _open(rows["legacy"], lang), strict=True)
        ],
        action=MAKE[lang],
        priority=frame.LOW,
    )


def _open(notes: pd.Series[Any], lang: Lang) -> list[str]:
    return [_OPEN[lang].format(what=note) if note else "" for note in frame.texts(notes)]


SOURCE = Source(
    KIND,
    due,
    (CUSTOMERS, "tblReconciliations"),
    settings={"cycle": "reconcile_days", "return_days": "reconcile_return_days"},
)
