"""What Excel makes of a value that is put into a cell."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from workbook.engine.cells.cell_values import ERRORS, Cell, CellError, Formula, number_text, to_cell
from workbook.engine.text.formula_spelling import shown, written
from workbook.engine.text.references import Area, shift_formula
from workbook.engine.text.refusals import unsupported

if TYPE_CHECKING:
    from workbook.engine.book.sheet_part import SheetPart

_BOOK = re.compile(r"\"(?:[^\"]|\"\")*\"|\[([^\[\]]+)\][^\[\]'!()+,;*/&<>=^]*'?!")
_CONSTANTS: dict[str, Cell] = {"TRUE": True, "FALSE": False, **{code: CellError(code) for code in ERRORS}}


def from_value(value: Any) -> Cell:
    """A value as a cell keeps it: '=…' is a formula (spelt as it was entered), a leading apostrophe marks text."""
    if type(value) is float and math.isfinite(value):
        return value
    if isinstance(value, str) and len(value) > 1:
        if value[0] == "=":
            return Formula(value)
        if value[0] == "'":
            return to_cell(value[1:])
    return to_cell(value)


def from_formula(value: Any, is_text: Callable[[], bool]) -> Cell:
    """What Excel makes of something that is given as a formula: of a text that is a constant, that constant, unless the
    cell is formatted as text. So what a range gives as its formulas can be given back; texts with leading zeros and
    the like stay texts."""
    cell = from_value(value)
    if not isinstance(cell, str) or value[:1] == "'":
        return cell
    known = _CONSTANTS.get(cell, cell)
    if known is cell:
        try:
            number = float(cell)
        except ValueError:
            return cell
        known = number if math.isfinite(number) and number_text(number) == cell else cell
    return cell if known is cell or is_text() else known


Owners = list[tuple[Area, str]]
"""Tables: where each stands, and its name."""


def owners(part: SheetPart) -> Owners:
    """The tables of a sheet."""
    return [(t.model.area, t.model.display_name) for t in part.document.tables if t.sheet is part]


def _owner(tables: Owners, row: int, column: int) -> str | None:
    here = Area(row, column, row, column)
    return next((name for area, name in tables if here in area), None)


def entered(part: SheetPart, cells: list[Cell], column: int, top: int) -> list[Cell]:
    """A column of cells with its formulas as the file spells them."""
    if Formula not in set(map(type, cells)):
        return cells
    tables = owners(part)
    known: dict[tuple[str, str | None], str] = {}
    made: list[Cell] = []
    for row, cell in enumerate(cells, top):
        if not isinstance(cell, Formula):
            made.append(cell)
            continue
        key = cell.text, _owner(tables, row, column) if "[" in cell.text else None
        if key not in known:
            _check_books(cell.text)
            known[key] = written(*key)
        made.append(cell if known[key] == cell.text else replace(cell, text=known[key]))
    return made


def spelt(cell: Cell, table: str | None) -> Cell:
    """A value for one cell of a table, its formula as the file spells it."""
    if not isinstance(cell, Formula):
        return cell
    _check_books(cell.text)
    return replace(cell, text=written(cell.text, table))


def filled(formula: Formula, area: Area, column: int) -> list[Cell]:
    """One formula put into a rectangle: its relative references move along."""
    across = column - area.left
    return [replace(formula, text="=" + shift_formula(formula.text[1:], row, across)) for row in range(area.height)]


def _check_books(formula: str) -> None:
    """Raise Unsupported for a formula that names another book: in the file that is a link with parts of its own, which
    formulas have by number."""
    for match in _BOOK.finditer(formula) if "[" in formula else ():
        book = match.group(1)
        if book and not book.isdigit():
            raise unsupported(f"a formula with a link to another book ({book})")


def shown_formula(tables: Owners, text: str, row: int, column: int) -> str:
    """A formula of a sheet with those tables as Excel shows it."""
    return shown(text, _owner(tables, row, column)) if "[" in text else shown(text)
