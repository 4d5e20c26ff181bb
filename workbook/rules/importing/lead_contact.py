"""Contact of a lead: who it is, and whether the customer itself is a person.

People write more than a name into the column 联系人: a telephone number, a position in brackets, a second and third
person. Each part goes where it belongs; what has no place of its own is kept for the remarks.

>>> apart("张伟（采购经理） 13800138000、李娜").name
'张伟'
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from workbook.language import COMMA, Lang, Text
from workbook.rules.cleaning import phones
from workbook.rules.cleaning import text as texts
from workbook.rules.cleaning.content_kinds import is_company, is_person
from workbook.rules.cleaning.header_names import normal
from workbook.rules.importing.pasted_row import Cleaned
from workbook.rules.importing.telephones import Numbers
from workbook.rules.journal.json_scalars import Scalar
from workbook.rules.names.person_names import surname_of
from workbook.rules.reading.lead_columns import OF_FIRMS
from workbook.schema.tables.contacts import CONTACTS
from workbook.schema.tables.leads import lead_fields

_OTHERS = Text("其他联系人", "Other contacts")
_BESIDE_NAME = Text("联系人旁注", "Beside the contact")
_A_NUMBER = re.compile(
    r"(?:电话|手机|座机|传真|tel|mobile|mob|fax)?\s*[.:：]?\s*[+(（]?\d[\d\s()（）.\-]{5,}\d(?:\s*(?:转|轉|ext\.?|x|#)\s*\d{1,6})?",
    re.IGNORECASE,
)
_LINES = re.compile(r"\s*[\n;；]\s*")
_BLANKS = re.compile(rf"(?<=[{texts.HAN}\d])\s+(?=[{texts.HAN}])")
_BETWEEN = re.compile(r"\s*[、，,;；/|\n]\s*")
_TITLED = re.compile(r"([^/／|]+)[/／|]([^/／|、，,;；\d]{1,20})")
_TITLE = re.compile(
    "经理|采购|总监|主管|主任|董事|总裁|老板|店长|厂长|部长|科长|处长|业代|业务员|财务|会计|出纳|助理|秘书|工程师"
)
_CALLED = re.compile(f"[{texts.HAN}](?:总|工|经理|主任|主管|总监|老师|店长|厂长|部长|科长|会计|老板|先生|女士|小姐)")
"""Surname and title, as a person is called: 赵经理."""
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
    if (titled := _TITLED.fullmatch(text)) and _a_name(titled[1].strip()) and not _a_name(titled[2].strip()):
        return Person(titled[1].strip(), titled[2].strip(), numbers=numbers)  # 王芳/经理
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
    if _CALLED.fullmatch(text):
        return True
    return not _TITLE.search(text) and (is_person(text) or bool(re.fullmatch(f"[{texts.HAN}]{{2,4}}", text)))


def several(text: str) -> list[Person]:
    """The persons of a cell of several, each with the numbers beside it; [] where it is no such cell. A line of numbers
    alone belongs to the firm.

    >>> [(one.name, one.beside, one.numbers.mobiles) for one in several("赵青 13800130011\\n钱红（财务） 13900130012")]
    [('赵青', '', ('13800130011',)), ('钱红', '财务', ('13900130012',))]
    >>> [one.name for one in several("赵经理 钱主任")], several("王芳/经理"), several("Smith, John")
    (['赵经理', '钱主任'], [], [])
    """
    for between in (_LINES, _BETWEEN, _BLANKS):
        lines = [line for line in between.split(text.strip()) if line]
        people = _all_people(lines) if len(lines) > 1 else []
        if people and (between is _LINES or all(_surely_a_name(one.name) for one in people)):
            return people
    return []


def _surely_a_name(text: str) -> bool:
    """A person's name, or a surname with a title; words of two to four signs may be a department."""
    return bool(_CALLED.fullmatch(text)) or is_person(text)


def _all_people(lines: Sequence[str]) -> list[Person]:
    """The lines as persons, those of numbers alone last; [] where a line is something else, or no two are persons."""
    people = [apart(line) for line in lines]
    named = [one for one in people if one.name and not re.search(r"\d", one.name)]
    alone = [one for one in people if not one.name]
    if len(named) < 2 or len(named) + len(alone) < len(people) or not all(_a_name(one.name) for one in named):
        return []
    return [*named, *alone]


def _split_people(row: Cleaned, text: str, own: Numbers, lang: Lang) -> bool:
    """Where the cell holds several people: the first is the contact, the others are contacts of their own."""
    people = several(text)
    if not people:
        return False
    first, *others = people
    row.values["contact_name"] = texts.disarm(first.name)
    own.add("contact_phone", first.numbers.phones, first.numbers.mobiles, first.numbers.faxes)
    if first.beside:
        row.values.setdefault(_position_key(), texts.disarm(first.beside))
    for one in others:
        if not one.name:
            own.add("phone", one.numbers.phones, one.numbers.mobiles, one.numbers.faxes)
            continue
        contact: dict[str, Scalar] = {"name": texts.disarm(one.name)}
        numbers = [*one.numbers.mobiles, *one.numbers.phones]
        if one.beside:
            contact["position"] = texts.disarm(one.beside)
        for key, number in zip(("mobile", "phone") if one.numbers.mobiles else ("phone",), numbers, strict=False):
            contact[key] = number
        row.people.append(contact)
    label = lead_fields("customers")["contact_name"].label[lang]
    row.changes = [change for change in row.changes if change[0] != label]
    row.changes.append((label, text, COMMA[lang].join(one.name for one in people if one.name)))
    return True


def sort_contact(row: Cleaned, own: Numbers, pasted: str, lang: Lang) -> None:
    """Leave the contact's name alone in its field; give everything beside it a place. pasted: the cell of the contact's
    own column as it stands; '' where there is no such column."""
    text = row.values.get("contact_name")
    if not isinstance(text, str):
        return
    if _split_people(row, pasted if re.search(r"\s", pasted.strip()) else text, own, lang):
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
    """Is the customer a person? By the list's own word or header, else by the name, where no other person is named."""
    name, contact = row.values.get("name"), row.values.get("contact_name")
    if "kind" in row.values:
        return row.values["kind"] == "person"
    if not isinstance(name, str):
        return isinstance(contact, str) and "customer_id" not in row.values
    if name.isascii() and any(normal(head) in OF_FIRMS and texts.tidy(text) == name for _, head, text in row.cells):
        return False  # Maple Stone; Chinese persons are known by their surnames
    short = len(name) <= 2 + len(surname_of(name)) if not name.isascii() else True
    return contact in (None, name) and short and is_person(name) and not is_company(name)
