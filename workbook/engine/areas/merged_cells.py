"""Merged cells of a sheet: found, made and taken apart."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np

from workbook.engine.book.array_formulas import check_no_arrays
from workbook.engine.parts import merged_ranges
from workbook.engine.text.references import Area
from workbook.engine.text.refusals import unsupported

if TYPE_CHECKING:
    from workbook.engine.book.sheet_part import SheetPart


class Merged:
    """The merged ranges of a sheet, kept so that one of many thousands is found at once."""

    __slots__ = ("_corners", "areas")

    def __init__(self, areas: list[Area]) -> None:
        self.areas = areas
        corners = [(one.top, one.left, one.bottom, one.right) for one in areas]
        self._corners = np.array(corners, dtype=np.int32).reshape(-1, 4)

    def meeting(self, area: Area) -> list[Area]:
        """Those that share a cell with a range, in the file's order."""
        top, left, bottom, right = self._corners.T
        meets = (top <= area.bottom) & (bottom >= area.top) & (left <= area.right) & (right >= area.left)
        return [self.areas[position] for position in np.flatnonzero(meets).tolist()]


_KNOWN: WeakKeyDictionary[SheetPart, tuple[bytes, Merged]] = WeakKeyDictionary()
"""What was read of a sheet, with the tail it was read of."""


def merged(part: SheetPart) -> Merged:
    """The merged ranges of a sheet; read once as long as nothing around its cells changes."""
    tail = part.tail
    known = _KNOWN.get(part)
    if known is None or known[0] is not tail:
        with part.document.reading(part.part):
            known = (tail, Merged(merged_ranges.merged(tail, part.prefix)))
        _KNOWN[part] = known
    return known[1]


def _change(part: SheetPart, apart: list[Area], new: list[Area]) -> None:
    with part.document.reading(part.part):
        tail = merged_ranges.with_merged(part.tail, part.prefix, apart, new)
    gone = set(apart)
    known = Merged([one for one in merged(part).areas if one not in gone] + new)
    part.tail = tail
    _KNOWN[part] = (tail, known)


def is_merged(part: SheetPart, area: Area) -> bool | None:
    """Whether an area lies in merged cells; None when only part of it does."""
    meeting = merged(part).meeting(area)
    if not meeting:
        return False
    return True if any(area in one for one in meeting) else None


def merge(part: SheetPart, area: Area, *, across: bool = False) -> None:
    """Merge cells (or each row's); values other than the first are lost, as in Excel. Raises Unsupported for cells of
    a table."""
    if area.height > 100_000:
        raise unsupported("merging whole columns")
    if any(table.model.area.meets(area) for table in part.document.tables if table.sheet is part):
        raise unsupported("merging cells of a table")
    check_no_arrays(part, area, "merging cells of")
    rows = [Area(row, area.left, row, area.right) for row in range(area.top, area.bottom + 1)]
    new = [one for one in (rows if across else [area]) if one.height * one.width > 1]
    _change(part, merged(part).meeting(area), new)
    for one in new:
        _keep_first(part, one)
        for column in range(one.left, one.right + 1):
            first = one.top + (column == one.left)
            if first <= one.bottom:
                part.write_column(column, first, [None] * (one.bottom - first + 1))


def _keep_first(part: SheetPart, area: Area) -> None:
    """Bring the value that stays into the first cell: the first there is, row by row."""
    columns = range(area.left, area.right + 1)
    cells = [part.whole_cells(column, area.top, area.bottom) for column in columns]
    filled = next((cell for row in zip(*cells, strict=True) for cell in row if cell is not None), None)
    if filled is not None and cells[0][0] is None:
        part.write_column(area.left, area.top, [filled])


def unmerge(part: SheetPart, area: Area) -> None:
    """Take merged cells apart."""
    _change(part, merged(part).meeting(area), [])
