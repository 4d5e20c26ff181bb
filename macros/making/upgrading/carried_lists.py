"""The lists of the older book: the user's values, labels and order stay, values that are new today come in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from macros.making.upgrading.carried_rows import Going
from workbook import schema
from workbook.engine import Formula
from workbook.engine.book.table_headers import headers
from workbook.schema.list_model import ListOf
from workbook.schema.tables.import_sheets import LABELS

if TYPE_CHECKING:
    import xlwings as xw

    from macros.making.upgrading.matching import Matched
    from macros.making.upgrading.migrations import Became
    from workbook.engine.book.document import Document
    from workbook.language import Lang
    from workbook.schema.versions.names import Names


@dataclass(frozen=True)
class Relabelled:
    """Values of a list that the program calls otherwise today, and the user had left as they were."""

    one: ListOf
    labels: Mapping[str, str]  # the label before -> the one of today


def going_of(matched: Matched, new: Document, names: Names, became: Became) -> Going:
    """The rows of a table on their way: of a list with the values that are new today among them."""
    rows = list(range(matched.rows))
    one = next((one for one in schema.LISTS if one.table_name == matched.table.name), None)
    if one is None:
        return Going(matched, rows)
    cells = _cells(new, matched.table.name)
    fresh_keys = [str(key or "") for key in cells[headers_of(new, matched.table.name)[0]]]
    keys = _keys(matched)
    known = names.lists.get(matched.old.model.display_name, {})
    renamed = {key: now for (table, key), now in became.values.items() if table == matched.old.model.display_name}
    keys = [renamed.get(key) or key for key in keys]
    added = [key for key in fresh_keys if key and key not in keys and key not in known]
    old: list[int | None] = [*rows]
    fresh: list[int | None] = [fresh_keys.index(key) if key in fresh_keys else None for key in keys]
    for key in added:
        before = fresh_keys[: fresh_keys.index(key)]
        placed = [at for at, number in enumerate(fresh) if number is not None and fresh_keys[number] in before]
        position = placed[-1] + 1 if placed else 0
        old.insert(position, None)
        fresh.insert(position, fresh_keys.index(key))
    return Going(matched, old, fresh, cells)


def headers_of(new: Document, table: str) -> tuple[str, ...]:
    """The headers of a table of the new book."""
    found = new.table(table)
    assert found is not None
    return headers(found)


def _cells(new: Document, table: str) -> dict[str, list[Any]]:
    found = new.table(table)
    assert found is not None
    data = found.model.data
    assert data is not None
    return {
        header: found.sheet.whole_cells(data.left + at, data.top, data.bottom)
        for at, header in enumerate(headers(found))
    }


def _keys(matched: Matched) -> list[str]:
    """The keys of an older list's rows; a row that has none yet gets its label as key."""
    keys, labels = _column(matched, "key"), _column(matched, "label")
    return [str(key or label or "") for key, label in zip(keys, labels, strict=True)]


def _column(matched: Matched, key: str) -> list[Any]:
    at = next((one.position for one in matched.columns if one.key == key), None)
    if at is None or not matched.rows:
        return [None] * matched.rows
    area = matched.old.model.area
    cells = matched.old.sheet.whole_cells(area.left + at, area.top + 1, area.top + matched.rows)
    return [cell.cached if isinstance(cell, Formula) else cell for cell in cells]


def relabelled(matched: Sequence[Matched], names: Names, lang: Lang) -> list[Relabelled]:
    """What the program calls otherwise today. A label that the user changed stays, and so does one where another row
    of the list has today's."""
    found: list[Relabelled] = []
    at = 0 if lang == "zh" else 1
    lists = {one.table_name: one for one in schema.LISTS}
    for table in matched:
        one = lists.get(table.table.name)
        if one is None:
            continue
        before = names.lists.get(table.old.model.display_name, {})
        today = {entry.key: entry.label[lang] for entry in one.entries}
        here = dict(zip(_keys(table), _column(table, "label"), strict=True))
        changed = {
            before[key][at]: today[key]
            for key, label in here.items()
            if key in before and key in today and label == before[key][at] != today[key]
            if today[key] not in here.values()
        }
        if changed:
            found.append(Relabelled(one, changed))
    return found


def put_labels(book: xw.Book, changes: Sequence[Relabelled]) -> int:
    """Give the values of today's labels, in the lists and in every cell that uses them; how many values."""
    from macros.renaming import replace_labels
    from workbook import tables
    from workbook.tables.hosts import host_of

    for change in changes:
        data = tables.read_raw(book, change.one.table, ["label"], blank_rows=True)
        labels = zip(data.frame.index.tolist(), data.frame["label"].tolist(), strict=True)
        cells = {at: change.labels[label] for at, label in labels if label in change.labels}
        place = host_of(book).locate(book, change.one.table)
        host_of(book).write_cells(book, place, data.headers["label"], cells)
        tables.forget_lists(book, change.one.table_name)
        replace_labels(book, change.one, change.labels)
    return sum(len(change.labels) for change in changes)


def keep_labels(book: xw.Book, *, known: bool) -> None:
    """Remember the labels as they are, in a book that did not (`known`) remember any: the next one that a user changes
    is then followed."""
    import pandas as pd

    from workbook import tables

    if known:
        return
    rows = [(one.key, key, label) for one in schema.LISTS for key, label in tables.labels_of(book, one.key).items()]
    tables.replace(book, LABELS, pd.DataFrame(rows, columns=["list", "key", "label"], dtype="str"))
