"""Columns put into a table and taken out of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbook.engine.book.array_formulas import check_no_arrays
from workbook.engine.follow.reference_updates import check_followable
from workbook.engine.follow.table_dependents import check_columns_may_change
from workbook.engine.follow.table_rows import follow_table
from workbook.engine.follow.table_size import check_free, remove_cells, settle
from workbook.engine.parts.table_part import TableColumn
from workbook.engine.text.area_shifts import Shift
from workbook.engine.text.references import Area
from workbook.engine.text.refusals import unsupported
from workbook.errors import StructureError
from workbook.language import Text

if TYPE_CHECKING:
    from workbook.engine.book.book_tables import Table


def insert_column(table: Table, position: int, name: str) -> None:
    """Put a new blank column before the one at `position` (from 0). The cells to its right within the table move,
    and references to them follow. Raises StructureError when something stands beside the table, Unsupported over an
    array formula."""
    settle(table.sheet)
    model = table.model
    area = model.area
    check_columns_may_change(table)
    beside = Area(area.top, area.right + 1, area.bottom, area.right + 1)
    if not table.sheet.is_blank(beside):
        raise StructureError(
            Text(
                f"表 {model.name} 右边 {beside} 里有内容，不能加列。请先移开那些内容。",
                f"Table {model.name} cannot get a column: there is something in {beside}. Move it away first.",
            )
        )
    check_free(table, replace(area, right=area.right + 1))
    shift = Shift(replace(area, left=area.left + position), columns=1)
    if position < area.width:
        check_no_arrays(table.sheet, shift.block, "moving")
        check_followable(table.sheet, shift)
    for column in range(area.right, area.left + position - 1, -1):
        _move_column(table, column, column + 1)
    table.sheet.write_column(area.left + position, area.top, [None] * area.height)
    template = max(area.left + position - 1, area.left)
    table.sheet.overlay.write_style(area.left + position, area.top, table.sheet.styles(template, area.top, area.bottom))
    if model.header_rows:
        table.sheet.write_column(area.left + position, area.top, [name])
    new = TableColumn(max(column.id for column in model.columns) + 1, name)
    columns = (*model.columns[:position], new, *model.columns[position:])
    table.model = replace(model, area=replace(area, right=area.right + 1), columns=columns)
    if position < area.width:
        follow_table(table, shift)


def delete_column(table: Table, position: int) -> None:
    """Take out a column; the cells to its right within the table move, and references to them follow. Raises
    Unsupported for the only column, one that a slicer filters by, and over an array formula."""
    settle(table.sheet)
    model = table.model
    area = model.area
    if area.width == 1:
        raise unsupported("deleting the only column of a table")
    check_columns_may_change(table, {str(model.columns[position].id)})
    gone = replace(area, left=area.left + position, right=area.left + position)
    shift = Shift(replace(area, left=gone.left + 1), columns=-1, gone=gone)
    check_no_arrays(table.sheet, replace(area, left=gone.left), "moving")
    check_followable(table.sheet, shift)
    for column in range(area.left + position, area.right):
        _move_column(table, column + 1, column)
    remove_cells(table.sheet, area.right, area.top, area.height)
    columns = (*model.columns[:position], *model.columns[position + 1 :])
    table.model = replace(model, area=replace(area, right=area.right - 1), columns=columns)
    follow_table(table, shift)


def _move_column(table: Table, source: int, target: int) -> None:
    area, sheet = table.model.area, table.sheet
    cells = sheet.whole_cells(source, area.top, area.bottom)
    styles = sheet.styles(source, area.top, area.bottom)
    sheet.overlay.write(target, area.top, cells)
    sheet.overlay.write_style(target, area.top, styles)
