"""Ranges of cells, as xlwings sees them: values, formulas, addresses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from workbook.engine import links, notes
from workbook.engine.arranging import Arranging
from workbook.engine.calculatedcolumns import learn
from workbook.engine.clearing import Clearing
from workbook.engine.copying import Copying
from workbook.engine.entering import entered, filled, from_formula, from_value, owners, shown_formula
from workbook.engine.finding import Finding
from workbook.engine.formulas import array_at, written_arrays
from workbook.engine.references import MAX_COLUMN, MAX_ROW, Area, column_name, parse_area, quoted
from workbook.engine.refusing import unsupported
from workbook.engine.shownvalues import shown_values
from workbook.engine.sizes import Sizes
from workbook.engine.staleness import warn_if_stale
from workbook.engine.values import Cell, Formula, number_text, to_cell, to_serial

if TYPE_CHECKING:
    from workbook.engine.sheets import Sheet

MANY = 5_000_000
"""Cells that one value is written into."""


class Range(Clearing, Sizes, Finding, Arranging, Copying):
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
    def arg1(self) -> Any:
        """None for a range without cells; xlwings asks before it sets many colours."""
        return ... if self.area is not None else None

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
        area = self.rectangle
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
        within = self.within_bounds(self.area)
        rows = shown_values(self.part, within)
        warn_if_stale(self.part, within)
        if self.area.height * self.area.width == 1:
            return rows[0][0]
        missing_columns = self.area.width - len(rows[0]) if rows else self.area.width
        if missing_columns:
            rows = [row + [None] * missing_columns for row in rows]
        return rows + [[None] * self.area.width for _ in range(self.area.height - len(rows))]

    @raw_value.setter
    def raw_value(self, data: Any) -> None:
        if self.area is not None:
            self._write(data)

    def _write(self, data: Any, *, spilling: bool = False, formulas: bool = False) -> None:
        area = self.rectangle
        if not isinstance(data, (list, tuple)):
            cell = self._cell(data, area.top, area.left, formulas)
            if area.height * area.width > MANY:
                raise unsupported(f"writing one value into {len(self)} cells")
            for column in range(area.left, area.right + 1):
                same: list[Cell] = [cell] * area.height
                cells = filled(cell, area, column) if isinstance(cell, Formula) else same
                cells = entered(self.part, cells, column, area.top, spilling=spilling)
                self.part.write_column(column, area.top, cells)
                learn(self.part, column, area.top, cells)
            return
        rows: Sequence[Sequence[Any]] = data if data and isinstance(data[0], (list, tuple)) else [data]
        height = min(len(rows), area.height)
        width = min(len(rows[0]) if rows else 0, area.width)
        columns = []
        for offset, column in enumerate(range(area.left, area.left + width)):
            values = [row[offset] for row in rows[:height]]
            if formulas:
                cells = [self._cell(value, row, column, formulas) for row, value in enumerate(values, area.top)]
            else:
                cells = [from_value(value) for value in values]
            columns.append(entered(self.part, cells, column, area.top, spilling=spilling))
        for column, cells in enumerate(columns, area.left):  # all or nothing: a value that no cell holds was met by now
            self.part.write_column(column, area.top, cells)
            learn(self.part, column, area.top, cells)

    def _cell(self, value: Any, row: int, column: int, as_formula: bool) -> Cell:
        if not as_formula or not isinstance(value, str):
            return from_value(value)
        part = self.part
        return from_formula(value, lambda: part.document.styles.number_format(part.style(row, column)) == "@")

    # formulas

    @property
    def formula(self) -> Any:
        """The formula of one cell, or rows of formulas; constants as text."""
        if self.area is None:
            return None
        area = self.within_bounds(self.area)
        part = self.part
        texts = part.document.shown_formulas(part) if part.holds_formulas else {}
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
                elif (row, column) in texts and not part.overlay.written(column, row)[0]:
                    text = texts[row, column]
                elif arrays and cell is None:
                    here = Area(row, column, row, column)
                    text = next((text for spread, text in arrays if here in spread), "")
                shown.append(self._constant(cell) if text is None else shown_formula(tables, text, row, column))
            columns.append(shown)
        if len(self) == 1:
            return columns[0][0]
        return tuple(tuple(row) for row in zip(*columns, strict=True))

    @formula.setter
    def formula(self, value: Any) -> None:
        if self.area is not None:
            self._write(value, formulas=True)

    @property
    def formula2(self) -> Any:
        """As `formula`; what is set may fill as many cells as its answer has."""
        return self.formula

    @formula2.setter
    def formula2(self, value: Any) -> None:
        if self.area is not None:
            self._write(value, formulas=True, spilling=True)

    def _constant(self, value: Cell) -> str:
        if value is None:
            return ""
        if value is True or value is False:
            return "TRUE" if value else "FALSE"
        if isinstance(value, float):
            return number_text(value)
        if isinstance(value, dt.datetime):
            return number_text(to_serial(value, date1904=self.part.document.workbook.date1904))
        return str(value)

    def _array(self) -> tuple[Area, str] | None:
        """The array formula that the first cell belongs to: its cells and its text."""
        return array_at(self.part, self.first_cell)

    @property
    def has_array(self) -> bool:
        """Whether the first cell belongs to an array formula."""
        return self._array() is not None

    @property
    def formula_array(self) -> str | None:
        """The array formula that all cells belong to, or one cell's formula; None where there is no single one."""
        found = self._array()
        if found is not None and self.rectangle in found[0]:
            return shown_formula(owners(self.part), found[1], found[0].top, found[0].left)
        text: str | None = self.formula if len(self) == 1 else None
        return text

    @formula_array.setter
    def formula_array(self, value: str) -> None:
        area, document = self.rectangle, self.part.document
        if len(self) > 1 and any(t.sheet is self.part and t.model.area.meets(area) for t in document.tables):
            raise unsupported("an array formula over several cells of a table")
        self.clear_contents()
        formula = Formula("=" + value.removeprefix("="), array=str(area))
        self.part.write_column(area.left, area.top, entered(self.part, [formula], area.left, area.top))

    # addresses

    @property
    def address(self) -> str:
        """The absolute address."""
        return self.get_address(True, True, False)

    def get_address(self, row_absolute: bool, col_absolute: bool, external: bool) -> str:
        """The address, with the book and sheet when external."""
        area = self.rectangle
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

    # links and notes

    @property
    def hyperlink(self) -> str:
        """The address it links to."""
        found = links.hyperlink(self.part, self.rectangle)
        if found is None:
            raise Exception("The cell doesn't seem to contain a hyperlink!")  # as xlwings says it
        return found

    def add_hyperlink(self, address: str, text_to_display: str, screen_tip: str) -> None:
        """Link the cells, and show a text in the first one."""
        area = self.rectangle
        links.add_hyperlink(self.part, area, address, screen_tip)
        self.part.write_column(area.left, area.top, [to_cell(text_to_display)])

    @property
    def note(self) -> notes.Note | None:
        """The note of the first cell."""
        return next((note for note in notes.notes(self.sheet) if note.area == self.first_cell), None)

    def add_note(self, text: str) -> notes.Note:
        """Give the cell a note."""
        return notes.add_note(self.sheet, self.first_cell, text)

    def select(self) -> None:
        """Select it: its sheet becomes the active one, and this what Excel shows as selected."""
        self.sheet.activate()
        self.sheet.select_area(self.rectangle)
