"""The values of an area: read as their formats show them, written as Excel takes what is entered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from workbook.engine.areas.shown_values import shown_values
from workbook.engine.book.calculated_columns import learn
from workbook.engine.book.cell_entry import entered, filled, from_formula, from_value
from workbook.engine.book.stale_formulas import warn_if_stale
from workbook.engine.cells.cell_values import Cell, Formula
from workbook.engine.text.refusals import unsupported

if TYPE_CHECKING:
    from workbook.engine.book.sheet_part import SheetPart
    from workbook.engine.text.references import Area

MANY = 5_000_000  # cells that one value is written into


def read(part: SheetPart, area: Area) -> Any:
    """The value of one cell, or rows of values: float, str, bool, datetime, CellError, None. Warns (StaleValue) where a
    formula's value need not be its value any more; cells without formulas cost no search."""
    within = part.within_bounds(area)
    rows = shown_values(part, within)
    warn_if_stale(part, within)
    if area.height * area.width == 1:
        return rows[0][0]
    missing_columns = area.width - len(rows[0]) if rows else area.width
    if missing_columns:
        rows = [row + [None] * missing_columns for row in rows]
    return rows + [[None] * area.width for _ in range(area.height - len(rows))]


def write(part: SheetPart, area: Area, data: Any, *, formulas: bool = False) -> None:
    """Write one value into all cells, or rows of values into as many cells as there are. With `formulas` texts are
    entered as in the formula bar. All or nothing: a value that no cell holds raises before anything is written."""
    if not isinstance(data, (list, tuple)):
        cell = _cell(part, data, area.top, area.left, formulas)
        if area.height * area.width > MANY:
            raise unsupported(f"writing one value into {area.height * area.width} cells")
        for column in range(area.left, area.right + 1):
            same: list[Cell] = [cell] * area.height
            cells = filled(cell, area, column) if isinstance(cell, Formula) else same
            _put(part, column, area.top, entered(part, cells, column, area.top))
        return
    rows: Sequence[Sequence[Any]] = data if data and isinstance(data[0], (list, tuple)) else [data]
    height = min(len(rows), area.height)
    width = min(len(rows[0]) if rows else 0, area.width)
    columns = []
    for offset, column in enumerate(range(area.left, area.left + width)):
        values = [row[offset] for row in rows[:height]]
        if formulas:
            cells = [_cell(part, value, row, column, formulas) for row, value in enumerate(values, area.top)]
        else:
            cells = [from_value(value) for value in values]
        columns.append(entered(part, cells, column, area.top))
    for column, cells in enumerate(columns, area.left):
        _put(part, column, area.top, cells)


def _put(part: SheetPart, column: int, top: int, cells: list[Cell]) -> None:
    part.write_column(column, top, cells)
    learn(part, column, top, cells)


def _cell(part: SheetPart, value: Any, row: int, column: int, as_formula: bool) -> Cell:
    if not as_formula or not isinstance(value, str):
        return from_value(value)
    return from_formula(value, lambda: part.document.styles.number_format(part.style(row, column)) == "@")
