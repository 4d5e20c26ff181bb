"""A visit or call as it is entered: who, what was said, what was promised, when next.

Blank cells: the day is today, the kind a telephone call, the salesperson the customer's owner.

>>> import pandas as pd
>>> from workbook.rules.entry.filled import read
>>> from workbook.schema.forms import form
>>> known = Known(dt.date(2026, 6, 30), pd.DataFrame({"customer_id": ["C1"], "name": ["Ash"], "owner": ["ann"]}))
>>> [row] = visit(read(form("visit"), {"customer_id": "ash", "result": "no"}, [], {}), known).rows["tblVisits"]
>>> row["date"], row["kind"], row["salesperson"], row["customer_id"]
('2026-06-30', 'phone', 'ann', 'C1')
"""

from __future__ import annotations

import datetime as dt

from workbook.language import Text
from workbook.rules.basics.references import resolve
from workbook.rules.entry.filled import MISSING, Filled, missing, trouble
from workbook.rules.entry.known import Entered, Known, customer, named
from workbook.rules.journal.json_scalars import Scalar
from workbook.schema.findings import Finding

DEFAULT_KIND = "phone"

_NOBODY = Text("客户没有负责人，要写是谁联系的", "the customer has no owner: say who it was")
_LATER = Text(
    "晚于今天（{today}）：还没发生的事没有结果", "is after today ({today}): what is to come has no result yet"
)
_EARLIER = Text("早于这次的日期（{day}）", "is before the day of this one ({day})")
_DAY = Text("请改“{label}”。", "Correct {label}.")


def visit(filled: Filled, known: Known) -> Entered:
    """The row of one visit."""
    findings = [*filled.findings, *missing(filled)]
    cells, values = filled.form, filled.values
    row: dict[str, Scalar] = {"date": known.today.isoformat(), "kind": DEFAULT_KIND, "salesperson": None, **values}
    number, said, wrong = customer(filled, known)
    findings += wrong
    if number is not None:
        row["customer_id"] = number
        row["salesperson"] = row["salesperson"] or known.value(number, "owner")
        if not row["salesperson"]:
            findings.append(trouble(cells["salesperson"], None, _NOBODY))
        findings += _contact(filled, number, known, row)
    if "promise" in values and "promise_due" not in values and "promise_due" not in {one.field for one in findings}:
        findings.append(trouble(cells["promise_due"], None, MISSING))
    findings += _days(filled, str(row["date"]), known.today)
    if findings:
        return Entered(findings=tuple(findings))
    return Entered({"tblVisits": [row]}, said=said)


def _contact(filled: Filled, customer: str, known: Known, row: dict[str, Scalar]) -> list[Finding]:
    """The contact by number, or by a name that one contact of this customer has."""
    if (typed := filled.text("contact")) is None:
        return []
    theirs = known.contacts[resolve(known.contacts["customer_id"], known.customers).ids == customer]
    at, wrong = named(filled.form["contact"], typed, theirs.reset_index(drop=True))
    if wrong is not None:
        return [wrong]
    row["contact"] = str(theirs["contact_id"].iloc[at])
    return []


def _days(filled: Filled, day: str, today: dt.date) -> list[Finding]:
    cells = filled.form
    found: list[Finding] = []
    if day > today.isoformat():
        fix = _DAY.format(label=cells["date"].shown)
        found.append(trouble(cells["date"], day, _LATER.format(today=today.isoformat()), fix))
    for key in ("next_date", "promise_due"):
        if (typed := filled.text(key)) is not None and typed < day:
            found.append(trouble(cells[key], typed, _EARLIER.format(day=day), _DAY.format(label=cells[key].shown)))
    return found
