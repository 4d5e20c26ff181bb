"""Cell styles by description: a Look is registered in the workbook once and stamped on cells from then on."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from typing import Any, Literal

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.worksheet import Worksheet

from workbook.build.palette import BODY_SIZE, FONTS, INK
from workbook.language import Lang


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks. Colours are RRGGBB; `fill` None is no fill; borders name a colour or None."""

    size: float = BODY_SIZE
    colour: str = INK
    bold: bool = False
    italic: bool = False
    underline: bool = False
    fill: str | None = None
    number_format: str = "General"
    horizontal: str | None = None
    vertical: str = "center"
    wrap: bool = False
    shrink: bool = False
    indent: int = 0
    top: str | None = None
    bottom: str | None = None
    left: str | None = None
    right: str | None = None
    thick: bool = False  # medium borders instead of thin ones
    unlocked: bool = False


class Styles:
    """Registers looks in one workbook and stamps them on cells and columns."""

    def __init__(self, book: Workbook, lang: Lang) -> None:
        self.lang = lang
        self._font = FONTS[lang]
        default = Font(name=self._font, size=BODY_SIZE, color=INK)
        # openpyxl has no public way to change the default font, by which Excel measures the width of columns.
        private: Any = book
        private._fonts = IndexedList([default])
        private._named_styles["Normal"].font = default
        self._scratch = book.create_sheet("scratch")
        self._known: dict[Look, Any] = {}

    def close(self) -> None:
        """Drop the scratch sheet; call before saving."""
        self._scratch.parent.remove(self._scratch)

    def stamp(self, cell: Cell, look: Look, value: object = None) -> Cell:
        """Give a cell a look, and a value if there is one."""
        if value is not None:
            cell.value = value  # type: ignore[assignment]
        private: Any = cell
        private._style = copy(self._array(look))
        return cell

    def put(self, sheet: Worksheet, row: int, column: int, look: Look, value: object = None) -> Cell:
        """Stamp the cell at row, column (from 1)."""
        cell: Any = sheet.cell(row, column)
        return self.stamp(cell, look, value)

    def column(self, sheet: Worksheet, column: int, look: Look) -> None:
        """The look of cells of a column that do not exist yet."""
        dimension: Any = sheet.column_dimensions[get_column_letter(column)]
        dimension._style = copy(self._array(look))

    def fill_row(self, sheet: Worksheet, row: int, first: int, last: int, look: Look) -> None:
        """Stamp a run of cells of one row."""
        for column in range(first, last + 1):
            self.put(sheet, row, column, look)

    def merged(self, sheet: Worksheet, row: int, first: int, columns: int, look: Look, value: object = None) -> None:
        """One cell over so many columns of a row."""
        self.fill_row(sheet, row, first, first + columns - 1, look)
        if value is not None:
            self.put(sheet, row, first, look, value)
        if columns > 1:
            sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=first + columns - 1)

    def _array(self, look: Look) -> Any:
        if look not in self._known:
            cell: Any = self._scratch.cell(1, 1)
            cell.font = Font(
                name=self._font,
                size=look.size,
                bold=look.bold,
                italic=look.italic,
                underline="single" if look.underline else None,
                color=look.colour,
            )
            cell.fill = PatternFill("solid", fgColor=look.fill) if look.fill else PatternFill()
            weight: Literal["medium", "thin"] = "medium" if look.thick else "thin"
            left, right, top, bottom = (
                Side(weight, colour) if colour else Side() for colour in (look.left, look.right, look.top, look.bottom)
            )
            cell.border = Border(left=left, right=right, top=top, bottom=bottom)
            cell.alignment = Alignment(
                look.horizontal,
                look.vertical,
                wrap_text=look.wrap or None,
                shrink_to_fit=look.shrink or None,
                indent=look.indent,
            )
            cell.number_format = look.number_format
            cell.protection = Protection(locked=not look.unlocked)
            self._known[look] = copy(cell._style)
        return self._known[look]
