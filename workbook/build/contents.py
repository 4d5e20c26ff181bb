"""What stands in the book when it is new: default values of lists and settings, and the sample's rows as cells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbook import schema
from workbook.build.letter_templates import TEMPLATE_ROWS
from workbook.build.sample.identity import sample_row_id
from workbook.language import Lang, Text
from workbook.schema.cells import FLAG_LABELS, join_choices
from workbook.schema.list_model import Entry, Setting
from workbook.schema.model import Field, Kind, Table
from workbook.schema.tables.import_sheets import LABELS
from workbook.schema.tables.letters import TEMPLATES

Row = Mapping[str, object]  # field key -> cell value


@dataclass(frozen=True)
class Contents:
    """Everything that is written into cells, in the book's language: values as cells show them."""

    tables: Mapping[str, Sequence[Row]]  # table name -> rows
    lists: Mapping[str, Sequence[Row]]  # list key -> rows
    settings: Mapping[str, object]  # setting key -> value


def contents(lang: Lang, *, sample: bool, as_of: dt.date | None = None) -> Contents:
    """Defaults, and the sample's rows when asked for, as of its own day or another; worked-out columns are blank:
    refresh fills them."""
    entries = {one.key: one.entries for one in schema.LISTS}
    rows: Mapping[str, Sequence[Row]] = {}
    settings: Mapping[str, object] = {}
    if sample:
        from workbook.build.sample import SAMPLE_AS_OF, sample_lists, sample_rows, sample_settings

        day = as_of or SAMPLE_AS_OF
        entries |= {key: _joined(entries[key], more) for key, more in sample_lists(lang).items()}
        rows, settings = sample_rows(lang, day), sample_settings(lang, day)
    labels = {key: {e.key: e.label[lang] for e in values} for key, values in entries.items()}
    lists = {one.key: _list_rows(one.table, entries[one.key], labels, lang) for one in schema.LISTS}
    kept = [
        {"row_id": sample_row_id(LABELS.name, at), "list": key, "key": row["key"], "label": row["label"]}
        for at, (key, row) in enumerate((key, row) for key, found in lists.items() for row in found)
    ]
    return Contents(
        tables={name: _table_rows(schema.table(name), given, labels, lang) for name, given in rows.items()}
        | {LABELS.name: kept, TEMPLATES.name: _templates(labels, lang)},
        lists=lists,
        settings={one.key: _setting(one, settings.get(one.key, one.default), labels, lang) for one in schema.SETTINGS},
    )


def _joined(defaults: Sequence[Entry], more: Sequence[Entry]) -> tuple[Entry, ...]:
    """The defaults with the sample's entries: one with a known key takes its place, the others come after."""
    given = {entry.key: entry for entry in more}
    kept = [given.pop(entry.key, entry) for entry in defaults]
    return (*kept, *given.values())


def _table_rows(table: Table, rows: Sequence[Row], labels: Mapping[str, Mapping[str, str]], lang: Lang) -> list[Row]:
    if unknown := {key for row in rows for key in row} - set(table.keys):
        raise ValueError(f"{table.name} has no columns {sorted(unknown)}")
    return [
        {"row_id": sample_row_id(table.name, number)}
        | {key: cell(table[key], value, labels, lang) for key, value in row.items()}
        for number, row in enumerate(rows)
    ]


def _list_rows(
    table: Table, entries: Sequence[Entry], labels: Mapping[str, Mapping[str, str]], lang: Lang
) -> list[Row]:
    return [
        {"key": entry.key, "label": entry.label[lang], "order": order, "in_use": FLAG_LABELS[True][lang]}
        | {key: cell(table[key], value, labels, lang) for key, value in entry.values.items()}
        for order, entry in enumerate(entries, start=1)
    ]


def _templates(labels: Mapping[str, Mapping[str, str]], lang: Lang) -> list[Row]:
    """The templates of letters: rows like a user's, so that they stay when the sample goes."""
    return [{key: cell(TEMPLATES[key], value, labels, lang) for key, value in row.items()} for row in TEMPLATE_ROWS]


def _setting(one: Setting, value: object, labels: Mapping[str, Mapping[str, str]], lang: Lang) -> object:
    return cell(Field(one.key, one.label, one.kind, list=one.list), value, labels, lang)


def cell(field: Field, value: object, labels: Mapping[str, Mapping[str, str]], lang: Lang) -> object:
    """A declared value as its cell shows it; ValueError where it does not fit the column.

    Keys of lists become labels, flags words, a Text its own language, a date a moment at midnight.
    """
    if isinstance(value, Text):
        value = value[lang]
    if value is None or value == "":
        return None
    if field.list:
        keys = (value,) if isinstance(value, str) else value
        if not isinstance(keys, tuple | list) or not all(key in labels[field.list] for key in keys):
            raise ValueError(f"{field.key}: {value!r} is not in the list {field.list}")
        return join_choices([labels[field.list][key] for key in keys])
    if field.kind is Kind.FLAG:
        return FLAG_LABELS[bool(value)][lang]
    if field.kind.is_date:
        if not isinstance(value, dt.date):
            raise ValueError(f"{field.key}: {value!r} is no date")
        return value if isinstance(value, dt.datetime) else dt.datetime(value.year, value.month, value.day)  # noqa: DTZ001 - a sheet's dates have no zone
    if field.kind.is_number != (isinstance(value, int | float) and not isinstance(value, bool)):
        raise ValueError(f"{field.key}: {value!r} does not fit a column of {field.kind}")
    return value
