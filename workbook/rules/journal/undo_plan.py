"""Undo planning: what undoing one step would do to the book as it is now; nothing is written here.

- A changed value goes back to `before` only where the cell still holds `after`.
- A created row goes only if its input cells are as they were created and no row outside the step refers to it.
- A removed row comes back where it stood, unless its row_id or its number has been given to another row.
Everything else stays and is listed with its reason. Items = reversed + kept + errors, always.

Entries are taken back last first, so that a row that was moved and then lost its old home finds it again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from workbook import schema
from workbook.language import Text
from workbook.rules.basics.references import fold
from workbook.rules.journal.digests import row_digests
from workbook.rules.journal.entries import Action, Entry, Packed
from workbook.rules.journal.json_scalars import Before, Scalar, same, to_scalars, value_of
from workbook.schema.cells import split_choices
from workbook.schema.model import Table

if TYPE_CHECKING:
    import pandas as pd


class Result(StrEnum):
    """Keys of the list `undo_result`."""

    REVERSED = "reversed"
    KEPT = "kept"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Left:
    """One item that stays as it is: kept for the user's sake, or impossible to take back (ERROR)."""

    entry: int  # place in the step's entries
    result: Result
    row: Text  # which row, as the user knows it
    reason: Text


@dataclass
class Reversal:
    """What to write, and what stays. Positions are those of the frames handed in."""

    restore: dict[str, dict[str, dict[int, Before]]] = field(
        default_factory=dict
    )  # table -> field -> position -> value
    delete: dict[str, list[int]] = field(default_factory=dict)
    insert: dict[str, list[tuple[int, dict[str, Any]]]] = field(default_factory=dict)  # (position, raw cells by header)
    names: dict[str, Any] = field(default_factory=dict)  # name -> value; of a table's size, the rows it had grown by
    reversed: int = 0
    left: list[Left] = field(default_factory=list)

    @property
    def kept(self) -> int:
        """Items that were changed or used since."""
        return sum(one.result is Result.KEPT for one in self.left)

    @property
    def errors(self) -> int:
        """Items that cannot be taken back."""
        return sum(one.result is Result.ERROR for one in self.left)


@dataclass(frozen=True)
class Current:
    """The book as it is: typed frames of the tables written to, the references to them, and the named cells."""

    frames: Mapping[str, pd.DataFrame]  # with the id column (row_id, or key of a list) and the inputs
    references: Callable[[Table], Iterable[tuple[Table, str, pd.DataFrame]]]  # (table, field, frame of id and field)
    names: Mapping[str, Scalar]


_GONE = Text("这一行已经被删除", "the row has been deleted since")
_CHANGED = Text("“{label}”后来改成了“{now}”", "{label} has been changed to '{now}' since")
_EDITED = Text("这一行后来改过", "the row has been edited since")
_USED = Text("“{table}”里有 {n} 行用着它", "{n} rows of {table} refer to it")
_THERE = Text("这一行已经在表里", "the row is in the table already")
_NUMBER = Text("编号 {number} 已经给了别的行", "its number {number} has been given to another row")
_NAME = Text("设置后来改成了“{now}”", "the cell has been changed to '{now}' since")
_GROWN = Text("补进来的行后来改过，或表的行数后来变了", "the rows taken in, or the table's size, have changed since")
_RENAMED = Text("名称后来又改过", "its labels have been changed again since")
_BLANK = Text("空白", "blank")


def id_key(table: Table) -> str:
    """The column that tells rows apart for good: row_id; the key of a dictionary list, and of a result that is made
    anew from run to run."""
    return str(table.key) if table.key and (table.result or "row_id" not in table) else "row_id"


def referrers(table: Table) -> list[tuple[Table, str]]:
    """Which columns of which tables name rows of this one: references, or choices of a list."""
    user_tables = [one for one in schema.TABLES if not one.result]
    if table.name == "tblProducts":
        return [(one, "product") for one in user_tables if "product" in one and one["product"].kind.is_text]
    list_key = next((one.key for one in schema.LISTS if one.table_name == table.name), None)
    return [
        (one, field.key)
        for one in user_tables
        for field in one.inputs
        if field.ref == table.name or (list_key and field.list == list_key)
    ]


def reverse(entries: Sequence[Packed], now: Current) -> Reversal:
    """Plan the undoing of one step."""
    plan = Reversal()
    for place in reversed(range(len(entries))):
        entry = entries[place].entry
        if not entry.table:
            _names(plan, place, entry, now)
        elif entry.action is Action.CHANGED:
            _values(plan, place, entry, now)
        elif entry.action is Action.REMOVED:
            _rows_back(plan, place, entry, now)
    _rows_away(plan, entries, now)
    return plan


def _names(plan: Reversal, place: int, entry: Entry, now: Current) -> None:
    for name, before, after in zip(entry.subjects, entry.before, entry.after, strict=True):
        current = now.names.get(name)
        if current in (after, before):
            plan.names[name] = before
            plan.reversed += 1
        else:
            row = Text(name, name)
            if isinstance(before, dict):  # of a table: its size and the rows it had grown by, or a list's labels
                kind, _, table = name.partition(":")
                reason = _RENAMED if kind == "labels" else _GROWN
                plan.left.append(Left(place, Result.KEPT, schema.table(table).label, reason))
                continue
            plan.left.append(Left(place, Result.KEPT, row, _NAME.format(now=_shown(current))))


def _values(plan: Reversal, place: int, entry: Entry, now: Current) -> None:
    table = schema.table(entry.table)
    frame = now.frames[entry.table]
    one = table[entry.field]
    at = _positions(frame, id_key(table))
    current = dict(zip(frame.index.tolist(), to_scalars(frame[entry.field]), strict=True))
    planned = plan.restore.setdefault(entry.table, {}).setdefault(entry.field, {})
    for subject, before, after in zip(entry.subjects, entry.before, entry.after, strict=True):
        position = at.get(subject)
        if position is None:
            plan.left.append(Left(place, Result.ERROR, Text(table.label.zh, table.label.en), _GONE))
            continue
        value = value_of(planned.get(position, current[position]))
        if same(value, after, one.kind) or same(value, value_of(before), one.kind):
            planned[position] = before
            plan.reversed += 1
        else:
            reason = _CHANGED.format(label=one.label, now=_shown(value))
            plan.left.append(Left(place, Result.KEPT, _row(table, frame, position), reason))


def _rows_back(plan: Reversal, place: int, entry: Entry, now: Current) -> None:
    table = schema.table(entry.table)
    frame = now.frames[entry.table]
    there = _positions(frame, id_key(table))
    numbers = set(frame[table.key].dropna()) if table.key in frame.columns else set()
    for subject, whole in zip(entry.subjects, entry.before, strict=True):
        number = whole.get("key")
        if subject in there:
            plan.left.append(Left(place, Result.KEPT, _row(table, frame, there[subject]), _THERE))
        elif number is not None and number in numbers:
            row = Text(f"{table.label.zh} {number}", f"{table.label.en} {number}")
            plan.left.append(Left(place, Result.KEPT, row, _NUMBER.format(number=number)))
        else:
            plan.insert.setdefault(entry.table, []).append((int(whole["at"]), whole["cells"]))
            plan.reversed += 1


def _rows_away(plan: Reversal, entries: Sequence[Packed], now: Current) -> None:
    """Created rows: candidates are those nobody edited; of them go those that nothing left behind refers to."""
    candidates: dict[str, dict[int, int]] = {}  # table -> position -> place of the entry
    for place, packed in enumerate(entries):
        entry = packed.entry
        if entry.action is not Action.CREATED or not entry.table:
            continue
        table = schema.table(entry.table)
        frame = now.frames[entry.table]
        at = _positions(frame, id_key(table))
        both = zip(entry.subjects, entry.after, strict=True)
        found = [(at[subject], after) for subject, after in both if subject in at]
        plan.reversed += len(entry) - len(found)  # somebody has deleted them already
        positions = [position for position, _ in found]
        # What this very undo puts back belongs to the row as it was created.
        digests = row_digests(table, _restored(plan, table, frame.loc[positions]))
        for position, (_, after), digest in zip(positions, found, digests, strict=True):
            if digest == after:
                candidates.setdefault(entry.table, {})[position] = place
            else:
                plan.left.append(Left(place, Result.KEPT, _row(table, frame, position), _EDITED))
    _keep_used(plan, candidates, now)
    for name, places in candidates.items():
        plan.delete[name] = sorted(places)
        plan.reversed += len(places)


def _restored(plan: Reversal, table: Table, rows: pd.DataFrame) -> pd.DataFrame:
    from workbook.rules.journal.json_scalars import from_scalars

    for key, values in plan.restore.get(table.name, {}).items():
        here = [position for position in values if position in rows.index]
        if here:
            column = rows[key].copy()
            column[here] = from_scalars([value_of(values[p]) for p in here], table[key].kind, here)
            rows = rows.assign(**{key: column})
    return rows


def _keep_used(plan: Reversal, candidates: dict[str, dict[int, int]], now: Current) -> None:
    """Take back from the candidates, again and again, what a row that stays refers to."""
    read: dict[str, list[tuple[Table, str, pd.DataFrame]]] = {}
    for name, places in candidates.items():
        if places:
            table = schema.table(name)
            read[name] = list(now.references(table)) if referrers(table) else []
    settled = False
    while not settled:
        settled = True
        for name, places in candidates.items():
            for position, reason in _used(schema.table(name), places, now.frames[name], read.get(name, []), candidates):
                row = _row(schema.table(name), now.frames[name], position)
                plan.left.append(Left(places.pop(position), Result.KEPT, row, reason))
                settled = False


def _used(
    table: Table,
    places: Mapping[int, int],
    frame: pd.DataFrame,
    references: Sequence[tuple[Table, str, pd.DataFrame]],
    candidates: Mapping[str, Mapping[int, int]],
) -> list[tuple[int, Text]]:
    """Candidate rows that a row outside the candidates names, by number or name."""
    named = _spellings(table, frame, places)
    found: dict[int, Text] = {}
    for other, key, refs in references:
        going = candidates.get(other.name, {})
        staying = refs[key][~refs.index.isin(list(going))].dropna()
        if other[key].kind == "choices":
            staying = staying.map(split_choices).explode()
        for value, count in staying.value_counts().items():
            position = named.get(fold(str(value)))
            if position is not None and position not in found:
                found[position] = _USED.format(table=other.label, n=int(count))
    return list(found.items())


def _spellings(table: Table, frame: pd.DataFrame, places: Mapping[int, int]) -> dict[str, int]:
    """Folded number, and name where only one row of the whole table has it -> position, for candidate rows."""
    spelled: dict[str, int] = {}
    name = table.name_key
    if name and name in frame.columns:
        folded = frame[name].dropna().map(fold)
        single = folded[~folded.duplicated(keep=False)]
        spelled |= {text: int(at) for text, at in zip(single, single.index, strict=True) if at in places}
    if table.key in frame.columns:
        keys = frame[str(table.key)].reindex(list(places)).dropna()
        spelled |= {fold(text): int(at) for text, at in zip(keys, keys.index, strict=True)}
    return spelled


def _positions(frame: pd.DataFrame, key: str) -> dict[str, int]:
    ids = frame[key].dropna()
    return dict(zip(ids.tolist(), ids.index.tolist(), strict=True))


def _row(table: Table, frame: pd.DataFrame, position: int) -> Text:
    """客户 C00012 甲乙有限公司"""
    shown = [frame.at[position, key] for key in (table.key, table.name_key) if key and key in frame.columns]
    named = " ".join(str(one) for one in shown if isinstance(one, str))
    return Text(f"{table.label.zh} {named}".strip(), f"{table.label.en} {named}".strip())


def _shown(value: Scalar) -> Text:
    return _BLANK if value is None else Text(str(value)[:60], str(value)[:60])
