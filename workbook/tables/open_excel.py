"""Tables of a book that is open in Excel, through public xlwings: one of the two hosts (`workbook.tables.hosts`).

The work is done in `workbook.tables.live`; here stand the functions that both hosts have.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from workbook.schema.formulas import TypedFormula
from workbook.schema.model import Table
from workbook.tables import book_cache
from workbook.tables.live import cells, sheet_rows, table_rows, transaction
from workbook.tables.live.cell_values import series_of
from workbook.tables.placement import (
    Below,
    ColumnWrite,
    Place,
    Raw,
    Seen,
    missing_table,
    no_header_row,
    plain,
    stretches,
)

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

_LATELY = 200
"""So many rows at a table's end are looked at for cells without a link; each is a call to Excel."""


def locate(book: xw.Book, table: Table) -> Place:
    """Find a table by its name; MissingTable names it in both languages."""
    if (known := cells.known_place(book, table.name)) is not None:
        return known
    found = _table_object(book, table)
    if found is None:
        raise missing_table(table)
    if not found.show_headers:
        raise no_header_row(table)
    return cells.place_of(book, table.name, found)


def _table_object(book: xw.Book, table: Table) -> xw.main.Table | None:
    memory = book_cache.of(book)
    if "tables" not in memory:  # one walk over all sheets costs as much as looking for two dozen by their names
        memory["tables"] = {one.name: one for sheet in book.sheets for one in sheet.tables}
    found: xw.main.Table | None = memory["tables"].get(table.name)
    return found


def preload(book: xw.Book, tables: Sequence[str]) -> None:
    """Nothing to do: Excel has the whole book in memory."""


def read_columns(book: xw.Book, place: Place, headers: Sequence[str]) -> Raw:
    """Raw columns by header."""
    import pandas as pd

    if not place.n_rows:
        return Raw({header: pd.Series([], dtype=object) for header in headers})
    found = cells.columns_of(book, place, headers)
    raw = {header: series_of(found[header]) for header in headers}
    return Raw(raw, cells.formula_rows(book, place, headers))


def read_cells(book: xw.Book, place: Place, headers: Sequence[str]) -> list[list[object]]:
    """Columns as plain cells: blank ones None, error values as their text."""
    raw = read_columns(book, place, headers).columns
    return [[None if cell != cell else cell for cell in raw[header].tolist()] for header in headers]  # noqa: PLR0124


def formula_texts(book: xw.Book, place: Place, header: str, positions: Sequence[int]) -> dict[int, str]:
    """The formulas of these cells of a column, positions ascending."""
    return cells.formula_texts(book, place, header, positions)


def read_below(book: xw.Book, place: Place, seen: Seen) -> Below:
    """What stands below a table on its sheet, but in no other table; `seen` keeps what was asked of the sheet."""
    return cells.cells_below(book, place, seen)


def resize(book: xw.Book, place: Place, n_rows: int) -> None:
    """Give the table n_rows data rows; cells stay where they are and as they are, below it or in it."""
    table_rows.stretch(book, place, n_rows)


def keep_room(book: xw.Book, place: Place) -> None:
    """Have the declared blank rows between the tables of the sheet on which this one stands."""
    sheet_rows.keep_room(book, place)


def fit_rows(book: xw.Book, place: Place, widths: Mapping[str, Sequence[float]]) -> None:
    """Have the rows high enough for the long texts of these columns: Excel measures them itself."""
    with contextlib.suppress(Exception):  # nothing depends on it
        cells.body(book, place, 0, 0, len(next(iter(widths.values()))), len(place.headers)).cells.rows.autofit()


def choose_cell(book: xw.Book, place: Place, header: str, position: int) -> None:
    """Nothing: in a window everything stays where somebody has left it."""


def link_column(book: xw.Book, place: Place, header: str, to: str, tip: str) -> None:
    """Link the cells at the table's end that have no link yet: what was typed there lately."""
    at = place.headers.index(header)
    for position in range(place.n_rows - 1, max(place.n_rows - _LATELY, 0) - 1, -1):
        block = cells.body(book, place, position, at, 1, 1)
        if isinstance(text := block.cells.raw_value, str) and text:
            if cells.link_of(block.cells) is not None:
                return
            with cells.changing(book, block, place):
                block.cells.add_hyperlink(f"#{to}", text_to_display=text, screen_tip=tip)


def write_columns(book: xw.Book, place: Place, values: Mapping[str, pd.Series], formulas: Mapping[str, str]) -> None:
    """Overwrite whole columns (n_rows values each), where a value differs."""
    if place.n_rows:
        cells.write_columns(book, place, _plain(values), formulas)


def announce_columns(book: xw.Book, coming: Callable[[], ColumnWrite]) -> None:
    """Nothing to do: Excel makes no file of what is written."""


def write_cells(book: xw.Book, place: Place, header: str, values: Mapping[int, Any]) -> None:
    """Overwrite single cells of a column (position in ascending order -> cell value), neighbours at once."""
    at = place.headers.index(header)
    for first, last in stretches(list(values)):
        run = [[values[position]] for position in range(first, last + 1)]
        cells.put(book, cells.body(book, place, first, at, len(run), 1), run, place)


def write_formulas(book: xw.Book, place: Place, header: str, formulas: Mapping[int, TypedFormula]) -> None:
    """Write formulas into cells of a column (by position) that hold the values they gave."""
    at = place.headers.index(header)
    for position, one in formulas.items():
        table_rows.put_formula(book, cells.body(book, place, position, at, 1, 1), one, place)


def write_range(book: xw.Book, target: xw.Range, values: list[list[Any]]) -> None:
    """Overwrite cells outside of tables (rows × columns as the range has)."""
    cells.put(book, cells.block_of(target), values)


def replace_rows(
    book: xw.Book, place: Place, values: Mapping[str, pd.Series], n_rows: int, formulas: Mapping[str, str]
) -> None:
    """Give the table exactly n_rows data rows; Excel keeps one blank row where there are none."""
    table_rows.replace_rows(book, place, _plain(values), n_rows, formulas)


def append_rows(
    book: xw.Book, place: Place, values: Mapping[str, pd.Series], start: int, n_rows: int, formulas: Mapping[str, str]
) -> None:
    """Write n_rows rows from position `start` (the first blank row at the end) on, growing the table as needed."""
    table_rows.append_rows(book, place, _plain(values), start, n_rows, formulas)


def delete_rows(book: xw.Book, place: Place, positions: Sequence[int], formulas: Mapping[str, str]) -> None:
    """Take rows out of a table; every column, the users' own too, closes up: Excel moves the program's formulas."""
    table_rows.delete_rows(book, place, positions)


def insert_rows(
    book: xw.Book, place: Place, rows: Mapping[int, Mapping[str, Any]], length: int, formulas: Mapping[str, str]
) -> None:
    """Put whole rows (position as it will be -> raw cells by header) among the first `length` rows, or after them."""
    table_rows.insert_rows(book, place, rows, length, formulas)


def all_or_nothing(book: xw.Book) -> AbstractContextManager[None]:
    """A command's writes: they stay if the block ends well, and none of them otherwise."""
    return transaction.all_or_nothing(book)


def may_have_changed(book: xw.Book) -> bool:
    """True: Excel does not tell what a command has changed."""
    return True


def _plain(values: Mapping[str, pd.Series]) -> dict[str, list[Any]]:
    return {header: plain(column) for header, column in values.items()}
