"""Merged cells of a range, as xlwings sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.engine import surroundings
from workbook.engine.cellrange import CellRange
from workbook.engine.formulas import check_no_arrays
from workbook.engine.references import Area
from workbook.engine.refusing import unsupported

if TYPE_CHECKING:
    from workbook.engine.ranges import Range
    from workbook.engine.sheetpart import SheetPart


def merged_areas(part: SheetPart) -> list[Area]:
    """The merged ranges of a sheet."""
    tail = part.tail
    with part.document.reading(part.part):
        return surroundings.merged(tail, part.prefix)


class Merging(CellRange):
    """Merging a range's cells and taking them apart."""

    __slots__ = ()

    def _set_merged(self, areas: list[Area]) -> None:
        part = self.part
        with part.document.reading(part.part):
            part.tail = surroundings.with_merged(part.tail, part.prefix, areas)

    @property
    def merge_cells(self) -> bool | None:
        """Whether the range lies in merged cells; None when only part of it does."""
        area = self.rectangle
        meeting = [one for one in merged_areas(self.part) if one.meets(area)]
        if not meeting:
            return False
        return True if any(area in one for one in meeting) else None

    @property
    def merge_area(self) -> Range:
        """The merged range that the first cell stands in; else the range itself."""
        for one in merged_areas(self.part):
            if one.meets(self.first_cell):
                return self.sheet.area(one)
        return self.sheet.area(self.rectangle)

    def merge(self, across: bool = False) -> None:
        """Merge the cells (or each row's); values other than the first are lost, as in Excel. Raises Unsupported for
        cells of a table."""
        area = self.rectangle
        if area.height > 100_000:
            raise unsupported("merging whole columns")
        if any(table.model.area.meets(area) for table in self.part.document.tables if table.sheet is self.part):
            raise unsupported("merging cells of a table")
        check_no_arrays(self.part, area, "merging cells of")
        rows = [Area(row, area.left, row, area.right) for row in range(area.top, area.bottom + 1)]
        new = [one for one in (rows if across else [area]) if one.height * one.width > 1]
        kept = [one for one in merged_areas(self.part) if not one.meets(area)]
        self._set_merged(kept + new)
        for one in new:
            for column in range(one.left, one.right + 1):
                first = one.top + (column == one.left)
                if first <= one.bottom:
                    self.part.write_column(column, first, [None] * (one.bottom - first + 1))

    def unmerge(self) -> None:
        """Take merged cells apart."""
        area = self.rectangle
        self._set_merged([one for one in merged_areas(self.part) if not one.meets(area)])
