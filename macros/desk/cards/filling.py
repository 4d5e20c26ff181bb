"""The sheet 客户卡 of an open book: filled with a card, and what was edited on it since.

What a line was filled with stands beside it, in a hidden column, as a text; so nothing has to be remembered elsewhere.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from itertools import groupby
from typing import TYPE_CHECKING, Any

from macros.desk.cards.on_sheet import OnSheet, blank_heights, blank_values, on_sheet
from macros.desk.entering import moment
from workbook import tables
from workbook.errors import InputError
from workbook.language import Text, joined
from workbook.schema.card_frame import (
    CARD_AREA,
    CARD_BLANK,
    CARD_FIND,
    CARD_MONTHS,
    CARD_PRIVATE,
    CARD_SAID,
    CARD_SHEET,
    CARD_SHOWN,
    CARD_WAS,
    frame,
)
from workbook.schema.cells import parse_cell
from workbook.schema.model import Kind
from workbook.tables.defined_names import named_range
from workbook.tables.live.cell_values import read as read_cells

if TYPE_CHECKING:
    import xlwings as xw

    from macros.journal import Step
    from workbook.rules.card.book_frames import BookFrames
    from workbook.rules.card.model import Card

Cells = list[list[Any]]
Place = tuple[int, int]
"""Row and column of a cell of the card, from 0."""
Kept = list[dict[str, object]]
"""Of each line what it was filled with, by column as a text."""

_GONE = Text(
    "找不到“{sheet}”表。这本客户簿没有这张表，或表被删了：从备份恢复，或用 customer-book card 存成文件。",
    "The sheet {sheet} is gone: this book has none, or it was deleted. Restore a backup, or use customer-book card.",
)
_AS_OF = Text("截至 {day:%Y-%m-%d}", "As of {day:%Y-%m-%d}")
_SHORT = 60  # characters of a text that are kept as they are; of a longer one its sum


def require_sheet(book: xw.Book) -> None:
    """InputError where the book has no sheet for cards."""
    if named_range(book, CARD_AREA) is None:
        raise InputError(_GONE.format(sheet=CARD_SHEET))


def shown_customer(book: xw.Book) -> str | None:
    """The number of the customer whose card is on the sheet; None where it is blank."""
    value = tables.get_name(book, CARD_SHOWN)
    return None if value is None else str(value)


def switched_on(book: xw.Book, name: str) -> bool:
    """Whether a switch of the sheet says yes."""
    return parse_cell(tables.get_name(book, name), Kind.FLAG) is True


def make(book: xw.Book, frames: BookFrames, at: int) -> tuple[Card, OnSheet]:
    """The card of the customer at a position, as the switches of the sheet want it."""
    from workbook.rules.card.make import card

    made = card(frames, at, private=switched_on(book, CARD_PRIVATE), blank=True)
    return made, on_sheet(made, blank=switched_on(book, CARD_BLANK))


def fill(book: xw.Book, frames: BookFrames, at: int) -> Card:
    """Show the card of the customer at a position."""
    made, placed = make(book, frames, at)
    values = [[moment(value) for value in row] for row in placed.values]
    tables.set_block(book, CARD_AREA, values)
    tables.set_block(book, CARD_WAS, [[one] for one in _as_texts(values)])
    months = [[f"{one.first_day:%y-%m}", one.amount, one.mean] for one in made.months]
    tables.set_block(book, CARD_MONTHS, months)
    tables.set_name(book, CARD_SHOWN, made.customer_id)
    tables.set_name(book, CARD_FIND, made.customer_id)
    tables.set_name(book, CARD_SAID, _AS_OF.format(day=made.as_of)[made.lang])
    _set_heights(book, placed.heights)
    return made


def clear(step: Step) -> None:
    """A blank card, as in a new book; whose it was is in the journal."""
    book = step.book
    if named_range(book, CARD_AREA) is None:
        return
    lang = tables.language(book)
    tables.set_block(book, CARD_AREA, blank_values(lang))
    tables.set_block(book, CARD_WAS, [])
    tables.set_block(book, CARD_MONTHS, [])
    for name in (CARD_SHOWN, CARD_FIND):
        step.set_name(name, None)
    tables.set_name(book, CARD_SAID, None)
    _set_heights(book, blank_heights())


def read_card(book: xw.Book) -> Cells:
    """The cells of the card as they stand."""
    area = named_range(book, CARD_AREA)
    return [] if area is None else read_cells(area)


def kept(book: xw.Book) -> Kept:
    """What the card was filled with; no line where it is blank."""
    was = named_range(book, CARD_WAS)
    if was is None or shown_customer(book) is None:
        return []
    return [json.loads(row[0]) if row[0] else {} for row in read_cells(was)]


def edited(now: Cells, was: Kept) -> list[Place]:
    """The cells that differ from what the card was filled with."""
    if not was:
        return []
    return [
        (at, column)
        for at, (cells, before) in enumerate(zip(now, was, strict=True))
        for column in _values_of(at)
        if _scalar(cells[column]) != before.get(str(column))
    ]


def same_as_filled(was: Kept, place: Place, value: object) -> bool:
    """Whether a value is what the card was filled with there."""
    row, column = place
    return bool(was[row].get(str(column)) == _scalar(moment(value)))


def labels_of(places: list[Place]) -> Text:
    """What these cells are called, for a sentence."""
    found = []
    for at, column in places:
        slot = _values_of(at)[column]
        found.append(slot.field.label if slot.field is not None else CARD_SHEET)
    unique = list(dict.fromkeys(found))
    return joined(unique)


def _values_of(at: int) -> dict[int, Any]:
    """The slots of a line that have values, by column from 0."""
    return {column: slot for column, slot in frame()[at].placed() if slot.key}


def _as_texts(values: Cells) -> list[str | None]:
    """Each line's values as one text; None of one without any."""
    texts: list[str | None] = []
    for at, row in enumerate(values):
        cells = {str(column): scalar for column in _values_of(at) if (scalar := _scalar(row[column])) is not None}
        texts.append(json.dumps(cells, ensure_ascii=False, separators=(",", ":")) if cells else None)
    return texts


def _scalar(cell: object) -> object:
    """A cell so that it can be compared whatever host it was read by."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, dt.datetime):
        return f"@{cell:%Y-%m-%d}"
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, int | float):
        return round(float(cell), 9)
    text = str(cell).replace("\r\n", "\n")
    return text if len(text) <= _SHORT else "#" + hashlib.blake2b(text.encode(), digest_size=12).hexdigest()


def _set_heights(book: xw.Book, heights: list[float]) -> None:
    """The height of each line, neighbours of one height at once; only those that differ are touched."""
    area = named_range(book, CARD_AREA)
    if area is None:
        return
    sheet, top = area.sheet, area.row
    at = 0
    for height, same in groupby(heights):
        many = len(list(same))
        rows = sheet.range((top + at, 1), (top + at + many - 1, 1))
        if rows.row_height != height:
            rows.row_height = height
        at += many
