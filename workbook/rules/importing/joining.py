"""Joins a pasted row to the customer that an earlier row of the list creates: a further contact, blanks filled.

Where the two rows differ the first one's value stays, and the other is kept in the remarks: nothing of the list is
lost, and nothing chosen by order alone.
"""

from __future__ import annotations

from workbook import schema
from workbook.language import COLON, Lang
from workbook.rules.importing.planned_writes import Line, Writes
from workbook.rules.importing.record_changes import Contact, added_text, effect
from workbook.rules.journal.json_scalars import Scalar
from workbook.schema.model import Kind
from workbook.schema.tables.contacts import CONTACTS
from workbook.schema.tables.customers import CUSTOMERS
from workbook.schema.tables.leads import lead_fields


def join(done: Writes, line: Line, place: int, lang: Lang) -> None:
    """Add a row to the new customer at `place` among the new ones."""
    customer = done.new[CUSTOMERS.name][place]
    people = done.new.setdefault(CONTACTS.name, [])
    own = [Contact(at, people[at]) for at in done.people.get(place, ())]
    change = effect(line.values, line.left, customer, own, by_id=False)
    fields = lead_fields("customers")
    kept = {key: fields[key] for key, _, _ in change.overwritten}
    theirs = {lead.field.key for lead in kept.values() if lead.table is CONTACTS}
    customer |= {key: value for key, value in change.customer.items() if key not in kept}
    new = {key: value for key, value in change.contact.items() if key not in theirs}
    if change.contact_position is not None:
        people[change.contact_position] |= new
    elif new:
        done.add_contact(new, place)
    colon = COLON[lang]
    told = [f"{fields[key].label[lang]}{colon}{_shown(key, value, lang)}" for key, _, value in change.overwritten]
    remarks = added_text(customer.get("remarks"), *told)
    if remarks is not None:
        customer["remarks"] = remarks


def _shown(key: str, value: Scalar, lang: Lang) -> str:
    """A value as people read it; a choice by its label."""
    field = lead_fields("customers")[key].field
    if field.kind is not Kind.CHOICE or not field.list:
        return str(value)
    labels = {entry.key: entry.label[lang] for entry in schema.listing(field.list).entries}
    return labels.get(str(value), str(value))
