"""Reference resolution: which row of another table a cell names - by its id, or by a name that only one row has.

Ids are compared without outer spaces, regardless of case and full width ("ｃ００００１ " is C00001); so are names.
What was typed exactly wins over what is merely alike; an id wins over a name, a name over what the row is called as
well (简称, 曾用名, 开票名称). A customer or product is named by a part of a name too, where only one row that is not
archived has it: `parts` says which part was taken for which row. A name that two rows share names nobody: that is a
finding, as is an unknown one. A blank cell names nothing and is no finding here.

>>> customers = pd.DataFrame({"customer_id": ["C1", "C2", "C3"], "name": ["Ash Ltd", "Birch", "Birch"]}, dtype="str")
>>> found = resolve(pd.Series(["ｃ１", "ash ltd", "Birch", "Elm", "ash"], dtype="str"), customers)
>>> found.ids.tolist()[:2], found.unknown.tolist(), found.ambiguous.tolist(), found.parts
(['C1', 'C1'], [3], [2], {'ash': 0})
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.language import Text
from workbook.schema.findings import Finding
from workbook.schema.tables.customers import CUSTOMERS
from workbook.schema.tables.trade import PRODUCTS

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}

_NOBODY, _SEVERAL = -1, -2

CALLED = {str(table.key): table for table in (CUSTOMERS, PRODUCTS)}
"""By their id: the tables whose rows are named by other names and parts of names too."""

_BETWEEN = re.compile(r"[、;；\n]")
_OFFERED = 3

UNKNOWN = Text("“{value}”不是已有的{target}编号或名称", "'{value}' is not an ID or name in {target}")
UNKNOWN_FIX = Text(
    "改成“{target}”表里的编号或全称，或先在那里新建。",
    "Type an ID or exact name from the sheet {target}, or add it there first.",
)
AMBIGUOUS = Text("“{target}”表里有几行叫“{value}”", "several rows of {target} are called '{value}'")
AMBIGUOUS_FIX = Text("改填编号。", "Write the id instead.")
IN_SEVERAL = Text("“{target}”表里有 {n:,} 行的名称含“{value}”", "{n:,} rows of {target} have '{value}' in their name")
IN_SEVERAL_FIX = Text("改填编号或全称。", "Type the ID or the exact name instead.")
TAKEN = Text("“{value}”按 {row} 处理", "'{value}' is taken for {row}")
TAKEN_FIX = Text(
    "是这一个就不用改；不是就改填编号或全称。", "Leave it if that is right; otherwise type the ID or the exact name."
)


@dataclass(frozen=True)
class Resolved:
    """What the cells of one REF column name. All series have the column's index or are labels of it."""

    ids: pd.Series[Any]  # str; NaN where the cell is blank, unknown or ambiguous
    positions: pd.Series[Any]  # int64: position (0-based) of the row that is named, -1 for none
    unknown: pd.Index[Any]  # rows whose value names nothing
    ambiguous: pd.Index[Any]  # rows whose value is the name, or in the name, of several
    parts: Mapping[str, int] = field(default_factory=dict)  # part of a name -> position of the row it was taken for
    several: Mapping[str, tuple[int, ...]] = field(default_factory=dict)  # part -> positions of all whose name has it


def resolve(
    refs: pd.Series[Any],
    target: pd.DataFrame,
    *,
    id_key: str = "customer_id",
    name_key: str = "name",
    parts: bool = True,
) -> Resolved:
    """Resolve a REF column (str, NaN = blank) against the table it points to, of which the columns
    `Table.reference_keys` are looked at, as far as they are there. Of rows with one id the first counts. parts=False:
    by whole names only, where `target` holds not all the rows a part could mean.

    Each distinct value is looked at once: a million clean references cost about what telling them apart costs.
    """
    codes, distinct = pd.factorize(refs)
    values = distinct.tolist()
    ids = target[id_key]
    found = _look_up(values, ids, target.get(name_key))
    by_part: dict[str, int] = {}
    several: dict[str, tuple[int, ...]] = {}
    if id_key in CALLED and len(target) and bool((found == _NOBODY).any()):
        _by_other_names(values, found, target, CALLED[id_key].other_names)
        if parts:
            by_part, several = _by_parts(values, found, target, (name_key, *CALLED[id_key].other_names))
    positions = np.append(found, _NOBODY)[codes]  # code -1 is a blank cell
    blank = codes == -1
    known = positions >= 0
    named = pd.Series(
        ids.astype("str").array.take(np.where(known, positions, -1), allow_fill=True), index=refs.index, name=refs.name
    )
    return Resolved(
        named,
        pd.Series(np.where(known, positions, -1), index=refs.index),
        refs.index[~blank & (positions == _NOBODY)],
        refs.index[positions == _SEVERAL],
        by_part,
        several,
    )


def findings(
    resolved: Resolved,
    refs: pd.Series[Any],
    *,
    table: str,
    field: str,
    target: Text,
    offered: Mapping[str, list[str]] | None = None,
) -> list[Finding]:
    """One finding for each cell that names nobody or several; `target` is the label of the table pointed to, `offered`
    the rows of it that a value may mean."""
    near = offered or {}
    found: list[Finding] = []
    for rows, unknown in ((resolved.unknown, True), (resolved.ambiguous, False)):
        for row, value in zip(rows.tolist(), refs.loc[rows].tolist(), strict=True):
            message, fix = trouble(resolved, value, target, unknown=unknown)
            found.append(Finding(table, row, field, message, with_offers(fix, value, near.get(value)), value))
    return found


def trouble(resolved: Resolved, value: str, target: Text, *, unknown: bool) -> tuple[Text, Text]:
    """What is wrong with a value that names nobody or several, and what to do."""
    if unknown:
        return UNKNOWN.format(value=value, target=target), UNKNOWN_FIX.format(target=target)
    if value in resolved.several:
        return IN_SEVERAL.format(value=value, target=target, n=len(resolved.several[value])), IN_SEVERAL_FIX
    return AMBIGUOUS.format(value=value, target=target), AMBIGUOUS_FIX


def candidates(resolved: Resolved, target: pd.DataFrame, id_key: str, name_key: str) -> dict[str, list[str]]:
    """The first rows that each part of several names may mean: 'C00002 杭州禾渡智能家居有限公司'."""
    return {
        value: [spelled_out(target, at, id_key, name_key) for at in rows[:_OFFERED]]
        for value, rows in resolved.several.items()
    }


def spelled_out(target: pd.DataFrame, position: int, id_key: str, name_key: str) -> str:
    """A row by its id and name."""
    cells = (target[key].iloc[position] for key in dict.fromkeys((id_key, name_key)) if key in target)
    return " ".join(cell for cell in cells if isinstance(cell, str))


def position_of(customers: pd.DataFrame, number: str | None) -> int | None:
    """The position (0-based) of the customer of a number; None where there is none."""
    found = customers["customer_id"].eq(number or "").to_numpy().nonzero()[0]
    return int(found[0]) if len(found) else None


def with_offers(fix: Text, value: str, offered: list[str] | None) -> Text:
    """What to do, after what the value may mean: '“禾渡”：C00002 杭州禾渡智能家居有限公司？'"""
    if not offered:
        return fix
    return Text(f"“{value}”：{'、'.join(offered)}？{fix.zh}", f"'{value}': {', '.join(offered)}? {fix.en}")


def canonical(column: pd.Series[Any], target: pd.DataFrame, *, id_key: str, name_key: str) -> pd.Series[Any]:
    """The column with every value that names a row of `target` (by id or exact name) as that row's name; what names
    nobody, or several, stays as it is typed. So a line that says P0001 and one that says its name mean one product."""
    distinct = pd.Series(column.dropna().unique(), dtype="str")
    if not len(target) or not len(distinct):
        return column
    places = resolve(distinct, target, id_key=id_key, name_key=name_key).positions.to_numpy()
    names = target[name_key].where(target[name_key].notna(), target[id_key]).tolist()
    other = {
        value: names[at]
        for value, at in zip(distinct.tolist(), places.tolist(), strict=True)
        if at >= 0 and isinstance(names[at], str) and names[at] != value
    }
    if not other:
        return column
    return column.where(~column.isin(list(other)), column.map(other).astype("str"))


def fold(text: str) -> str:
    """The form in which ids and names are compared: half width, no outer spaces, no case; 17850.0 is 17850.

    >>> fold(" Ｃ００００１ "), fold("17850.0"), fold("1.50")
    ('c00001', '17850', '1.50')
    """
    folded = (text if text.isascii() else text.translate(_FULL_WIDTH)).strip().casefold()
    return folded[:-2] if folded.endswith(".0") and folded[:-2].isdecimal() else folded


def _look_up(values: list[str], ids: pd.Series[Any], names: pd.Series[Any] | None) -> NDArray[np.int64]:
    """Position of the row each value names; -1 unknown, -2 several. Dearer tables are made only when needed."""
    exact = _first_positions(ids)
    found = np.fromiter((exact.get(value, _NOBODY) for value in values), dtype="int64", count=len(values))
    left = np.flatnonzero(found == _NOBODY)
    if not len(left):
        return found
    alike = _only_positions((fold(value), at) for value, at in exact.items())
    named = _only_positions(_texts(names))
    named_alike = _only_positions((fold(value), at) for value, at in _texts(names))
    for at in left:
        value, folded = values[at], fold(values[at])
        found[at] = alike.get(folded, named.get(value, named_alike.get(folded, _NOBODY)))
    return found


def _by_other_names(values: list[str], found: NDArray[np.int64], target: pd.DataFrame, keys: Iterable[str]) -> None:
    """Find what has no row yet among the other names of the rows: those of active rows before those of archived."""
    wanted: dict[str, list[int]] = {}
    for at in np.flatnonzero(found == _NOBODY).tolist():
        wanted.setdefault(fold(values[at]), []).append(at)
    active = _active(target)
    holders: dict[str, set[int]] = {}
    for key in keys:
        for cell, row in _texts(target.get(key)):
            for name in map(fold, _BETWEEN.split(cell)):
                if name in wanted:
                    holders.setdefault(name, set()).add(row)
    for name, rows in holders.items():
        alive = [row for row in rows if active[row]] or list(rows)
        found[wanted[name]] = alive[0] if len(alive) == 1 else _SEVERAL


def _by_parts(
    values: list[str], found: NDArray[np.int64], target: pd.DataFrame, keys: Iterable[str]
) -> tuple[dict[str, int], dict[str, tuple[int, ...]]]:
    """Find what still has no row as a part of the names of active rows: of one, or of several."""
    from workbook.rules.basics.name_parts import holders, may_be_part

    places = [at for at in np.flatnonzero(found == _NOBODY).tolist() if may_be_part(values[at])]
    if not places:
        return {}, {}
    alive = np.flatnonzero(_active(target))
    names = [target[key].iloc[alive] for key in keys if key in target]
    taken: dict[str, int] = {}
    several: dict[str, tuple[int, ...]] = {}
    for at, rows in zip(places, holders([values[at] for at in places], names), strict=True):
        if len(rows) == 1:
            found[at] = taken[values[at]] = int(alive[rows[0]])
        elif len(rows):
            found[at] = _SEVERAL
            several[values[at]] = tuple(alive[rows].tolist())
    return taken, several


def _active(target: pd.DataFrame) -> NDArray[np.bool_]:
    archived = target.get("archived")
    return np.ones(len(target), dtype=bool) if archived is None else ~archived.eq(True).to_numpy(dtype=bool)


def _texts(values: pd.Series[Any] | None) -> Iterator[tuple[str, int]]:
    if values is not None:
        yield from ((value, at) for at, value in enumerate(values.tolist()) if isinstance(value, str) and value)


def _first_positions(values: pd.Series[Any]) -> dict[str, int]:
    positions: dict[str, int] = {}
    for value, at in _texts(values):
        positions.setdefault(value, at)
    return positions


def _only_positions(values: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Value → the one row that has it, or -2 for several."""
    positions: dict[str, int] = {}
    for value, at in values:
        positions[value] = _SEVERAL if value in positions else at
    return positions
