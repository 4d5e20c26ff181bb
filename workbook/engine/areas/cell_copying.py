"""Copying cells to another place: values, formulas, formats and merged cells go along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.engine.areas import merged_cells
from workbook.engine.book.array_formulas import check_no_arrays
from workbook.engine.cells.cell_values import Cell, Formula
from workbook.engine.text.formula_references import leaves_sheet
from workbook.engine.text.references import Area, shift_formula
from workbook.engine.text.refusals import unsupported

if TYPE_CHECKING:
    from workbook.engine.book.sheet_part import SheetPart

Column = list[tuple[Cell, int]]
"""The cells of a column with their styles."""


def copy_cells(source: SheetPart, whole: Area, target: SheetPart, place: Area) -> None:
    """Copy an area. A target that is a multiple of it in both directions is filled with copies, as in Excel; else the
    copy stands at the target's first cell. Raises Unsupported over array formulas, and into another book for formulas
    that would lead out of the sheet."""
    area = source.within_bounds(whole)
    check_no_arrays(source, area, "copying")
    columns = _columns(source, area)
    if target.document is not source.document:
        check_stays(source, area)
        own, other = target.document.styles, source.document.styles
        columns = [[(cell, own.adopted(other, style)) for cell, style in column] for column in columns]
    repeated = place.height % area.height == 0 and place.width % area.width == 0
    for row in range(place.top, place.top + (place.height if repeated else area.height), area.height):
        for column in range(place.left, place.left + (place.width if repeated else area.width), area.width):
            _put(target, columns, row, column, (row - area.top, column - area.left))
            _merge(source, area, target, row - area.top, column - area.left)


def _columns(part: SheetPart, area: Area) -> list[Column]:
    return [
        list(
            zip(
                part.whole_cells(column, area.top, area.bottom),
                part.styles(column, area.top, area.bottom),
                strict=True,
            )
        )
        for column in range(area.left, area.right + 1)
    ]


def check_stays(part: SheetPart, area: Area) -> None:
    """Raise Unsupported where a formula would lead out of the sheet once it stands in another book."""
    for column in range(area.left, area.right + 1):
        for cell in part.whole_cells(column, area.top, area.bottom):
            if isinstance(cell, Formula) and leaves_sheet(cell.text[1:]):
                raise unsupported("copying formulas that refer to other sheets, names or tables into another book")


def _put(part: SheetPart, columns: list[Column], top: int, left: int, steps: tuple[int, int]) -> None:
    for column, cells in enumerate(columns, left):
        part.overlay.write(column, top, [_moved(cell, steps) for cell, _ in cells])
        part.overlay.write_style(column, top, [style for _, style in cells])


def _moved(cell: Cell, steps: tuple[int, int]) -> Cell:
    if not isinstance(cell, Formula):
        return cell
    return Formula("=" + shift_formula(cell.text[1:], *steps))


def _merge(source: SheetPart, area: Area, target: SheetPart, down: int, right: int) -> None:
    """Merge at the target what is merged in the source."""
    for one in merged_cells.merged(source).meeting(area):
        if one in area:
            moved = Area(one.top + down, one.left + right, one.bottom + down, one.right + right)
            merged_cells.merge(target, moved)
