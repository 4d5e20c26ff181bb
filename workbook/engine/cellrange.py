"""A rectangle of cells on a sheet: what every part of a range's behaviour stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.engine.references import Area
from workbook.engine.refusing import Refusing

if TYPE_CHECKING:
    from workbook.engine.sheetpart import SheetPart
    from workbook.engine.sheets import Sheet


class CellRange(Refusing):
    """The rectangle; without cells (`area` None) for an empty slice."""

    __slots__ = ()
    sheet: Sheet
    area: Area | None

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

    def within_bounds(self, area: Area) -> Area:
        """The part of a (perhaps whole-column) rectangle that can hold anything; at least its first cell."""
        if area.height < 10_000 and area.width < 1_000:
            return area
        bottom, right = self.part.bounds()
        return Area(
            area.top, area.left, max(area.top, min(area.bottom, bottom)), max(area.left, min(area.right, right))
        )
