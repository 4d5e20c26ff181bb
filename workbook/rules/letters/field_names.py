"""The fields of a template: names in 【】 that stand for a customer's, a contact's or the program's own values.

Any column of customers or contacts may be named, as it is headed in the book, by its label in either language or by
another header people use for it; where both tables have one, the customer's is meant, and 【联系人.电话】 is the
contact's. What is confidential whoever it belongs to (identity number, home, bank) is written into no letter.

>>> fields_in("【Customer name】 owes 【 Overdue amount 】; see 【】 and 【")
['Customer name', 'Overdue amount']
>>> fill("Dear 【Name】", lambda name: f"<{name}>")
'Dear <Name>'
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from workbook.errors import InputError
from workbook.language import LANGS, Text
from workbook.nearest import Name, unknown_name
from workbook.rules.basics.references import fold
from workbook.schema.confidential import COMPANY, may_stand_on_card
from workbook.schema.model import Kind, Table
from workbook.schema.tables.contacts import CONTACTS
from workbook.schema.tables.customers import CUSTOMERS

_FIELD = re.compile(r"【([^【】\n]*)】")

SALUTATION, TODAY, COMPANY_NAME = "salutation", "today", "company"
OVERDUE_ORDERS, OPEN_ORDERS, OWNER_EMAIL = "overdue_orders", "open_orders", "owner_email"
FIGURES: dict[str, Text] = {
    SALUTATION: Text("称呼", "Salutation"),
    TODAY: Text("今天", "Today"),
    COMPANY_NAME: Text("本公司", "Our company"),
    OVERDUE_ORDERS: Text("逾期订单", "Overdue orders"),
    OPEN_ORDERS: Text("未付订单", "Open orders"),
    OWNER_EMAIL: Text("负责人邮箱", "E-mail of the owner"),
}
"""What is worked out for a letter, by key."""

_UNKNOWN = Text(
    "模板“{template}”里的字段【{said}】不认识。", "The template {template} has an unknown field 【{said}】."
)
_WHERE = Text("可以用“客户”、“联系人”表里的任何列名。", "Any column name of the sheets Customers and Contacts will do.")
_CONFIDENTIAL = Text(
    "模板“{template}”里的字段【{said}】是保密资料，不能写进信里。请从模板里删掉。",
    "The field 【{said}】 of the template {template} is confidential and goes into no letter. "
    "Take it out of the template.",
)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a field's value comes from: a column of a table (its Excel name; own=True: of the user's own), or, without
    a table, a figure by its key."""

    table: str | None
    key: str
    own: bool = False


def fields_in(text: str) -> list[str]:
    """The names of the fields of a text, in order, each once."""
    return list(dict.fromkeys(name.strip() for name in _FIELD.findall(text) if name.strip()))


def fill(text: str, value: Callable[[str], str]) -> str:
    """The text with each field as `value` says of its name; 【】 with nothing between stays."""
    return _FIELD.sub(lambda found: value(found[1].strip()) if found[1].strip() else found[0], text)


def known_fields(headers: Mapping[str, Mapping[str, str]], own: Mapping[str, Iterable[str]]) -> dict[str, Source]:
    """Every name, folded, that a field may have. By table: `headers` field key -> header as it stands in the book;
    `own` the headers of the user's own columns."""
    found: dict[str, Source] = {}

    def add(name: str, source: Source) -> None:
        found.setdefault(fold(name), source)

    for key, label in FIGURES.items():
        for lang in LANGS:
            add(label[lang], Source(None, key))

    def add_columns(names: Callable[[Table], list[tuple[str, str]]]) -> None:
        for table in (CUSTOMERS, CONTACTS):
            for key, name in names(table):
                add_of(table, name, Source(table.name, key))

    def add_of(table: Table, name: str, source: Source) -> None:
        for one in (name, *(f"{table.label[lang]}.{name}" for lang in LANGS)):
            add(one, source)

    add_columns(lambda table: _labels(table, headers.get(table.name, {})))
    for table in (CUSTOMERS, CONTACTS):  # as they stand in the book: before what columns may be called elsewhere
        for header in own.get(table.name, ()):
            add_of(table, header, Source(table.name, header, own=True))
    add_columns(_others)
    return found


def sources(templates: Mapping[str, Iterable[str]], known: Mapping[str, Source]) -> dict[str, Source]:
    """The source of every field in the texts of templates (name -> texts), by the field's name as it is written.
    InputError for a name that is not known, with the nearest, and for one that is confidential."""
    found: dict[str, Source] = {}
    for template, texts in templates.items():
        for said in dict.fromkeys(name for text in texts for name in fields_in(text)):
            source = known.get(fold(said))
            if source is None:
                lacks = _UNKNOWN.format(template=template, said=said)
                raise InputError(unknown_name(lacks, said, _offered(known), _WHERE))
            declared = source.table is not None and not source.own
            if declared and not may_stand_on_card(str(source.table), source.key, COMPANY):
                raise InputError(_CONFIDENTIAL.format(template=template, said=said))
            found[said] = source
    return found


def _labels(table: Table, headers: Mapping[str, str]) -> list[tuple[str, str]]:
    """The columns as they are headed in the book and declared."""
    fields = [one for one in table.fields if not one.hidden and one.kind is not Kind.ROW_ID and one.key != "check"]
    shown = [(one.key, headers[one.key]) for one in fields if one.key in headers]
    return [*shown, *((one.key, one.label[lang]) for one in fields for lang in LANGS)]


def _others(table: Table) -> list[tuple[str, str]]:
    """What else the columns may be called."""
    return [(one.key, name) for one in table.fields if not one.hidden for name in one.also]


def _offered(known: Mapping[str, Source]) -> list[Name]:
    """What may be offered instead of an unknown name: one name a source, as the book's languages show it."""
    offered: dict[Source, Text] = {}
    for name, source in known.items():
        if "." in name or source in offered:
            continue
        if source.table is None:
            offered[source] = FIGURES[source.key]
        elif source.own:
            offered[source] = Text(source.key, source.key)
        else:
            table = CUSTOMERS if source.table == CUSTOMERS.name else CONTACTS
            if may_stand_on_card(table, source.key, COMPANY):
                offered[source] = table[source.key].label
    return [Name.of(Text(f"【{shown.zh}】", f"【{shown.en}】"), shown.zh, shown.en) for shown in offered.values()]
