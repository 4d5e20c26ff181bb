"""Dictionary lists and settings: what the user's labels mean to the rules.

Rules see keys; the book shows labels, which the user may change. A row the user adds has its label as key.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from workbook import schema
from workbook.errors import StructureError
from workbook.language import Text
from workbook.schema.cells import join_choices, parse_cell, split_choices
from workbook.schema.model import Field, Kind, Table
from workbook.schema.settings import SETTINGS
from workbook.tables import book_cache
from workbook.tables.defined_names import get_name, language, named_range
from workbook.tables.reading import TableData, read_cells, read_raw

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw


def read(
    book: xw.Book, table: Table | str, columns: Iterable[str] | None = None, *, blank_rows: bool = False
) -> TableData:
    """Read a table (all its fields, or those asked for) as a typed frame with list keys.

    blank_rows: keep the rows that are blank in every column asked for.
    MissingTable / MissingColumn name what is gone; a cell that is not what its column asks for is a finding.
    """
    data = read_raw(book, table, columns, blank_rows=blank_rows)
    listed = [data.table[key] for key in data.frame.columns if data.table[key].list]
    keyed = {field.key: to_keys(book, data.frame[field.key], field) for field in listed}
    return dataclasses.replace(data, frame=data.frame.assign(**keyed)) if keyed else data


def read_list(book: xw.Book, key: str) -> pd.DataFrame:
    """A dictionary list: key, label, order, in_use and its own columns (choices as keys); a row without a key has its
    label as key."""
    memory = book_cache.of(book)
    if ("list", key) not in memory:
        rows = entries(read_raw(book, schema.listing(key).table).frame)
        chosen = [one for one in schema.listing(key).columns if one.list and one.key in rows]
        memory["list", key] = rows.assign(**{one.key: to_keys(book, rows[one.key], one) for one in chosen})
    found: pd.DataFrame = memory["list", key]
    return found


def entries(rows: pd.DataFrame) -> pd.DataFrame:
    """What a list's table says to other tables: rows with a label; one that a user added has it as its key."""
    if bool(rows["key"].notna().all() and rows["label"].notna().all()):
        return rows
    named = rows[rows["label"].notna()]
    return named.assign(key=named["key"].where(named["key"].notna(), named["label"]))


def list_column(book: xw.Book, key: str, column: str) -> dict[str, Any]:
    """One own column of a list by list key, blanks left out: {"A": 3.0, "B": 2.0}."""
    listing = schema.listing(key).table
    kind, chosen = listing[column].kind, listing[column].list
    keys = keys_of(book, chosen) if chosen else {}
    found: dict[str, Any] = {}
    for name, label, cell in zip(*read_cells(book, listing, ("key", "label", column)), strict=True):
        value = parse_cell(cell, kind)
        if (known := parse_cell(label, Kind.TEXT)) and (value is not None or kind is Kind.FLAG):
            found[parse_cell(name, Kind.TEXT) or known] = bool(value) if kind is Kind.FLAG else keys.get(value, value)
    return found


def keys_of(book: xw.Book, list_key: str) -> dict[str, str]:
    """Label -> key: the book's own labels first, then the default labels of both languages and the keys."""
    memory = book_cache.of(book)
    if ("keys", list_key) not in memory:
        own = {label: key for key, label in labels_of(book, list_key).items()}
        known = set(own.values())
        keys = {key: key for key in known}
        for entry in schema.listing(list_key).entries:
            if entry.key in known:
                keys |= {entry.label.zh: entry.key, entry.label.en: entry.key}
        memory["keys", list_key] = keys | own
    keys_by_label: dict[str, str] = memory["keys", list_key]
    return keys_by_label


def labels_of(book: xw.Book, list_key: str) -> dict[str, str]:
    """Key -> label, as the book shows it."""
    memory = book_cache.of(book)
    if ("labels", list_key) not in memory:
        memory["labels", list_key] = {key or label: label for key, label in _rows(book, list_key)}
    labels_by_key: dict[str, str] = memory["labels", list_key]
    return labels_by_key


def unkeyed(book: xw.Book, list_key: str) -> list[str]:
    """The labels of a list's rows that have no key: those that a user has added."""
    return [label for key, label in _rows(book, list_key) if not key]


def _rows(book: xw.Book, list_key: str) -> list[tuple[str | None, str]]:
    """Key and label of a list's rows that have a label, read once."""
    memory = book_cache.of(book)
    if ("rows", list_key) not in memory:
        keys, labels = read_cells(book, schema.listing(list_key).table, ("key", "label"))
        pairs = ((parse_cell(k, Kind.TEXT), parse_cell(v, Kind.TEXT)) for k, v in zip(keys, labels, strict=True))
        memory["rows", list_key] = [(key, label) for key, label in pairs if label]
    rows: list[tuple[str | None, str]] = memory["rows", list_key]
    return rows


def to_keys(book: xw.Book, labels: pd.Series, field: Field) -> pd.Series:
    if not bool(labels.notna().any()):
        return labels
    keys = keys_of(book, str(field.list))
    if field.kind is Kind.CHOICES:
        cells = labels.dropna().unique()
        keys = {cell: join_choices([keys.get(p, p) for p in split_choices(cell)]) for cell in cells}
    return map_known(labels, keys)


def map_known(values: pd.Series, mapping: Mapping[str, str]) -> pd.Series:
    """Replace by a mapping, leaving what it does not know; only distinct values are looked up."""
    import pandas as pd

    codes, labels = pd.factorize(values)
    dtype: Any = values.dtype
    known = pd.array([mapping.get(label, label) for label in labels], dtype=dtype)
    return pd.Series(known.take(codes, allow_fill=True), index=values.index, name=values.name).astype("str")


def read_settings(book: xw.Book) -> dict[str, Any]:
    """Every setting by key: date, float, str or bool; defaults where a cell is blank or cannot be read. StructureError
    where none of them is there: what the user had set must not turn into defaults behind his back."""
    values: dict[str, Any] = {}
    found = {one.key: get_name(book, one.range_name) for one in SETTINGS}
    if set(found.values()) == {None} and not any(named_range(book, one.range_name) for one in SETTINGS):
        raise StructureError(
            Text(
                "找不到设置。“设置”工作表可能被删除了：请在Excel里按 Ctrl+Z 恢复，或从备份恢复。",
                "The settings are gone. Their sheet may have been deleted: press Ctrl+Z in Excel, or restore a backup.",
            )
        )
    for one in SETTINGS:
        value = parse_cell(found[one.key], one.kind)
        if value is None:
            value = one.default[language(book)] if isinstance(one.default, Text) else one.default
        elif one.kind is Kind.CHOICE and one.list:
            value = keys_of(book, one.list).get(str(value), str(value))
        elif one.kind is Kind.DATE:
            value = value.date()
        values[one.key] = value
    return values


def day_of(settings: Mapping[str, Any], given: dt.date | None = None) -> dt.date:
    """The day that everything is counted to: the one given, else the setting, else the user's own today."""
    day: dt.date = given or settings["as_of"] or dt.date.today()  # noqa: DTZ011 - the user's own day
    return day
