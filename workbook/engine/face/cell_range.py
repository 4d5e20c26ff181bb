"""Where a range stands: its sheet, its rectangle, its address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbook.engine.text.references import MAX_COLUMN, MAX_ROW, Area, column_name, quoted
from workbook.engine.text.refusals import Refusing

if TYPE_CHECKING:
    from workbook.engine.book.sheet_part import SheetPart
    from workbook.engine.face.sheets import Sheet


class CellRange(Refusing):
    """A rectangle of cells; without cells (`area` None) for an empty slice."""

    __slots__ = ("_origin", "area", "arg1_input", "options", "sheet")

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
    def rectangle(self) -> Area:
        """The rectangle. Raises IndexError for a range without cells."""
        if self.area is None:
            raise IndexError("the range is empty")
        return self.area

    @property
    def first_cell(self) -> Area:
        """The cell at the top left."""
        area = self.rectangle
        return Area(area.top, area.left, area.top, area.left)

    @property
    def part(self) -> SheetPart:
        """The cells of its sheet."""
        return self.sheet.part

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
