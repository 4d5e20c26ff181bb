"""A door-to-door survey and a scorecard as they are entered.

Blank: the day is today, the surveyor the customer's owner. A shop that nobody knows becomes a customer at the same
time, of the surveyor. A scorecard is one row an indicator that was judged.

>>> import datetime as dt
>>> import pandas as pd
>>> from workbook.rules.entry.filled import read
>>> from workbook.schema.forms import form
>>> customers = pd.DataFrame({"customer_id": ["C00001"], "name": ["Ash"]})
>>> known = Known(dt.date(2026, 6, 30), customers, new_customer="C00002")
>>> made = sweep(read(form("sweep"), {"customer_id": "Corner shop", "staff": 3}, [], {}), known)
>>> made.rows["tblCustomers"][0]["name"], made.rows["tblSweeps"]
('Corner shop', [{'date': '2026-06-30', 'customer_id': 'C00002', 'staff': 3.0}])
>>> labels = {"indicator": {"Price": "price", "Service": "service"}}
>>> lines = [{"indicator": "Price", "value": 4}, {"indicator": "Service"}]
>>> len(score(read(form("score"), {"customer_id": "Ash"}, lines, labels), known).rows["tblScorecards"])
1
"""

from __future__ import annotations

from workbook.language import Text
from workbook.rules.basics.references import resolve
from workbook.rules.entry.customers import new_customer, same_name, told
from workbook.rules.entry.filled import Filled, missing, trouble
from workbook.rules.entry.known import Entered, Known, customer
from workbook.rules.entry.look_alikes import look_alikes
from workbook.rules.journal.json_scalars import Scalar
from workbook.schema.findings import Severity

_NEW = Text("“{name}”没有登记过，同时建为客户 {id}。", "'{name}' was not on record: it is customer {id} now.")
_NOTHING = Text("一项也没有填", "nothing was judged")
_ALONE = ("customer_id", "date", "salesperson")


def sweep(filled: Filled, known: Known) -> Entered:
    """The row of one survey, and that of a customer nobody knew."""
    findings = [*filled.findings, *missing(filled)]
    row: dict[str, Scalar] = {"date": known.today.isoformat(), **filled.values}
    rows: dict[str, list[dict[str, Scalar]]] = {}
    number, said, wrong = customer(filled, known)
    if number is not None:
        row["customer_id"] = number
        owner = known.value(number, "owner")
        if owner is not None:
            row.setdefault("salesperson", owner)
    elif (typed := filled.text("customer_id")) is not None:
        if _is_of_several(typed, known):
            findings += wrong
        else:
            alike = look_alikes({"name": typed}, known.customers)
            findings += same_name(filled, "customer_id", alike)
            owner_of = {"owner": row["salesperson"]} if "salesperson" in row else {}
            rows["tblCustomers"] = [new_customer({"name": typed, **owner_of}, known)]
            row["customer_id"] = known.new_customer
            said = (_NEW.format(name=typed, id=known.new_customer), *told(alike))
    if not any(key not in _ALONE for key in filled.values) and not findings:
        findings.append(trouble(filled.form["location"], None, _NOTHING))
    if findings:
        return Entered(findings=tuple(findings))
    return Entered({**rows, "tblSweeps": [row]}, said=said)


def score(filled: Filled, known: Known) -> Entered:
    """A row for each indicator that was judged."""
    judged = [line for line in filled.lines if "value" in line]
    findings = [one for one in missing(filled) if one.field not in {"value", "indicator"}]
    findings += [one for one in filled.findings if one.severity is Severity.ERROR]
    head: dict[str, Scalar] = {"date": known.today.isoformat(), **filled.values}
    number, said, wrong = customer(filled, known)
    findings += wrong
    if number is not None:
        head["customer_id"] = number
    if not judged and not findings:
        findings.append(trouble(filled.form["value"], None, _NOTHING))
    if findings:
        return Entered(findings=tuple(findings))
    return Entered({"tblScorecards": [{**head, **line} for line in judged]}, said=said)


def _is_of_several(typed: str, known: Known) -> bool:
    """Whether a name is that of several customers: then it is no new one."""
    import pandas as pd

    return bool(len(resolve(pd.Series([typed], dtype="str"), known.customers).ambiguous))
