"""Ranges of cells: xlwings' Range on a closed file. Values, formulas, looks, sizes, links and notes of a rectangle; the
work is done by functions on the lower floors, each on a worksheet part and an area."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbook.engine.areas import area_formulas, area_values, cell_copying, filled_blocks, merged_cells
from workbook.engine.areas.cell_looks import CellLooks
from workbook.engine.areas.line_sizes import LineSizes
from workbook.engine.book import cell_notes, hyperlinks
from workbook.engine.cells.cell_values import to_cell
from workbook.engine.face.cell_range import CellRange
from workbook.engine.face.fonts import Font
from workbook.engine.face.notes import Note
from workbook.engine.follow import cell_clearing, cell_insertion
from workbook.engine.parts.colours import Rgb
from workbook.engine.text.references import Area
from workbook.engine.text.refusals import unsupported

if TYPE_CHECKING:
    from workbook.engine.face.names import Name
    from workbook.engine.face.tables import Table


class Range(CellRange):
    """A rectangle of cells; without cells (`area` None) for an empty slice."""

    __slots__ = ()
    max_cells_per_read = None
    max_cells_per_write = None

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

    @property
    def name(self) -> Name | None:
        """The defined name that refers to exactly this range."""
        return self.sheet.book.names.of_range(self)

    @name.setter
    def name(self, value: str) -> None:
        self.sheet.book.names.add_range(value, self)

    @property
    def table(self) -> Table | None:
        """The table that the first cell stands in."""
        return next((table for table in self.sheet.tables if table.model.area.meets(self.first_cell)), None)

    def end(self, direction: str) -> Range:
        """The last cell of the run of filled cells in a direction, as Ctrl and an arrow key find it."""
        return self.sheet.area(filled_blocks.end(self.part, self.rectangle, direction))

    def expand(self, mode: str = "table") -> Range:
        """The range with the filled cells below and beside it."""
        from xlwings import expansion
        from xlwings.main import Range as Public

        expanded: Range = expansion.expanders.get(mode, mode).expand(Public(impl=self)).impl
        return expanded

    @property
    def current_region(self) -> Range:
        """The filled block around the range, bounded by blank rows and columns."""
        return self.sheet.area(filled_blocks.region(self.part, self.rectangle))

    def select(self) -> None:
        """Select it: its sheet becomes the active one, and this what Excel shows as selected."""
        self.sheet.activate()
        self.sheet.select_area(self.rectangle)

    # values and formulas

    @property
    def raw_value(self) -> Any:
        """The value of one cell, or rows of values: float, str, bool, datetime, CellError, None."""
        if self.area is None:
            return None
        return area_values.read(self.part, self.area)

    @raw_value.setter
    def raw_value(self, data: Any) -> None:
        if self.area is not None:
            area_values.write(self.part, self.area, data)

    @property
    def formula(self) -> Any:
        """The formula of one cell, or rows of formulas; constants as text."""
        if self.area is None:
            return None
        rows = area_formulas.texts(self.part, self.part.within_bounds(self.area))
        return rows[0][0] if len(self) == 1 else rows

    @formula.setter
    def formula(self, value: Any) -> None:
        if self.area is not None:
            area_values.write(self.part, self.area, value, formulas=True)

    @property
    def has_array(self) -> bool:
        """Whether the first cell belongs to an array formula."""
        return area_formulas.has_array(self.part, self.first_cell)

    @property
    def formula_array(self) -> str | None:
        """The array formula that all cells belong to, or one cell's formula; None where there is no single one."""
        return area_formulas.array_text(self.part, self.rectangle)

    @formula_array.setter
    def formula_array(self, value: str) -> None:
        area_formulas.check_array(self.part, self.rectangle)
        self.clear_contents()
        area_formulas.put_array(self.part, self.rectangle, value)

    # what it looks like

    @property
    def looks(self) -> CellLooks:
        """The formats of its cells."""
        return CellLooks(self.part, self.rectangle)

    @property
    def number_format(self) -> str | None:
        """The number format's code; None where the cells differ."""
        return self.looks.number_format

    @number_format.setter
    def number_format(self, value: str) -> None:
        self.looks.number_format = value

    @property
    def color(self) -> Rgb | None:
        """The fill, red, green and blue from 0 to 255; None without one."""
        return self.looks.color

    @color.setter
    def color(self, value: Rgb | int | str | None) -> None:
        self.looks.color = value

    @property
    def font(self) -> Font:
        """The font."""
        return Font(self.looks)

    @property
    def wrap_text(self) -> bool | None:
        """Whether long text breaks into lines."""
        return self.looks.wrap_text

    @wrap_text.setter
    def wrap_text(self, value: bool) -> None:
        self.looks.wrap_text = value

    @property
    def _sizes(self) -> LineSizes:
        return LineSizes(self.part, self.rectangle)

    @property
    def column_width(self) -> float | None:
        """The columns' width in characters; None where they differ."""
        return self._sizes.column_width

    @column_width.setter
    def column_width(self, value: float) -> None:
        self._sizes.column_width = value

    @property
    def row_height(self) -> float | None:
        """The rows' height in points; None where they differ."""
        return self._sizes.row_height

    @row_height.setter
    def row_height(self, value: float) -> None:
        self._sizes.row_height = value

    @property
    def row_hidden(self) -> bool | None:
        """Whether the rows are hidden; None where only some are."""
        return self._sizes.row_hidden

    @row_hidden.setter
    def row_hidden(self, value: bool) -> None:
        self._sizes.row_hidden = value

    @property
    def column_hidden(self) -> bool | None:
        """Whether the columns are hidden; None where only some are."""
        return self._sizes.column_hidden

    @column_hidden.setter
    def column_hidden(self, value: bool) -> None:
        self._sizes.column_hidden = value

    def autofit(self, axis: str | None = None) -> None:
        """Fit columns ('c'), rows ('r') or both to what stands in them."""
        self._sizes.autofit(axis)

    @property
    def merge_cells(self) -> bool | None:
        """Whether the range lies in merged cells; None when only part of it does."""
        return merged_cells.is_merged(self.part, self.rectangle)

    @property
    def merge_area(self) -> Range:
        """The merged range that the first cell stands in; else the range itself."""
        found = merged_cells.merged(self.part).meeting(self.first_cell)
        return self.sheet.area(found[0] if found else self.rectangle)

    def merge(self, across: bool = False) -> None:
        """Merge the cells (or each row's); values other than the first are lost, as in Excel."""
        merged_cells.merge(self.part, self.rectangle, across=across)

    def unmerge(self) -> None:
        """Take merged cells apart."""
        merged_cells.unmerge(self.part, self.rectangle)

    # whole cells: cleared, copied, moved

    def clear_contents(self) -> None:
        """Blank the cells; formats stay."""
        if self.area is not None:
            cell_clearing.clear_contents(self.part, self.area)

    def clear_formats(self) -> None:
        """Take the cells' formats away, conditional ones too; merged cells come apart."""
        if self.area is not None:
            cell_clearing.clear_formats(self.part, self.area)

    def clear(self) -> None:
        """Blank the cells and take their formats, notes, links and validations away."""
        if self.area is not None:
            cell_clearing.clear(self.part, self.area)

    def copy(self, destination: Any = None) -> None:
        """Copy values, formulas, formats and merged cells to the place of `destination`."""
        if destination is None:
            raise unsupported("Range.copy() without a destination")
        target: Range = destination.impl
        cell_copying.copy_cells(self.part, self.rectangle, target.part, target.rectangle)

    def insert(self, shift: str | None = None, copy_origin: str | None = None) -> None:
        """Insert blank cells; those below ('down') or to the right ('right') move, and references to them follow."""
        cell_insertion.insert_cells(self.part, self.rectangle, shift, copy_origin)

    def delete(self, shift: str | None = None) -> None:
        """Delete the cells; those below ('up') or to the right ('left') move in, and references to them follow."""
        cell_insertion.delete_cells(self.part, self.rectangle, shift)

    # links and notes

    @property
    def hyperlink(self) -> str:
        """The address it links to."""
        found = hyperlinks.hyperlink(self.part, self.rectangle)
        if found is None:
            raise Exception("The cell doesn't seem to contain a hyperlink!")  # as xlwings says it
        return found

    def add_hyperlink(self, address: str, text_to_display: str, screen_tip: str) -> None:
        """Link the cells, and show a text in the first one."""
        area = self.rectangle
        hyperlinks.add_hyperlink(self.part, area, address, screen_tip)
        self.part.write_column(area.left, area.top, [to_cell(text_to_display)])

    @property
    def note(self) -> Note | None:
        """The note of the first cell."""
        return next((note for note in self.sheet.notes if note.area == self.first_cell), None)

    def add_note(self, text: str) -> Note:
        """Give the cell a note."""
        cell_notes.add_note(self.part, self.first_cell, text)
        return Note(self.sheet, self.first_cell, "")
