"""What becomes of rectangles when cells move."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from workbook.engine.text.references import MAX_COLUMN, MAX_ROW, Area, parse_sqref

Change = Callable[[Area], Area | None]
"""What becomes of a rectangle of the sheet whose cells move; None where it is gone."""


@dataclass(frozen=True, slots=True)
class Shift:
    """Cells that move by rows or by columns; `gone` are the cells they push out of the way."""

    block: Area
    rows: int = 0
    columns: int = 0
    gone: Area | None = None
    grows: bool = False
    """Validations and formats that begin with the block take in the cells put before it: a table's new first row."""

    def __call__(self, area: Area) -> Area | None:
        """As Excel changes a reference: only one that lies within the moving columns (or rows) changes; an edge that
        moves takes the reference's end along, as far as the sheet goes. What is pushed off the sheet is gone."""
        block, gone = self.block, self.gone
        if self.rows:
            if not (block.left <= area.left and area.right <= block.right) or area.height == MAX_ROW:
                return area
            lost = (gone.top, gone.bottom) if gone else None
            span = _on_sheet(_moved(area.top, area.bottom, block.top, block.bottom, self.rows, lost), MAX_ROW)
            return None if span is None else replace(area, top=span[0], bottom=span[1])
        if not (block.top <= area.top and area.bottom <= block.bottom) or area.width == MAX_COLUMN:
            return area
        lost = (gone.left, gone.right) if gone else None
        span = _on_sheet(_moved(area.left, area.right, block.left, block.right, self.columns, lost), MAX_COLUMN)
        return None if span is None else replace(area, left=span[0], right=span[1])

    def pieces(self, area: Area) -> list[Area]:
        """A range of a validation or format cut where a part of it moves and another stays."""
        block = self.block
        touched = area.meets(block) or (self.gone is not None and area.meets(self.gone))
        if not touched or self(area) != area:
            return [area]
        if self.rows and not (block.left <= area.left and area.right <= block.right):
            strips = [
                replace(area, right=min(area.right, block.left - 1)),
                replace(area, left=max(area.left, block.left), right=min(area.right, block.right)),
                replace(area, left=max(area.left, block.right + 1)),
            ]
            return [one for one in strips if one.left <= one.right]
        if self.columns and not (block.top <= area.top and area.bottom <= block.bottom):
            strips = [
                replace(area, bottom=min(area.bottom, block.top - 1)),
                replace(area, top=max(area.top, block.top), bottom=min(area.bottom, block.bottom)),
                replace(area, top=max(area.top, block.bottom + 1)),
            ]
            return [one for one in strips if one.top <= one.bottom]
        return [area]


def _moved(
    first: int, last: int, block_first: int, block_last: int, step: int, gone: tuple[int, int] | None
) -> tuple[int, int] | None:
    if gone is not None and gone[0] <= first and last <= gone[1]:
        return None
    new_first, new_last = first, last
    if block_first <= first <= block_last:
        new_first = first + step
    elif gone is not None and gone[0] <= first <= gone[1]:
        new_first = gone[0]
    if block_first <= last <= block_last:
        new_last = last + step
    elif gone is not None and gone[0] <= last <= gone[1]:
        new_last = gone[0] - 1
    return new_first, max(new_first, new_last)


def _on_sheet(span: tuple[int, int] | None, last: int) -> tuple[int, int] | None:
    """A span cut at the sheet's last row or column."""
    return None if span is None or span[0] > last else (span[0], min(span[1], last))


def moved_areas(text: str, change: Change) -> list[Area]:
    """The rectangles of a list after the change, cut where a part of one moves."""
    areas = parse_sqref(text)
    if not isinstance(change, Shift):
        return [new for area in areas if (new := change(area)) is not None]
    moved = []
    for piece in [piece for area in areas for piece in change.pieces(area)]:
        new = change(piece)
        if new is not None:
            first = change.grows and piece.top == change.block.top
            moved.append(replace(new, top=piece.top) if first else new)
    return moved
