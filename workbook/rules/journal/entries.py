"""Journal entries: what one command did, packed into few rows of the journal, and unpacked again.

An entry is one action on many rows of one table: rows created (each with its digest), values of one field changed
(each with before and after), rows removed (each whole). Packed, one journal row holds as many of them as fit a cell:
`subject`, `before` and `after` JSON arrays of the same length. An item too long for one cell goes on in rows without a
subject. A million loaded rows take about 600 journal rows.

A changed named cell (a setting, a stamp) is an entry without a table, its subject the name.

>>> entry = Entry(Action.CHANGED, "tblCustomers", "phone", ("a1", "b2"), (None, "020-88880000"), ("1", "2"))
>>> rows = pack([entry])
>>> rows[0].subject, rows[0].before, rows[0].after
('["a1","b2"]', '[null,"020-88880000"]', '["1","2"]')
>>> [one.entry for one in unpack(rows)] == [entry]
True
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

CELL = 32_000
"""Characters of a cell that are used; a sheet's cell holds 32,767."""


class Action(StrEnum):
    """Keys of the list `log_action`."""

    CREATED = "created"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Entry:
    """One action on n rows of a table; `before` and `after` have n items each, or none.

    created: after = digests. changed: JSON scalars, before also {"formula": …, "row": …, "value": scalar}. removed:
    before = {"at": position, "cells": {header: raw scalar}}.
    """

    action: Action
    table: str
    field: str
    subjects: Sequence[str]
    before: Sequence[Any] = ()
    after: Sequence[Any] = ()

    def __len__(self) -> int:
        return len(self.subjects)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the journal table, without what it has in common with its batch."""

    action: str
    table: str
    subject: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Packed:
    """An entry as read from the journal, and which of the given rows it came from."""

    entry: Entry
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class JournalStep:
    """One run of one command, as the journal keeps it."""

    batch: str
    command: str
    entries: tuple[Packed, ...]
    undone: bool
    results: tuple[Packed, ...] = ()  # what it changed on sheets of results, beside what users type

    def __len__(self) -> int:
        return sum(len(one.entry) for one in self.entries)


def pack(entries: Iterable[Entry]) -> list[Row]:
    """Entries as journal rows, in order."""
    return [row for entry in entries for row in _pack(entry)]


def unpack(rows: Sequence[Row]) -> Iterator[Packed]:
    """Journal rows as entries, in order; neighbouring rows of one action, table and field stay separate entries."""
    at = 0
    while at < len(rows):
        end = at + 1
        while end < len(rows) and not rows[end].subject:
            end += 1
        head = rows[at]
        before = "".join(row.before for row in rows[at:end])
        after = "".join(row.after for row in rows[at:end])
        entry = Entry(
            Action(head.action),
            head.table,
            head.field,
            tuple(json.loads(head.subject)),
            tuple(json.loads(before)) if before else (),
            tuple(json.loads(after)) if after else (),
        )
        yield Packed(entry, tuple(range(at, end)))
        at = end


def _pack(entry: Entry) -> Iterator[Row]:
    sides = [[_json(one) for one in side] for side in (entry.subjects, entry.before, entry.after)]
    start = 0
    lengths = [2, 2, 2]
    for place in range(len(entry)):
        added = [len(side[place]) + 1 if side else 0 for side in sides]
        if place > start and any(a + b > CELL for a, b in zip(lengths, added, strict=True)):
            yield from _rows(entry, sides, start, place)
            start, lengths = place, [2, 2, 2]
        lengths = [a + b for a, b in zip(lengths, added, strict=True)]
    if len(entry):
        yield from _rows(entry, sides, start, len(entry))


def _rows(entry: Entry, sides: Sequence[Sequence[str]], start: int, end: int) -> Iterator[Row]:
    """The row of the items start..end, and those it goes on in where one item alone is too long."""
    subject, before, after = (f"[{','.join(side[start:end])}]" if side else "" for side in sides)
    if max(len(before), len(after)) > CELL:  # an edge of a cell may be no space: cells are read without outer spaces
        before, after = _without_spaces(before), _without_spaces(after)
    for piece in range(0, max(len(before), len(after), 1), CELL):
        end_ = piece + CELL
        yield Row(entry.action, entry.table, subject, entry.field, before[piece:end_], after[piece:end_])
        subject = ""


def _without_spaces(text: str) -> str:
    return re.sub(r"\s", lambda space: f"\\u{ord(space[0]):04x}", text)  # JSON has blanks only inside its strings


def _json(value: object) -> str:
    if isinstance(value, str) and value.isascii() and value.isalnum():
        return f'"{value}"'  # a million row_ids need no escaping
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
