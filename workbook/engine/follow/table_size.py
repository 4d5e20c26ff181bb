"""Changing a table of the open book: its size, and with it everything that covers its rows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbook.engine.cells.cell_values import REMOVE, number_text
from workbook.engine.follow.reference_updates import follow
from workbook.engine.follow.reference_widening import widen
from workbook.engine.follow.table_dependents import check_columns_may_change
from workbook.engine.parts.sheet_frame import with_table_ranges
from workbook.engine.parts.table_part import TableColumn
from workbook.engine.text.area_shifts import Shift
from workbook.engine.text.references import Area
from workbook.errors import InputError, StructureError
from workbook.language import Text

if TYPE_CHECKING:
    from workbook.engine.book.book_tables import Table
    from workbook.engine.book.sheet_part import SheetPart


def resize(table: Table, area: Area) -> None:
    """Make a table cover `area`. The header row stays; new columns take their names from the cells above them. Raises
    InputError when the header would move, or another table stands in the way; Unsupported where columns come or go and
    something hangs on them."""
    model = table.model
    if area.top != model.area.top or area.left > model.area.right or area.right < model.area.left:
        raise InputError(
            Text(
                f"表 {model.name} 的标题行必须留在第 {model.area.top} 行，新范围也必须与原来的重叠。",
                f"The header of table {model.name} must stay in row {model.area.top},"
                " and the new range must overlap the old one.",
            )
        )
    if area.height < model.header_rows + model.totals_rows + 1:
        raise InputError(
            Text(f"表 {model.name} 至少要有一行数据。", f"Table {model.name} needs at least one row of data.")
        )
    check_free(table, area)
    columns = _columns(table, area)
    if columns != model.columns:
        check_columns_may_change(table, {str(column.id) for column in model.columns if column not in columns})
    table.model = replace(model, area=area, columns=columns)
    if columns != model.columns and model.header_rows:
        for position, column in enumerate(columns):
            if table.sheet.value(area.top, area.left + position) != column.name:
                table.sheet.write_column(area.left + position, area.top, [column.name])


def check_free(table: Table, area: Area) -> None:
    """Raise StructureError when another table meets `area`."""
    for other in table.sheet.document.tables:
        if other is not table and other.sheet is table.sheet and other.model.area.meets(area):
            raise StructureError(
                Text(
                    f"表 {table.model.name} 不能扩到 {area}：那里已有表 {other.model.name}。请把它移开。",
                    f"Table {table.model.name} cannot grow to {area}: table {other.model.name} is there. Move it away.",
                )
            )


def _columns(table: Table, area: Area) -> tuple[TableColumn, ...]:
    old = table.model
    result: list[TableColumn] = []
    taken = {column.name.casefold() for column in old.columns}
    next_id = max(column.id for column in old.columns) + 1
    for index in range(area.left, area.right + 1):
        if old.area.left <= index <= old.area.right:
            result.append(old.columns[index - old.area.left])
            continue
        value = table.sheet.value(area.top, index) if old.header_rows else None
        text = number_text(value) if isinstance(value, float) else str(value) if value is not None else ""
        name, number = text, 1
        while not name or name.casefold() in taken:
            number += 1 if text else 0
            name = f"{text or 'Column'}{number}"
            number += 0 if text else 1
        taken.add(name.casefold())
        result.append(TableColumn(next_id, name))
        next_id += 1
    return tuple(result)


def remove_cells(sheet: SheetPart, column: int, top: int, count: int) -> None:
    """Take a run of cells out, with their looks."""
    sheet.overlay.write(column, top, [REMOVE] * count)
    sheet.overlay.write_style(column, top, sheet.default_styles(column, range(top, top + count)))


def set_rows(table: Table, rows: int, *, following: bool = True) -> None:
    """Give a table so many data rows (at least 1), new ones with the styles of the first; the totals row moves, and
    references to it unless the caller sees to that. Raises StructureError when something stands where it must grow."""
    model = table.model
    data = model.data
    before = data.height if data is not None else 0
    if rows == before:
        return
    new = model.resized(rows)
    sheet, left, right = table.sheet, model.area.left, model.area.right
    if new.area.bottom > model.area.bottom:
        below = Area(model.area.bottom + 1, left, new.area.bottom, right)
        check_free(table, new.area)
        if not sheet.is_blank(below):
            raise StructureError(
                Text(
                    f"表 {model.name} 要增加到 {rows} 行，但下面 {below} 里有内容。请先移开那些内容。",
                    f"Table {model.name} must grow to {rows} rows, but there is something in {below}."
                    " Move it away first.",
                )
            )
    end, columns = model.area.bottom, range(left, right + 1) if model.totals_rows else range(0)
    totals = [(sheet.whole_cells(column, end, end)[0], sheet.style(end, column)) for column in columns]
    top = model.area.top + model.header_rows
    first_new = top + before
    for offset, column in enumerate(range(left, right + 1)):
        if rows > before:
            style = sheet.style(top, column) if before else 0
            added = rows - before
            sheet.overlay.write(column, first_new, [None] * added)
            sheet.overlay.write_style(column, first_new, [style] * added)
        else:
            count = model.area.bottom - top - rows + 1
            if column in sheet.overlay.styles:
                remove_cells(sheet, column, top + rows, count)
            else:  # looks that only the file knows go with the cells: a long column needs no list of them
                sheet.overlay.write(column, top + rows, [REMOVE] * count)
        if totals:
            cell, style = totals[offset]
            sheet.overlay.write(column, new.area.bottom, [cell])
            sheet.overlay.write_style(column, new.area.bottom, [style])
    table.model = new
    if totals and following:
        last = Area(model.area.bottom, left, model.area.bottom, right)
        follow(sheet, Shift(last, rows=new.area.bottom - model.area.bottom))
    if following and data is not None:
        widen(table, data)


def settle(sheet: SheetPart) -> None:
    """Have the validations and formats of a sheet's tables cover the rows that were added to them."""
    tables = [one for one in sheet.document.tables if one.sheet is sheet]
    if any(one.followed != one.model for one in tables):
        with sheet.document.reading(sheet.part):
            sheet.tail = with_table_ranges(sheet.tail, [(one.followed, one.model) for one in tables])
        for one in tables:
            one.followed = one.model
