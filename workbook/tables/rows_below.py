"""Rows below a table's end: typed or pasted there without the table growing, they are in no figure until it does.

Excel grows a table by what is typed right below it, unless that is switched off; a paste over a blank row, or another
program, leaves rows outside. Here they are found, taken into the table, and given back as they were.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbook import schema
from workbook.errors import MissingTable, Unwritable
from workbook.schema import LISTS
from workbook.schema.model import SheetGroup, Table
from workbook.schema.sheets import OPENS_AT_END, SHEETS
from workbook.tables import book_cache
from workbook.tables.hosts import host_of
from workbook.tables.placement import Seen
from workbook.tables.reading import READ, find_headers

if TYPE_CHECKING:
    import xlwings as xw


@dataclass(frozen=True)
class RowBelow:
    """A row below a table in which something stands in the table's columns: the sheet's row, its cells by header, and
    whether nothing stands beside the table in it."""

    row: int
    cells: Mapping[str, object]
    alone: bool


@dataclass(frozen=True)
class RowsBelow:
    """All of them, from the top. `next_row`: the sheet's row right below the table; `headers`: field key -> header."""

    table: Table
    sheet: str
    next_row: int
    totals: bool
    headers: Mapping[str, str]
    rows: tuple[RowBelow, ...]

    @property
    def touching(self) -> tuple[RowBelow, ...]:
        """Those that follow the table's last row without a gap."""
        return tuple(one for at, one in enumerate(self.rows) if one.row == self.next_row + at)


def below(book: xw.Book, table: Table | str, seen: Seen | None = None) -> RowsBelow:
    """What stands below a table; `seen` keeps sheets that were looked at. MissingTable names what is gone."""
    table = schema.table(table) if isinstance(table, str) else table
    host = host_of(book)
    place = host.locate(book, table)
    found = host.read_below(book, place, {} if seen is None else seen)
    rows: list[RowBelow] = []
    first = place.first_column - found.left
    for at, line in enumerate(found.rows):
        inside = {header: first + n for n, header in enumerate(place.headers) if 0 <= first + n < len(line)}
        cells = {header: line[column] for header, column in inside.items() if line[column] is not None}
        if cells:
            rows.append(RowBelow(found.top + at, cells, sum(value is not None for value in line) == len(cells)))
    headers = find_headers(book, table, place) if rows else {}
    next_row = place.first_row + place.n_rows
    return RowsBelow(table, place.sheet, next_row, found.top != next_row, headers, tuple(rows))


def below_tables_read(book: xw.Book, besides: Iterable[str] = ()) -> list[RowsBelow]:
    """What stands below the tables that this command has read and users type in, where anything does."""
    read: Mapping[str, Table] = book_cache.of(book).get(READ, {})
    known = {*besides, *(table.name for table in read.values() if table.result)}
    seen: Seen = {}
    found = [below(book, table, seen) for name, table in read.items() if name not in known]
    return [one for one in found if one.rows]


def take_in(book: xw.Book, found: RowsBelow, count: int) -> None:
    """Let the table grow by the first `count` rows right below it, which stay as they are."""
    host = host_of(book)
    place = host.locate(book, found.table)
    host.resize(book, place, place.n_rows + count)
    book_cache.forget_lists(book, found.table.name)


def keep_room(book: xw.Book) -> None:
    """Have the declared blank rows between tables that stand one below the other: those that users typed in are
    replaced, so that there is room for the next. What is gone, or on a sheet that takes no change, stays as it is."""
    host = host_of(book)
    for one in SHEETS:
        names = one.tables if one.is_stacked else (LISTS[0].table_name,) if one.key == "dictionary" else ()
        if names and one.group is not SheetGroup.HIDDEN:
            with contextlib.suppress(MissingTable, Unwritable):
                host.keep_room(book, host.locate(book, schema.table(names[0])))


def open_at_ends(book: xw.Book) -> None:
    """Have the sheets of tables that grow every day open at the newest rows, the empty one below them chosen. What is
    gone stays gone."""
    host = host_of(book)
    for name in OPENS_AT_END:
        with contextlib.suppress(MissingTable):
            table = schema.table(name)
            place = host.locate(book, table)
            header = find_headers(book, table, place).get(table.first_typed.key)
            if header is not None:
                host.choose_cell(book, place, header, 0 if place.blank else place.n_rows)


def link_cells(book: xw.Book, table: Table | str, key: str, to: str, tip: str) -> None:
    """Have the cells of a column lead to a place of the book, those of rows that are new too; a column that is gone, or
    on a sheet that takes no change, stays as it is."""
    table = schema.table(table) if isinstance(table, str) else table
    with contextlib.suppress(MissingTable, Unwritable):
        host = host_of(book)
        place = host.locate(book, table)
        if (header := find_headers(book, table, place).get(key)) is not None:
            host.link_column(book, place, header, to, tip)


def give_back(book: xw.Book, table: Table | str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Make a table smaller by its last rows, which stay below it; what the program had written into them goes, and
    what had stood there comes back (raw cells by header, a row each)."""
    table = schema.table(table) if isinstance(table, str) else table
    host = host_of(book)
    place = host.locate(book, table)
    headers = find_headers(book, table, place)
    ours = [one.key for one in table.fields if one.computed or one.key in ("row_id", table.key, "created_on")]
    first = place.n_rows - len(rows)
    for header in (headers[key] for key in ours if key in headers):
        host.write_cells(book, place, header, {first + at: row.get(header) for at, row in enumerate(rows)})
    host.resize(book, host.locate(book, table), first)
    book_cache.forget_lists(book, table.name)
