"""The journal of a command: what it writes into the user's cells, kept so that `undo` can take it back.

    with journal.step(book, "load", now=now) as step:
        step.append("tblTransactions", rows)            # appends, and journals the created rows
        step.write_rows("tblCustomers", cells)          # writes cells of some rows, and journals their former values
        step.delete_rows("tblCustomers", positions)     # takes rows out, and journals them whole
        step.set_name("meta_loaded_files", "…")

A step reaches the sheet when the block ends well: a command that is refused or fails leaves no trace in it. A step
that changed nothing is not kept. A row that a step has changed is not removed in the same step: it could not be told
afterwards what of it was whose.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from collections.abc import Iterable, Iterator, Mapping
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from workbook import schema, tables
from workbook.errors import StructureError
from workbook.language import Text
from workbook.rules.journal.digests import row_digests
from workbook.rules.journal.entries import Action, Entry, JournalStep, Packed, Row, pack, unpack
from workbook.rules.journal.json_scalars import raw_scalar, same, to_scalars, with_formula
from workbook.rules.journal.retention import surplus
from workbook.rules.journal.undo_plan import id_key
from workbook.schema.formulas import TypedFormula
from workbook.schema.model import Table
from workbook.schema.tables.import_sheets import JOURNAL

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

RESULTS = "results"
"""The command that stands beside what a step changed on sheets of results: `macros.keeping.result_rows`."""

_NOTED: ContextVar[list[Step] | None] = ContextVar("noted", default=None)

_TEXTS = ("batch", "command", "who", "action", "table", "subject", "field", "before", "after", "undone", "why")
_UNREADABLE = Text(
    "撤销记录（隐藏的 _journal 表）读不出来：它被改过，或者“设置”里的语言被改过。请从备份里打开改动之前的客户簿。",
    "What undo needs (the hidden sheet _journal) cannot be read: it was changed, or the book's language was. "
    "Open the book of before the change from its backups.",
)


class Step:
    """What one run of a command has written so far."""

    def __init__(self, book: xw.Book, command: str, now: dt.datetime, who: str | None) -> None:
        self.book = book
        self.command = command
        self.now = now
        self.who = who
        self.batch = f"{now:%Y%m%d-%H%M%S}-{tables.new_row_ids(1)[0][:4]}"
        self.entries: list[Entry] = []
        self._gone: dict[str, list[int]] = {}  # rows removed in this step, by where they stood before it

    def append(self, table: Table | str, frame: pd.DataFrame) -> pd.DataFrame:
        """Add rows below the others and journal them; the frame comes back with the row_ids it was given."""
        table = _table(table)
        if "row_id" in table and "row_id" not in frame.columns:
            frame = frame.assign(row_id=tables.new_row_ids(len(frame)))
        tables.append(self.book, table, frame)
        self.created(table, frame)
        return frame

    def append_numbered(self, table: Table | str, frame: pd.DataFrame) -> pd.DataFrame:
        """As `append`; where the frame lacks the table's numbers the rows get those that follow the largest in use."""
        import pandas as pd

        table = _table(table)
        if table.key and table.id_format and table.key not in frame.columns:
            used = tables.read(self.book, table, [table.key]).frame[table.key]
            numbers = tables.next_ids(self.book, table, used, len(frame))
            frame = frame.assign(**{table.key: pd.Series(numbers, index=frame.index, dtype="str")})
        return self.append(table, frame)

    def write_rows(self, table: Table | str, frame: pd.DataFrame) -> None:
        """Write the frame's columns at the frame's rows (positions of the table) and journal what stood there."""
        table = _table(table)
        key = id_key(table)
        now = tables.read(self.book, table, [key, *frame.columns], blank_rows=True).frame.loc[frame.index]
        formulas = tables.typed_formulas(self.book, table, list(frame.columns), frame.index.tolist())
        for column in frame.columns:
            self.changed(table, now[key], column, now[column], frame[column], formulas.get(column, {}))
        tables.write_rows(self.book, table, frame)

    def delete_rows(self, table: Table | str, positions: Iterable[int]) -> None:
        """Take rows out and journal them whole, the users' own columns too."""
        table = _table(table)
        gone = sorted(positions)
        self.removed(table, gone)
        tables.delete_rows(self.book, table, gone)

    def set_name(self, name: str, value: Any) -> None:
        """Write a named cell and journal what stood there."""
        before = raw_scalar(tables.get_name(self.book, name))
        tables.set_name(self.book, name, value)
        if before != (after := raw_scalar(tables.get_name(self.book, name))):
            self.entries.append(Entry(Action.CHANGED, "", "", (name,), (before,), (after,)))

    def created(self, table: Table | str, frame: pd.DataFrame) -> None:
        """Rows that were created, with their identifiers and every input that was written."""
        table = _table(table)
        if len(frame):
            subjects = tuple(frame[id_key(table)].astype(str))
            self.entries.append(Entry(Action.CREATED, table.name, "", subjects, (), tuple(row_digests(table, frame))))

    def changed(
        self,
        table: Table | str,
        row_ids: Iterable[str],
        field: str,
        before: pd.Series[Any],
        after: pd.Series[Any],
        formulas: Mapping[int, TypedFormula],
    ) -> None:
        """Values of one field that were changed, in the order of row_ids; equal ones are no change, unless a formula
        (by the index of `before`) gave the former one."""
        table = _table(table)
        kind = table[field].kind
        values = zip(before.index.tolist(), row_ids, to_scalars(before), to_scalars(after), strict=True)
        changes = [
            (row_id, with_formula(old, formulas[at]) if at in formulas else old, new)
            for at, row_id, old, new in values
            if at in formulas or not same(old, new, kind)
        ]
        if changes:
            subjects, old, new = zip(*changes, strict=True)
            self.entries.append(Entry(Action.CHANGED, table.name, field, subjects, old, new))

    def removed(self, table: Table | str, positions: Iterable[int]) -> None:
        """Rows that are about to be removed: call it before they are."""
        table = _table(table)
        gone = list(positions)
        if not gone:
            return
        keys = [id_key(table), *([table.key] if table.key and table.key != id_key(table) else [])]
        named = tables.read(self.book, table, keys, blank_rows=True).frame.loc[gone]
        whole = tables.take_rows(self.book, table, gone)
        subjects = [one if isinstance(one, str) else "" for one in named[keys[0]]]
        stood = self._stood(table.name, gone)
        before = [
            {"at": at, "key": raw_scalar(number), "cells": {header: raw_scalar(cell) for header, cell in cells.items()}}
            for at, number, cells in zip(stood, named[keys[-1]], whole, strict=True)
        ]
        self.entries.append(Entry(Action.REMOVED, table.name, "", subjects, before))

    def _stood(self, table: str, positions: list[int]) -> list[int]:
        """Where rows stood before the step's earlier removals closed the gaps."""
        earlier = sorted(self._gone.get(table, []))
        stood = []
        for position in positions:
            at = position
            for gone in earlier:
                at += gone <= at
            stood.append(at)
        self._gone.setdefault(table, []).extend(stood)
        return stood


@contextlib.contextmanager
def step(book: xw.Book, command: str, *, now: dt.datetime | None = None, who: str | None = None) -> Iterator[Step]:
    """One step of the journal, written to the sheet when the block ends well."""
    local = now or dt.datetime.now().replace(microsecond=0)  # noqa: DTZ005 - the user's own clock
    one = Step(book, command, local, who or user_name())
    yield one
    if one.entries:
        _write(book, one, one.command, one.entries)
        if (noted := _NOTED.get()) is not None:
            noted.append(one)


@contextlib.contextmanager
def noting() -> Iterator[list[Step]]:
    """The steps that are written inside the block, in order."""
    steps: list[Step] = []
    token = _NOTED.set(steps)
    try:
        yield steps
    finally:
        _NOTED.reset(token)


def add_results(one: Step, entries: list[Entry]) -> None:
    """Add to a step that is written what became of the sheets of results meanwhile."""
    _write(one.book, one, RESULTS, entries)


def user_name() -> str | None:
    """Who works at this machine, where they have said so in CUSTOMER_BOOK_USER; the system's name for them is nobody's
    business, as the journal and the import log travel with the book."""
    return os.environ.get("CUSTOMER_BOOK_USER", "").strip() or None


def _table(table: Table | str) -> Table:
    return schema.table(table) if isinstance(table, str) else table


def _write(book: xw.Book, one: Step, command: str, entries: list[Entry]) -> None:
    import pandas as pd

    rows = pack(entries)
    texts = {
        "action": [row.action for row in rows],
        "table": [row.table or None for row in rows],
        "subject": [row.subject or None for row in rows],
        "field": [row.field or None for row in rows],
        "before": [row.before or None for row in rows],
        "after": [row.after or None for row in rows],
    }
    frame = pd.DataFrame(texts, dtype="str").assign(
        batch=one.batch,
        command=command,
        when=pd.Timestamp(one.now),
    )
    frame["who"] = pd.Series(one.who, index=frame.index, dtype="str")
    frame["when"] = frame["when"].astype("datetime64[s]")
    _make_room(book, one.batch, int(frame[["subject", "before", "after"]].fillna("").map(len).sum().sum()))
    tables.append(book, JOURNAL, frame)


def _make_room(book: xw.Book, batch: str, size: int) -> None:
    """Drop the oldest steps where the journal has grown too large."""
    frame = read(book)
    if frame.empty:
        return
    sizes = frame[["subject", "before", "after"]].fillna("").map(len).sum(axis=1)
    characters = sizes.groupby(frame["batch"], sort=False).sum()
    gone_back = undone(frame)
    steps = [(str(key), int(characters[key]), bool(gone_back[key])) for key in characters.index]
    if gone := surplus([*steps, (batch, size, False)]):
        tables.delete_rows(book, JOURNAL, frame.index[frame["batch"].isin(gone)])


def read(book: xw.Book) -> pd.DataFrame:
    """The journal's rows, oldest first."""
    return tables.read(book, JOURNAL, [*_TEXTS, "when"]).frame


def undone(frame: pd.DataFrame) -> pd.Series[bool]:
    """Which steps of the journal, the oldest first, were taken back."""
    found: pd.Series[bool] = frame["undone"].notna().groupby(frame["batch"], sort=False).any()
    return found


def steps(frame: pd.DataFrame) -> list[tuple[JournalStep, list[int]]]:
    """The steps of the journal, oldest first, each with the positions of its rows. StructureError where a row of it
    was changed by somebody else."""
    found: list[tuple[JournalStep, list[int]]] = []
    texts = frame[list(_TEXTS)].astype(object).where(frame[list(_TEXTS)].notna(), "")
    for batch, rows in texts.groupby("batch", sort=False):
        of_results = rows["command"] == RESULTS
        try:
            own, results = _unpacked(rows[~of_results], 0), _unpacked(rows[of_results], int((~of_results).sum()))
        except (ValueError, TypeError) as error:
            raise StructureError(_UNREADABLE) from error
        command = str(rows["command"].iloc[0])
        undone = bool((rows["undone"] != "").any())
        positions = [*rows.index[~of_results].tolist(), *rows.index[of_results].tolist()]
        found.append((JournalStep(str(batch), command, own, undone, results), positions))
    return found


def _unpacked(rows: pd.DataFrame, first: int) -> tuple[Packed, ...]:
    """The entries of some rows of a step, which stand from `first` on among its positions."""
    contents = rows[["action", "table", "subject", "field", "before", "after"]].to_numpy()
    packed = unpack([Row(*values) for values in contents])
    return tuple(Packed(one.entry, tuple(first + at for at in one.rows)) for one in packed)
