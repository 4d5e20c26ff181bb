"""Heights of rows: those that were set since the book was opened; a row that was not is as high as a blank one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.ladder.excel_object import Com

if TYPE_CHECKING:
    from tests.ladder.excel_sheet import Worksheet

BLANK, MOST = 15.0, 409.5


class Heights(Com):
    """What a range knows of its rows' heights; one height for all of them, or nothing."""

    _sheet: Worksheet
    _top: int
    _bottom: int

    def get_RowHeight(self) -> float | None:
        known = self._sheet._heights
        found = {known.get(row, BLANK) for row in range(self._top, self._bottom + 1)}
        return found.pop() if len(found) == 1 else None

    def put_RowHeight(self, value: object) -> None:
        self._sheet.require_open()
        height = float(str(value))
        assert 0 <= height <= MOST
        self._sheet._heights.update(dict.fromkeys(range(self._top, self._bottom + 1), height))
