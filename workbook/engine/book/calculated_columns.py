"""Calculated columns of a table: a formula that every row has, and every new row gets. The table keeps it as it is for
the first data row (ECMA-376 part 1, 18.5.1.2); references to cells move along row by row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from workbook.engine.cells.cell_values import Cell, Formula
from workbook.engine.text.area_shifts import Shift
from workbook.engine.text.references import shift_formula

if TYPE_CHECKING:
    from workbook.engine.book.sheet_part import SheetPart
    from workbook.engine.parts.table_part import TableModel
    from workbook.engine.text.area_shifts import Change


def calculated_cells(model: TableModel, position: int, row: int, count: int) -> list[Cell]:
    """What new rows get in a column (from 0), from a row of the sheet on; blanks where it is not calculated."""
    text = model.columns[position].calculated
    if not text:
        return [None] * count
    first = row - model.area.top - model.header_rows
    if shift_formula(text, 1, 0) == text:  # as a formula of structured references is
        return [Formula("=" + text)] * count
    return [Formula("=" + shift_formula(text, first + step, 0)) for step in range(count)]


def learn(sheet: SheetPart, column: int, top: int, cells: Sequence[Cell]) -> None:
    """Make a column calculated where one formula was just written into all its data cells, as Excel does."""
    first = cells[0] if cells else None
    if not isinstance(first, Formula) or first.array:
        return
    for table in sheet.document.tables:
        data = table.model.data
        if table.sheet is not sheet or data is None or not data.left <= column <= data.right:
            continue
        if (top, len(cells)) != (data.top, data.height):
            continue
        text = first.text[1:]
        expected = (shift_formula(text, step, 0) for step in range(len(cells)))
        if all(isinstance(c, Formula) and c.text[1:] == one for c, one in zip(cells, expected, strict=True)):
            position = column - data.left
            old = table.model.columns
            new = replace(old[position], calculated=text)
            table.model = replace(table.model, columns=(*old[:position], new, *old[position + 1 :]))


def fill_inserted(sheet: SheetPart, top: int, count: int) -> None:
    """Give rows that were put into tables of a sheet their calculated formulas."""
    for table in sheet.document.tables:
        data = table.model.data
        if table.sheet is sheet and data is not None and data.top <= top and top + count - 1 <= data.bottom:
            for position, column in enumerate(table.model.columns):
                if column.calculated:
                    cells = calculated_cells(table.model, position, top, count)
                    sheet.write_column(data.left + position, top, cells)


def followed(text: str, model: TableModel, change: Change | None, changed: Callable[[str], str]) -> str:
    """A column's formula after cells have moved; the table has its new place. Where another row becomes the first, the
    formula is that row's."""
    before, after = _steps(model, change)
    return shift_formula(changed(shift_formula(text, before, 0)), after, 0)


def _steps(model: TableModel, change: Change | None) -> tuple[int, int]:
    if not isinstance(change, Shift) or not change.rows or model.data is None:
        return 0, 0
    block, gone, top = change.block, change.gone, model.data.top
    if model.area.top >= block.top + change.rows or not (block.left <= model.area.left <= block.right):
        return 0, 0  # the table moves as a whole, or not at all
    if gone is not None and gone.top <= top <= gone.bottom:
        return gone.bottom + 1 - top, 0
    return (0, -change.rows) if top >= block.top else (0, 0)
