"""The part of a sheet that is in use: cells with a value, a formula or a look of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from workbook.engine.cells.column_grid import BLANK, Column
from workbook.engine.text.references import Area

if TYPE_CHECKING:
    from workbook.engine.book.sheet_part import SheetPart


def used_area(sheet: SheetPart) -> Area:
    """The smallest rectangle around all cells in use; A1 where there is none."""
    grid, overlay = sheet.grid, sheet.overlay
    found: list[tuple[int, int, int]] = []
    for column in sorted({*grid.columns, *overlay.values, *overlay.styles}):
        rows = _rows(sheet, column)
        if rows is not None:
            found.append((column, *rows))
    if not found:
        return Area(1, 1, 1, 1)
    return Area(min(top for _, top, _ in found), found[0][0], max(bottom for *_, bottom in found), found[-1][0])


def _rows(sheet: SheetPart, column: int) -> tuple[int, int] | None:
    """First and last row in use of a column."""
    old = sheet.grid.columns.get(column)
    changed = [one[column] for one in (sheet.overlay.values, sheet.overlay.styles) if column in one]
    if not changed:
        return _rows_of_file(sheet, column, old) if old is not None else None
    rows = [row for written in changed for row in written.final()]
    ends = [min(rows), max(rows)] if rows else []
    if old is not None and len(old.rows):
        ends += [int(old.rows[0]), int(old.rows[-1])]
    if not ends:
        return None
    top, bottom = min(ends), max(ends)
    cells = sheet.whole_cells(column, top, bottom)
    looks = zip(sheet.styles(column, top, bottom), sheet.default_styles(column, range(top, bottom + 1)), strict=True)
    used = [
        row
        for row, cell, (look, usual) in zip(range(top, bottom + 1), cells, looks, strict=True)
        if cell is not None or look != usual
    ]
    return (used[0], used[-1]) if used else None


def _rows_of_file(sheet: SheetPart, column: int, old: Column) -> tuple[int, int] | None:
    """The same of a column that nothing was written to."""
    used = (old.kinds != BLANK) | old.formulas
    blank = np.flatnonzero(~used)
    if len(blank):
        usual = sheet.default_styles(column, old.rows[blank].tolist())
        used[blank] = old.styles[blank] != np.asarray(usual)
    rows = old.rows[used]
    return (int(rows[0]), int(rows[-1])) if len(rows) else None
