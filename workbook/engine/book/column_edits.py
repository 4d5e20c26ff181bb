"""Which cells of a column a save must write: those whose value, formula or look differs from the file's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import compress
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import numpy.typing as npt

from workbook.engine.cells.cell_values import KEEP, REMOVE, Cell, Formula, Mark, Value
from workbook.engine.cells.changed_cells import differences
from workbook.engine.cells.row_edits import PLAIN, ColumnEdits, row_numbers
from workbook.engine.cells.typed_cells import TypedCells, joined, types_of
from workbook.engine.cells.written_cells import WrittenColumn
from workbook.engine.text.references import MAX_ROW

if TYPE_CHECKING:
    from workbook.engine.book.sheet_part import SheetPart


def column_edits(sheet: SheetPart, column: int) -> ColumnEdits:
    """The edits of one column; none where nothing written differs."""
    return _plain_kept(sheet, _column_edits(sheet, column))


def _column_edits(sheet: SheetPart, column: int) -> ColumnEdits:
    written = sheet.overlay.values.get(column)
    styled = sheet.overlay.styles.get(column)
    if written is not None and styled is None and (whole := _over_cells(sheet, column, written)) is not None:
        return whole
    end, below = _below_cells(sheet, column, written, styled)
    values, styles = (one.final(end) if one is not None else {} for one in (written, styled))
    return _joined(_among_cells(sheet, column, values, styles), below)


def _plain_kept(sheet: SheetPart, edits: ColumnEdits) -> ColumnEdits:
    """The edits, where a blank cell without a look stays a cell if its row or column would give it one."""
    default, of_rows = sheet.document.default_style(sheet, edits.column), sheet.row_styles
    if (not default and not of_rows) or all(edits.styles):
        return edits
    styles = [
        PLAIN if not style and (value is None or value is KEEP) and of_rows.get(row, default) else style
        for row, value, style in zip(edits.rows, edits.values, edits.styles, strict=True)
    ]
    return ColumnEdits(edits.column, edits.rows, edits.values, styles)


def _over_cells(sheet: SheetPart, column: int, written: WrittenColumn) -> ColumnEdits | None:
    """The edits of one long run over cells without formulas: without a dictionary entry for each of a million cells.
    None where it is anything else."""
    if len(written.runs) != 1 or written.singles:
        return None
    run = written.runs[0]
    if not {float, str, bool, dt.datetime, type(None)}.issuperset(types_of(run.values)):
        return None
    old = sheet.grid.columns.get(column)
    styles = sheet.default_styles(column, range(run.top, run.bottom + 1))
    if old is not None:
        first, last = old.span(run.top, run.bottom)
        if old.formulas[first:last].any():
            return None
        if last - first == len(styles):
            styles = old.styles[first:last].tolist()
        elif first < last:
            laid = np.array(styles)
            laid[old.rows[first:last] - run.top] = old.styles[first:last]
            styles = laid.tolist()
    if isinstance(run.values, TypedCells):
        unlike = differences(sheet.grid, column, run.top, run.values.array)
        if unlike is not None:
            at = np.flatnonzero(unlike)
            return _some(ColumnEdits(column, range(run.top, run.bottom + 1), run.values, styles), at)
    was = sheet.grid.values(column, run.top, run.bottom)
    differs = [new != now or type(new) is not type(now) for new, now in zip(run.values, was, strict=True)]
    rows = range(run.top, run.bottom + 1)
    if all(differs):
        return ColumnEdits(column, rows, cast("Sequence[Cell]", run.values), styles)
    kept = [list(compress(each, differs)) for each in (rows, run.values, styles)]
    return ColumnEdits(column, *kept)  # type: ignore[arg-type]


def _some(edits: ColumnEdits, at: npt.NDArray[np.intp]) -> ColumnEdits:
    """Some of the edits of typed cells."""
    assert isinstance(edits.values, TypedCells)
    if len(at) == len(edits.rows):
        return edits
    rows, styles = row_numbers(edits.rows)[at].tolist(), np.asarray(edits.styles)[at].tolist()
    return ColumnEdits(edits.column, rows, edits.values.take(at), styles)


def _below_cells(
    sheet: SheetPart, column: int, written: WrittenColumn | None, styled: WrittenColumn | None
) -> tuple[int, ColumnEdits]:
    """The edits of one long run, with its looks, below the column's last cell in the file, and the row where they
    begin: there is nothing to hold them against. None of them, and no row, where it is anything else."""
    old = sheet.grid.columns.get(column)
    nothing = MAX_ROW + 1, _none(column)
    if written is None or styled is None or written.singles or len(written.runs) != 1:
        return nothing
    run = written.runs[0]
    top = max(run.top, int(old.rows[-1]) + 1 if old is not None else 1)
    looks = [look for look in styled.runs if look.top <= top and look.bottom == run.bottom]
    if top > run.bottom or len(looks) != 1 or len(styled.runs) != 1 or styled.singles or sheet.row_styles:
        return nothing
    values = run.values[top - run.top :]
    styles = cast("Sequence[int]", looks[0].values[top - looks[0].top :])
    kinds = types_of(values)
    if Mark in kinds:
        return nothing
    rows: Sequence[int] = range(top, run.bottom + 1)
    if type(None) in kinds:
        default = sheet.document.default_style(sheet, column)
        looks_alike = styles.count(default) == len(styles)
        if isinstance(values, TypedCells):
            shown = ~values.blanks if looks_alike else ~values.blanks | (np.asarray(styles) != default)
            return top, _some(ColumnEdits(column, rows, values, styles), np.flatnonzero(shown))
        shows = [
            value is not None or not (looks_alike or style == default)
            for value, style in zip(values, styles, strict=True)
        ]
        rows, values, styles = (list(compress(each, shows)) for each in (rows, values, styles))  # type: ignore[assignment]
    return top, ColumnEdits(column, rows, cast("Sequence[Cell]", values), styles)


def _joined(first: ColumnEdits, second: ColumnEdits) -> ColumnEdits:
    if not first.rows or not second.rows:
        return first if first.rows else second
    rows, styles = [*first.rows, *second.rows], [*first.styles, *second.styles]
    return ColumnEdits(first.column, rows, joined(first.values, second.values), styles)


def _among_cells(sheet: SheetPart, column: int, values: Mapping[int, Any], styles: Mapping[int, Any]) -> ColumnEdits:
    """Any edits, row by row."""
    rows = sorted({*values, *styles}) if styles else list(values)
    if not rows:
        return _none(column)
    top, bottom = rows[0], rows[-1]
    old_values = sheet.grid.values(column, top, bottom)
    old_formulas = _formulas_of(sheet, column, top, bottom)
    old_styles = _styles_of(sheet, column, top, bottom)
    default, of_rows = sheet.document.default_style(sheet, column), sheet.row_styles
    if not styles:
        rows = [
            row
            for row in rows
            if type(new := values[row]) is not type(old := old_values[row - top]) or new != old or row in old_formulas
        ]
        if not old_formulas and not {Formula, Mark} & set(map(type, map(values.__getitem__, rows))):
            looks = [old_styles.get(row, of_rows.get(row, default)) for row in rows]
            return ColumnEdits(column, rows, [values[row] for row in rows], looks)
    found: list[tuple[int, Any, int]] = []
    missing = object()
    for row in rows:
        was = old_styles.get(row)
        style = styles.get(row)
        if style is None:
            style = was if was is not None else of_rows.get(row, default)
        value = values.get(row, missing)
        if value is missing or (value is not REMOVE and _equal(value, old_values[row - top], old_formulas.get(row))):
            value = KEEP
        if value is REMOVE and was is None:
            continue
        if value is KEEP and (style == was or (was is None and style == of_rows.get(row, default))):
            continue
        if value is KEEP and not style and old_values[row - top] is None and row not in old_formulas:
            value = None  # nothing is left of it
        found.append((row, value, style))
    return ColumnEdits(column, *map(list, zip(*found, strict=True))) if found else _none(column)


def _styles_of(sheet: SheetPart, column: int, top: int, bottom: int) -> dict[int, int]:
    old = sheet.grid.columns.get(column)
    if old is None:
        return {}
    first, last = old.span(top, bottom)
    return dict(zip(old.rows[first:last].tolist(), old.styles[first:last].tolist(), strict=True))


def _formulas_of(sheet: SheetPart, column: int, top: int, bottom: int) -> dict[int, str]:
    """The formulas of the file in a stretch of a column: row → text with '='."""
    old = sheet.grid.columns.get(column)
    if old is None:
        return {}
    first, last = old.span(top, bottom)
    if not old.formulas[first:last].any():
        return {}
    rows = old.rows[first:last][old.formulas[first:last]].tolist()
    if old.formula is not None:
        return dict.fromkeys(rows, old.formula)
    texts = sheet.document.formulas(sheet)
    return {row: texts[row, column].text for row in rows}


def _none(column: int) -> ColumnEdits:
    return ColumnEdits(column, [], [], [])


def _equal(new: Cell, old: Value, old_formula: str | None) -> bool:
    """Whether writing `new` over what the file has would change nothing."""
    if isinstance(new, Formula):
        return old_formula == new.text and (new.cached is None or _same(new.cached, old))
    return old_formula is None and _same(new, old)


def _same(new: Value, old: Value) -> bool:
    return type(new) is type(old) and new == old
