"""Tables of the stand-in: header, data body, totals row, filter; resized, and moved with the rows above them.

As Microsoft documents ListObject: Resize moves no cell, keeps the header's row and one row of data; a totals row that
is switched off comes back as it was.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tests.ladder import excel_stubs
from tests.ladder.excel_contents import Bounds
from tests.ladder.excel_filters import AutoFilter, Filtering
from tests.ladder.excel_object import Collection, Com

if TYPE_CHECKING:
    from tests.ladder.excel_range import Range
    from tests.ladder.excel_sheet import Worksheet


class ListObjects(Collection):
    """The tables of a sheet."""

    kind = "Excel.ListObjects"

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet

    def _items(self) -> dict[str, Com]:
        return dict(self._sheet._tables)


class ListObject(Com):
    """A table."""

    kind = "Excel.ListObject"

    def __init__(self, sheet: Worksheet, name: str, bounds: Bounds) -> None:
        self._sheet, self._name, self._bounds = sheet, name, bounds
        self._totals = False
        self._remembered: dict[int, tuple[Any, Any]] = {}  # of a totals row switched off: value and formula by column
        self._filtering = Filtering(sheet, lambda: (*self._bounds[:3], self.last_row()))

    def rectangle(self, left: int, top: int, right: int, bottom: int) -> Range:
        """A range of the table's sheet."""
        from tests.ladder.excel_range import Range

        return Range(self._sheet, left, top, right, bottom)

    def last_row(self) -> int:
        """The last row of data."""
        return self._bounds[3] - self._totals

    def column(self, header: str) -> Range:
        """The data body of the column with this header."""
        left, top, right, _ = self._bounds
        plain = re.sub(r"'(.)", r"\1", header)
        for column in range(left, right + 1):
            if self._sheet._values.get((top, column)) == plain:
                return self.rectangle(column, top + 1, column, self.last_row())
        raise excel_stubs.disp_exception()

    def get_Name(self) -> str:
        return self._name

    def get_DisplayName(self) -> str:
        return self._name

    def get_Parent(self) -> Worksheet:
        return self._sheet

    def get_ShowHeaders(self) -> bool:
        return True

    def get_ShowTotals(self) -> bool:
        return self._totals

    def put_ShowTotals(self, value: object) -> None:
        if bool(value) == self._totals:
            return
        self._sheet.require_open()
        left, top, right, bottom = self._bounds
        if value:
            self._bounds, self._totals = (left, top, right, bottom + 1), True
            for column, (kept, formula) in self._remembered.items():
                if kept is not None:
                    self._sheet._values[bottom + 1, column] = kept
                if formula is not None:
                    self._sheet._formulas[bottom + 1, column] = formula
            return
        columns = range(left, right + 1)
        self._remembered = {
            c: (self._sheet._values.pop((bottom, c), None), self._sheet._formulas.pop((bottom, c), None))
            for c in columns
        }
        self._bounds, self._totals = (left, top, right, bottom - 1), False

    def get_Range(self) -> Range:
        return self.rectangle(*self._bounds)

    def get_HeaderRowRange(self) -> Range:
        left, top, right, _ = self._bounds
        return self.rectangle(left, top, right, top)

    def get_DataBodyRange(self) -> Range | None:
        left, top, right, _ = self._bounds
        return self.rectangle(left, top + 1, right, self.last_row()) if self.last_row() > top else None

    def get_AutoFilter(self) -> AutoFilter:
        return AutoFilter(self._filtering)

    def call_Resize(self, Range: Range) -> None:  # noqa: N803 - Excel's name
        self._sheet.require_open()
        left, top, right, bottom = Range._left, Range._top, Range._right, Range._bottom
        if (left, top) != self._bounds[:2] or bottom <= top or self._totals:
            # The header row must stay, and one row of data below it; what becomes of a totals row is not documented.
            raise excel_stubs.disp_exception()
        for other in self._sheet._tables.values():  # tables may not overlap
            at = other._bounds
            if other is not self and at[0] <= right and left <= at[2] and at[1] <= bottom and top <= at[3]:
                raise excel_stubs.disp_exception()
        self._bounds = (left, top, right, bottom)
