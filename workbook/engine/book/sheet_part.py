"""One worksheet of the open book: what the file holds, what was written since, and the tables that stand on it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from workbook.engine.book.date_cells import as_formats_take, holds_dates
from workbook.engine.cells.cell_values import Cell, Formula, Value
from workbook.engine.cells.column_grid import Grid
from workbook.engine.cells.exact_reader import make_grid
from workbook.engine.cells.row_edits import ColumnEdits
from workbook.engine.cells.row_finder import row_sources
from workbook.engine.cells.sheet_loading import load
from workbook.engine.cells.sheet_stream import SheetText, split
from workbook.engine.cells.written_cells import Overlay, shown
from workbook.engine.text.markup import attributes
from workbook.engine.text.references import MAX_COLUMN, MAX_ROW, Area

if TYPE_CHECKING:
    from workbook.engine.book.document import Document


class SheetPart:
    """A worksheet. Reading parses the part once, when it is first needed."""

    def __init__(self, document: Document, part: str) -> None:
        self.document = document
        self.part = part
        self.overlay = Overlay()
        self.row_attributes: dict[int, dict[str, str | None]] = {}
        """What was set of rows since the file was read; `change_row` sets it."""
        self._row_styles: dict[int, int] = {}
        self._head = b""
        self._tail = b""
        self._was = (b"", b"")
        self.prefix = b""
        self._is_ordered = True
        self.is_usual = False
        """Whether the fast reader has read the sheet."""
        self._grid: Grid | None = None
        self.known_edits: tuple[int, list[ColumnEdits]] = (0, [])
        """What `sheetsaving.edits` has worked out, with the state of the overlay that it holds for."""

    # reading

    def text(self) -> SheetText:
        """A new pass over the part."""
        return split(self.document.chunks(self.part))

    @property
    def grid(self) -> Grid:
        """The cells as the file has them."""
        if self._grid is None:
            with self.document.reading(self.part):
                self._grid = self._read_grid()
        return self._grid

    def _read_grid(self) -> Grid:
        document = self.document
        cells = document.sent(self.part)
        if cells is None:
            size, date1904 = document.part_size(self.part), document.workbook.date1904
            cells = load(self.text, size, lambda: document.strings, date1904=date1904)
        self._row_styles = cells.row_styles
        self._was = (cells.head, cells.tail)
        self._head, self._tail = self._was
        self.prefix = cells.prefix
        self.is_usual = cells.is_usual
        self._is_ordered = cells.is_ordered
        dates = document.styles.date_styles()
        return make_grid(cells.columns, dates, document.workbook.date1904, cells.error_codes)

    def read_ahead(self) -> None:
        """Have another process read the part, where that is worth it; `grid` will wait for it."""
        if self._grid is None:
            self.document.read_ahead(self.part)

    def column_cells(self, column: int, top: int, bottom: int) -> list[Cell]:
        """What stands in a column now: values, and the formulas written in this session."""
        values: list[Any] = self.grid.values(column, top, bottom)
        written = self.overlay.values.get(column)
        if written is not None:
            written.lay_over(top, values)
        return values

    def whole_cells(self, column: int, top: int, bottom: int) -> list[Cell]:
        """What stands in a column now, the file's formulas as formulas with their known values."""
        cells = self.column_cells(column, top, bottom)
        old = self.grid.columns.get(column)
        if old is None:
            return cells
        first, last = old.span(top, bottom)
        if old.formulas[first:last].any():
            texts = self.document.formulas(self)
            for row in old.rows[first:last][old.formulas[first:last]].tolist():
                if not self.overlay.written(column, row)[0]:
                    cells[row - top] = Formula(texts[row, column].text, cells[row - top])
        return cells

    def values(self, area: Area) -> list[list[Value]]:
        """What stands in a rectangle now, row by row."""
        columns = [shown(self.column_cells(c, area.top, area.bottom)) for c in range(area.left, area.right + 1)]
        return [list(row) for row in zip(*columns, strict=True)]

    def value(self, row: int, column: int) -> Value:
        """What stands in one cell now."""
        return shown(self.column_cells(column, row, row))[0]

    def bounds(self) -> tuple[int, int]:
        """Last row and last column that has a cell, be it only one with a look."""
        rows, columns = self.grid.bounds()
        for column, written in (*self.overlay.values.items(), *self.overlay.styles.items()):
            last = written.last_filled()
            if last:
                rows, columns = max(rows, last), max(columns, column)
        return rows, columns

    def within_bounds(self, area: Area) -> Area:
        """The part of a (perhaps whole-column) rectangle that can hold anything; at least its first cell."""
        if area.height < 10_000 and area.width < 1_000:
            return area
        bottom, right = self.bounds()
        return Area(
            area.top, area.left, max(area.top, min(area.bottom, bottom)), max(area.left, min(area.right, right))
        )

    def is_blank(self, area: Area) -> bool:
        """Whether no cell of a rectangle holds a value or formula."""
        last_row, last_column = self.bounds()
        bottom, right = min(area.bottom, last_row), min(area.right, last_column)
        if bottom < area.top or right < area.left:
            return True
        for column in range(area.left, right + 1):
            if any(value is not None for value in self.column_cells(column, area.top, bottom)):
                return False
            old = self.grid.columns.get(column)
            if old is not None:
                first, last = old.span(area.top, bottom)
                for at in range(first, last):
                    if old.formulas[at] and not self.overlay.written(column, int(old.rows[at]))[0]:
                        return False
        return True

    @property
    def head(self) -> bytes:
        """What stands before the cells, as it is now."""
        _ = self.grid
        return self._head

    @head.setter
    def head(self, value: bytes) -> None:
        self._head = value

    @property
    def tail(self) -> bytes:
        """What stands after the cells, as it is now."""
        _ = self.grid
        return self._tail

    @tail.setter
    def tail(self, value: bytes) -> None:
        self._tail = value

    @property
    def around_changed(self) -> bool:
        """Whether what stands before or after the cells is no longer as the file has it."""
        return self.is_loaded and (self._head, self._tail) != self._was

    @property
    def is_ordered(self) -> bool:
        """Whether rows and cells stand in order, so that a cell can be found to be written over."""
        _ = self.grid
        return self._is_ordered

    @property
    def is_loaded(self) -> bool:
        """Whether the cells have been read."""
        return self._grid is not None

    @cached_property
    def _rows_of_file(self) -> dict[int, bytes]:
        with self.document.reading(self.part):
            return {number: source for chunk in self.text().body() for number, source in row_sources(chunk)}

    def row_tags(self, top: int, bottom: int) -> dict[int, dict[str, str | None]]:
        """The attributes of the rows that are there."""
        of_file, now = self._rows_of_file, self.row_attributes
        rows = [row for row in {**of_file, **now} if top <= row <= bottom]
        merged = {row: {**dict[str, str | None](attributes(of_file.get(row, b""))), **now.get(row, {})} for row in rows}
        return {row: {name: text for name, text in at.items() if text is not None} for row, at in merged.items()}

    @property
    def holds_formulas(self) -> bool:
        """Whether the file's sheet holds a formula."""
        return self.formula_count > 0

    @property
    def formula_count(self) -> int:
        """How many cells of the file hold formulas."""
        return self.grid.formula_count

    # styles

    def style(self, row: int, column: int) -> int:
        """The style a cell has now; a cell that is not there has its row's or column's."""
        written = self.overlay.styles.get(column)
        if written is not None:
            found: list[Any] = [None]
            written.lay_over(row, found)
            if found[0] is not None:
                return int(found[0])
        own = self.grid.style(row, column)
        return own if own is not None else self.default_styles(column, (row,))[0]

    @property
    def row_styles(self) -> dict[int, int]:
        """The styles of the rows that have one, for cells that are not there."""
        _ = self.grid
        return self._row_styles

    def default_styles(self, column: int, rows: Sequence[int]) -> list[int]:
        """The styles of a column's cells that are not there: the row's, else the column's."""
        of_column = self.document.default_style(self, column)
        of_rows = self.row_styles
        if not of_rows:
            return [of_column] * len(rows)
        return [of_rows.get(row, of_column) for row in rows]

    def styles(self, column: int, top: int, bottom: int) -> list[int]:
        """The styles of a column's cells."""
        found: list[Any] = [None] * (bottom - top + 1)
        old = self.grid.columns.get(column)
        if old is not None:
            first, last = old.span(top, bottom)
            for row, style in zip(old.rows[first:last].tolist(), old.styles[first:last].tolist(), strict=True):
                found[row - top] = style
        written = self.overlay.styles.get(column)
        if written is not None:
            laid: list[Any] = [None] * len(found)
            written.lay_over(top, laid)
            found = [old if new is None else new for old, new in zip(found, laid, strict=True)]
        if None in found:
            defaults = self.default_styles(column, range(top, bottom + 1))
            found = [default if style is None else style for style, default in zip(found, defaults, strict=True)]
        return found

    # writing

    def write_column(self, column: int, top: int, cells: Sequence[Cell]) -> None:
        """Put new values or formulas into one column; dates as the cells' formats take them (`datecells`). Cells that
        only move, with their looks, go straight into the overlay."""
        if not 1 <= column <= MAX_COLUMN or top < 1 or top + len(cells) - 1 > MAX_ROW:
            raise ValueError("outside the sheet")
        if holds_dates(cells):
            styles = self.styles(column, top, top + len(cells) - 1)
            document = self.document
            taken = as_formats_take(cells, styles, document.styles, date1904=document.workbook.date1904)
            if len(taken.styles) == len(cells):
                self.overlay.write_style(column, top, list(taken.styles.values()))
            else:
                for at, style in taken.styles.items():
                    self.overlay.write_style(column, top + at, [style])
            cells = taken.cells
        self.overlay.write(column, top, cells)

    def change_row(self, row: int, values: dict[str, str | None]) -> None:
        """Set attributes of a row; None takes one away."""
        self.row_attributes[row] = {**self.row_attributes.get(row, {}), **values}
        if "s" in values:
            style = int(values["s"] or 0)
            if style:
                self.row_styles[row] = style
            else:
                self.row_styles.pop(row, None)

    @contextlib.contextmanager
    def on_trial(self) -> Iterator[None]:
        """What is written meanwhile is forgotten; nothing must have been written before."""
        assert not self.overlay
        try:
            yield
        finally:
            version = self.overlay.version + 1  # what was worked out of those writes holds no more
            self.overlay = Overlay()
            self.overlay.version = version
