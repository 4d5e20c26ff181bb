"""Ranges of cells, as xlwings sees them."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from workbook.engine import links
from workbook.engine.formats import Formatted
from workbook.engine.references import MAX_COLUMN, MAX_ROW, Area, column_name, quoted, shift_formula
from workbook.engine.refusing import unsupported
from workbook.engine.staleness import warn_if_stale
from workbook.engine.values import Cell, Formula, number_text, to_cell, to_serial

if TYPE_CHECKING:
    from workbook.engine.names import Name
    from workbook.engine.sheets import Sheet
    from workbook.engine.tables import Table


class Range(Formatted):
    """A rectangle of cells; without cells (`area` None) for an empty slice."""

    __slots__ = ("_origin", "area", "arg1_input", "options", "sheet")
    max_cells_per_read = None
    max_cells_per_write = None

    def __init__(self, sheet: Sheet, area: Area | None, text: str = "", *, origin: tuple[int, int] = (1, 1)) -> None:
        if area is not None and (area.bottom > MAX_ROW or area.right > MAX_COLUMN or area.top < 1 or area.left < 1):
            raise IndexError("outside the sheet")
        self.sheet, self.area = sheet, area
        self.arg1_input = text
        self.options: dict[str, Any] = {}
        self._origin = origin

    def __bool__(self) -> bool:
        return True

    def __len__(self) -> int:
        return self.area.height * self.area.width if self.area else 0

    @property
    def api(self) -> Any:
        """True where there are cells: xlwings writes nothing to a range without."""
        return self if self.area is not None else None

    @property
    def _cells(self) -> Area:
        if self.area is None:
            raise IndexError("the range is empty")
        return self.area

    @property
    def row(self) -> int:
        """Its first row."""
        return self.area.top if self.area else self._origin[0]

    @property
    def column(self) -> int:
        """Its first column."""
        return self.area.left if self.area else self._origin[1]

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return (self.area.height, self.area.width) if self.area else (0, 0)

    @property
    def coords(self) -> tuple[int, int, int, int]:
        """First row, first column, rows, columns."""
        return (self.row, self.column, *self.shape)

    def __call__(self, arg1: int | str, arg2: int | str | None = None) -> Range:
        """A cell by its position within the range: (row, column), or counted along the rows."""
        area = self._cells
        if arg2 is None:
            row, column = divmod(int(arg1) - 1, area.width)
            row, column = row + 1, column + 1
        else:
            row, column = int(arg1), int(arg2)
        top, left = area.top + row - 1, area.left + column - 1
        return Range(self.sheet, Area(top, left, top, left))

    # values

    @property
    def raw_value(self) -> Any:
        """The value of one cell, or rows of values: float, str, bool, datetime, CellError, None."""
        if self.area is None:
            return None
        within = self._within_bounds(self.area)
        rows = self.sheet.part.values(within)
        warn_if_stale(self.sheet.part, within)
        if self.area.height * self.area.width == 1:
            return rows[0][0]
        missing_columns = self.area.width - len(rows[0]) if rows else self.area.width
        if missing_columns:
            rows = [row + [None] * missing_columns for row in rows]
        return rows + [[None] * self.area.width for _ in range(self.area.height - len(rows))]

    @raw_value.setter
    def raw_value(self, data: Any) -> None:
        if self.area is not None:
            self._write(data, _from_value)

    def _write(self, data: Any, convert: Any) -> None:
        area = self._cells
        if not isinstance(data, (list, tuple)):
            cell = convert(data)
            if area.height * area.width > 5_000_000:
                raise unsupported(f"writing one value into {len(self)} cells")
            for column in range(area.left, area.right + 1):
                cells = [cell] * area.height
                if isinstance(cell, Formula):
                    cells = _filled(cell, area, column)
                self.sheet.part.write_column(column, area.top, cells)
            return
        rows: Sequence[Sequence[Any]] = data if data and isinstance(data[0], (list, tuple)) else [data]
        height = min(len(rows), area.height)
        for offset in range(min(len(rows[0]) if rows else 0, area.width)):
            cells = [convert(row[offset]) for row in rows[:height]]
            self.sheet.part.write_column(area.left + offset, area.top, cells)

    def _within_bounds(self, area: Area) -> Area:
        """The part of a (perhaps whole-column) rectangle that can hold anything; at least its first cell."""
        if area.height < 10_000 and area.width < 1_000:
            return area
        bottom, right = self.sheet.part.bounds()
        return Area(
            area.top, area.left, max(area.top, min(area.bottom, bottom)), max(area.left, min(area.right, right))
        )

    # formulas

    @property
    def formula(self) -> Any:
        """The formula of one cell, or rows of formulas; constants as text."""
        if self.area is None:
            return None
        area = self._within_bounds(self.area)
        part = self.sheet.part
        texts = part.document.formulas(part) if any(c.formulas.any() for c in part.grid.columns.values()) else {}
        columns = []
        for column in range(area.left, area.right + 1):
            cells = part.column_cells(column, area.top, area.bottom)
            shown = []
            for row, cell in enumerate(cells, area.top):
                if isinstance(cell, Formula):
                    shown.append(cell.text)
                elif (row, column) in texts and not part.overlay.written(column, row)[0]:
                    shown.append(texts[row, column].text)
                else:
                    shown.append(self._constant(cell))
            columns.append(shown)
        if len(self) == 1:
            return columns[0][0]
        return tuple(tuple(row) for row in zip(*columns, strict=True))

    @formula.setter
    def formula(self, value: Any) -> None:
        if self.area is not None:
            self._write(value, _from_value)

    formula2 = formula

    def _constant(self, value: Cell) -> str:
        if value is None:
            return ""
        if value is True or value is False:
            return "TRUE" if value else "FALSE"
        if isinstance(value, float):
            return number_text(value)
        if isinstance(value, dt.datetime):
            return number_text(to_serial(value, date1904=self.sheet.part.document.workbook.date1904))
        return str(value)

    @property
    def has_array(self) -> bool:
        """Whether the first cell belongs to an array formula."""
        part = self.sheet.part
        area = self._cells
        if not part.grid.has_formula(area.top, area.left):
            return False
        return part.document.formulas(part)[area.top, area.left].kind == "array"

    # clearing

    def clear_contents(self) -> None:
        """Blank the cells; formats stay."""
        if self.area is None:
            return
        area = self._within_bounds(self.area)
        for column in range(area.left, area.right + 1):
            self.sheet.part.write_column(column, area.top, [None] * area.height)

    def clear_formats(self) -> None:
        """Take the cells' formats away."""
        if self.area is None:
            return
        area = self._within_bounds(self.area)
        for column in range(area.left, area.right + 1):
            self.sheet.part.overlay.write_style(column, area.top, [0] * area.height)

    def clear(self) -> None:
        """Blank the cells and take their formats away."""
        self.clear_contents()
        self.clear_formats()

    # addresses

    @property
    def address(self) -> str:
        """The absolute address."""
        return self.get_address(True, True, False)

    def get_address(self, row_absolute: bool, col_absolute: bool, external: bool) -> str:
        """The address, with the book and sheet when external."""
        area = self._cells
        r, c = "$" if row_absolute else "", "$" if col_absolute else ""
        if area.height == MAX_ROW and area.width < MAX_COLUMN:
            text = f"{c}{column_name(area.left)}:{c}{column_name(area.right)}"
        elif area.width == MAX_COLUMN:
            text = f"{r}{area.top}:{r}{area.bottom}"
        else:
            text = f"{c}{column_name(area.left)}{r}{area.top}"
            if len(self) > 1:
                text += f":{c}{column_name(area.right)}{r}{area.bottom}"
        if not external:
            return text
        place = f"[{self.sheet.book.name}]{self.sheet.name}"
        bare = quoted(self.sheet.name) == self.sheet.name and quoted(self.sheet.book.name) == self.sheet.book.name
        return f"{place}!{text}" if bare else "'" + place.replace("'", "''") + f"'!{text}"

    # finding

    def _filled(self, row: int, column: int) -> bool:
        return self.sheet.part.value(row, column) is not None

    def end(self, direction: str) -> Range:
        """The last cell of the run of filled cells in a direction, as Ctrl and an arrow key find it."""
        area = self._cells
        names = {"down": "d", "d": "d", "up": "u", "u": "u", "right": "r", "r": "r", "left": "l", "l": "l"}
        if direction not in names:
            raise ValueError(f"direction must be up, down, left or right, not {direction!r}")
        kind = names[direction]
        row, column = area.top, area.left
        last_row, last_column = self.sheet.part.bounds()
        if kind in "du":
            line = self.sheet.part.values(Area(1, column, max(last_row, row) + 1, column))
            filled = [cells[0] is not None for cells in line]
            row = _run_end(filled, row - 1, 1 if kind == "d" else -1, MAX_ROW) + 1
        else:
            filled = [
                cell is not None
                for cell in self.sheet.part.values(Area(row, 1, row, min(max(last_column, column) + 1, MAX_COLUMN)))[0]
            ]
            column = _run_end(filled, column - 1, 1 if kind == "r" else -1, MAX_COLUMN) + 1
        return Range(self.sheet, Area(row, column, row, column))

    def expand(self, mode: str = "table") -> Range:
        """The range with the filled cells below and beside it."""
        from xlwings import expansion
        from xlwings.main import Range as Public

        expanded: Range = expansion.expanders.get(mode, mode).expand(Public(impl=self)).impl
        return expanded

    @property
    def current_region(self) -> Range:
        """The filled block around the range, bounded by blank rows and columns."""
        area = self._cells
        part = self.sheet.part
        last_row, last_column = part.bounds()
        while True:
            wider = Area(
                max(area.top - 1, 1),
                max(area.left - 1, 1),
                min(area.bottom + 1, MAX_ROW),
                min(area.right + 1, MAX_COLUMN),
            )
            grown = area
            if wider.top < area.top and not part.is_blank(Area(wider.top, wider.left, wider.top, wider.right)):
                grown = Area(wider.top, grown.left, grown.bottom, grown.right)
            if wider.left < area.left and not part.is_blank(Area(wider.top, wider.left, wider.bottom, wider.left)):
                grown = Area(grown.top, wider.left, grown.bottom, grown.right)
            if area.bottom < last_row and not part.is_blank(Area(wider.bottom, wider.left, wider.bottom, wider.right)):
                grown = Area(grown.top, grown.left, wider.bottom, grown.right)
            if area.right < last_column and not part.is_blank(Area(wider.top, wider.right, wider.bottom, wider.right)):
                grown = Area(grown.top, grown.left, grown.bottom, wider.right)
            if grown == area:
                return Range(self.sheet, area)
            area = grown

    @property
    def table(self) -> Table | None:
        """The table that the first cell stands in."""
        area = self._cells
        cell = Area(area.top, area.left, area.top, area.left)
        for table in self.sheet.tables:
            if table.model.area.meets(cell):
                return table
        return None

    @property
    def name(self) -> Name | None:
        """The defined name that refers to exactly this range."""
        from workbook.engine.names import resolve

        for name in self.sheet.book.names:
            found = resolve(self.sheet.book, name.refers_to[1:])
            if found is not None and found.area == self.area and found.sheet.entry == self.sheet.entry:
                return name
        return None

    @name.setter
    def name(self, value: str) -> None:
        from workbook.engine.names import reference

        self.sheet.book.names.add(value, reference(self.sheet.name, self._cells))

    # links and notes

    @property
    def hyperlink(self) -> str:
        """The address it links to."""
        found = links.hyperlink(self.sheet.part, self._cells)
        if found is None:
            raise Exception("The cell doesn't seem to contain a hyperlink!")  # as xlwings says it
        return found

    def add_hyperlink(self, address: str, text_to_display: str, screen_tip: str) -> None:
        """Link the cells, and show a text in the first one."""
        links.add_hyperlink(self.sheet.part, self._cells, address, screen_tip)
        area = self._cells
        self.sheet.part.write_column(area.left, area.top, [to_cell(text_to_display)])

    @property
    def note(self) -> links.Note | None:
        """The note of the first cell."""
        area = self._cells
        cell = Area(area.top, area.left, area.top, area.left)
        return next((note for note in links.notes(self.sheet) if note.area == cell), None)

    def copy(self, destination: Any = None) -> None:
        """Copy values, formulas and formats to the place of `destination`; there is no clipboard."""
        if destination is None:
            raise unsupported("Range.copy() without a destination")
        target: Range = destination.impl
        if target.sheet.book is not self.sheet.book:
            raise unsupported("Range.copy() to another book")
        area, to = self._within_bounds(self._cells), target._cells
        columns = range(area.left, area.right + 1)
        cells = [self.sheet.part.whole_cells(column, area.top, area.bottom) for column in columns]
        styles = [self.sheet.part.styles(column, area.top, area.bottom) for column in columns]
        rows_down, columns_right = to.top - area.top, to.left - area.left
        for offset in range(area.width):
            moved = [
                Formula("=" + shift_formula(cell.text[1:], rows_down, columns_right))
                if isinstance(cell, Formula)
                else cell
                for cell in cells[offset]
            ]
            target.sheet.part.write_column(to.left + offset, to.top, moved)
            target.sheet.part.overlay.write_style(to.left + offset, to.top, styles[offset])

    def select(self) -> None:
        """Select it: its sheet becomes the active one."""
        self.sheet.activate()


def _from_value(value: Any) -> Cell:
    """What Excel makes of a value put into a cell: '=…' is a formula, a leading apostrophe marks text."""
    if type(value) is float and math.isfinite(value):
        return value
    if isinstance(value, str) and len(value) > 1:
        if value[0] == "=":
            return Formula(value)
        if value[0] == "'":
            return to_cell(value[1:])
    return to_cell(value)


def _filled(formula: Formula, area: Area, column: int) -> list[Cell]:
    """One formula put into a rectangle: its relative references move along."""
    return [Formula("=" + shift_formula(formula.text[1:], row, column - area.left)) for row in range(area.height)]


def _run_end(filled: list[bool], at: int, step: int, size: int) -> int:
    """Where Ctrl+arrow goes from position `at` in a line of cells; beyond `filled` everything is blank."""

    def is_filled(position: int) -> bool:
        return 0 <= position < len(filled) and filled[position]

    position = at + step
    if is_filled(at) and is_filled(position):
        while is_filled(position + step):
            position += step
        return position
    while 0 <= position < len(filled):
        if is_filled(position):
            return position
        position += step
    return 0 if step < 0 else size - 1
