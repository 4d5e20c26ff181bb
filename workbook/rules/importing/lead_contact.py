"""Contact of a lead: who it is, and whether the customer itself is a person.

People write more than a name into the column 联系人: a telephone number, a position in brackets, a second and third
person. Each part goes where it belongs; what has no place of its own is kept for the remarks.

>>> apart("张伟（采购经理） 13800138000、李娜").name
'张伟'
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from workbook.language import COMMA, Lang, Text
from workbook.rules.cleaning import phones
from workbook.rules.cleaning import text as texts
from workbook.rules.cleaning.content_kinds import is_company, is_person
from workbook.rules.importing.pasted_row import Cleaned
from workbook.rules.importing.telephones import Numbers
from workbook.rules.names.person_names import surname_of
from workbook.schema.tables.contacts import CONTACTS
from workbook.schema.tables.leads import lead_fields

_OTHERS = Text("其他联系人", "Other contacts")
_BESIDE_NAME = Text("联系人旁注", "Beside the contact")
_A_NUMBER = re.compile(
    r"(?:电话|手机|座机|传真|tel|mobile|mob|fax)?\s*[.:：]?\s*[+(（]?\d[\d\s()（）.\-]{5,}\d(?:\s*(?:转|轉|ext\.?|x|#)\s*\d{1,6})?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*[、，,;；/|\n]\s*")
_BRACKETS = re.compile(r"\s*[(（]([^()（）]{1,20})[)）]\s*")


@dataclass(frozen=True)
class Person:
    """A contact's cell taken apart. `beside`: what stood in brackets; `numbers`: the telephone numbers in it."""

    name: str
    beside: str = ""
    others: tuple[str, ...] = ()
    numbers: phones.Phones = field(default_factory=phones.Phones)


def apart(text: str) -> Person:
    """The first person of a cell, and the rest of it. A cell that is no list of names stays whole."""
    numbers = phones.Phones()
    if len(re.findall(r"\d", text)) >= 7:
        found = phones.split(text)
        if found.phones or found.mobiles or found.faxes:
            numbers, text = found, _A_NUMBER.sub(" ", text).strip(" ,，;；、:：")
    parts = [part for part in _BETWEEN.split(text) if part]
    if len(parts) == 1 and " " in text and all(is_person(part) and not part.isascii() for part in text.split()):
        parts = text.split()  # 张三 李四
    named = [_BRACKETS.search(part) for part in parts]
    bare = [_BRACKETS.sub("", part).strip() for part in parts]
    if len(parts) > 1 and not all(map(_a_name, bare)):
        return Person(text, numbers=numbers)
    if not bare or not bare[0]:
        return Person(text, numbers=numbers)
    return Person(bare[0], named[0][1].strip() if named[0] else "", tuple(parts[1:]), numbers)


def _a_name(text: str) -> bool:
    return is_person(text) or bool(re.fullmatch(f"[{texts.HAN}]{{2,4}}", text))


def sort_contact(row: Cleaned, own: Numbers, lang: Lang) -> None:
    """Leave the contact's name alone in its field; give everything beside it a place."""
    text = row.values.get("contact_name")
    if not isinstance(text, str):
        return
    person = apart(text)
    own.add("contact_phone", person.numbers.phones, person.numbers.mobiles, person.numbers.faxes)
    if person.name:
        row.values["contact_name"] = texts.disarm(person.name)
    else:
        del row.values["contact_name"]
    if person.name != text:
        label = lead_fields("customers")["contact_name"].label[lang]
        row.changes = [change for change in row.changes if change[0] != label]
        row.changes.append((label, text, person.name))
    if person.beside:
        key = _position_key()
        if key in row.values or re.search(r"\d", person.beside):
            row.left.append((_BESIDE_NAME[lang], person.beside))
        else:
            row.values[key] = texts.disarm(person.beside)
    if person.others:
        row.left.append((_OTHERS[lang], COMMA[lang].join(person.others)))


def _position_key() -> str:
    """The lead field of the contact's position: a customer has a position of its own, in its market."""
    fields = lead_fields("customers").items()
    return next(key for key, lead in fields if lead.table is CONTACTS and lead.field.key == "position")


def settle_name(row: Cleaned) -> None:
    """A row with a person's name alone is that person's; a person is their own contact, where there is more to keep."""
    name, contact = row.values.get("name"), row.values.get("contact_name")
    if name is None and contact is not None and "customer_id" not in row.values:
        row.values["name"] = name = contact
    fields = lead_fields("customers")
    if row.person and contact is None and any(fields[key].table is CONTACTS for key in row.values):
        row.values["contact_name"] = name


def is_individual(row: Cleaned) -> bool:
    """Is the customer a person? By the list's own word, else by the name, where no other person is named."""
    name, contact = row.values.get("name"), row.values.get("contact_name")
    if "kind" in row.values:
        return row.values["kind"] == "person"
    if not isinstance(name, str):
        return isinstance(contact, str) and "customer_id" not in row.values
    short = len(name) <= 2 + len(surname_of(name)) if not name.isascii() else True
    return contact in (None, name) and short and is_person(name) and not is_company(name)
