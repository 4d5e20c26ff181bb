"""The note of a cell: xlwings' Note on a closed file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.engine import notes
from workbook.engine.refusing import Refusing

if TYPE_CHECKING:
    from workbook.engine.ranges import Range
    from workbook.engine.references import Area
    from workbook.engine.sheets import Sheet


class Note(Refusing):
    """A note of a cell."""

    __slots__ = ("_sheet", "area", "author")

    def __init__(self, sheet: Sheet, area: Area, author: str) -> None:
        self._sheet, self.area, self.author = sheet, area, author

    def __bool__(self) -> bool:
        return True

    @property
    def text(self) -> str:
        """What it says."""
        found = notes.note_text(self._sheet.part, self.area)
        if found is None:
            raise KeyError("this note was deleted")
        return found

    @text.setter
    def text(self, value: str) -> None:
        notes.set_note_text(self._sheet.part, self.area, value)

    @property
    def location(self) -> Range:
        """Its cell."""
        return self._sheet.area(self.area)

    def delete(self) -> None:
        """Take it away."""
        notes.delete_notes(self._sheet.part, self.area)
