"""A new customer as it is entered, with the first contact and who introduced them.

Blank cells: the kind is a company, the day of record today. A customer of the very name of another is refused; one
that is like others is written, and they are told.

>>> import datetime as dt
>>> import pandas as pd
>>> from workbook.rules.entry.filled import read
>>> from workbook.schema.forms import form
>>> customers = pd.DataFrame({"customer_id": ["C00001"], "name": ["Ash"]})
>>> known = Known(dt.date(2026, 6, 30), customers, new_customer="C00002")
>>> made = customer(read(form("customer"), {"name": "Birch", "contact": "Ann", "mobile": 13}, [], {}), known)
>>> made.rows["tblCustomers"][0]["kind"], made.rows["tblContacts"]
('company', [{'customer_id': 'C00002', 'name': 'Ann', 'mobile': '13'}])
"""

from __future__ import annotations

from collections.abc import Mapping

from workbook.language import Text
from workbook.rules.entry.filled import Filled, missing, trouble
from workbook.rules.entry.known import Entered, Known
from workbook.rules.entry.look_alikes import LookAlike, look_alikes
from workbook.rules.journal.json_scalars import Scalar
from workbook.schema.findings import Finding

DEFAULT_KIND = "company"

_THERE = Text("已有同名的客户 {id}", "there is a customer of this name: {id}")
_RENAME = Text("不是同一家就写得更全（加地区或行业）。", "If it is another one, write a fuller name.")
_ALIKE = Text(
    "名称相近：{id} {name}（{why}）。是同一家就撤销；或用“合并客户”。",
    "Like {id} {name} ({why}). If they are one, undo, or merge them.",
)
_NAMELESS = Text("填了联系人的资料，没有填姓名", "is blank, though something of a contact was filled in")


def customer(filled: Filled, known: Known) -> Entered:
    """The rows of one customer and of its first contact."""
    findings = [*filled.findings, *missing(filled)]
    of_customer, of_contact = (_part(filled, table) for table in ("tblCustomers", "tblContacts"))
    if of_contact and "name" not in of_contact:
        findings.append(trouble(filled.form["contact"], None, _NAMELESS))
    alike = look_alikes({**of_customer, **_numbers(of_contact)}, known.customers) if "name" in of_customer else []
    findings += same_name(filled, "name", alike)
    if findings:
        return Entered(findings=tuple(findings))
    rows = {"tblCustomers": [new_customer(of_customer, known)]}
    if of_contact:
        rows["tblContacts"] = [{"customer_id": known.new_customer, **of_contact}]
    return Entered(rows, said=told(alike))


def new_customer(values: Mapping[str, Scalar], known: Known) -> dict[str, Scalar]:
    """The row of a customer with what is left blank."""
    start = {"customer_id": known.new_customer, "kind": DEFAULT_KIND, "created_on": known.today.isoformat()}
    return {**start, **values}


def same_name(filled: Filled, key: str, alike: list[LookAlike]) -> list[Finding]:
    """The refusal of a name that the book has."""
    return [
        trouble(filled.form[key], one.name, _THERE.format(id=one.customer_id), _RENAME) for one in alike if one.equal
    ][:1]


def told(alike: list[LookAlike]) -> tuple[Text, ...]:
    """A sentence for each that may be the same."""
    return tuple(_ALIKE.format(id=one.customer_id, name=one.name, why=one.evidence) for one in alike)


def _part(filled: Filled, table: str) -> dict[str, Scalar]:
    """The values of one table, by its fields."""
    return {
        one.name: filled.values[one.key] for one in filled.form.cells if one.table == table and one.key in filled.values
    }


def _numbers(contact: Mapping[str, Scalar]) -> dict[str, Scalar]:
    return {"mobile": contact["mobile"]} if "mobile" in contact else {}
