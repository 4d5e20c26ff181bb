"""Every place in which a book keeps something of a person, cleaned: tables with the users' own columns, the journal,
what the book keeps of copies and of closed months, cells outside of tables."""

from __future__ import annotations

import json
import warnings
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from macros import journal
from workbook import schema, tables
from workbook.engine import StaleValue
from workbook.rules.journal.entries import Entry, pack
from workbook.schema.model import Kind, Table
from workbook.schema.tables.import_sheets import JOURNAL, LABELS
from workbook.schema.tables.performance import KEPT_REPORTS
from workbook.schema.tables.results import FOUND
from workbook.schema.tables.sharing import BASES, ERASED, MERGE_PREVIEW
from workbook.tables.hosts import host_of

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

    from workbook.rules.sharing.erasing import Eraser

_APART = (JOURNAL, LABELS, KEPT_REPORTS, BASES, ERASED)
"""Tables that hold no rows of people, or are cleaned in a way of their own."""


def clean_table(book: xw.Book, table: Table, eraser: Eraser) -> tuple[int, set[str]]:
    """Clean a table: how many cells were written, and the row_ids of the rows that went."""
    import pandas as pd

    if table in _APART:
        return 0, set()
    keys = [f.key for f in table.fields if not f.formula]
    frame = tables.read(book, table, keys, blank_rows=True).frame
    if table is MERGE_PREVIEW:  # the copies are still there: they are collected again
        told = frame.index[_tells(frame["payload"], eraser)]
        tables.delete_rows(book, table, told.tolist())
        return 0, set(frame.loc[told, "row_id"].dropna())
    new = eraser.cleaned(table, frame)
    own = eraser.hangs_on(table, frame)
    cells = _own_columns(book, table, eraser, dict(zip(frame.index.tolist(), own.tolist(), strict=True)))
    kept = frame.loc[new.index]
    for key in kept.columns:
        other = (kept[key] != new[key]) & ~(kept[key].isna() & new[key].isna())
        if bool(other.any()):
            tables.write_rows(book, table, pd.DataFrame({key: new.loc[other, key]}))
            cells += int(other.sum())
    gone = frame.index.difference(new.index)
    ids = set(frame.loc[gone, "row_id"].dropna()) if "row_id" in frame else set()
    tables.delete_rows(book, table, gone.tolist())
    return cells, ids


def _tells(payloads: pd.Series[Any], eraser: Eraser) -> list[bool]:
    """Which changes on the merge preview are about the persons."""
    said = [json.loads(one) if isinstance(one, str) else {} for one in payloads]
    return [one.get("row_id") in eraser.people or _deep(one, eraser) != one for one in said]


def _own_columns(book: xw.Book, table: Table, eraser: Eraser, own: dict[int, bool]) -> int:
    """Columns that users added: blank in the person's rows, their texts cleaned in others."""
    from workbook.tables.reading import find_headers

    host = host_of(book)
    place = host.locate(book, table)
    known = set(find_headers(book, table, place).values())
    theirs = [header for header in place.headers if header and header not in known]
    raw = host.read_columns(book, place, theirs).columns if theirs and own else {}
    cells = 0
    for header, column in raw.items():
        new: dict[int, Any] = {}
        for at, value in enumerate(column.tolist()):
            if value is None or at not in own or (isinstance(value, float) and value != value):  # noqa: PLR0124 - NaN
                continue
            told = None if own[at] else eraser.text(value, near=False) if isinstance(value, str) else value
            if told != value:
                new[at] = told
        if new:
            host.write_cells(book, place, header, new)
            cells += len(new)
    return cells


def clean_journal(book: xw.Book, eraser: Eraser, gone: Collection[str]) -> int:
    """Take out of the journal what was done to the person's rows, and former values that tell of the person."""
    import pandas as pd

    frame = tables.read(book, JOURNAL).frame
    parts: list[pd.DataFrame] = []
    cleared = 0
    for step, positions in journal.steps(frame):
        rows = frame.loc[positions]  # those of its entries, then those of its results
        for packed in (*step.entries, *step.results):
            its = rows.iloc[list(packed.rows)]
            stays = [at for at in range(len(packed.entry)) if not _is_told(packed.entry, at, eraser, gone)]
            cleared += len(packed.entry) - len(stays)
            if len(stays) == len(packed.entry):
                parts.append(its)
            elif stays:
                parts.append(_repacked(its, _part(packed.entry, stays)))
    if cleared:
        whole = pd.concat(parts, ignore_index=True) if parts else frame.iloc[:0]
        tables.replace(book, JOURNAL, whole.astype(frame.dtypes.to_dict()))
    return cleared


def _is_told(entry: Entry, at: int, eraser: Eraser, gone: Collection[str]) -> bool:
    if entry.subjects[at] in gone:
        return True
    values = [side[at] for side in (entry.before, entry.after) if side]
    return any(_deep(value, eraser) != value for value in values)


def _part(entry: Entry, stays: list[int]) -> Entry:
    sides = ([side[at] for at in stays] if side else () for side in (entry.subjects, entry.before, entry.after))
    return Entry(entry.action, entry.table, entry.field, *sides)


def _repacked(rows: pd.DataFrame, entry: Entry) -> pd.DataFrame:
    import pandas as pd

    made = pack([entry])
    first = rows.iloc[[0]]
    frame = pd.concat([first] * len(made), ignore_index=True)
    for key in ("subject", "before", "after"):
        frame[key] = pd.Series([getattr(one, key) or None for one in made], dtype="str")
    return frame.assign(row_id=pd.Series(tables.new_row_ids(len(made)), dtype="str"))


def _deep(value: Any, eraser: Eraser) -> Any:
    """A JSON value with every text in it cleaned; keys are headers and names of the program's."""
    if isinstance(value, str):
        return eraser.text(value, near=True)
    if isinstance(value, list):
        return [_deep(one, eraser) for one in value]
    if isinstance(value, dict):
        return {key: _deep(one, eraser) for key, one in value.items()}
    return value


def clean_bases(book: xw.Book, eraser: Eraser, gone: Collection[str]) -> None:
    """The values of copies as they were handed out, and what was settled since."""
    from macros.sharing import bases
    from workbook.rules.sharing.erasing import erased_frames

    def frames(kept: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
        return erased_frames(kept, eraser.people, eraser.lang, eraser.words)

    def settled(kept: bases.Settled) -> bases.Settled:
        return {
            name: {
                row_id: _settled(schema.table(name), row_id, values, eraser, gone) for row_id, values in rows.items()
            }
            for name, rows in kept.items()
        }

    bases.rewrite(book, frames, settled)


def _settled(
    table: Table, row_id: str, values: Mapping[str, Any] | None, eraser: Eraser, gone: Collection[str]
) -> Mapping[str, Any] | None:
    if values is None or (row_id in gone and row_id not in eraser.people):
        return None
    if row_id not in eraser.people:
        return {key: _deep(value, eraser) for key, value in values.items()}
    stays = {key: value for key, value in values.items() if key in table and table[key].kind in (Kind.ID, Kind.REF)}
    return stays | {"name": eraser.people[row_id].name}


def clean_reports(book: xw.Book, eraser: Eraser) -> None:
    """The reports of closed months."""
    from macros.month_end import kept

    kept.rewrite(book, lambda text: json.dumps(_deep(json.loads(text), eraser), ensure_ascii=False))


def clean_cells(book: xw.Book, eraser: Eraser) -> int:
    """Cells of sheets without tables - the card, forms, pasted lists, whatever users added - and of the search."""
    host = host_of(book)
    tabled = {host.locate(book, table).sheet for table in schema.TABLES if table is not FOUND}
    cells = 0
    for sheet in book.sheets:
        if sheet.name in tabled:
            continue
        area = sheet.used_range
        with warnings.catch_warnings():  # what a formula shows is not touched
            warnings.simplefilter("ignore", StaleValue)
            values = area.value
        rows = values if isinstance(values, list) else [[values]]
        top, left = area.row, area.column
        for down, row in enumerate(rows if rows and isinstance(rows[0], list) else [rows]):
            for right, value in enumerate(row):
                if isinstance(value, str) and (new := eraser.text(value, near=False)) != value:
                    cell = sheet.range((top + down, left + right))
                    if not str(cell.formula).startswith("="):
                        host.write_range(book, cell, [[new]])
                        cells += 1
    return cells
