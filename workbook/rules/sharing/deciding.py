"""What becomes of all that the copies say, held against each other and against the book as it is now.

A cell that only a copy changed is taken, one that the book has already is done, one that both changed, or two copies
differently, is a conflict for somebody to decide. New rows are taken; a new customer that looks like another one waits.
Deletions, rows the person was never handed, unreadable cells and added columns wait too. The order of the copies makes
no difference.

>>> theirs = Change("h1", "tblCustomers", "r1", What.CHANGED, "remarks", "a", "b")
>>> book = {"tblCustomers": pd.DataFrame({"row_id": ["r1"], "remarks": ["a"]}, dtype="str")}
>>> [(one.what.value, one.ours) for one in decided([theirs], book)]
[('changed', 'a')]
>>> other = Change("h2", "tblCustomers", "r1", What.CHANGED, "remarks", "a", "c")
>>> sorted((one.what.value, one.theirs) for one in decided([other, theirs], book))
[('conflict', 'b'), ('conflict', 'c')]
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from workbook import schema
from workbook.rules.journal.json_scalars import to_scalars
from workbook.rules.matching.registered import core
from workbook.rules.sharing.merging import Change, Value, What
from workbook.rules.sharing.spelling import same
from workbook.schema.tables.customers import CUSTOMERS


def decided(changes: Iterable[Change], book: Mapping[str, pd.DataFrame]) -> list[Change]:
    """Every change with what the book has now and what it is, in one order whatever order they came in. book: frames
    with the row_ids and columns that the changes name."""
    distinct = {one.key: one for one in sorted(changes, key=_order, reverse=True)}
    rows = {name: dict(zip(frame["row_id"].tolist(), range(len(frame)), strict=True)) for name, frame in book.items()}
    found: list[Change] = []
    cells: dict[tuple[str, str, str], list[Change]] = {}
    new: dict[tuple[str, str], list[Change]] = {}
    for one in sorted(distinct.values(), key=_order):
        at = rows.get(one.table, {}).get(one.row_id)
        if one.what in (What.CHANGED, What.CONFLICT, What.GONE) and one.field:
            if at is None:
                cells.setdefault((one.table, one.row_id, one.field), []).append(replace(one, what=What.GONE))
                continue
            [ours] = to_scalars(book[one.table][one.field].iloc[[at]])
            if not same(ours, _plain(one.theirs)):
                cells.setdefault((one.table, one.row_id, one.field), []).append(replace(one, ours=ours))
        elif one.what in (What.NEW, What.ALIKE):
            if at is None:
                new.setdefault((one.table, one.row_id), []).append(replace(one, what=What.NEW, same_as=""))
            else:
                found += _refused_if_other(one, book[one.table], at)
        elif one.what is What.DELETED:
            if at is not None:
                found.append(one)
        else:
            found.append(one)
    found += _cells(cells)
    found += _new(new, book)
    return sorted(found, key=_order)


def _order(one: Change) -> tuple[object, ...]:
    said = json.dumps([one.theirs, one.values], ensure_ascii=False, sort_keys=True)
    return _TABLES.get(one.table, 99), one.row_id, one.field, one.what, said, one.handout


_TABLES = {table.name: at for at, table in enumerate(schema.TABLES)}


def _plain(value: Value) -> object:
    return tuple(value) if isinstance(value, list) else value


def _cells(cells: Mapping[tuple[str, str, str], Sequence[Change]]) -> list[Change]:
    found: list[Change] = []
    for many in cells.values():
        differ = any(not same(_plain(many[0].theirs), _plain(one.theirs)) for one in many)
        for one in many if differ else many[:1]:
            if one.what is not What.GONE:
                clean = same(one.ours, _plain(one.base)) and not differ
                one = replace(one, what=What.CHANGED if clean else What.CONFLICT)  # noqa: PLW2901
            found.append(one)
    return found


def _refused_if_other(one: Change, frame: pd.DataFrame, at: int) -> list[Change]:
    """A new row that the book has by now: nothing where it says the same."""
    values = {key: value for key, value in one.values.items() if key in frame and not isinstance(value, list)}
    key = schema.table(one.table).key
    now = {name: to_scalars(frame[name].iloc[[at]])[0] for name in values}
    changed = {name: value for name, value in values.items() if name != key and not same(now[name], value)}
    return [
        Change(one.handout, one.table, one.row_id, What.CONFLICT, name, None, value, now[name])
        for name, value in changed.items()
    ]


def _new(new: Mapping[tuple[str, str], Sequence[Change]], book: Mapping[str, pd.DataFrame]) -> list[Change]:
    """New rows; of one identifier the first is the row, what others say differently are conflicts of its cells."""
    found: list[Change] = []
    for many in new.values():
        first = many[0]
        found.append(first)
        for other in many[1:]:
            found += [
                Change(other.handout, other.table, other.row_id, What.CONFLICT, key, None, value, first.values.get(key))
                for key, value in other.values.items()
                if not same(_plain(value), _plain(first.values.get(key)))
            ]
    return _alike(found, book)


def _alike(rows: list[Change], book: Mapping[str, pd.DataFrame]) -> list[Change]:
    """New customers named like one of the book, or like another new one: proposed as one, that of the earlier entry."""
    known: dict[str, str] = {}
    if CUSTOMERS.name in book:
        frame = book[CUSTOMERS.name]
        if "name" in frame:
            named = zip(frame["name"].tolist(), frame["row_id"].tolist(), strict=True)
            known = {core(name): str(row_id) for name, row_id in named if isinstance(name, str)}
    done: list[Change] = []
    for one in sorted(rows, key=_entered):
        name = one.values.get("name")
        if one.table != CUSTOMERS.name or one.what is not What.NEW or not isinstance(name, str):
            done.append(one)
            continue
        other = known.setdefault(core(name), one.row_id)
        done.append(one if other == one.row_id else replace(one, what=What.ALIKE, same_as=other))
    return done


def _entered(one: Change) -> tuple[object, ...]:
    """Who entered a customer first comes first."""
    day = one.values.get("created_on")
    return (not isinstance(day, str), str(day), *_order(one))
