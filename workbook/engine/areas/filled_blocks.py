"""Filled cells around an area: how far a run of them goes, and the block they make."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.engine.text.references import MAX_COLUMN, MAX_ROW, Area

if TYPE_CHECKING:
    from workbook.engine.book.sheet_part import SheetPart

_DIRECTIONS = {"down": "d", "d": "d", "up": "u", "u": "u", "right": "r", "r": "r", "left": "l", "l": "l"}


def end(part: SheetPart, area: Area, direction: str) -> Area:
    """The last cell of the run of filled cells from the first cell of an area, as Ctrl and an arrow key find it."""
    if direction not in _DIRECTIONS:
        raise ValueError(f"direction must be up, down, left or right, not {direction!r}")
    kind = _DIRECTIONS[direction]
    row, column = area.top, area.left
    last_row, last_column = part.bounds()
    if kind in "du":
        line = part.whole_cells(column, 1, min(max(last_row, row) + 1, MAX_ROW))
        filled = [cell is not None for cell in line]
        row = _run_end(filled, row - 1, 1 if kind == "d" else -1, MAX_ROW) + 1
    else:
        filled = [
            part.whole_cells(one, row, row)[0] is not None
            for one in range(1, min(max(last_column, column) + 1, MAX_COLUMN) + 1)
        ]
        column = _run_end(filled, column - 1, 1 if kind == "r" else -1, MAX_COLUMN) + 1
    return Area(row, column, row, column)


def region(part: SheetPart, area: Area) -> Area:
    """The filled block around an area, bounded by blank rows and columns."""
    last_row, last_column = part.bounds()
    while True:
        wider = Area(
            max(area.top - 1, 1), max(area.left - 1, 1), min(area.bottom + 1, MAX_ROW), min(area.right + 1, MAX_COLUMN)
        )
        grown = area
        if wider.top < area.top and not part.is_blank(Area(wider.top, wider.left, wider.top, wider.right)):
            grown = Area(wider.top, grown.left, grown.bottom, grown.right)
        if wider.left < area.left and not part.is_blank(Area(wider.top, wider.left, wider.bottom, wider.left)):
            grown = Area(grown.top, wider.left, grown.bottom, grown.right)
        if area.bottom < last_row and not part.is_blank(Area(wider.bottom, wider.left, wider.bottom, wider.right)):
            grown = Area(grown.top, grown.left, wider.bottom, grown.right)
        if area.right < last_column and not part.is_blank(Area(wider.top, wider.right, wider.bottom, wider.right)):
            grown = Area(grown.top, grown.left, grown.bottom, wider.right)
        if grown == area:
            return area
        area = grown


def _run_end(filled: list[bool], at: int, step: int, size: int) -> int:
    """Where Ctrl+arrow goes from position `at` in a line of cells; beyond `filled` everything is blank."""

    def is_filled(position: int) -> bool:
        return 0 <= position < len(filled) and filled[position]

    position = at + step
    if is_filled(at) and is_filled(position):
        while is_filled(position + step):
            position += step
        return position
    while 0 <= position < len(filled):
        if is_filled(position):
            return position
        position += step
    return 0 if step < 0 else size - 1
