"""A payment as it is entered. Blank: the day is today; a payment without a kind is one for goods.

>>> import datetime as dt
>>> import pandas as pd
>>> from workbook.rules.entry.filled import read
>>> from workbook.schema.forms import form
>>> known = Known(dt.date(2026, 6, 30), pd.DataFrame({"customer_id": ["C1"], "name": ["Ash"]}))
>>> payment(read(form("payment"), {"customer_id": "Ash", "amount": 5}, [], {}), known).rows
{'tblPayments': [{'date': '2026-06-30', 'customer_id': 'C1', 'amount': 5.0}]}
"""

from __future__ import annotations

from workbook.rules.entry.filled import Filled, missing
from workbook.rules.entry.known import Entered, Known, customer
from workbook.rules.journal.json_scalars import Scalar


def payment(filled: Filled, known: Known) -> Entered:
    """The row of one payment."""
    number, said, wrong = customer(filled, known)
    findings = [*filled.findings, *missing(filled), *wrong]
    row: dict[str, Scalar] = {"date": known.today.isoformat(), **filled.values}
    if number is not None:
        row["customer_id"] = number
    return Entered(findings=tuple(findings)) if findings else Entered({"tblPayments": [row]}, said=said)
