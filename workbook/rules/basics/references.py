"""Reference resolution: which row of another table a cell names - by its id, or by a name that only one row has.

Ids are compared without outer spaces, regardless of case and full width ("ｃ００００１ " is C00001); so are names.
What was typed exactly wins over what is merely alike; an id wins over a name. A name that two rows share names
nobody: that is a finding, as is an unknown one. A blank cell names nothing and is no finding here.

>>> customers = pd.DataFrame({"customer_id": ["C1", "C2", "C3"], "name": ["Ash", "Birch", "Birch"]}, dtype="str")
>>> found = resolve(pd.Series(["ｃ１", "ash", "Birch", "Elm"], dtype="str"), customers)
>>> found.ids.tolist()[:2], found.unknown.tolist(), found.ambiguous.tolist()
(['C1', 'C1'], [3], [2])
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.language import Text
from workbook.schema.findings import Finding

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}

_NOBODY, _SEVERAL = -1, -2

UNKNOWN = Text("“{value}”不是已有的{target}编号或名称", "'{value}' is not an ID or name in {target}")
UNKNOWN_FIX = Text(
    "改成“{target}”表里的编号或全称，或先在那里新建。",
    "Type an ID or exact name from the sheet {target}, or add it there first.",
)
AMBIGUOUS = Text("“{target}”表里有几行叫“{value}”", "several rows of {target} are called '{value}'")
AMBIGUOUS_FIX = Text("改填编号。", "Write the id instead.")


@dataclass(frozen=True)
class Resolved:
    """What the cells of one REF column name. All series have the column's index or are labels of it."""

    ids: pd.Series[Any]  # str; NaN where the cell is blank, unknown or ambiguous
    positions: pd.Series[Any]  # int64: position (0-based) of the row that is named, -1 for none
    unknown: pd.Index[Any]  # rows whose value names nothing
    ambiguous: pd.Index[Any]  # rows whose value is the name of several


def resolve(
    refs: pd.Series[Any], target: pd.DataFrame, *, id_key: str = "customer_id", name_key: str = "name"
) -> Resolved:
    """Resolve a REF column (str, NaN = blank) against the table it points to. Of rows with one id the first counts.

    Each distinct value is looked at once: a million clean references cost about what telling them apart costs.
    """
    codes, distinct = pd.factorize(refs)
    ids = target[id_key]
    names = target.get(name_key)
    found = _look_up(distinct.tolist(), ids, names)
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
    cases = ((resolved.unknown, UNKNOWN, UNKNOWN_FIX), (resolved.ambiguous, AMBIGUOUS, AMBIGUOUS_FIX))
    near = offered or {}
    return [
        Finding(
            table,
            row,
            field,
            message.format(value=value, target=target),
            with_offers(fix.format(target=target), value, near.get(value)),
            value,
        )
        for rows, message, fix in cases
        for row, value in zip(rows.tolist(), refs.loc[rows].tolist(), strict=True)
    ]


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
