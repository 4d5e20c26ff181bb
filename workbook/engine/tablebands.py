"""Showing and hiding a table's header row and totals row."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbook.engine.references import Area
from workbook.engine.refusing import unsupported
from workbook.engine.tableedit import check_free, remove_cells
from workbook.engine.tableparts import TableColumn, TableModel
from workbook.engine.values import Cell, Formula
from workbook.errors import StructureError
from workbook.language import Text

if TYPE_CHECKING:
    from workbook.engine.booktables import Table

_FUNCTIONS = {
    "average": 101, "countNums": 102, "count": 103, "max": 104, "min": 105, "product": 106, "stdDev": 107, "sum": 109,
    "var": 110,
}  # fmt: skip
"""What SUBTOTAL calls each function of a totals row, hidden rows left out (ECMA-376 part 1, 18.18.84)."""


def show_headers(table: Table, value: bool) -> None:
    """Put the header row above the data, or blank it; the columns keep their names. Raises StructureError where
    something stands above the data."""
    model, sheet = table.model, table.sheet
    if value == bool(model.header_rows):
        return
    if not value:
        table.model = replace(model, area=replace(model.area, top=model.area.top + 1), header_rows=0)
        for at in range(model.area.left, model.area.right + 1):
            sheet.write_column(at, model.area.top, [None])
        return
    above = replace(model.area, top=model.area.top - 1, bottom=model.area.top - 1)
    if above.top < 1 or not sheet.is_blank(above):
        raise _in_the_way(model, above)
    check_free(table, replace(model.area, top=above.top))
    table.model = replace(model, area=replace(model.area, top=above.top), header_rows=1)
    for position, column in enumerate(model.columns):
        sheet.write_column(above.left + position, above.top, [column.name])


def show_totals(table: Table, value: bool) -> None:
    """Put the totals row below the data, as it was or with a sum of the last column, or take it out. Raises
    StructureError where something stands below."""
    model, sheet = table.model, table.sheet
    if value == bool(model.totals_rows):
        return
    if not value:
        last = model.area.bottom
        table.model = replace(model, area=replace(model.area, bottom=last - 1), totals_rows=0)
        for at in range(model.area.left, model.area.right + 1):
            remove_cells(sheet, at, last, 1)
        return
    below = replace(model.area, top=model.area.bottom + 1, bottom=model.area.bottom + 1)
    if not sheet.is_blank(below):
        raise _in_the_way(model, below)
    check_free(table, replace(model.area, bottom=below.bottom))
    columns = model.columns
    if not any(column.totals_label or column.totals_function for column in columns):
        columns = _usual_totals(table)
    table.model = replace(model, area=replace(model.area, bottom=below.bottom), totals_rows=1, columns=columns)
    for position, column in enumerate(columns):
        sheet.write_column(below.left + position, below.top, [_total(model, column)])


def _in_the_way(model: TableModel, area: Area) -> StructureError:
    return StructureError(
        Text(
            f"表 {model.name} 需要 {area}，但那里有内容。请先移开。",
            f"Table {model.name} needs {area}, but there is something. Move it away first.",
        )
    )


def _usual_totals(table: Table) -> tuple[TableColumn, ...]:
    """'Total' in the first column, and in the last the sum of its numbers, or else the count of what it has."""
    model = table.model
    first, last = model.columns[0], model.columns[-1]
    data = model.data
    values = table.sheet.values(replace(data, left=data.right)) if data else []
    numbers = all(isinstance(value, float) or value is None for (value,) in values)
    total = replace(last, totals_function="sum" if numbers else "count")
    if len(model.columns) == 1:
        return (total,)
    return (replace(first, totals_label="Total"), *model.columns[1:-1], total)


def _total(model: TableModel, column: TableColumn) -> Cell:
    if column.totals_label:
        return column.totals_label
    if column.totals_function == "custom" and column.totals_formula:
        return Formula("=" + column.totals_formula)
    if column.totals_function in (None, "none"):
        return None
    if column.totals_function not in _FUNCTIONS:
        raise unsupported(f"the totals function {column.totals_function}")
    number = _FUNCTIONS[column.totals_function]
    return Formula(f"=SUBTOTAL({number},{model.display_name}[{_escaped(column.name)}])")


def _escaped(name: str) -> str:
    """A column's name as a structured reference writes it: brackets, quotes and # behind an apostrophe."""
    return "".join("'" + sign if sign in "[]#'" else sign for sign in name)
