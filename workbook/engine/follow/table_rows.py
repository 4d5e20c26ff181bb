"""Data rows put into a table and taken out of it; what refers to rows that move follows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbook.engine.book.array_formulas import check_no_arrays
from workbook.engine.book.calculated_columns import calculated_cells
from workbook.engine.book.hyperlinks import remove_links
from workbook.engine.cells.cell_values import Cell
from workbook.engine.follow.cell_insertion import insert_cells
from workbook.engine.follow.reference_updates import check_followable, follow
from workbook.engine.follow.reference_widening import widen
from workbook.engine.follow.table_size import set_rows, settle
from workbook.engine.text.area_shifts import Shift
from workbook.engine.text.references import Area

if TYPE_CHECKING:
    from workbook.engine.book.book_tables import Table


def insert_row(table: Table, position: int, values: Sequence[Cell] | None) -> None:
    """Put a new data row before the one at `position` (from 0; the number of rows: at the end). Columns without a
    value get their calculated formula; references to the rows that move follow, and what stands right below the table
    goes down a row. Raises Unsupported over an array formula, and where that would tear another table or merged cells.
    """
    settle(table.sheet)
    model = table.model
    data = model.data
    rows = data.height if data is not None else 0
    if data is not None and rows == 1 and table.sheet.is_blank(data):
        rows = position = 0  # the blank row of an empty table is the one to fill
    area = model.area
    moving = Area(area.top + model.header_rows + position, area.left, area.bottom, area.right)
    shift = Shift(moving, rows=1, grows=position == 0)
    if moving.top <= moving.bottom:
        check_no_arrays(table.sheet, moving, "moving")
        check_followable(table.sheet, shift)
    moves = rows > 0 or data is None
    if moves:
        make_room(table)
    set_rows(table, max(rows + 1, 1), following=False)
    top = model.area.top + model.header_rows
    for column in range(model.area.left, model.area.right + 1):
        moved = table.sheet.whole_cells(column, top + position, top + rows - 1) if position < rows else []
        styles = table.sheet.styles(column, top + position, top + rows - 1) if position < rows else []
        table.sheet.overlay.write(column, top + position + 1, moved)
        if styles:
            table.sheet.overlay.write_style(column, top + position, [styles[0], *styles])
        table.sheet.write_column(column, top + position, [None])
    if moves and moving.top <= moving.bottom:
        follow(table.sheet, shift)
    if moves and data is not None and position == rows:
        widen(table, data)
    elif moves:
        table.followed = table.model
    settle(table.sheet)
    for offset, column in enumerate(range(model.area.left, model.area.right + 1)):  # as given, whatever moved
        new: Cell = values[offset] if values is not None else None
        if new is None:
            new = calculated_cells(table.model, offset, top + position, 1)[0]
        if new is not None:
            table.sheet.write_column(column, top + position, [new])


def make_room(table: Table) -> None:
    """Have the row below a table free: what stands there goes down, with all below it in the table's columns."""
    sheet, area = table.sheet, table.model.area
    below = Area(area.bottom + 1, area.left, area.bottom + 1, area.right)
    tables = [one for one in sheet.document.tables if one.sheet is sheet and one is not table]
    if not sheet.is_blank(below) or any(one.model.area.meets(below) for one in tables):
        insert_cells(sheet, below, "down", None)


def delete_row(table: Table, position: int) -> None:
    """Take out a data row; the rows below move up, and references to them follow. The last remaining row is blanked
    instead. Raises Unsupported over an array formula."""
    settle(table.sheet)
    model = table.model
    data = model.data
    if data is None or not 0 <= position < data.height:
        raise IndexError("Table row index out of range")
    first = data.top + position
    check_no_arrays(table.sheet, Area(first, data.left, model.area.bottom, data.right), "moving")
    gone = Area(first, data.left, first, data.right)
    shift = Shift(Area(first + 1, data.left, model.area.bottom, data.right), rows=-1, gone=gone)
    if data.height > 1:
        check_followable(table.sheet, shift)
    for column in range(data.left, data.right + 1):
        moved = table.sheet.whole_cells(column, first + 1, data.bottom) if first < data.bottom else []
        styles = table.sheet.styles(column, first + 1, data.bottom) if first < data.bottom else []
        if moved:
            table.sheet.overlay.write(column, first, moved)
            table.sheet.overlay.write_style(column, first, styles)
        elif data.height == 1:
            table.sheet.write_column(column, first, [None])
    if data.height == 1:
        remove_links(table.sheet, data)
        return
    set_rows(table, data.height - 1, following=False)
    follow_table(table, shift)


def follow_table(table: Table, shift: Shift) -> None:
    """Have everything that refers to the rows that moved follow them; the table has its new size already."""
    follow(table.sheet, shift)
    table.followed = table.model
