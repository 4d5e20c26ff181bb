"""Each column read as its field: typed values, what cleaning changed, what could not be read.

Nothing is lost: what no field takes (unknown columns, values a list does not have, second telephone numbers, cells
that cannot be read) is gathered as `left`, "header：text" a line, for the remarks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from workbook.language import Lang, Text
from workbook.rules.cleaning import columns as column_rules
from workbook.rules.cleaning import text as texts
from workbook.rules.cleaning.looks import is_company, is_person
from workbook.rules.importing.block import Understood
from workbook.rules.journal.scalars import Scalar, to_scalars
from workbook.rules.loading.source import scale
from workbook.rules.loading.typed import typed
from workbook.rules.matching import words
from workbook.schema.leads import LeadField, lead_fields
from workbook.schema.model import Kind
from workbook.schema.values import split_choices

if TYPE_CHECKING:
    pass

LONGEST = 30_000
"""More characters than this fit into no cell beside the rest of their row."""

_UNLISTED = Text("“{value}”不在列表里，记入备注", "'{value}' is not in the list; kept in the remarks")
_UNREAD = Text("{why}，记入备注", "{why}; kept in the remarks")
_OTHER_NUMBERS = Text("其他电话", "Other numbers")
_BESIDE_NUMBER = Text("电话旁注", "Beside the number")
_PHONES = ("phone", "mobile", "fax", "contact_phone")


@dataclass
class Cleaned:
    """One pasted row: values by lead field, and what to tell of it."""

    line: int
    values: dict[str, Scalar] = field(default_factory=dict)
    left: list[tuple[str, str]] = field(default_factory=list)  # (header, text)
    changes: list[tuple[str, str, str]] = field(default_factory=list)  # (label, pasted, cleaned)
    notes: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)  # cells that could not be read
    cells: list[tuple[int, str, str]] = field(default_factory=list)  # as pasted: (place, header, text)
    person: bool = False  # a person's name stands where the firm's should: a customer that is an individual

    def remarks(self, lang: Lang) -> str:
        """What no field took, a line each."""
        colon = "：" if lang == "zh" else ": "
        return "\n".join(f"{header}{colon}{text}" if header else text for header, text in self.left)


def clean_rows(seen: Understood, labels: Mapping[str, Mapping[str, str]], lang: Lang) -> list[Cleaned]:
    """Read every column. labels: list key -> (any spelling of a value -> its key), as `loading.rows.labels_of`."""
    rows = [Cleaned(seen.lines[at]) for at in seen.rows]
    _keep_as_pasted(seen, rows)
    fields = lead_fields(seen.target)
    leads = seen.target == "customers"
    for column in seen.columns:
        if column.index in seen.left_out:
            continue
        if column.field is None:
            _keep_unknown(rows, column.index)
        elif not (leads and column.field in _PHONES):
            _read(seen, rows, fields[column.field], column.index, column.header, labels, lang)
    if leads:
        _read_phones(seen, rows, fields, lang)
        for row in rows:
            _name(row)
    return rows


def _keep_as_pasted(seen: Understood, rows: Sequence[Cleaned]) -> None:
    for row, at in zip(rows, seen.rows, strict=True):
        for column in seen.columns:
            cells = seen.cells[at]
            text = texts.of(cells[column.index]) if column.index < len(cells) else ""
            if text.strip() and column.index not in seen.left_out:
                row.cells.append((column.index, column.header, text))


def _keep_unknown(rows: Sequence[Cleaned], place: int) -> None:
    for row in rows:
        row.left += [
            (header, texts.tidy(text))
            for at, header, text in row.cells
            if at == place and not texts.is_placeholder(texts.tidy(text))
        ]


def _read(
    seen: Understood,
    rows: Sequence[Cleaned],
    lead: LeadField,
    place: int,
    header: str,
    labels: Mapping[str, Mapping[str, str]],
    lang: Lang,
) -> None:
    import pandas as pd

    pasted = pd.Series([texts.of(cell) for cell in seen.values(place)], dtype="str")
    kind = _kind_of_text(lead)
    if kind is None:
        got = typed(pasted.map(_one_line), lead.field, labels.get(str(lead.field.list)))
        values = got.values * scale(header) if lead.field.kind is Kind.MONEY and scale(header) != 1 else got.values
        scalars, troubles, notes = to_scalars(values), got.troubles, got.remarks
    else:
        cleaned = column_rules.clean(pasted, kind)
        scalars = to_scalars(cleaned.values)
        troubles = {at: note for at, note in cleaned.notes.items() if scalars[at] is None}
        notes = {at: note for at, note in cleaned.notes.items() if scalars[at] is not None}
    known = set(labels[lead.field.list].values()) if lead.field.list else set()
    for at, (row, text, value) in enumerate(zip(rows, pasted, scalars, strict=True)):
        if at in troubles:
            told = f"{lead.label[lang]}: {_UNREAD.format(why=troubles[at])[lang]}"
            row.troubles.append(told)
            row.left.append((header or lead.label[lang], texts.tidy(text)))
            continue
        if at in notes:
            row.notes.append(f"{lead.label[lang]}: {notes[at][lang]}")
        if value is None:
            continue
        if lead.field.list and not _listed(str(value), lead.field.kind, known):
            row.notes.append(f"{lead.label[lang]}: {_UNLISTED.format(value=value)[lang]}")
            row.left.append((header or lead.label[lang], str(value)))
            continue
        row.values[lead.key] = texts.disarm(value) if isinstance(value, str) else value
        if isinstance(value, str) and not lead.field.list and not lead.field.kind.is_date and value != text.strip():
            row.changes.append((lead.label[lang], text, str(row.values[lead.key])))


def _one_line(text: str) -> str:
    return "" if texts.is_placeholder(text) else text


def _listed(value: str, kind: Kind, known: set[str]) -> bool:
    parts = split_choices(value) if kind is Kind.CHOICES else [value]
    return all(part in known for part in parts)


def _kind_of_text(lead: LeadField) -> column_rules.Kind | None:
    """How a text is cleaned; None for what `typed` reads."""
    field_ = lead.field
    by_check: dict[str, column_rules.Kind] = {"uscc": "taxno", "cn_id": "idnumber", "postcode": "postcode"}
    if field_.check in by_check:
        return by_check[field_.check]
    if field_.key == "name":
        return "name"
    by_kind: dict[Kind, column_rules.Kind] = {
        Kind.PHONE: "phone",
        Kind.EMAIL: "email",
        Kind.URL: "website",
        Kind.ID: "code",
        Kind.REF: "name",
        Kind.NOTE: "note",
        Kind.TEXT: "text",
    }
    return by_kind.get(field_.kind)


@dataclass
class _Numbers:
    """The telephone numbers of one row, in the order of its columns."""

    phones: list[str] = field(default_factory=list)
    mobiles: list[str] = field(default_factory=list)
    faxes: list[str] = field(default_factory=list)
    contact: list[str] = field(default_factory=list)  # of the column for the contact's telephone


def _read_phones(seen: Understood, rows: Sequence[Cleaned], fields: Mapping[str, LeadField], lang: Lang) -> None:
    """All telephone columns of a lead together: one cell may hold the numbers of three."""
    import pandas as pd

    places = seen.place_of()
    numbers = [_Numbers() for _ in rows]
    for key in _PHONES:
        if key not in places:
            continue
        pasted = pd.Series([texts.of(cell) for cell in seen.values(places[key])], dtype=object)
        split = column_rules.split_phones(pasted)
        label = fields[key].label[lang]
        for row, own, text, parts in zip(rows, numbers, pasted, split.itertuples(index=False), strict=True):
            _sort_in(own, key, parts)
            _tell_beside(row, label, text, parts, lang)
    for row, own in zip(rows, numbers, strict=True):
        _give_out(row, own, lang)


def _sort_in(own: _Numbers, key: str, parts: Any) -> None:
    phones, mobiles, faxes = (
        (part or "").split("; ") if part else [] for part in (parts.phone, parts.mobile, parts.fax)
    )
    if key == "fax":
        faxes, phones = [*faxes, *phones], []
    if key == "contact_phone":
        own.contact += phones
        phones = []
    for to, found in ((own.phones, phones), (own.mobiles, mobiles), (own.faxes, faxes)):
        to += [number for number in found if number not in to]


def _tell_beside(row: Cleaned, label: str, text: str, parts: Any, lang: Lang) -> None:
    shown = "; ".join(part for part in (parts.phone, parts.mobile, parts.fax) if part)
    if shown and shown != text.strip():
        row.changes.append((label, text, shown))
    if not parts.left:
        return
    if shown and "contact_name" not in row.values and is_person(parts.left):
        row.values["contact_name"] = parts.left
    elif shown:
        row.left.append((_BESIDE_NUMBER[lang], parts.left))
    else:
        from workbook.rules.cleaning import phones as phone_rules

        note = phone_rules.clean(text).note
        why = note or Text(f"“{text}”不像电话号码", f"'{text}' does not look like a telephone number")
        row.troubles.append(f"{label}: {_UNREAD.format(why=why)[lang]}")
        row.left.append((label, texts.tidy(text)))


def _give_out(row: Cleaned, own: _Numbers, lang: Lang) -> None:
    """A mobile goes to the contact where there is one, else it is the customer's telephone."""
    row.person = _is_individual(row)
    has_contact = "contact_name" in row.values or row.person
    rest: list[str] = []
    if has_contact:
        if own.mobiles:
            row.values["mobile"] = own.mobiles.pop(0)
        if own.contact or own.mobiles:
            row.values["contact_phone"] = (own.contact or own.mobiles).pop(0)
        if own.phones:
            row.values["phone"] = own.phones.pop(0)
    elif numbers := [*own.phones, *own.contact, *own.mobiles]:
        row.values["phone"] = numbers[0]
        rest, own.phones, own.contact, own.mobiles = numbers[1:], [], [], []
    if own.faxes:
        row.values["fax"] = own.faxes.pop(0)
    rest += [*own.phones, *own.contact, *own.mobiles, *own.faxes]
    if rest:
        row.left.append((_OTHER_NUMBERS[lang], "; ".join(dict.fromkeys(rest))))


def _name(row: Cleaned) -> None:
    """A row with a person's name alone is that person's; a person is their own contact, where there is more to keep."""
    name, contact = row.values.get("name"), row.values.get("contact_name")
    if name is None and contact is not None and "customer_id" not in row.values:
        row.values["name"] = name = contact
    fields = lead_fields("customers")
    if row.person and contact is None and any(fields[key].table.name == "tblContacts" for key in row.values):
        row.values["contact_name"] = name


def _is_individual(row: Cleaned) -> bool:
    """Is the customer a person? By the list's own word, else by the name, where no other person is named."""
    name, contact = row.values.get("name"), row.values.get("contact_name")
    if "kind" in row.values:
        return row.values["kind"] == "person"
    if not isinstance(name, str):
        return isinstance(contact, str) and "customer_id" not in row.values
    short = len(name) <= 2 + len(words.surname_of(name)) if not name.isascii() else True
    return contact in (None, name) and short and is_person(name) and not is_company(name)
