"""collect_confirm: carry out what the merge preview says, as one step that can be undone.

Rows with a decision are done where they can be, the others stay on the preview: whose row the book no longer has, what
refers to a row that is still to be decided. New rows get the book's numbers, and what refers to a provisional number
follows. What was settled is noted with the base of the copy, so that the same copy says nothing new
when it is collected again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from macros import journal
from macros.report import UNDO_TAKES_IT_BACK, Progress, Report, silent
from macros.sharing import bases
from macros.sharing.collect import change_of
from macros.sharing.returned import handouts
from workbook import schema, tables
from workbook.errors import InputError
from workbook.language import Text
from workbook.rules.journal.json_scalars import from_scalars
from workbook.rules.sharing.merging import Change, What, settle
from workbook.schema.model import Table
from workbook.schema.tables.customers import CUSTOMERS
from workbook.schema.tables.sharing import HANDOUTS, MERGE_PREVIEW

if TYPE_CHECKING:
    import xlwings as xw

WRITING, WORKING = Text("合并", "Merging"), Text("重新计算", "Working out again")
_NOTHING = Text(
    "“合并预览”里没有可以确认的行。请先“收回副本”，再在要决定的行选“采用副本”或“保留本簿”。",
    "Merge preview has nothing to confirm. Collect copies first, and decide the rows that wait.",
)
_DONE = Text(
    "已合并：改了 {cells:,} 格，新增 {new:,} 行，删除 {deleted:,} 行；保留本簿 {kept:,} 处，待定 {open:,} 处。",
    "Merged: {cells:,} cells changed, {new:,} rows new, {deleted:,} deleted; {kept:,} kept as they are, {open:,} open.",
)


_INFORM = (What.REFUSED, What.UNREAD, What.GONE)
"""What is only told: nothing of it can be written by itself."""


@dataclass
class _Work:
    """What has been done so far."""

    step: journal.Step
    rows: dict[str, dict[str, str]]  # table -> row_id -> number of the book (or the id itself)
    same: dict[str, str]  # row_id of a new customer -> that of the one it is
    owners: dict[str, str | None]  # handout -> whose it is
    settled: dict[str, dict[str, dict[str, Mapping[str, Any] | None]]] = field(default_factory=dict)
    # handout -> table -> row -> values
    cells: int = 0
    new: int = 0
    deleted: int = 0

    def settle(self, one: Change, values: Mapping[str, Any] | None) -> None:
        """Note what of the copy needs no more answer."""
        settle(self.settled.setdefault(one.handout, {}).setdefault(one.table, {}), one.row_id, values)


def collect_confirm(
    book: xw.Book, *, as_of: dt.date | None = None, now: dt.datetime | None = None, progress: Progress = silent
) -> Report:
    """Do what was decided. InputError where there is nothing."""
    from macros.counting.refresh import count_after

    frame = tables.read(book, MERGE_PREVIEW).frame
    frame = frame[frame["payload"].notna()]
    said = [
        (change_of(text), str(decision)) for text, decision in zip(frame["payload"], frame["decision"], strict=True)
    ]
    progress(WRITING, 0.1)
    taken = [one for one, decision in said if decision == "theirs" and one.what not in _INFORM]
    kept = [one for one, decision in said if decision == "ours"]
    if not taken and not kept:
        raise InputError(_NOTHING)
    with journal.step(book, "collect_confirm", now=now) as step:
        same = {one.row_id: one.same_as for one in taken if one.what is What.ALIKE}
        work = _Work(step, {}, same, {key: row["owner"] for key, row in handouts(book).items()})
        done = _new_rows(work, [*taken, *(one for one in kept if one.what is What.ALIKE)])
        done |= _cells(work, [one for one in taken if one.what in (What.CHANGED, What.CONFLICT)])
        done |= _columns(work, [one for one in taken if one.what is What.COLUMN])
        done |= _deletions(work, [one for one in taken if one.what is What.DELETED])
        done |= _keep(work, [one for one in kept if one.what is not What.ALIKE])
        done |= _keep(work, [one for one in taken if one.what is What.ALIKE and _ready(work, one)])
        for handout, settled in sorted(work.settled.items()):
            bases.settle(step, handout, settled)
        leaves = frame["key"].isin(done)
        step.delete_rows(MERGE_PREVIEW, frame.index[leaves])
        _stamp(step, {one.handout for one in [*taken, *kept]})
    count_after(book, WORKING, progress, 0.6, as_of=as_of, now=now)
    figures = {
        "cells": work.cells, "new": work.new, "deleted": work.deleted, "kept": len(kept),
        "open": len(frame) - int(leaves.sum()),
    }  # fmt: skip
    return Report("collect_confirm", (_DONE.format(**figures), UNDO_TAKES_IT_BACK), dict(figures))


def _ready(work: _Work, one: Change) -> bool:
    """Can it be written? A new row where the book has numbers for all that it refers to; a customer that is another
    one, a cell or a column where that row is there, the cell's reference has a number, and the table has remarks."""
    if one.what is What.ALIKE and one.row_id in work.same:
        return work.same[one.row_id] in _known(work, one.table)
    if one.what in (What.NEW, What.ALIKE):
        new = one.row_id not in _known(work, one.table)
        return new and all(_number(work, value) is not None for value in one.values.values())
    if one.row_id not in _known(work, one.table):
        return False
    if one.what is What.COLUMN:
        return _remarks(schema.table(one.table)) is not None
    return _number(work, one.theirs) is not None


def _new_rows(work: _Work, changes: Sequence[Change]) -> set[str]:
    """Make the new rows, customers first; gives the keys of those that could be made."""
    made: set[str] = set()
    for table in schema.TABLES:
        rows = [one for one in changes if one.table == table.name and one.row_id not in work.same]
        ready = [one for one in rows if one.what in (What.NEW, What.ALIKE) and _ready(work, one)]
        if not ready:
            continue
        _append(work, table, ready)
        made |= {one.key for one in ready}
    return made


def _append(work: _Work, table: Table, rows: Sequence[Change]) -> None:
    import pandas as pd

    keys = [f.key for f in table.fields if any(f.key in one.values for one in rows)]
    columns: dict[str, Any] = {"row_id": pd.Series([one.row_id for one in rows], dtype="str")}
    for key in keys:
        values = [_number(work, one.values.get(key)) for one in rows]
        columns[key] = from_scalars(values, table[key].kind, range(len(rows)))
    frame = pd.DataFrame(columns)
    if table is CUSTOMERS:  # who found a customer looks after it
        whose = pd.Series([work.owners.get(one.handout) for one in rows], dtype="str")
        frame["owner"] = frame["owner"].fillna(whose) if "owner" in frame else whose
    frame = work.step.append_numbered(table, frame)
    known = _known(work, table)
    numbers = frame[table.key].tolist() if table.key and table.key in frame else [one.row_id for one in rows]
    known.update(zip((one.row_id for one in rows), map(str, numbers), strict=True))
    work.new += len(rows)
    for one in rows:
        work.settle(one, _as_in_copy(one))


def _as_in_copy(one: Change) -> dict[str, Any]:
    """The values as the copy has them, provisional numbers too."""
    table = schema.table(one.table)
    values = {key: value[-1] if isinstance(value, list) else value for key, value in one.values.items()}
    if "#" in values:
        values[str(table.key)] = values.pop("#")
    return values


def _known(work: _Work, table: Table | str) -> dict[str, str]:
    """row_id -> number of the rows that the book has."""
    one = schema.table(table) if isinstance(table, str) else table
    if one.name not in work.rows:
        keys = ["row_id", *([one.key] if one.key else [])]
        frame = tables.read(work.step.book, one, list(dict.fromkeys(keys)), blank_rows=True).frame
        frame = frame[frame["row_id"].notna()]
        work.rows[one.name] = dict(zip(frame["row_id"].tolist(), frame[keys[-1]].tolist(), strict=True))
    return work.rows[one.name]


def _number(work: _Work, value: Any) -> Any:
    """A value as it is written: of a row of the copy, the book's number; None where the book has no such row, "" for a
    blank."""
    if not isinstance(value, list):
        return "" if value is None else value
    table, row_id = str(value[0]), str(value[1])
    row_id = work.same.get(row_id, row_id) if table == CUSTOMERS.name else row_id
    number = _known(work, table).get(row_id)
    return number if isinstance(number, str) else None


def _positions(work: _Work, name: str) -> dict[str, int]:
    frame = tables.read(work.step.book, name, ["row_id"], blank_rows=True).frame
    return {row_id: int(at) for at, row_id in frame["row_id"].items() if isinstance(row_id, str)}  # type: ignore[call-overload]


def _cells(work: _Work, changes: Sequence[Change]) -> set[str]:
    """Write what was changed; gives the keys of what could be written."""
    import pandas as pd

    ready = [one for one in changes if _ready(work, one)]
    grouped: dict[tuple[str, str], dict[str, Change]] = {}
    for one in ready:
        grouped.setdefault((one.table, one.field), {})[one.row_id] = one
    places: dict[str, dict[str, int]] = {}
    for (name, key), rows in grouped.items():
        at = places.setdefault(name, _positions(work, name))
        values = [_number(work, one.theirs) for one in rows.values()]
        cells = [None if value == "" else value for value in values]
        column = from_scalars(cells, schema.table(name)[key].kind, [at[row_id] for row_id in rows])
        work.step.write_rows(name, pd.DataFrame({key: column}).sort_index())
        work.cells += len(rows)
    for one in ready:
        work.settle(one, {one.field: one.theirs[-1] if isinstance(one.theirs, list) else one.theirs})
    return {one.key for one in ready}


def _remarks(table: Table) -> str | None:
    """The field into which what stands elsewhere can be written."""
    return next((key for key in ("remarks", "notes", "result") if key in table), None)


def _columns(work: _Work, changes: Sequence[Change]) -> set[str]:
    """What stands in a column that a person added goes into the remarks of its row; gives the keys of what could."""
    import pandas as pd

    ready = [one for one in changes if _ready(work, one)]
    for name in dict.fromkeys(one.table for one in ready):
        table = schema.table(name)
        key = str(_remarks(table))
        at = _positions(work, name)
        remarks = tables.read(work.step.book, table, [key], blank_rows=True).frame[key].astype(object)
        new: dict[int, str] = {}
        for one in ready:
            if one.table == name:
                place = at[one.row_id]
                before = new.get(place, remarks[place])
                line = f"{one.field}：{one.theirs}"
                new[place] = f"{before}\n{line}" if isinstance(before, str) and before else line
                work.settle(one, {f"+{one.field}": one.theirs})
        cells = pd.Series(new, dtype="str").sort_index()
        work.step.write_rows(table, pd.DataFrame({key: cells}))
        work.cells += len(new)
    return {one.key for one in ready}


def _deletions(work: _Work, changes: Sequence[Change]) -> set[str]:
    """Delete the rows that are still there; gives the keys of all: a row that has gone already is as it should be."""
    for name in dict.fromkeys(one.table for one in changes):
        at = _positions(work, name)
        gone = [at[one.row_id] for one in changes if one.table == name and one.row_id in at]
        work.step.delete_rows(name, gone)
        work.deleted += len(gone)
    for one in changes:
        work.settle(one, None)
    return {one.key for one in changes}


def _keep(work: _Work, changes: Sequence[Change]) -> set[str]:
    """The book's own value stands: the copy has had its answer. Gives the keys of all."""
    for one in changes:
        if one.what in (What.CHANGED, What.CONFLICT, What.GONE, What.UNREAD) and one.field:
            work.settle(one, {one.field: one.theirs[-1] if isinstance(one.theirs, list) else one.theirs})
        elif one.what is What.COLUMN:
            work.settle(one, {f"+{one.field}": one.theirs})
        elif one.what is What.ALIKE:
            work.settle(one, _as_in_copy(one))
        elif one.what in (What.NEW, What.REFUSED, What.DELETED):
            work.settle(one, None)
    return {one.key for one in changes}


def _stamp(step: journal.Step, handouts: set[str]) -> None:
    import pandas as pd

    frame = tables.read(step.book, HANDOUTS, ["row_id", "handout_id"]).frame
    at = frame.index[frame["handout_id"].isin(handouts)]
    if len(at):
        when = pd.Series(pd.Timestamp(step.now), index=at).astype("datetime64[s]")
        step.write_rows(HANDOUTS, pd.DataFrame({"collected_at": when}))
