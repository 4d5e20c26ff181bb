"""The letters themselves: a template filled in for each recipient, one letter an address.

Who shares an address gets one letter of each template: names stand beside each other, lists of orders below each other,
amounts are added up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from workbook.language import Text
from workbook.rules.cleaning import emails
from workbook.rules.letters import field_names, values
from workbook.rules.letters.field_names import Source
from workbook.rules.letters.recipients import Recipient
from workbook.rules.letters.values import LetterBook

_BLOCKS = frozenset({field_names.OVERDUE_ORDERS, field_names.OPEN_ORDERS})
_BLANK = Text("空着的字段：{names}", "blank fields: {names}")
_LIMITS = Text("{name}：{limits}", "{name}: {limits}")
_JOINED = Text("、", ", ")
_AND = Text("；", "; ")


@dataclass(frozen=True)
class Template:
    """A row of the templates."""

    name: str
    kind: str | None
    subject: str
    body: str
    short: str

    @property
    def texts(self) -> tuple[str, str, str]:
        """Everything that may have fields."""
        return self.subject, self.body, self.short


@dataclass(frozen=True)
class Letter:
    """One letter, filled in: to whom (positions of customers and contacts, side by side), where, and what it says."""

    template: Template
    customers: tuple[int, ...]
    contacts: tuple[int | None, ...]
    email: str
    subject: str
    body: str
    short: str
    attention: str = ""  # what whoever sends it should know


@dataclass
class _Group:
    template: Template
    email: str
    members: list[Recipient] = field(default_factory=list)


def letters(
    book: LetterBook, recipients: Sequence[tuple[Recipient, Template]], sources: Mapping[str, Source]
) -> list[Letter]:
    """One letter for each address and template, in the order of their first recipients."""
    groups: dict[tuple[str, str], _Group] = {}
    for one, template in recipients:
        key = (emails.match_key(one.email) or one.email.lower(), template.name)
        groups.setdefault(key, _Group(template, one.email)).members.append(one)
    return [_letter(book, group, sources) for group in groups.values()]


def _letter(book: LetterBook, group: _Group, sources: Mapping[str, Source]) -> Letter:
    customers = list(dict.fromkeys(one.customer for one in group.members))
    template = group.template
    used = dict.fromkeys(name for text in template.texts for name in field_names.fields_in(text))
    said = {name: _said(book, sources[name], group.members, customers) for name in used}
    subject, body, short = (field_names.fill(text, lambda name: said[name]) for text in template.texts)
    return Letter(
        template,
        tuple(one.customer for one in group.members),
        tuple(one.contact for one in group.members),
        group.email,
        " ".join(subject.split()),
        body,
        short,
        _attention(book, customers, [name for name in used if not said[name]]),
    )


def _said(book: LetterBook, source: Source, members: Sequence[Recipient], customers: Sequence[int]) -> str:
    """A field over all who share the letter."""
    if len(customers) > 1 and source.table == values.CUSTOMERS and source.key in values.ADDED_UP:
        return values.added_up(book, source.key, customers)
    if source.key in _BLOCKS and source.table is None:
        each = [values.value(book, source, one, None) for one in customers]
        return "\n".join(filter(None, each))
    each = [values.value(book, source, one.customer, one.contact) for one in members]
    return _JOINED[book.lang].join(dict.fromkeys(filter(None, each)))


def _attention(book: LetterBook, customers: Sequence[int], blank: Sequence[str]) -> str:
    """联络时间限制 of the customers, and the fields that stay blank."""
    told = []
    for at in customers:
        limits, name = (book.customers[key].iloc[at] for key in ("contact_limits", "name"))
        if isinstance(limits, str) and limits.strip():
            told.append(limits if len(customers) == 1 else _LIMITS[book.lang].format(name=name, limits=limits))
    if blank:
        told.append(_BLANK[book.lang].format(names=_JOINED[book.lang].join(blank)))
    return _AND[book.lang].join(told)
