"""Edits of cells, and one row of a file with its edits made."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from workbook.engine.cells.cell_values import KEEP, REMOVE, Cell, Mark
from workbook.engine.cells.row_finder import FoundRow
from workbook.engine.cells.typed_cells import types_of
from workbook.engine.text.markup import TOKEN
from workbook.engine.text.references import MAX_COLUMN, column_index

Edit = Cell | Mark
Due = tuple[int, str, str, Edit, int]
"""An edit of a row: column, its letters, the new cell, value, style."""

CELL = b'<c r="'
SPANS = re.compile(rb" spans=\"[0-9]+:([0-9]+)\"")
"""The hint at a row's first and last column."""
_LETTERS = re.compile(rb"<c r=\"([A-Z]+)")
_STYLE = re.compile(rb"\ss\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+')")


PLAIN = -1
"""The style of a cell that has none but stays a cell, so that its column or row gives it none either."""


@dataclass(frozen=True, slots=True)
class ColumnEdits:
    """The cells of one column to be written: rows ascending, one value and one style a row."""

    column: int
    rows: Sequence[int]
    values: Sequence[Edit]
    styles: Sequence[int]


def row_numbers(rows: Sequence[int]) -> npt.NDArray[np.int64]:
    """The numbers of rows as an array."""
    return np.arange(rows.start, rows.stop) if isinstance(rows, range) else np.asarray(rows, dtype=np.int64)


def is_cell(value: Edit, style: int) -> bool:
    """Whether an edit of a cell that is not there makes one: a blank without a look is no cell at all."""
    return value is not REMOVE and bool(style or (value is not None and value is not KEEP))


def only_cells(due: ColumnEdits, cells: list[str]) -> list[str]:
    """The cells of one column, '' for what is none."""
    if not all(due.styles) or Mark in types_of(due.values):
        kept = map(is_cell, due.values, due.styles)
        return [cell if keep else "" for cell, keep in zip(cells, kept, strict=True)]
    return cells


def in_rows(batch: Sequence[int], due: ColumnEdits, cells: list[str]) -> list[str]:
    """The cells of one column for each row of a batch, '' where there is none."""
    cells = only_cells(due, cells)
    if len(cells) == len(batch):
        return cells
    found = dict(zip(due.rows, cells, strict=True))
    return [found.get(row, "") for row in batch]


def in_place(body: bytes, due: Sequence[Due], row: int) -> bytes | None:
    """A row's cells with the edits made, each found by its address; None where a cell is missing."""
    cursor, pieces = 0, []
    for _, letters, cell, value, style in due:
        start = body.find(f'<c r="{letters}{row}"'.encode(), cursor)
        if start < 0:
            if is_cell(value, style):
                return None
            continue
        new, end = _replaced(body, start, cell, value, style)
        pieces += [body[cursor:start], new]
        cursor = end
    pieces.append(body[cursor:])
    return b"".join(pieces)


def taken_apart(body: bytes, due: Sequence[Due]) -> tuple[bytes, bool]:
    """The same by taking the cells apart, so that a missing one finds its place between them; and whether one did."""
    pieces = body.split(CELL)
    columns = list(map(_index, _LETTERS.findall(body)))
    gaps = False
    for column, _, cell, value, style in reversed(due):
        at = bisect_left(columns, column)
        if at < len(columns) and columns[at] == column:
            piece = CELL + pieces[at + 1]
            new, end = _replaced(piece, 0, cell, value, style)
            if new:
                pieces[at + 1] = new[len(CELL) :] + piece[end:]
            else:
                pieces[at] += piece[end:]
                del pieces[at + 1], columns[at]
        elif is_cell(value, style):
            gaps = True
            pieces.insert(at + 1, cell[len(CELL) :].encode())
    return CELL.join(pieces), gaps


def _replaced(source: bytes, start: int, cell: str, value: Edit, style: int) -> tuple[bytes, int]:
    """What stands in the place of the cell that begins at `start`, and where that cell ends."""
    tag_close = source.index(b">", start)
    closed = source[tag_close - 1 : tag_close] == b"/"
    end = tag_close + 1 if closed else source.index(b"</c>", tag_close) + 4
    if value is REMOVE or (value is None and not style):
        return b"", end  # a blank without a look is no cell at all
    if value is KEEP:
        return with_style(source[start : tag_close + 1], style) + source[tag_close + 1 : end], end
    return cell.encode(), end


@lru_cache(maxsize=MAX_COLUMN)
def _index(letters: bytes) -> int:
    return column_index(letters.decode())


def with_style(tag: bytes, style: int) -> bytes:
    new = f' s="{style}"'.encode() if style > 0 else b""
    if _STYLE.search(tag):
        return _STYLE.sub(new, tag, count=1)
    at = len(tag) - (2 if tag.endswith(b"/>") else 1)
    return tag[:at].rstrip() + new + tag[at:]


def with_attributes(tag: bytes, values: dict[str, str | None]) -> bytes:
    for name, value in values.items():
        pattern = re.compile(rb"\s" + name.encode() + rb"\s*=\s*(\"[^\"]*\"|'[^']*')")
        new = b"" if value is None else f' {name}="{value}"'.encode()
        if pattern.search(tag):
            tag = pattern.sub(lambda _, new=new: new, tag, count=1)  # type: ignore[misc]
        elif new:
            at = len(tag) - (2 if tag.endswith(b"/>") else 1)
            tag = tag[:at].rstrip() + new + tag[at:]
    return tag


def unusual_row(chunk: bytes, row: FoundRow, due: Sequence[Due], set_: dict[str, str | None] | None) -> bytes:
    """A row whose cells are not written as usual, with its edits made and attributes set."""
    tag = chunk[row.start : row.tag_end]
    if set_ is not None:
        tag = with_attributes(tag, set_)
    self_closed = row.tag_end == row.end
    name = TOKEN.match(tag)
    closing = b"</" + name.group(3) + b">" if name and name.group(3) else b"</row>"
    if self_closed:
        tag = tag.rstrip(b">").rstrip(b"/").rstrip() + b">"
    if due and (not row.cells or row.cells[-1].column < due[-1][0]):
        tag = with_attributes(tag, {"spans": None})
    cells = {cell.column: cell for cell in row.cells}
    after = [cell.column for cell in row.cells]
    cursor, pieces = row.tag_end, []
    for column, _, written, value, style in due:
        cell = cells.get(column)
        if cell is None:
            if value is REMOVE or ((value is None or value is KEEP) and not style):
                continue
            at = bisect_left(after, column)
            start = end = row.cells[at].start if at < len(after) else row.close_start
            new = written.encode()
        else:
            start, end = cell.start, cell.end
            if value is KEEP:
                new = with_style(chunk[start : cell.tag_end], style) + chunk[cell.tag_end : end]
            else:  # cells after one without an address count on it: it is blanked, never taken out
                new = written.encode()
        pieces += [chunk[cursor:start], new]
        cursor = end
    pieces.append(chunk[cursor : row.close_start])
    return tag + b"".join(pieces) + (closing if self_closed else chunk[row.close_start : row.end])
