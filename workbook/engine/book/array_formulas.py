"""Formulas that span several cells: arrays, and shared formulas whose first cell is written over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbook.engine.cells.cell_values import KEEP, Formula
from workbook.engine.cells.row_edits import ColumnEdits
from workbook.engine.cells.sheet_formulas import array_area
from workbook.engine.text.references import Area, parse_area
from workbook.engine.text.refusals import unsupported

if TYPE_CHECKING:
    from workbook.engine.book.sheet_part import SheetPart


def whole_formulas(sheet: SheetPart, edits: Sequence[ColumnEdits]) -> list[ColumnEdits]:
    """The edits, and those that keep formulas whole that span several cells: the followers of a shared formula whose
    first cell is overwritten get their own text. Raises Unsupported for a change to part of an array formula."""
    texts = sheet.document.formulas(sheet)
    spanning = {place: cell for place, cell in texts.items() if cell.kind != "normal"}
    if not spanning:
        return list(edits)
    changed = {
        (row, edit.column)
        for edit in edits
        for row, value in zip(edit.rows, edit.values, strict=True)
        if value is not KEEP
    }
    groups: set[int] = set()
    for place, cell in spanning.items():
        if cell.kind == "shared":
            if cell.area is not None and place in changed and cell.group is not None:
                groups.add(cell.group)
            continue
        area = array_area(cell.area, place)
        cells = {(r, c) for r, c in changed if area.top <= r <= area.bottom and area.left <= c <= area.right}
        if cells and len(cells) != area.height * area.width:
            raise unsupported(f"changing part of the array formula in {area}")
    followers = [
        place
        for place, cell in spanning.items()
        if cell.group in groups and place not in changed and cell.group is not None
    ]
    result = {edit.column: edit for edit in edits}
    for column in sorted({column for _, column in followers}):
        rows = sorted(row for row, c in followers if c == column)
        values = dict(
            zip(rows, (Formula(texts[row, column].text, sheet.value(row, column)) for row in rows), strict=True)
        )
        old = result.get(column)
        styles = {row: sheet.style(row, column) for row in rows}
        if old is not None:
            kept = {row: value for row, value in zip(old.rows, old.values, strict=True) if value is not KEEP}
            styles = {**styles, **dict(zip(old.rows, old.styles, strict=True))}
            merged = {**dict(zip(old.rows, old.values, strict=True)), **values, **kept}
        else:
            merged = dict(values)
        order = sorted(merged)
        result[column] = ColumnEdits(column, order, [merged[row] for row in order], [styles[row] for row in order])
    return [result[column] for column in sorted(result)]


def array_at(sheet: SheetPart, cell: Area) -> tuple[Area, str] | None:
    """The array formula that a cell belongs to: its cells and its text, with '='."""
    for formula in written_arrays(sheet).values():
        if formula.array and cell in parse_area(formula.array):
            return parse_area(formula.array), formula.text
    if not sheet.holds_formulas or sheet.overlay.written(cell.left, cell.top)[0]:
        return None
    for place, known in sheet.document.formulas(sheet).items():
        if known.kind == "array" and cell in (area := array_area(known.area, place)):
            return area, known.text
    return None


def written_arrays(sheet: SheetPart) -> dict[tuple[int, int], Formula]:
    """The array formulas written in this session, by the cell that holds each."""
    return {
        (row, column): value
        for column, written in sheet.overlay.values.items()
        for row, value in written.singles.items()
        if isinstance(value, Formula) and value.array
    }


def check_written_arrays(sheet: SheetPart) -> None:
    """Raise Unsupported where something was written into a part of an array formula that was written before."""
    for place, formula in written_arrays(sheet).items():
        area = parse_area(formula.array or "")
        for column in range(area.left, area.right + 1):
            for row, cell in enumerate(sheet.column_cells(column, area.top, area.bottom), area.top):
                if cell is not None and (row, column) != place:
                    raise unsupported(f"changing part of the array formula in {area}")


def check_no_arrays(sheet: SheetPart, area: Area, what: str) -> None:
    """Raise Unsupported when an array formula or data table has a cell in `area`."""
    for formula in written_arrays(sheet).values():
        if formula.array and parse_area(formula.array).meets(area):
            raise unsupported(f"{what} the array formula in {formula.array}")
    if not sheet.holds_formulas:
        return
    for place, cell in sheet.document.formulas(sheet).items():
        if cell.kind in ("array", "dataTable") and array_area(cell.area, place).meets(area):
            raise unsupported(f"{what} the array formula in {cell.area}")
