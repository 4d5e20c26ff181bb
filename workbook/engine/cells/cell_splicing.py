"""New cells put into a chunk of rows as the usual programs write them: all places found with array operations.

A cell that is there is replaced from its '<' to behind its end; one that is missing goes before the next cell of its
row, or before the row's end. Everything between is passed on as it came.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from workbook.engine.cells.cell_arrays import Texts
from workbook.engine.cells.chunk_positions import Ints, Located, Unusual, locate
from workbook.engine.cells.chunk_texts import every_second, text_bytes
from workbook.engine.cells.row_edits import SPANS

_ROW = re.compile(rb"<row r=\"([0-9]+)\"")
_COLUMN_BITS = 14  # there are 16,384 columns


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells of one column: the row of each, and its bytes; none where the cell is to go, or not to come."""

    column: int
    rows: Ints
    cells: Texts


def last_row(chunk: bytes) -> int | None:
    """The number of a chunk's last row; None where it is not written as usual."""
    match = _ROW.match(chunk, max(chunk.rfind(b"<row"), 0))
    return int(match[1]) if match else None


def place(chunk: bytes, rows: Sequence[int]) -> Located | None:
    """Find the cells of a chunk; None where one of `rows` is not in it, or the chunk is not as usual."""
    try:
        at = locate(chunk)
    except Unusual:
        return None
    keys = _keys(at.rows, at.columns)
    wanted = np.asarray(rows)
    found = np.searchsorted(at.row_numbers, wanted)
    if len(at.row_ends) != len(at.row_tags) or not bool((keys[1:] > keys[:-1]).all()):
        return None
    if found[-1] >= len(at.row_numbers) or not bool((at.row_numbers[found] == wanted).all()):
        return None
    return at


def splice(chunk: bytes, at: Located, columns: Sequence[Cells]) -> bytes:
    """The chunk with those cells; every row of theirs is in it."""
    import pyarrow as pa

    rows = np.concatenate([one.rows for one in columns])
    numbers = np.repeat([one.column for one in columns], [len(one.rows) for one in columns])
    keys = _keys(rows, numbers)
    order = np.argsort(keys, kind="stable")
    keys, rows = keys[order], rows[order]
    news = pa.concat_arrays([one.cells for one in columns]).take(pa.array(order))

    known = _keys(at.rows, at.columns)
    cell = np.searchsorted(known, keys)
    inside = np.minimum(cell, max(len(known) - 1, 0))
    there = (known[inside] == keys) if len(known) else np.zeros(len(keys), dtype=np.bool_)
    row_end = at.row_ends[np.searchsorted(at.row_numbers, rows)]
    following = np.append(at.cells, len(at.lt))
    tag = np.minimum(following[cell], row_end)  # the cell itself, the next one of the row, or the row's end
    behind = np.minimum(following[np.minimum(cell + 1, len(at.cells))], row_end)
    start = at.lt[tag]
    end = np.where(there, at.gt[behind - 1] + 1, start)
    if b" spans=" in chunk and (outgrown := _outgrown(chunk, at, keys[~there & (tag == row_end)])):
        start = np.concatenate([start, [first for first, _ in outgrown]])
        end = np.concatenate([end, [stop for _, stop in outgrown]])
        news = pa.concat_arrays([news, pa.array([""] * len(outgrown))])
        order = np.argsort(start, kind="stable")
        start, end, news = start[order], end[order], news.take(pa.array(order))
    return _with_pieces(chunk, start, end, news)


def _with_pieces(chunk: bytes, start: Ints, end: Ints, news: Texts) -> bytes:
    """The chunk with other pieces in the place of n stretches, from the left to the right."""
    import pyarrow.compute as pc

    bounds = np.zeros(2 * len(start) + 1, dtype=np.int32)
    bounds[1::2], bounds[2::2] = start, end
    kept = every_second(chunk, bounds, 0)  # what goes stands between what stays
    return text_bytes(pc.binary_join_element_wise(kept, news, "")) + chunk[int(end[-1]) :]


def _keys(rows: Ints, columns: Ints) -> Ints:
    """The order of cells in a sheet."""
    return (rows << _COLUMN_BITS) + columns - 1


def _outgrown(chunk: bytes, at: Located, added: Ints) -> list[tuple[int, int]]:
    """The `spans` of rows whose last cells are new, where they end before these: the attribute is a hint and may go."""
    last = dict(zip((added >> _COLUMN_BITS).tolist(), ((added & ((1 << _COLUMN_BITS) - 1)) + 1).tolist(), strict=True))
    cuts = []
    for row, column in last.items():
        tag = at.row_tags[int(np.searchsorted(at.row_numbers, row))]
        match = SPANS.search(chunk, int(at.lt[tag]), int(at.gt[tag]))
        if match and int(match[1]) < column:
            cuts.append((match.start(), match.end()))
    return cuts
