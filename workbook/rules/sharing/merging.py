"""The three-way merge of one returned copy: what was handed out, what came back, what the book has now.

Rows are told by their row_id. A cell that came back as it went out is no change; one that changed in the copy is a
change, whatever became of it in the book (`deciding`). Rows without an identifier (typed on a phone), or with that of
another row (pasted over), are new; their identifier follows from what stands in them, so that the same copy gives the
same row again.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.rules.journal.json_scalars import Scalar, to_scalars
from workbook.rules.sharing.spelling import differs, plain
from workbook.schema.model import Kind, Table

if TYPE_CHECKING:
    from numpy.typing import NDArray

Value = Scalar | list[str]  # a list names a row of the copy that has no number of the book yet: table, row_id
Values = dict[str, Value]


class What(StrEnum):
    """What a copy says of a row or cell; the keys of the list merge_kind."""

    CHANGED = "changed"
    NEW = "new"
    CONFLICT = "conflict"
    ALIKE = "alike"
    DELETED = "deleted"
    GONE = "gone"
    REFUSED = "refused"
    UNREAD = "unread"
    COLUMN = "column"


@dataclass(frozen=True)
class Change:
    """One thing that a copy says. Of a cell: field, base and theirs; of a row: its values."""

    handout: str
    table: str
    row_id: str
    what: What
    field: str = ""
    base: Value = None
    theirs: Value = None
    ours: Value = None
    values: Values = dataclasses.field(default_factory=dict)
    same_as: str = ""  # of a customer that may be another one: that one's row_id
    reason: str = ""  # key of a sentence

    @property
    def key(self) -> str:
        """What it is known by from collect to collect: what is said, not when."""
        said = json.dumps([self.theirs, self.values], ensure_ascii=False, sort_keys=True)
        text = "|".join((self.table, self.row_id, self.field, (self.what in _ROWS and str(self.what)) or "", said))
        return hashlib.sha256(text.encode()).hexdigest()[:24]


_ROWS = (What.DELETED, What.UNREAD, What.COLUMN)


@dataclass(frozen=True)
class Came:
    """A table of a copy as it came back: rows of the columns that are there, cells that could not be read, and columns
    that a person added (header -> value by position)."""

    frame: pd.DataFrame
    unread: Mapping[tuple[int, str], str] = dataclasses.field(default_factory=dict)
    added: Mapping[str, Mapping[int, Scalar]] = dataclasses.field(default_factory=dict)


def compared(
    table: Table,
    handout: str,
    base: pd.DataFrame,
    came: Came,
    known_here: pd.Index[Any],
    dropped: Iterable[str] = (),
) -> list[Change]:
    """What a copy's table says against what was handed out.

    known_here: row_ids of the book, whether or not they were handed out. dropped: rows of the copy that were settled as
    not to be taken.
    """
    theirs = _identified(table, handout, base, came.frame)
    fields = [key for key in base.columns if key in theirs and key != "row_id"]
    at = pd.Index(base["row_id"]).get_indexer(pd.Index(theirs["row_id"]))
    known = at >= 0
    changes = _cells(table, handout, base, theirs, fields, at, came)
    here, left = known_here, set(dropped)
    for row in np.flatnonzero(~known).tolist():
        row_id = str(theirs["row_id"].iloc[row])
        values = _values(theirs, [key for key in theirs.columns if key in table and key != "row_id"], row)
        if row_id in left or not any(value not in (None, False) for value in values.values()):
            continue
        if table.result:
            continue
        what = What.REFUSED if row_id in here else What.NEW
        reason = "not_handed_out" if row_id in here else ""
        changes.append(Change(handout, table.name, row_id, what, values=values, reason=reason))
    if not table.result and len(came.frame.columns):
        gone = ~pd.Index(base["row_id"]).isin(theirs["row_id"])
        for row in np.flatnonzero(gone).tolist():
            row_id = str(base["row_id"].iloc[row])
            if row_id in here:
                changes.append(Change(handout, table.name, row_id, What.DELETED, values=_values(base, fields, row)))
    return [*changes, *_added(table, handout, theirs, came)]


def _cells(
    table: Table,
    handout: str,
    base: pd.DataFrame,
    theirs: pd.DataFrame,
    fields: Sequence[str],
    at: NDArray[np.intp],
    came: Came,
) -> list[Change]:
    known = np.flatnonzero(at >= 0)
    where = at[known]
    positions = theirs.index.to_numpy()[known]
    changes: list[Change] = []
    for key in fields:
        before, after = base[key].iloc[where], theirs[key].iloc[known]
        if before.dtype != after.dtype:
            before = before.astype(after.dtype)
        for row in np.flatnonzero(differs(before, after)).tolist():
            row_id = str(theirs["row_id"].iloc[int(known[row])])
            [old], [new] = to_scalars(before.iloc[[row]]), to_scalars(after.iloc[[row]])
            cell = came.unread.get((int(positions[row]), key))
            if cell is not None:
                changes.append(Change(handout, table.name, row_id, What.UNREAD, key, old, cell))
            else:
                changes.append(Change(handout, table.name, row_id, What.CHANGED, key, old, new))
    return changes


def _identified(table: Table, handout: str, base: pd.DataFrame, theirs: pd.DataFrame) -> pd.DataFrame:
    """The rows with one identifier each."""
    ids = theirs["row_id"].astype(object).where(theirs["row_id"].notna(), None)
    twice = ids.notna() & ids.duplicated(keep=False)
    listed = ids.tolist()
    if bool(twice.any()):
        _keep_one(base, theirs, listed, twice.to_numpy())
    seen: dict[str, int] = {}
    for row, one in enumerate(listed):
        if not isinstance(one, str) or not one.strip():
            keys = [key for key in theirs.columns if key in table and key != "row_id"]
            said = json.dumps([_said(value) for value in _values(theirs, keys, row).values()], ensure_ascii=False)
            count = seen[said] = seen.get(said, 0) + 1
            text = f"{handout}|{table.name}|{said}|{count}"
            listed[row] = hashlib.sha256(text.encode()).hexdigest()[:16]
    return theirs.assign(row_id=pd.Series(listed, index=theirs.index, dtype="str"))


def _keep_one(base: pd.DataFrame, theirs: pd.DataFrame, listed: list[Any], twice: NDArray[np.bool_]) -> None:
    """Of rows with one identifier the one most like what was handed out keeps it."""
    fields = [key for key in base.columns if key in theirs and key != "row_id"]
    known = dict(zip(base["row_id"], range(len(base)), strict=True))
    rows: dict[str, list[int]] = {}
    for row in np.flatnonzero(twice).tolist():
        rows.setdefault(str(listed[row]), []).append(row)
    for row_id, many in rows.items():
        at = known.get(row_id)
        before = None if at is None else [_said(one) for one in _values(base, fields, at).values()]
        scores = [
            0
            if before is None
            else sum(a == b for a, b in zip(before, map(_said, _values(theirs, fields, row).values()), strict=True))
            for row in many
        ]
        best = many[scores.index(max(scores))]
        for row in many:
            if row != best:
                listed[row] = None


def _said(value: object) -> object:
    return plain(value) or None if isinstance(value, str) else value or None


def _values(frame: pd.DataFrame, keys: Iterable[str], row: int) -> Values:
    return {key: to_scalars(frame[key].iloc[[row]])[0] for key in keys}


def _added(table: Table, handout: str, theirs: pd.DataFrame, came: Came) -> list[Change]:
    """Columns that the person added: a proposal a cell."""
    ids = dict(zip(theirs.index.tolist(), theirs["row_id"].tolist(), strict=True))
    return [
        Change(handout, table.name, str(ids[position]), What.COLUMN, header, None, str(value))
        for header, cells in came.added.items()
        for position, value in cells.items()
        if position in ids
    ]


def settle(rows: dict[str, Mapping[str, Any] | None], row_id: str, values: Mapping[str, Any] | None) -> None:
    """Add to what is settled of a table's rows: values beside those of before, or (None) that the row is gone.

    >>> rows = {}
    >>> settle(rows, "r1", {"a": 1}), settle(rows, "r1", {"b": 2}), settle(rows, "r2", None)
    (None, None, None)
    >>> rows
    {'r1': {'a': 1, 'b': 2}, 'r2': None}
    """
    rows[row_id] = None if values is None else {**(rows.get(row_id) or {}), **values}


def settled_base(base: pd.DataFrame, settled: Mapping[str, Mapping[str, Any] | None], table: Table) -> pd.DataFrame:
    """What was handed out, with what earlier merges have settled: cells, new rows, rows that are gone."""
    from workbook.rules.journal.json_scalars import from_scalars

    rows = dict(zip(base["row_id"].tolist(), range(len(base)), strict=True))
    columns = {str(key): to_scalars(base[key]) for key in base.columns}
    gone: set[int] = set()
    for row_id, values in settled.items():
        if values is None:
            if row_id in rows:
                gone.add(rows[row_id])
            continue
        if row_id not in rows:
            rows[row_id] = len(columns["row_id"])
            for key, column in columns.items():
                column.append(row_id if key == "row_id" else None)
        gone.discard(rows[row_id])
        for key, value in values.items():
            if key in columns:
                columns[key][rows[row_id]] = value
    kinds = {key: Kind.TEXT if key == "row_id" else table[key].kind for key in columns}
    length = len(columns["row_id"])
    made = {key: from_scalars(values, kinds[key], range(length)) for key, values in columns.items()}
    frame = pd.DataFrame(made)
    return frame.drop(index=sorted(gone)).reset_index(drop=True) if gone else frame
