"""Cells of the sheet 客户卡 by what they stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbook.schema.card_frame import CARD_AREA, COMPANY, frame

if TYPE_CHECKING:
    import xlwings as xw


def place(key: str, kind: str = COMPANY) -> tuple[int, int]:
    """Row and column, from 0, of a key of the frame on a card of this kind."""
    for row, line in enumerate(frame()):
        for column, slot in line.placed():
            if slot.key == key and kind in line.kinds:
                return row, column
    raise KeyError(key)


def cell(book: xw.Book, key: str, kind: str = COMPANY) -> xw.Range:
    """The cell of a key."""
    area: Any = book.names[CARD_AREA].refers_to_range
    found: xw.Range = area[place(key, kind)]
    return found


def height(book: xw.Book, key: str, kind: str = COMPANY) -> float:
    """How high the line of a key is; 0 where it does not show."""
    return float(cell(book, key, kind).row_height or 0)
