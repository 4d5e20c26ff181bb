"""Changes that a pasted row would make to a customer, and a contact of theirs, that are in the book.

Blanks are filled; a filled field with another value is overwritten, and told; nothing is ever blanked. Remarks are
added to. The name is overwritten only where the row carries the customer's own number: a fuzzy match must not replace
a full name by a short one.

>>> old = {"name": "甲乙有限公司", "phone": None, "employees": 20}
>>> change = effect({"name": "甲乙", "phone": "020-88880000", "employees": 30}, "", old, [], by_id=False)
>>> change.customer, change.overwritten
({'phone': '020-88880000', 'employees': 30}, [('employees', 20, 30)])
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from workbook.rules.cleaning import text as texts
from workbook.rules.journal.json_scalars import Scalar, same
from workbook.rules.matching.cell_keys import address_key, number_keys, person_keys
from workbook.rules.matching.company_names import normal
from workbook.schema import birthdays
from workbook.schema.model import Kind, Table
from workbook.schema.tables.customers import CUSTOMERS
from workbook.schema.tables.leads import lead_fields

NUMBERS = ("phone", "mobile", "fax", "home_phone")


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact of the customer: position in the table, values by the contact's own field keys."""

    position: int
    values: Mapping[str, Scalar]
    locked: frozenset[str] = frozenset()  # cells that could not be read: never written over


@dataclass
class Effect:
    """What is written: customer fields; a known contact's fields, or a new contact's; what is overwritten by it."""

    customer: dict[str, Scalar] = field(default_factory=dict)
    contact_position: int | None = None
    contact: dict[str, Scalar] = field(default_factory=dict)  # by the contact's own field keys
    overwritten: list[tuple[str, Scalar, Scalar]] = field(default_factory=list)  # (lead key, before, after)

    @property
    def nothing(self) -> bool:
        """Does the row tell nothing new?"""
        return not self.customer and not self.contact


def split_values(values: Mapping[str, Scalar]) -> tuple[dict[str, Scalar], dict[str, Scalar]]:
    """The customer's and the contact's part of a lead, each by the table's own field keys."""
    customer: dict[str, Scalar] = {}
    contact: dict[str, Scalar] = {}
    fields = lead_fields("customers")
    for key, value in values.items():
        lead = fields[key]
        (customer if lead.table is CUSTOMERS else contact)[lead.field.key] = value
    return customer, contact


def effect(
    values: Mapping[str, Scalar],
    left: str,
    old: Mapping[str, Scalar],
    contacts: Sequence[Contact],
    *,
    by_id: bool,
    locked: frozenset[str] = frozenset(),
) -> Effect:
    """values: by lead key; left: what no field took; old: the customer's inputs; contacts: theirs in the book; locked:
    fields of the customer whose cell could not be read, which are never written over."""
    customer, contact = split_values(values)
    done = Effect()
    known = _numbers([old, *(one.values for one in contacts)])
    for key, value in customer.items():
        if key in ("customer_id", "remarks") or key in locked or (key == "name" and not by_id):
            continue
        if _new(key, value, old.get(key), CUSTOMERS, known):
            done.customer[key] = value
            if old.get(key) not in (None, False):
                done.overwritten.append((key, old.get(key), value))
    remarks = added_text(old.get("remarks"), customer.get("remarks"), left)
    if remarks is not None and "remarks" not in locked:
        done.customer["remarks"] = remarks
    _contact(done, contact, contacts, known)
    return done


def added_text(old: Scalar, *more: Scalar) -> str | None:
    """The remarks with what they lack added below; None where they lack nothing.

    >>> added_text("展会：A1", "展会：A1", "行业：阀门"), added_text("a b", "a"), added_text("展位：A11", "展位：A1")
    ('展会：A1\\n行业：阀门', None, '展位：A11\\n展位：A1')
    """
    text = str(old) if isinstance(old, str) else ""
    lines = [line for one in more if isinstance(one, str) for line in one.split("\n") if line.strip()]
    there = {_plain(line) for line in text.split("\n")}
    whole = texts.half_width(text).casefold()
    lacking = [line for line in dict.fromkeys(lines) if _plain(line) not in there and not _stands_in(line, whole)]
    if not lacking:
        return None
    return "\n".join([text, *lacking]) if text else texts.disarm("\n".join(lacking))


def _stands_in(line: str, whole: str) -> bool:
    """Does the line stand in the text as words of its own?"""
    return bool(re.search(rf"(?<!\w){re.escape(texts.half_width(line).casefold())}(?!\w)", whole))


def _plain(text: str) -> str:
    return re.sub(r"\s", "", texts.half_width(text)).casefold()


def _contact(done: Effect, contact: Mapping[str, Scalar], contacts: Sequence[Contact], known: set[str]) -> None:
    from workbook.schema.tables.contacts import CONTACTS

    name = contact.get("name")
    if not isinstance(name, str):
        return
    mine = next((one for one in contacts if same_person(name, one.values.get("name"))), None)
    if mine is None:
        if any(person_keys(name) & person_keys(str(one.values.get("name") or "")) for one in contacts):
            return  # one of several names in the cell, all there already
        done.contact = dict(contact)
        return
    for key, value in contact.items():
        if key == "name" or key in mine.locked:
            continue
        before = mine.values.get(key)
        if key == "remarks":
            more = added_text(before, value)
            if more is not None:
                done.contact[key] = more
        elif _new(key, value, before, CONTACTS, known):
            done.contact[key] = value
            if before not in (None, False):
                done.overwritten.append((_lead_key(key), before, value))
    if done.contact:
        done.contact_position = mine.position


def _lead_key(key: str) -> str:
    fields = lead_fields("customers")
    return next(lead.key for lead in fields.values() if lead.table is not CUSTOMERS and lead.field.key == key)


def same_person(name: str, other: Scalar) -> bool:
    """Are two names of contacts one, titles and spaces aside?"""
    if not isinstance(other, str):
        return False
    a, b = person_keys(name), person_keys(other)
    return a == b if a or b else name.strip() == other.strip()


def _numbers(rows: Sequence[Mapping[str, Scalar]]) -> set[str]:
    """The keys of all numbers that are known of the customer: a number in another column is known all the same."""
    return {key for row in rows for column in NUMBERS for key in number_keys(str(row.get(column) or ""))}


def _new(key: str, value: Scalar, old: Scalar, table: Table, known: set[str]) -> bool:
    """Does the value tell something that the book does not have?"""
    kind = table[key].kind
    if value is None or value is False or same(value, old, kind):
        return False
    if isinstance(value, str) and isinstance(old, str) and not kind.is_date:
        if texts.half_width(value).casefold() == texts.half_width(old).casefold():
            return False
        if key == "name":
            return normal(value) != normal(old)
        if key == "address":
            return address_key(value) != address_key(old)
        if kind is Kind.BIRTHDAY and (known_day := birthdays.read(value)):
            return known_day != birthdays.read(old)
        if kind is Kind.URL:
            return _site(value) != _site(old)
    if kind is Kind.PHONE:
        keys = number_keys(str(value))
        return not keys or not keys <= known
    return True


def _site(url: str) -> str:
    return re.sub(r"^https?://(?:www\.)?|^www\.|/$", "", url.casefold())
