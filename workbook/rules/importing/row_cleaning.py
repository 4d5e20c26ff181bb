"""Row cleaning: each pasted column read as its field - typed values, what cleaning changed, what could not be read.

Nothing is lost: what no field takes (unknown columns, values a list does not have, second telephone numbers, cells
that cannot be read) is gathered as `left`, "header：text" a line, for the remarks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from workbook.language import Lang, Text
from workbook.rules.cleaning import codes
from workbook.rules.cleaning import columns as column_rules
from workbook.rules.cleaning import text as texts
from workbook.rules.importing import combined_columns, lead_contact, telephones
from workbook.rules.importing.pasted_row import KEPT, Cleaned
from workbook.rules.journal.json_scalars import to_scalars
from workbook.rules.loading.source_table import scale
from workbook.rules.loading.typed_columns import typed
from workbook.rules.loading.typed_rows import NUMBERS_OF_GROUPS, rejects
from workbook.rules.reading.pasted_block import Understood
from workbook.schema.cells import split_choices
from workbook.schema.model import Kind
from workbook.schema.tables.leads import LeadField, lead_fields, table_of
from workbook.unforeseen import guarded

_UNLISTED = Text("“{value}”不在列表里，记入备注", "'{value}' is not in the list; kept in the remarks")

_MERGED = Text("合并的单元格，内容取自第 {row} 行", "merged cells, read as row {row} has them")
_BESIDE_ADDRESS = re.compile(r"https?|mailto|www|e-?mail|电子邮[箱件]|邮箱|网址|网站|官网|主页|[:：]")
"""Words that say only what the address is."""


def clean_rows(
    seen: Understood,
    labels: Mapping[str, Mapping[str, str]],
    lang: Lang,
    tell: Callable[[float], None] = lambda _share: None,
    *,
    keep_unlisted: bool = False,
) -> list[Cleaned]:
    """Read every column. labels: list key -> (any spelling of a value -> its key), as `loading.typed_rows.labels_of`;
    tell: called with the share that is done, 0 to 1, after each column; keep_unlisted: what a list of the target's own
    table lacks is handed over as `Cleaned.unlisted`, for load to tell or to add, not put into the remarks."""
    rows = [Cleaned(seen.lines[at]) for at in seen.rows]
    _keep_as_pasted(seen, rows)
    _keep_unknown(rows, seen.unknown)
    fields = lead_fields(seen.target)
    leads = seen.target == "customers"
    for done, column in enumerate(seen.columns):
        tell(done / (len(seen.columns) + 1))
        if column.index in seen.left_out or column.field is None:
            continue
        if not (leads and column.field in telephones.FIELDS):
            _read(seen, rows, fields[column.field], column.header, labels, lang, keep_unlisted=keep_unlisted)
    for key in seen.meant.values.keys() - seen.place_of().keys():  # what no column of its own says
        _read(seen, rows, fields[key], "", labels, lang)
    _keep_meaning(seen, rows, lang)
    if leads:
        combined_columns.fill(rows, seen.columns, lang)
        numbers = [telephones.Numbers() for _ in rows]
        telephones.read(seen, rows, numbers, fields, lang)
        tell(len(seen.columns) / (len(seen.columns) + 1))
        of_contact = guarded(_sort, lambda one, why: one[0].notes.append(why[lang]))
        own_column = "contact_name" in seen.place_of()
        named = [texts.of(cell) for cell in seen.read_as("contact_name")] if own_column else [""] * len(rows)
        for one in zip(rows, numbers, named, [lang] * len(rows), strict=True):
            of_contact(one)
        _stand_under(seen, rows, lang)
        settle_name = guarded(lead_contact.settle_name, lambda row, why: row.notes.append(why[lang]))
        for row in rows:
            settle_name(row)
    return rows


def _sort(one: tuple[Cleaned, telephones.Numbers, str, Lang]) -> None:
    row, own, named, lang = one
    lead_contact.sort_contact(row, own, named, lang)
    row.person = lead_contact.is_individual(row)
    telephones.assign(row, own, lang)


def _stand_under(seen: Understood, rows: Sequence[Cleaned], lang: Lang) -> None:
    """Tell the rows that are another contact of the firm above: its cell is merged over them, or blank below it."""
    places = seen.place_of()
    named = [places[key] for key in ("name", "customer_id") if key in places]
    at = {place: row for row, place in enumerate(seen.rows)}
    for number, (row, place) in enumerate(zip(rows, seen.rows, strict=True)):
        tops = [seen.from_above[place, column] for column in named if (place, column) in seen.from_above]
        if tops and tops[0] in at:
            row.above, row.merged = at[tops[0]], True
            row.notes.append(_MERGED.format(row=rows[row.above].line)[lang])
        elif number and named and "contact_name" in row.values and not {"name", "customer_id"} & set(row.values):
            before = rows[number - 1]
            if place - seen.rows[number - 1] == 1 and (before.above is not None or "name" in before.values):
                row.above = before.above if before.above is not None else number - 1


def _keep_meaning(seen: Understood, rows: Sequence[Cleaned], lang: Lang) -> None:
    """What was found of whole rows: those that are none of the list's, those to decide, what was done to them."""
    for at, why in seen.meant.left_out.items():
        rows[at].left_out = why
    for at, why in seen.meant.asked.items():
        rows[at].doubts.append(why[lang])
        rows[at].asked = why
    for at, notes in seen.meant.notes.items():
        rows[at].notes += [note[lang] for note in notes]


def _keep_as_pasted(seen: Understood, rows: Sequence[Cleaned]) -> None:
    kept = [(one.index, one.header) for one in seen.columns if one.index not in seen.left_out]
    for row, at in zip(rows, seen.rows, strict=True):
        cells = [*map(texts.of, seen.cells[at])]
        row.cells += [
            (place, header, text) for place, header in kept if place < len(cells) and (text := cells[place]).strip()
        ]


def _keep_unknown(rows: Sequence[Cleaned], places: AbstractSet[int]) -> None:
    if not places:
        return
    for row in rows:
        for place, header, text in row.cells:
            whole = codes.unwrapped(text) if text.lstrip()[:1] == "=" else text
            if place in places and not texts.is_placeholder(tidied := texts.tidy(whole)):
                row.left.append((header, tidied))


def _read(
    seen: Understood,
    rows: Sequence[Cleaned],
    lead: LeadField,
    header: str,
    labels: Mapping[str, Mapping[str, str]],
    lang: Lang,
    *,
    keep_unlisted: bool = False,
) -> None:
    import pandas as pd

    pasted = [texts.of(cell) for cell in seen.read_as(lead.key)]
    kind = _kind_of_text(lead)
    if kind is None:
        cells = pasted if lead.field.list else [*map(_one_line, pasted)]
        got = typed(pd.Series(cells, dtype="str"), lead.field, labels.get(str(lead.field.list)))
        values = got.values * scale(header) if lead.field.kind is Kind.MONEY and scale(header) != 1 else got.values
        scalars, troubles, notes = to_scalars(values), got.troubles, got.remarks
    else:
        cleaned = column_rules.clean(pd.Series(pasted, dtype=object), kind, country=seen.meant.home)
        scalars = to_scalars(cleaned.values)
        troubles = {at: note for at, note in cleaned.notes.items() if scalars[at] is None}
        notes = {at: note for at, note in cleaned.notes.items() if scalars[at] is not None}
    leads = seen.target == "customers"  # whose rows no cell rejects: troubles are told
    known = set(labels[lead.field.list].values()) if lead.field.list else set()
    for at, (row, text, value) in enumerate(zip(rows, pasted, scalars, strict=True)):
        if at in troubles:
            told = f"{lead.label[lang]}: {KEPT.format(why=troubles[at])[lang]}"
            (row.troubles if rejects(lead.field, lead.table) or leads else row.notes).append(told)
            row.left.append((header or lead.label[lang], texts.tidy(text)))
            continue
        if at in notes and not (lead.field.check in _OF_CHINA and _abroad(seen, at)):
            told = f"{lead.label[lang]}: {notes[at][lang]}"
            (row.doubts if lead.field.kind is Kind.MONEY else row.notes).append(told)
        if value is None or (kind == "note" and texts.is_placeholder(str(value))):
            continue
        if kind in ("email", "website") and _more(text, str(value)):
            row.left.append((header or lead.label[lang], texts.tidy(text)))
        if lead.field.list and not _listed(str(value), lead.field.kind, known):
            if keep_unlisted and lead.table is table_of(seen.target):
                row.unlisted[lead.key] = str(value)
                continue
            row.notes.append(f"{lead.label[lang]}: {_UNLISTED.format(value=value)[lang]}")
            row.left.append((header or lead.label[lang], str(value)))
            continue
        if isinstance(value, str) and (lead.table.name, lead.key) in NUMBERS_OF_GROUPS:
            value = codes.told_apart(value, row.line)  # noqa: PLW2901
        row.values[lead.key] = texts.disarm(value) if isinstance(value, str) else value
        if isinstance(value, str) and not lead.field.list and not lead.field.kind.is_date and value != text.strip():
            row.changes.append((lead.label[lang], text, str(row.values[lead.key])))


_OF_CHINA = frozenset(("postcode", "uscc", "cn_id"))
"""Checks of forms that other countries do not have."""


def _abroad(seen: Understood, at: int) -> bool:
    """Does the list say that the row's country is another?"""
    countries = seen.meant.countries
    return bool(countries) and countries[at] not in (None, "CN")


def _more(text: str, value: str) -> bool:
    """Does a cell hold more than the address that was read from it: a second one, a name?"""
    rest = texts.half_width(text).casefold().replace(value.casefold(), " ")
    return bool(re.search(f"[^\\W_]{{2,}}|[{texts.HAN}]", _BESIDE_ADDRESS.sub(" ", rest)))


def _one_line(text: str) -> str:
    return "" if texts.is_placeholder(text) else text


def _listed(value: str, kind: Kind, known: set[str]) -> bool:
    choices = split_choices(value) if kind is Kind.CHOICES else [value]
    return all(choice in known for choice in choices)


def _kind_of_text(lead: LeadField) -> column_rules.Kind | None:
    """How a text is cleaned; None for what `typed` reads."""
    field_ = lead.field
    by_check: dict[str, column_rules.Kind] = {
        "uscc": "taxno",
        "cn_id": "idnumber",
        "postcode": "postcode",
        "code": "code",
    }
    if field_.check in by_check:
        return by_check[field_.check]
    if field_.key == "name":
        return "name"
    by_kind: dict[Kind, column_rules.Kind] = {
        Kind.PHONE: "phone",
        Kind.EMAIL: "email",
        Kind.URL: "website",
        Kind.ID: "code",
        Kind.REF: "ref",
        Kind.NOTE: "note",
        Kind.TEXT: "text",
    }
    return by_kind.get(field_.kind)
