"""A label that the user changed in the dictionary is changed wherever it is used.

A list's row has a hidden key that stays; the label that each key had is kept on a hidden sheet. Where refresh finds
another one, every cell of a column of that list that shows the old label gets the new one, in one step that undo takes
back. So is a salesperson's name: salespersons are a list.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from workbook import schema, tables
from workbook.errors import MissingTable
from workbook.language import Text
from workbook.rules.journal.entries import Action, Entry
from workbook.schema.cells import join_choices, split_choices
from workbook.schema.list_model import ListOf
from workbook.schema.model import Kind, Table
from workbook.schema.tables.import_sheets import LABELS

if TYPE_CHECKING:
    import xlwings as xw

STEP = "rename"
"""The journal's name of the step in which labels were changed."""

SUBJECT = "labels:"
"""Before the name of a list's table: the subject of the journal's entry on its labels."""

_RENAMED = Text(
    "改名：“{list}”里的“{old}”改成了“{new}”，用到它的 {n:,} 处一起改了；可以撤销。",
    "Renamed in {list}: {old} is now {new}, in the {n:,} cells that use it too; it can be undone.",
)


def rename(book: xw.Book, *, now: dt.datetime | None = None) -> list[Text]:
    """Follow the labels that were changed since the last refresh; gives what to say of it. A book that has not kept its
    labels yet (one of an earlier version) has nothing to compare."""
    from macros import journal

    try:
        known = _known(book)
    except MissingTable:
        return []
    labels = {one.key: _with_keys(book, one) for one in schema.LISTS}
    said: list[Text] = []
    with journal.step(book, STEP, now=now) as step:
        for one in schema.LISTS:
            before, after = known.get(one.key, {}), labels[one.key]
            changed = {key: old for key, old in before.items() if after.get(key, old) != old}
            if not changed:
                continue
            new = {key: after[key] for key in changed}
            counts = replace_labels(book, one, {old: new[key] for key, old in changed.items()})
            step.entries.append(Entry(Action.CHANGED, "", "", (SUBJECT + one.table_name,), (changed,), (new,)))
            said += [
                _RENAMED.format(list=one.label, old=old, new=new[key], n=counts.get(old, 0))
                for key, old in changed.items()
            ]
    _keep(book, known, labels)
    return said


def standing(book: xw.Book, subject: str, before: Mapping[str, str]) -> dict[str, str | None]:
    """The labels that these keys have now, for undo."""
    labels = tables.labels_of(book, _list(subject).key)
    return {key: labels.get(key) for key in before}


def give_back(book: xw.Book, subject: str, before: Mapping[str, str]) -> None:
    """Give these keys their former labels, and every cell that shows the ones they have now."""
    from workbook.tables.hosts import host_of

    one = _list(subject)
    now = standing(book, subject, before)
    place = host_of(book).locate(book, one.table)
    data = tables.read_raw(book, one.table, ["key", "label"], blank_rows=True)
    keys = zip(data.frame.index.tolist(), data.frame["key"].tolist(), strict=True)
    cells = {at: before[key] for at, key in keys if key in before}
    host_of(book).write_cells(book, place, data.headers["label"], cells)
    tables.forget_lists(book, one.table_name)
    replace_labels(book, one, {str(now[key]): old for key, old in before.items() if now[key]})
    _keep(book, _known(book), {one.key: tables.labels_of(book, one.key)})


def _list(subject: str) -> ListOf:
    name = subject.removeprefix(SUBJECT)
    return next(one for one in schema.LISTS if one.table_name == name)


def _known(book: xw.Book) -> dict[str, dict[str, str]]:
    """The labels as the last refresh saw them, by list and key."""
    frame = tables.read(book, LABELS, ["list", "key", "label"]).frame
    found: dict[str, dict[str, str]] = {}
    for name, key, label in frame.itertuples(index=False):
        found.setdefault(str(name), {})[str(key)] = str(label)
    return found


def _with_keys(book: xw.Book, one: ListOf) -> dict[str, str]:
    """The labels of a list by key. A row that a user has added gets its label as key, so that it can be renamed."""
    if not tables.unkeyed(book, one.key):
        return tables.labels_of(book, one.key)
    import pandas as pd

    frame = tables.read_raw(book, one.table, ["key", "label"]).frame
    bare = frame["key"].isna() & frame["label"].notna() & ~frame["label"].isin(frame["key"])
    bare &= ~frame["label"].duplicated(keep=False)
    if bool(bare.any()):
        tables.write_rows(book, one.table, pd.DataFrame({"key": frame.loc[bare, "label"]}))
    return tables.labels_of(book, one.key)


def _keep(book: xw.Book, known: dict[str, dict[str, str]], labels: Mapping[str, Mapping[str, str]]) -> None:
    """Remember the labels; what was remembered of keys that are gone stays, as a row may come back."""
    import pandas as pd

    kept = {key: {**known.get(key, {}), **labels.get(key, {})} for key in dict.fromkeys((*known, *labels))}
    if kept != known:
        rows = [(name, key, label) for name, found in kept.items() for key, label in found.items()]
        tables.replace(book, LABELS, pd.DataFrame(rows, columns=["list", "key", "label"], dtype="str"))


def _users(list_key: str) -> Iterator[tuple[Table, list[str]]]:
    """The columns that hold labels of a list, by table; lists' own columns too."""
    for table in (*schema.TABLES, *(one.table for one in schema.LISTS)):
        if keys := [field.key for field in table.fields if field.list == list_key]:
            yield table, keys


def replace_labels(book: xw.Book, one: ListOf, changed: Mapping[str, str]) -> dict[str, int]:
    """Write the new labels over the old ones in every column of the list, and in settings; counts by old label."""
    from workbook.tables.hosts import host_of

    counts = dict.fromkeys(changed, 0)
    for table, keys in _users(one.key):
        try:
            data = tables.read_raw(book, table, keys, blank_rows=True)
        except MissingTable:
            continue
        for key in keys:
            column, several = data.frame[key], table[key].kind is Kind.CHOICES
            parts = {cell: split_choices(cell) if several else [cell] for cell in column.dropna().unique()}
            new = {
                cell: join_choices([changed.get(part, part) for part in found])
                for cell, found in parts.items()
                if any(part in changed for part in found)
            }
            positions = column.index[column.isin(list(new))].tolist()
            typed = tables.typed_formulas(book, table, [key], positions).get(key, {})
            cells = {at: new[column[at]] for at in positions if at not in typed}
            if cells:
                host = host_of(book)
                host.write_cells(book, host.locate(book, table), data.headers[key], cells)
                tables.forget_lists(book, table.name)
            for part in (part for at in cells for part in parts[column[at]] if part in changed):
                counts[part] += 1
    for setting in schema.SETTINGS:
        value = tables.get_name(book, setting.range_name)
        if setting.list == one.key and isinstance(value, str) and value in changed:
            tables.set_name(book, setting.range_name, changed[value])
            counts[value] += 1
    return counts
