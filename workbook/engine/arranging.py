"""Arranging what stands in a range, as xlwings sees it: sorting, filtering, taking repeated rows out, replacing texts,
inserting and deleting cells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from workbook.engine.cellrange import CellRange
from workbook.engine.entering import entered, owners, shown_formula
from workbook.engine.finding import as_text, wildcards
from workbook.engine.fixtures import check_movable
from workbook.engine.formulas import check_no_arrays
from workbook.engine.references import Area, shift_formula
from workbook.engine.refusing import unsupported
from workbook.engine.sheetpart import SheetPart
from workbook.engine.staleness import warn_if_stale
from workbook.engine.values import Cell, CellError, Formula, Value, to_cell, to_serial

if TYPE_CHECKING:
    from workbook.engine.autofilters import AutoFilter

Row = list[tuple[Cell, int]]
"""The cells of a row with their styles."""


class Arranging(CellRange):
    """Sort, remove duplicates, replace, insert, delete."""

    __slots__ = ()

    def sort(self, keys: Sequence[int], ascending: Sequence[bool], has_headers: bool) -> None:
        """Order the rows by columns of the range (from 1): numbers and dates, texts without regard to case, FALSE,
        TRUE, errors; blanks last in either direction. Texts go by the order of their signs, which is not Excel's
        order of Chinese texts. Hidden rows stay where they are. Raises Unsupported over merged cells, links and
        notes."""
        area = self.within_bounds(self.rectangle)
        top = area.top + int(has_headers)
        if area.bottom > top:
            sort_rows(self.part, Area(top, area.left, area.bottom, area.right), keys, ascending)

    @property
    def autofilter(self) -> AutoFilter:
        """The filter of these cells, their first row being the header."""
        from workbook.engine.autofilters import AutoFilter

        return AutoFilter(self.sheet, self.rectangle)

    def remove_duplicates(self, columns: Sequence[int], has_headers: bool) -> None:
        """Keep the first of the rows that are equal in those columns (from 1); the others move up, within the range.
        Texts are equal without regard to case."""
        area = self.within_bounds(self.rectangle)
        top = area.top + int(has_headers)
        if area.bottom <= top:
            return
        part = self.part
        check_movable(part, Area(top, area.left, area.bottom, area.right), "removing rows")
        check_no_arrays(part, Area(top, area.left, area.bottom, area.right), "removing rows with")
        warn_if_stale(part, Area(top, area.left, area.bottom, area.right))
        values = part.values(Area(top, area.left, area.bottom, area.right))
        seen: set[tuple[Any, ...]] = set()
        kept: list[int] = []
        for row, cells in enumerate(values, top):
            key = tuple((type(value), one) for value in (cells[c - 1] for c in columns) for one in [_folded(value)])
            if key not in seen:
                seen.add(key)
                kept.append(row)
        if len(kept) == len(values):
            return
        for column in range(area.left, area.right + 1):
            old = part.whole_cells(column, top, area.bottom)
            moved = [_in_row(old[row - top], new - row) for new, row in enumerate(kept, top)]
            part.overlay.write(column, top, moved + [None] * (len(old) - len(moved)))

    def replace_all(self, old: str, new: str, whole: bool, match_case: bool) -> None:
        """Replace a text in constants and formulas. A number that stays one remains a number."""
        area = self.within_bounds(self.rectangle)
        pattern = wildcards(old, match_case)
        tables = owners(self.part)
        for column in range(area.left, area.right + 1):
            for row, cell in enumerate(self.part.whole_cells(column, area.top, area.bottom), area.top):
                if isinstance(cell, Formula):
                    text: str | None = shown_formula(tables, cell.text, row, column)
                else:
                    text = as_text(cell)
                if text is None or not (pattern.fullmatch(text) if whole else pattern.search(text)):
                    continue
                replaced = new if whole else pattern.sub(lambda _: new, text)
                self.part.write_column(column, row, entered(self.part, [_retyped(cell, replaced)], column, row))

    def insert(self, shift: str | None = None, copy_origin: str | None = None) -> None:
        """Insert blank cells; those below ('down') or to the right ('right') move, and references to them follow."""
        from workbook.engine.movement import insert_cells

        _check_direction(shift, ("down", "right"))
        insert_cells(self.part, self.rectangle, shift, copy_origin)

    def delete(self, shift: str | None = None) -> None:
        """Delete the cells; those below ('up') or to the right ('left') move in, and references to them follow."""
        from workbook.engine.movement import delete_cells

        _check_direction(shift, ("up", "left"))
        delete_cells(self.part, self.rectangle, shift)

    def autofill(self, destination: Any, type_: str) -> None:
        """Fill more cells from these: a series, copies of them ('fill_copy'), of their values or of their formats."""
        from workbook.engine.copying import transfer
        from workbook.engine.filling import SERIES, fill

        kinds = {"fill_copy": "all", "fill_formats": "formats", "fill_values": "formulas"}
        target, area = destination.impl, self.rectangle
        if type_ not in kinds and type_ not in SERIES:
            raise unsupported(f"Range.autofill(type_={type_!r})")
        if area not in target.rectangle:
            raise ValueError("the destination must hold the source")
        if type_ in SERIES:
            fill(self.part, area, target.rectangle, type_)
            return
        wide, high = target.rectangle.width % area.width, target.rectangle.height % area.height
        if wide or high or target.first_cell != self.first_cell:
            raise unsupported("Range.autofill to a part of a repetition, or upwards")
        transfer(self.sheet.area(area), target, kinds[type_])


def _retyped(cell: Cell, text: str) -> Cell:
    """A replaced text as the kind of value its cell held."""
    if isinstance(cell, Formula):
        return Formula(text) if text[:1] == "=" and len(text) > 1 else to_cell(text)
    if isinstance(cell, float):
        try:
            return float(text)
        except ValueError:
            return to_cell(text)
    if isinstance(cell, bool) and text.upper() in ("TRUE", "FALSE"):
        return text.upper() == "TRUE"
    return to_cell(text)


def _folded(value: Value) -> Any:
    return value.casefold() if isinstance(value, str) else value


def sort_rows(part: SheetPart, area: Area, keys: Sequence[int], ascending: Sequence[bool]) -> None:
    """Order the visible rows of a rectangle; formats go with their cells, lines stay where they are."""
    check_movable(part, area, "sorting rows")
    check_no_arrays(part, area, "sorting rows with")
    hidden = {row for row, at in part.row_tags(area.top, area.bottom).items() if at.get("hidden") in ("1", "true")}
    rows = [row for row in range(area.top, area.bottom + 1) if row not in hidden]
    values = part.values(area)
    for key in keys:
        column = area.left + key - 1
        warn_if_stale(part, Area(area.top, column, area.bottom, column))
    order = list(rows)
    for key, up in reversed(list(zip(keys, ascending, strict=True))):
        filled = [row for row in order if values[row - area.top][key - 1] is not None]
        blank = [row for row in order if values[row - area.top][key - 1] is None]
        filled.sort(key=lambda row, key=key: _rank(values[row - area.top][key - 1]), reverse=not up)  # type: ignore[misc]
        order = filled + blank
    if order == rows:
        return
    styles = part.document.styles
    for column in range(area.left, area.right + 1):
        cells = part.whole_cells(column, area.top, area.bottom)
        looks = part.styles(column, area.top, area.bottom)
        new_cells, new_looks = list(cells), list(looks)
        for to, origin in zip(rows, order, strict=True):
            new_cells[to - area.top] = _in_row(cells[origin - area.top], to - origin)
            lines = styles.xf(looks[to - area.top]).get("borderId", "0")
            new_looks[to - area.top] = styles.with_attributes(looks[origin - area.top], {"borderId": lines})
        part.overlay.write(column, area.top, new_cells)
        part.overlay.write_style(column, area.top, new_looks)


def _in_row(cell: Cell, rows: int) -> Cell:
    """A cell in another row: a formula's relative references move along, as in a copy."""
    if not isinstance(cell, Formula) or not rows:
        return cell
    return Formula("=" + shift_formula(cell.text[1:], rows, 0), cell.cached)


def _rank(value: Value) -> tuple[int, Any]:
    """Where Excel sorts a value: numbers, texts, logical values, errors."""
    if isinstance(value, bool):
        return 2, value
    if isinstance(value, str):
        return 1, value.casefold()
    if isinstance(value, CellError):
        return 3, 0
    if isinstance(value, dt.datetime):
        return 0, to_serial(value)
    return 0, value


def _check_direction(shift: str | None, known: tuple[str, ...]) -> None:
    if shift is not None and shift not in known:
        raise ValueError(f"shift must be {' or '.join(map(repr, known))}, not {shift!r}")
