"""The looks of whole columns and rows: they keep a style themselves, for the cells to come, and the cells that are
there get it too. Where a row and a column with styles cross, the row's counts (ECMA-376 part 1, 18.3.1.73), so a cell
that is to keep something of its column's must be there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from workbook.engine.parts.column_settings import columns_between, with_column
from workbook.engine.text.references import MAX_COLUMN, Area
from workbook.engine.text.refusals import unsupported

if TYPE_CHECKING:
    from workbook.engine.book.sheet_part import SheetPart

MANY = 100_000
"""Rows, or cells where rows and columns with styles cross, that are given a style one by one."""


def restyle_columns(part: SheetPart, area: Area, changed: Callable[[int], int]) -> None:
    """Give whole columns a style, and the cells that are there."""
    for column in _columns(part):
        if area.left <= column <= area.right:
            _restyle_cells(part, column, _runs(part, column), changed)
    head = part.head
    with part.document.reading(part.part):
        spans = columns_between(head, part.prefix, area.left, area.right)
        for first, last, attributes in spans:
            style = changed(int(attributes.get("style", "0")))
            head = with_column(head, part.prefix, first, last, {"style": str(style) if style else None})
    part.head = head


def restyle_rows(part: SheetPart, area: Area, changed: Callable[[int], int]) -> None:
    """Give whole rows a style, the cells that are there, and those in columns with a style of their own."""
    with part.document.reading(part.part):
        spans = columns_between(part.head, part.prefix, 1, MAX_COLUMN)
    widest = max(spans, key=lambda span: span[1] - span[0])
    usual = int(widest[2].get("style", "0"))
    styled = [(first, last) for first, last, at in spans if int(at.get("style", "0")) != usual]
    crossing = {column for first, last in styled for column in range(first, last + 1)}
    rows = range(area.top, area.bottom + 1)
    if area.height > MANY or area.height * len(crossing) > MANY:
        raise unsupported("formatting so many whole rows at once")
    for column in _columns(part):
        if column not in crossing:
            runs = [(max(top, area.top), min(bottom, area.bottom)) for top, bottom in _runs(part, column)]
            _restyle_cells(part, column, [run for run in runs if run[0] <= run[1]], changed)
    for column in crossing:
        _restyle_cells(part, column, [(area.top, area.bottom)], changed)
    for row in rows:
        style = changed(part.row_styles.get(row, usual))
        part.change_row(row, {"s": str(style) if style else None, "customFormat": "1" if style else None})


def _columns(part: SheetPart) -> list[int]:
    """The columns that have cells."""
    return sorted({*part.grid.columns, *part.overlay.values, *part.overlay.styles})


def _restyle_cells(
    part: SheetPart, column: int, runs: Sequence[tuple[int, int]], changed: Callable[[int], int]
) -> None:
    for top, bottom in runs:
        write_styles(part, column, top, [changed(style) for style in part.styles(column, top, bottom)])


def write_styles(part: SheetPart, column: int, top: int, styles: Sequence[int]) -> None:
    """Give cells styles; one that was taken out becomes a blank cell again, which has one."""
    written = part.overlay.values.get(column)
    if written is not None and written.removes:
        part.overlay.write(column, top, part.whole_cells(column, top, top + len(styles) - 1))
    part.overlay.write_style(column, top, styles)


def _runs(part: SheetPart, column: int) -> list[tuple[int, int]]:
    """The stretches of rows in which a column has cells, in the file or written since."""
    rows: set[int] = set()
    if column in part.grid.columns:
        rows.update(part.grid.columns[column].rows.tolist())
    for written in (part.overlay.values.get(column), part.overlay.styles.get(column)):
        if written is not None:
            rows.update(written.final())
    runs: list[tuple[int, int]] = []
    for row in sorted(rows):
        if runs and runs[-1][1] == row - 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs
