"""How a sheet is printed: xlwings' PageSetup on a closed file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.engine.book.defined_names import reference
from workbook.engine.text.references import parse_area
from workbook.engine.text.refusals import Refusing

if TYPE_CHECKING:
    from workbook.engine.parts.workbook_part import SheetEntry, WorkbookPart


class PageSetup(Refusing):
    """Print set-up of a sheet."""

    __slots__ = ("_entry", "_workbook")

    def __init__(self, workbook: WorkbookPart, entry: SheetEntry) -> None:
        self._workbook, self._entry = workbook, entry

    @property
    def print_area(self) -> str | None:
        """The printed range, None when all is printed."""
        workbook = self._workbook
        at = workbook.find_name("_xlnm.Print_Area", workbook.sheets.index(self._entry))
        return None if at is None else workbook.names[at].text.rpartition("!")[2]

    @print_area.setter
    def print_area(self, value: str | None) -> None:
        workbook = self._workbook
        position = workbook.sheets.index(self._entry)
        if value is None:
            at = workbook.find_name("_xlnm.Print_Area", position)
            if at is not None:
                workbook.delete_name(at)
            return
        workbook.set_name("_xlnm.Print_Area", reference(self._entry.name, parse_area(value)), position)
