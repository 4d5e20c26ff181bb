"""card_open, card_next, card_previous: a customer's card on the sheet 客户卡.

Whose card is said by the argument, else by the chosen row of 今天, 提醒 or 客户, else by the yellow cell of the sheet:
number, name, a part of it, pinyin initials, digits of a telephone. What was edited and not saved back is not written
over, unless the same customer is opened again.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from macros.desk.active_row import active_row, chosen_sheet
from macros.desk.card import active_customers, chosen
from macros.desk.cards import filling
from macros.desk.shown_cell import show_cell
from macros.report import Progress, Report, silent
from workbook import tables
from workbook.errors import InputError
from workbook.language import Text
from workbook.schema.card_frame import CARD_FIND, CARD_SHEET
from workbook.tables.defined_names import named_range

if TYPE_CHECKING:
    import xlwings as xw

    from workbook.rules.card.book_frames import BookFrames

READING, WRITING = Text("读取", "Reading"), Text("写入", "Writing")

_WHOM = Text(
    "请在“{sheet}”的黄色格子里写编号或名称，或先选中“客户”、“今天”里的一行。",
    "Type a number or a name into the yellow cell of {sheet}, or choose a row of Customers or Today first.",
)
_UNSAVED = Text(
    "{customer} 的客户卡上有没存的修改（{which}）。先点“存回”；要放弃，就再打开一次这位客户。",
    "The card of {customer} has edits that are not saved ({which}). Choose Save card first; to drop them, open the "
    "same customer again.",
)
_LAST = Text("已经是最后一位。", "This is the last customer.")
_FIRST = Text("已经是第一位。", "This is the first customer.")
_NOBODY = Text("没有未归档的客户。", "There is no customer that is not archived.")
_SHOWN = Text("客户卡：{customer}", "Customer card: {customer}")


def card_open(
    book: xw.Book,
    *,
    customer: str | None = None,
    as_of: dt.date | None = None,
    progress: Progress = silent,
) -> Report:
    """Show one customer's card. InputError where nobody, or more than one, is meant."""
    filling.require_sheet(book)
    said = customer or _said(book)
    if not said:
        raise InputError(_WHOM.format(sheet=CARD_SHEET))
    progress(READING, 0.0)
    frames = _frames(book, as_of)
    return _show(book, frames, chosen(frames.customers, _by_signs(book, frames, said)), "card_open", progress)


def card_next(book: xw.Book, *, as_of: dt.date | None = None, progress: Progress = silent) -> Report:
    """Show the card of the next customer that is not archived, in the order of the sheet 客户."""
    return _step(book, 1, "card_next", as_of, progress)


def card_previous(book: xw.Book, *, as_of: dt.date | None = None, progress: Progress = silent) -> Report:
    """Show the card of the customer before."""
    return _step(book, -1, "card_previous", as_of, progress)


def open_found(book: xw.Book, customer: str, progress: Progress = silent) -> bool:
    """Show the card of the only customer that was found; False where the book has no sheet for it, or edits wait."""
    if named_range(book, CARD_FIND) is None or filling.edited(filling.read_card(book), filling.kept(book)):
        return False
    frames = _frames(book, None)
    _fill(book, frames, chosen(frames.customers, customer), progress)
    return True


def fill_again(book: xw.Book, as_of: dt.date | None = None) -> None:
    """Show the customer of the card as the book now has it; nothing where no card is shown or it is gone."""
    from workbook.rules.basics.references import position_of

    number = filling.shown_customer(book)
    if number is None or named_range(book, CARD_FIND) is None:
        return
    frames = _frames(book, as_of)
    at = position_of(frames.customers, number)
    if at is not None:
        filling.fill(book, frames, at)


def _frames(book: xw.Book, as_of: dt.date | None) -> BookFrames:
    from macros.desk.cards.frames import read_frames

    return read_frames(book, as_of)


def _said(book: xw.Book) -> str | None:
    """The customer of the chosen row; on the card's own sheet, and elsewhere, what stands in the yellow cell."""
    cell = named_range(book, CARD_FIND)
    if cell is not None and chosen_sheet(book) != cell.sheet.name:
        row = active_row(book)
        if row is not None:
            return row.customer_id
    typed = tables.get_name(book, CARD_FIND)
    if isinstance(typed, float) and typed.is_integer():
        return str(int(typed))
    return None if typed is None else str(typed).strip()


def _by_signs(book: xw.Book, frames: BookFrames, said: str) -> str:
    """The number of the only customer that the signs find, where no name says who is meant; else what was said."""
    import pandas as pd

    from macros.desk.find import hits
    from workbook.rules.basics.references import resolve

    found = resolve(pd.Series([said], dtype="str"), frames.customers)
    if int(found.positions.iloc[0]) >= 0 or len(found.ambiguous) or found.several:
        return said
    numbers = hits(book, said)
    return numbers[0] if len(numbers) == 1 else said


def _step(book: xw.Book, by: int, command: str, as_of: dt.date | None, progress: Progress) -> Report:
    from workbook.rules.basics.references import position_of

    filling.require_sheet(book)
    progress(READING, 0.0)
    frames = _frames(book, as_of)
    active = active_customers(frames)
    if not active:
        raise InputError(_NOBODY)
    now = position_of(frames.customers, filling.shown_customer(book))
    if now is None:
        return _show(book, frames, active[0 if by > 0 else -1], command, progress)
    after = [at for at in active if (at - now) * by > 0]
    if not after:
        raise InputError(_LAST if by > 0 else _FIRST)
    return _show(book, frames, after[0 if by > 0 else -1], command, progress)


def _show(book: xw.Book, frames: BookFrames, at: int, command: str, progress: Progress) -> Report:
    from workbook.rules.basics.references import spelled_out

    name = spelled_out(frames.customers, at, "customer_id", "name")
    shown = filling.shown_customer(book)
    if shown is not None and shown != frames.customers["customer_id"].iloc[at]:
        places = filling.edited(filling.read_card(book), filling.kept(book))
        if places:
            raise InputError(_UNSAVED.format(customer=shown, which=filling.labels_of(places)))
    _fill(book, frames, at, progress)
    return Report(command, (_SHOWN.format(customer=name),), {"cards": 1}, quiet=True)


def _fill(book: xw.Book, frames: BookFrames, at: int, progress: Progress) -> None:
    progress(WRITING, 0.7)
    filling.fill(book, frames, at)
    show_cell(book, CARD_FIND)
