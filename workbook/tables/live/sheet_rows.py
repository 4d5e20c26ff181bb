"""Whole rows of a sheet below a table that has another below it: put in before the table grows, taken out when it has
become smaller.

Tables that stand one below the other have rows of their own. One that grew into the next, or pushed a part of it down,
would be refused by Excel, or tear the other; whole rows leave all that stands on the sheet as it is. The blank rows
between two tables stay as many as are declared (`workbook.schema.sheets.room_below`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from workbook.engine.text.references import MAX_COLUMN
from workbook.schema.sheets import lines_above, room_below
from workbook.tables.live.cells import body, changing
from workbook.tables.live.rollback import rows_of
from workbook.tables.live.transaction import current_transaction
from workbook.tables.placement import Block, Place, bounds

if TYPE_CHECKING:
    from collections.abc import Iterable

    import xlwings as xw


@dataclass(frozen=True)
class Neighbours:
    """The other tables of a sheet as seen from one: the rows from its last one to what is the next table's own (None:
    none stands below), and whether one stands beside it or what follows it."""

    gap: int | None
    beside: bool


def neighbours(book: xw.Book, place: Place, end: int) -> Neighbours:
    """The other tables around one that ends in this row of its sheet."""
    gap, beside = None, False
    for one in sheet_of(book, place).tables:
        if one.name == place.name:
            continue
        _, top, _, bottom = bounds(one.range.address)
        if top > end:
            free = top - end - 1 - lines_above(one.name)
            gap = free if gap is None else min(gap, free)
        elif bottom > end:
            beside = True
    return Neighbours(gap, beside)


def sheet_of(book: xw.Book, place: Place) -> xw.Sheet:
    """The sheet of a table."""
    return body(book, place, 0, 0, 1, 1).sheet


def make_room(book: xw.Book, place: Place, rows: int) -> None:
    """Before a table grows to `rows` data rows: rows go in below it where another table would come too near, or
    anything stands."""
    end = place.first_row + max(place.n_rows, 1) + place.totals - 1
    more = rows - max(place.n_rows, 1)
    around = neighbours(book, place, end)
    wanted = 0 if around.gap is None else more + room_below(place.name) - around.gap
    last = min(end + more, bounds(sheet_of(book, place).used_range.address)[3])
    if last > end:
        below = body(book, place, end + 1 - place.first_row, 0, last - end, len(place.headers))
        used = [at for at, line in enumerate(rows_of(below.cells.raw_value)) if not _blank(line)]
        wanted = max(wanted, more - used[0] if used else 0)
    if wanted > 0:
        insert(book, place, end + 1, wanted, whole=not around.beside)


def keep_room(book: xw.Book, place: Place) -> None:
    """Have the declared blank rows between the tables of a sheet, on which this one stands: those that users typed in
    are replaced."""
    tables = [(bounds(one.range.address), one.name) for one in sheet_of(book, place).tables]
    standing = sorted(tables, key=lambda one: one[0][1])
    for ((_, _, _, bottom), name), ((_, top, _, _), after) in reversed(list(pairwise(standing))):
        gap = top - lines_above(after) - bottom - 1
        if bottom < top and gap < room_below(name):
            insert(book, place, bottom + 1, room_below(name) - gap)


def close_up(book: xw.Book, place: Place, surplus: int) -> None:
    """After a table has become smaller by so many rows: they are taken out where the next table would stand too far,
    unless something stands beside the table in them."""
    end = place.first_row + max(place.n_rows, 1) + place.totals - 1
    around = neighbours(book, place, end)
    if around.gap is None or around.beside:
        return
    count = min(surplus, around.gap - room_below(place.name))
    if count > 0 and rows_are_blank(book, place, end + 1, count):
        delete(book, place, end + 1, count)


def rows_are_blank(book: xw.Book, place: Place, top: int, count: int, *, but_table: bool = False) -> bool:
    """Whether nothing stands in these rows of the sheet (but in the table's own columns)."""
    sheet = sheet_of(book, place)
    left, _, right, _ = bounds(sheet.used_range.address)
    own = range(place.first_column - left, place.first_column - left + len(place.headers)) if but_table else range(0)
    lines = rows_of(Block(sheet, top, left, top + count - 1, right).cells.raw_value)
    return all(_blank(value for at, value in enumerate(line) if at not in own) for line in lines)


def own_rows(book: xw.Book, place: Place, first: int, count: int) -> Block:
    """What to insert or delete for data rows of a table, from position `first` (from 0): whole rows of the sheet where
    another table stands below, else the table's cells."""
    around = neighbours(book, place, place.first_row + place.n_rows + place.totals - 1)
    return _rows(book, place, place.first_row + first, count, whole=around.gap is not None and not around.beside)


def may_go(book: xw.Book, place: Place, rows: Block) -> bool:
    """Whether rows of a table can be taken out as `own_rows` gives them: nothing stands beside it in whole ones."""
    return rows.width < MAX_COLUMN or rows_are_blank(book, place, rows.top, rows.height, but_table=True)


def insert(
    book: xw.Book, place: Place, top: int, count: int, *, whole: bool = True, origin: str = "format_from_left_or_above"
) -> None:
    """Put rows of the sheet in (or, beside another table, cells of the table's columns)."""
    target = _rows(book, place, top, count, whole=whole)
    with changing(book, target, place, moved=True):
        target.cells.insert("down", origin)
    if transaction := current_transaction(book):
        transaction.forget_sheet(place.sheet)
        transaction.undo_actions.append(partial(lambda one: one.cells.delete("up"), target))


def delete(book: xw.Book, place: Place, top: int, count: int) -> None:
    """Take whole rows of the sheet out, which hold nothing that must come back."""
    target = _rows(book, place, top, count, whole=True)
    with changing(book, target, place, moved=True):
        target.cells.delete("up")
    if transaction := current_transaction(book):
        transaction.forget_sheet(place.sheet)
        transaction.undo_actions.append(
            partial(lambda one: one.cells.insert("down", "format_from_left_or_above"), target)
        )


def _rows(book: xw.Book, place: Place, top: int, count: int, *, whole: bool) -> Block:
    if whole:
        return Block(sheet_of(book, place), top, 1, top + count - 1, MAX_COLUMN)
    return body(book, place, top - place.first_row, 0, count, len(place.headers))


def _blank(line: Iterable[object]) -> bool:
    return all(value in (None, "") for value in line)
