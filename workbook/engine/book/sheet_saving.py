"""What a save writes of one sheet: the cells that differ from the file, and the part's new bytes as a stream."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from workbook.engine.book.array_formulas import whole_formulas
from workbook.engine.book.column_edits import column_edits
from workbook.engine.cells.sheet_rewriting import Rewriting, rewritten
from workbook.engine.text.xml_text import BadXml

if TYPE_CHECKING:
    from workbook.engine.book.sheet_part import SheetPart
    from workbook.engine.cells.row_edits import ColumnEdits


def edits(sheet: SheetPart) -> list[ColumnEdits]:
    """The cells that differ from the file."""
    if sheet.known_edits[0] == sheet.overlay.version:
        return sheet.known_edits[1]
    columns = sorted({*sheet.overlay.values, *sheet.overlay.styles})
    result = [found for column in columns if (found := column_edits(sheet, column)).rows]
    if result and sheet.holds_formulas:
        with sheet.document.reading(sheet.part):
            result = whole_formulas(sheet, result)
    sheet.known_edits = (sheet.overlay.version, result)
    return result


def is_changed(sheet: SheetPart) -> bool:
    """Whether a save would write the part."""
    return bool(sheet.around_changed or sheet.row_attributes or (sheet.overlay and edits(sheet)))


def content(sheet: SheetPart, becoming: Callable[[], Rewriting]) -> Iterable[bytes]:
    """The part's new bytes, as a stream. Raises NotAWorkbook where cells would have to be found in a sheet whose rows
    are out of order."""
    if not sheet.is_ordered and (sheet.row_attributes or edits(sheet)):
        raise sheet.document.damaged(sheet.part)

    def stream() -> Iterator[bytes]:
        try:
            yield from rewritten(sheet.text(), becoming())
        except (BadXml, ValueError, IndexError) as error:
            raise sheet.document.damaged(sheet.part) from error

    return stream()
