"""The note of a cell: xlwings' Note on a closed file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.engine.book import cell_notes
from workbook.engine.text.refusals import Refusing

if TYPE_CHECKING:
    from workbook.engine.face.ranges import Range
    from workbook.engine.face.sheets import Sheet
    from workbook.engine.text.references import Area


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
        found = cell_notes.note_text(self._sheet.part, self.area)
        if found is None:
            raise KeyError("this note was deleted")
        return found

    @text.setter
    def text(self, value: str) -> None:
        cell_notes.set_note_text(self._sheet.part, self.area, value)

    @property
    def location(self) -> Range:
        """Its cell."""
        return self._sheet.area(self.area)

    def delete(self) -> None:
        """Take it away."""
        cell_notes.delete_notes(self._sheet.part, self.area)
