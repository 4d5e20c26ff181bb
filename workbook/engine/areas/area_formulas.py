"""The formulas of an area as Excel shows them, and array formulas over several cells."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from workbook.engine.book.array_formulas import array_at, written_arrays
from workbook.engine.book.cell_entry import entered, owners, shown_formula
from workbook.engine.cells.cell_values import Cell, Formula, number_text, to_serial
from workbook.engine.text.references import Area, parse_area
from workbook.engine.text.refusals import unsupported

if TYPE_CHECKING:
    from workbook.engine.book.sheet_part import SheetPart


def texts(part: SheetPart, area: Area) -> tuple[tuple[str, ...], ...]:
    """The formulas of a rectangle, row by row; constants as text."""
    known = part.document.shown_formulas(part) if part.holds_formulas else {}
    tables = owners(part)
    arrays = [(parse_area(one.array), one.text) for one in written_arrays(part).values() if one.array]
    columns = []
    for column in range(area.left, area.right + 1):
        cells = part.column_cells(column, area.top, area.bottom)
        shown: list[str] = []
        for row, cell in enumerate(cells, area.top):
            text = None
            if isinstance(cell, Formula):
                text = cell.text
            elif (row, column) in known and not part.overlay.written(column, row)[0]:
                text = known[row, column]
            elif arrays and cell is None:
                here = Area(row, column, row, column)
                text = next((text for spread, text in arrays if here in spread), "")
            shown.append(_constant(part, cell) if text is None else shown_formula(tables, text, row, column))
        columns.append(shown)
    return tuple(zip(*columns, strict=True))


def _constant(part: SheetPart, value: Cell) -> str:
    if value is None:
        return ""
    if value is True or value is False:
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return number_text(value)
    if isinstance(value, dt.datetime):
        return number_text(to_serial(value, date1904=part.document.workbook.date1904))
    return str(value)


def has_array(part: SheetPart, cell: Area) -> bool:
    """Whether a cell belongs to an array formula."""
    return array_at(part, cell) is not None


def array_text(part: SheetPart, area: Area) -> str | None:
    """The array formula that all cells belong to, or one cell's formula; None where there is no single one."""
    found = array_at(part, Area(area.top, area.left, area.top, area.left))
    if found is not None and area in found[0]:
        return shown_formula(owners(part), found[1], found[0].top, found[0].left)
    return texts(part, area)[0][0] if area.height * area.width == 1 else None


def check_array(part: SheetPart, area: Area) -> None:
    """Raise Unsupported where no array formula may be put: over several cells of a table."""
    several = area.height * area.width > 1
    if several and any(t.sheet is part and t.model.area.meets(area) for t in part.document.tables):
        raise unsupported("an array formula over several cells of a table")


def put_array(part: SheetPart, area: Area, text: str) -> None:
    """Enter one array formula over blank cells."""
    formula = Formula("=" + text.removeprefix("="), array=str(area))
    part.write_column(area.left, area.top, entered(part, [formula], area.left, area.top))
