"""Applies the decisions on the lead preview: new rows, changed cells, and the rows that stay on the preview.

Every decision is checked first; one that cannot be carried out refuses the whole import with the rows named, so that
an import is all or nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from workbook.language import Lang, Text
from workbook.rules.basics import references
from workbook.rules.importing.joining import join
from workbook.rules.importing.lead_decisions import People
from workbook.rules.importing.planned_writes import Line, Writes
from workbook.rules.importing.preview_rows import SHOWN
from workbook.rules.importing.record_changes import Contact, added_text, split_values
from workbook.rules.journal.json_scalars import Scalar, same, to_scalars
from workbook.schema.model import Table
from workbook.schema.tables.contacts import CONTACTS
from workbook.schema.tables.customers import CUSTOMERS
from workbook.schema.tables.leads import lead_fields

if TYPE_CHECKING:
    import pandas as pd

_NO_DECISION = Text("没有决定", "no decision")
_NO_CUSTOMER = Text("要更新哪个客户？请填“对应客户”", "update whom? Fill in Matched customer")
_UNKNOWN = Text("“{value}”不是已有客户的编号或唯一的全称", "'{value}' is no number or unique name of a customer")
_NO_NAME = Text("没有名称，不能新建", "without a name nothing can be made")
_LACKING = Text("缺少“{field}”，不能新建", "{field} is missing; the row cannot be made")
_NO_ROW = Text("客户簿里没有这一行的编号，不能更新", "its number is not in the book; there is nothing to update")
_EDITED = Text(
    "“{field}”在预览里被改过；请在“粘贴区”里改，再预览",
    "{field} was edited in the preview; correct it on Paste area and preview again",
)


def read_lines(frame: pd.DataFrame) -> list[Line]:
    """The preview's rows."""
    lines: list[Line] = []
    rows = frame["pasted_row"].fillna(0).astype(int).tolist()
    for number, row in zip(rows, frame.itertuples(), strict=True):
        whole: dict[str, Any] = json.loads(row.payload) if isinstance(row.payload, str) else {}
        lines.append(
            Line(
                int(str(row.Index)),
                number,
                _text(row.decision) or "",
                _text(row.customer_id),
                {column: _text(getattr(row, column)) for column in SHOWN},
                whole.get("values", {}),
                whole.get("left", ""),
                [(int(place), str(head), str(text)) for place, head, text in whole.get("cells", ())],
                bool(whole.get("person")),
                str(whole.get("number", "")),
                whole.get("people", []),
                whole.get("like"),
            )
        )
    return lines


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def write_leads(lines: Sequence[Line], people: People, customers: pd.DataFrame, lang: Lang) -> Writes:
    """Carry out the decisions on customers and contacts. customers: numbers and names of the book."""
    found = _resolved(lines, customers)
    people.look_up(one for one in found if one)
    done = _counted(lines)
    made: dict[int, str | int] = {}  # pasted row -> its customer's number, or its place among the new ones
    for line, customer in zip(lines, found, strict=True):
        if problem := _problem_of_lead(line, customer):
            done.problems.append((line.pasted_row, problem))
        elif line.decision == "new":
            made[line.pasted_row] = _new_lead(done, line)
        elif line.decision == "update":
            joined = customer or made.get(line.like or 0)
            if isinstance(joined, str):
                _update_lead(done, line, joined, people)
            elif joined is not None:
                join(done, line, joined, lang)
            else:  # the row it belongs to stays, and so does it
                done.stays.append(line.at)
                done.counts["update"] -= 1
                done.counts["review"] += 1
        elif line.decision == "same" and customer:
            made[line.pasted_row] = customer
    done.stays.sort()
    return done


def write_lines(lines: Sequence[Line], table: Table, existing: pd.DataFrame, customers: pd.DataFrame) -> Writes:
    """Carry out the decisions on rows of orders, payments or visits."""
    found = _resolved(lines, customers)
    at = {}
    if table.key:
        at = {references.fold(one): int(str(position)) for position, one in existing[table.key].dropna().items()}
    done = _counted(lines)
    for line, customer in zip(lines, found, strict=True):
        values: dict[str, Scalar] = {key: value for key, value in line.values.items() if value is not None}
        if customer:
            values["customer_id"] = customer
        position = at.get(references.fold(str(values.get(str(table.key))))) if table.key in values else None
        if problem := _problem_of_line(line, table, values, customer, position):
            done.problems.append((line.pasted_row, problem))
        elif line.decision == "new":
            values.pop(str(table.key), None)
            done.new.setdefault(table.name, []).append(values)
        elif line.decision == "update" and position is not None:
            _change(done, table, position, values, existing.loc[[position]], str(line.values[str(table.key)]))
    return done


def _counted(lines: Sequence[Line]) -> Writes:
    decisions = ("new", "update", "same", "review", "rejected")
    done = Writes(counts={one: sum(line.decision == one for line in lines) for one in decisions})
    done.stays = [line.at for line in lines if line.decision in ("review", "rejected")]
    done.problems = [(line.pasted_row, _NO_DECISION) for line in lines if line.decision not in decisions]
    return done


def _resolved(lines: Sequence[Line], customers: pd.DataFrame) -> list[str | None]:
    """The customer each row's cell names."""
    import pandas as pd

    typed = pd.Series([line.customer for line in lines], dtype="str")
    ids = references.resolve(typed, customers).ids.tolist() if len(lines) else []
    return [one if isinstance(one, str) else None for one in ids]


def _problem_of_lead(line: Line, customer: str | None) -> Text | None:
    if line.decision not in ("new", "update"):
        return None
    for column, key in SHOWN.items():
        value = line.values.get(key)
        if (line.shown[column] or None) != (str(value) if value is not None else None):
            return _EDITED.format(field=lead_fields("customers")[key].label)
    if line.decision == "update":
        if line.customer is None:
            return None if line.like is not None else _NO_CUSTOMER
        return _UNKNOWN.format(value=line.customer) if customer is None else None
    return None if line.values.get("name") else _NO_NAME


def _problem_of_line(
    line: Line, table: Table, values: Mapping[str, Scalar], customer: str | None, position: int | None
) -> Text | None:
    if line.decision not in ("new", "update"):
        return None
    if line.customer is not None and customer is None:
        return _UNKNOWN.format(value=line.customer)
    if line.decision == "update":
        return _NO_ROW if position is None else None
    lacking = [one for one in table.inputs if one.required and one.key != table.key and one.key not in values]
    if lacking:
        return _LACKING.format(field=lacking[0].label)
    return _UNKNOWN.format(value=values["customer_id"]) if customer is None else None


def _new_lead(done: Writes, line: Line) -> int:
    """Make a customer, and a contact where there is one; gives its place among the new ones."""
    customer, contact = split_values(line.values)
    customer.pop("customer_id", None)
    customer.setdefault("kind", "person" if line.person else "company")
    remarks = added_text(customer.get("remarks"), line.left, line.number)
    if remarks is not None:
        customer["remarks"] = remarks
    new = done.new.setdefault(CUSTOMERS.name, [])
    new.append(customer)
    if contact.get("name"):
        done.add_contact(contact, len(new) - 1)
    for other in line.people:
        done.add_contact(dict(other), len(new) - 1)
    return len(new) - 1


def _update_lead(done: Writes, line: Line, customer_id: str, people: People) -> None:
    """Apply a row; a second row for the same customer sees what the first has written."""
    by_id = references.fold(str(line.values.get("customer_id") or "")) == references.fold(customer_id)
    change = people.effect(customer_id, line.values, line.left, by_id=by_id)
    columns = done.changed.setdefault(CUSTOMERS.name, {})
    for key, value in change.customer.items():
        columns.setdefault(key, {})[people.position(customer_id)] = value
    people.customer(customer_id).update(change.customer)
    fields = lead_fields("customers")
    done.overwritten += [
        (customer_id, fields[key].label, old, new, fields[key].field.list or "") for key, old, new in change.overwritten
    ]
    known = {str(one.values.get("name")) for one in people.contacts(customer_id)}
    for other in line.people:
        if str(other.get("name")) not in known:
            done.new.setdefault(CONTACTS.name, []).append(dict(other))
            done.owners.append(customer_id)
    if not change.contact:
        return
    contacts = people.contacts(customer_id)
    if change.contact_position is None:
        new = done.new.setdefault(CONTACTS.name, [])
        new.append(dict(change.contact))
        done.owners.append(customer_id)
        contacts.append(Contact(-len(new), new[-1]))  # a later row may add to it: see below
        return
    mine = next(one for one in contacts if one.position == change.contact_position)
    contacts[contacts.index(mine)] = Contact(mine.position, {**mine.values, **change.contact}, mine.locked)
    if mine.position < 0:
        done.new[CONTACTS.name][-mine.position - 1].update(change.contact)
        return
    columns = done.changed.setdefault(CONTACTS.name, {})
    for key, value in change.contact.items():
        columns.setdefault(key, {})[mine.position] = value


def _change(
    done: Writes, table: Table, position: int, values: Mapping[str, Scalar], old: pd.DataFrame, number: str
) -> None:
    for key, value in values.items():
        before = to_scalars(old[key])[0]
        if key == table.key or value is False or same(value, before, table[key].kind):
            continue
        done.changed.setdefault(table.name, {}).setdefault(key, {})[position] = value
        if before not in (None, False):
            done.overwritten.append((number, table[key].label, before, value, table[key].list or ""))
