"""collect_confirm: carry out what the merge preview says, as one step that can be undone.

Rows with a decision are done, the others stay on the preview. New rows get the book's numbers, and what refers to a
provisional number follows. What was settled is noted with the base of the copy, so that the same copy says nothing new
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
from workbook.rules.sharing.merging import Change, What
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
    settled: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)  # handout -> table -> row -> values
    cells: int = 0
    new: int = 0
    deleted: int = 0

    def settle(self, one: Change, values: Mapping[str, Any] | None) -> None:
        """Note what of the copy needs no more answer."""
        rows = self.settled.setdefault(one.handout, {}).setdefault(one.table, {})
        now = rows.get(one.row_id)
        rows[one.row_id] = {**(now or {}), **values} if values is not None else None


def collect_confirm(
    book: xw.Book, *, as_of: dt.date | None = None, now: dt.datetime | None = None, progress: Progress = silent
) -> Report:
    """Do what was decided. InputError where there is nothing."""
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
        made = _new_rows(work, [*taken, *(one for one in kept if one.what is What.ALIKE)])
        waiting = [one for one in taken if one.what is What.NEW and one.key not in made]
        _cells(work, [one for one in taken if one.what in (What.CHANGED, What.CONFLICT)])
        _columns(work, [one for one in taken if one.what is What.COLUMN])
        _deletions(work, [one for one in taken if one.what is What.DELETED])
        for one in kept:
            _keep(work, one)
        for one in taken:
            if one.what is What.ALIKE:
                _keep(work, one)
        for handout, settled in sorted(work.settled.items()):
            bases.settle(step, handout, settled)
        undecided = {one.key for one in waiting}
        done = frame["decision"].isin(["theirs", "ours"]) & ~frame["key"].isin(undecided)
        done &= ~(frame["decision"].eq("theirs") & frame["kind"].isin([str(what) for what in _INFORM]))
        step.delete_rows(MERGE_PREVIEW, frame.index[done])
        _stamp(step, {one.handout for one in [*taken, *kept]})
    if tables.get_name(book, "stamp_refreshed_at") is not None:
        from macros.counting.refresh import count_again

        count_again(book, as_of=as_of, now=now, progress=lambda _what, share: progress(WORKING, 0.6 + 0.4 * share))
    figures = {
        "cells": work.cells, "new": work.new, "deleted": work.deleted, "kept": len(kept),
        "open": len(frame) - int(done.sum()),
    }  # fmt: skip
    return Report("collect_confirm", (_DONE.format(**figures), UNDO_TAKES_IT_BACK), dict(figures))


def _new_rows(work: _Work, changes: Sequence[Change]) -> set[str]:
    """Make the new rows, customers first; gives the keys of those that could be made. One that refers to a row which
    is still to be decided waits with it."""
    made: set[str] = set()
    for table in schema.TABLES:
        rows = [
            one
            for one in changes
            if one.table == table.name
            and (one.what is What.NEW or (one.what is What.ALIKE and one.row_id not in work.same))
            and one.row_id not in _known(work, table)
        ]
        ready = [one for one in rows if all(_number(work, value) is not None for value in one.values.values())]
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
    return _known(work, table).get(row_id)


def _positions(work: _Work, name: str) -> dict[str, int]:
    frame = tables.read(work.step.book, name, ["row_id"], blank_rows=True).frame
    return {row_id: int(at) for at, row_id in frame["row_id"].items() if isinstance(row_id, str)}  # type: ignore[call-overload]


def _cells(work: _Work, changes: Sequence[Change]) -> None:
    import pandas as pd

    grouped: dict[tuple[str, str], dict[str, Change]] = {}
    for one in changes:
        grouped.setdefault((one.table, one.field), {})[one.row_id] = one
    places: dict[str, dict[str, int]] = {}
    for (name, key), rows in grouped.items():
        at = places.setdefault(name, _positions(work, name))
        there = {row_id: one for row_id, one in rows.items() if row_id in at}
        values = [_number(work, one.theirs) for one in there.values()]
        cells = [None if value == "" else value for value in values]
        index = [at[row_id] for row_id in there]
        column = from_scalars(cells, schema.table(name)[key].kind, index)
        if len(column):
            work.step.write_rows(name, pd.DataFrame({key: column}).sort_index())
        work.cells += len(there)
    for one in changes:
        work.settle(one, {one.field: one.theirs[-1] if isinstance(one.theirs, list) else one.theirs})


def _columns(work: _Work, changes: Sequence[Change]) -> None:
    """What stands in a column that a person added goes into the remarks of its row."""
    import pandas as pd

    for name in dict.fromkeys(one.table for one in changes):
        table = schema.table(name)
        key = next((key for key in ("remarks", "notes", "result") if key in table), None)
        at = _positions(work, name)
        mine = [one for one in changes if one.table == name]
        if key is None:
            continue
        remarks = tables.read(work.step.book, table, [key], blank_rows=True).frame[key].astype(object)
        new: dict[int, str] = {}
        for one in mine:
            if one.row_id in at:
                place = at[one.row_id]
                before = new.get(place, remarks[place])
                line = f"{one.field}：{one.theirs}"
                new[place] = f"{before}\n{line}" if isinstance(before, str) and before else line
                work.settle(one, {f"+{one.field}": one.theirs})
        if new:
            cells = pd.Series(new, dtype="str").sort_index()
            work.step.write_rows(table, pd.DataFrame({key: cells}))
            work.cells += len(new)


def _deletions(work: _Work, changes: Sequence[Change]) -> None:
    for name in dict.fromkeys(one.table for one in changes):
        at = _positions(work, name)
        gone = [at[one.row_id] for one in changes if one.table == name and one.row_id in at]
        work.step.delete_rows(name, gone)
        work.deleted += len(gone)
    for one in changes:
        work.settle(one, None)


def _keep(work: _Work, one: Change) -> None:
    """The book's own value stands: the copy has had its answer."""
    if one.what in (What.CHANGED, What.CONFLICT, What.GONE, What.UNREAD) and one.field:
        work.settle(one, {one.field: one.theirs[-1] if isinstance(one.theirs, list) else one.theirs})
    elif one.what is What.COLUMN:
        work.settle(one, {f"+{one.field}": one.theirs})
    elif one.what is What.ALIKE and one.row_id in work.same:
        work.settle(one, _as_in_copy(one))
    elif one.what in (What.NEW, What.REFUSED, What.DELETED):
        work.settle(one, None)


def _stamp(step: journal.Step, handouts: set[str]) -> None:
    import pandas as pd

    frame = tables.read(step.book, HANDOUTS, ["row_id", "handout_id"]).frame
    at = frame.index[frame["handout_id"].isin(handouts)]
    if len(at):
        when = pd.Series(pd.Timestamp(step.now), index=at).astype("datetime64[s]")
        step.write_rows(HANDOUTS, pd.DataFrame({"collected_at": when}))
