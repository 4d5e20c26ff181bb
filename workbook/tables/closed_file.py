"""Tables of a closed file, through the engine's columnar methods: one of the two hosts (`workbook.tables.hosts`).

Rows are taken out and put in by writing the whole table anew, which costs less than moving cells; only where users have
formulas of their own are cells moved with the rows, by the same public xlwings as in Excel.
"""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from workbook.engine import CellError, Formula, columns, has_changes
from workbook.errors import MissingTable
from workbook.schema.formulas import TypedFormula
from workbook.schema.model import Table
from workbook.schema.text_widths import row_height
from workbook.tables.live import cells, sheet_rows, table_rows
from workbook.tables.placement import (
    Below,
    Block,
    ColumnWrite,
    Place,
    Raw,
    Seen,
    SheetCells,
    missing_table,
    no_header_row,
    runs,
    stretches,
)

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw


def locate(book: xw.Book, table: Table) -> Place:
    """Find a table by its name; MissingTable names it in both languages."""
    try:
        inside = columns.find_table(book, table.name)
    except MissingTable:
        raise missing_table(table) from None
    block, data = columns.table_columns(book, table.name, []), inside.model.data
    if not inside.model.header_rows:
        raise no_header_row(table)
    rows = 0 if data is None else data.height
    return Place(
        table.name, block.sheet, block.headers, block.first_row, block.first_column, rows, blank=block.rows < rows
    )


def preload(book: xw.Book, tables: Sequence[str]) -> None:
    """Read the sheets of large tables in a second process."""
    with contextlib.suppress(MissingTable):  # the read that needs it says which
        columns.preload(book, tables)


def read_columns(book: xw.Book, place: Place, headers: Sequence[str]) -> Raw:
    """Raw columns by header."""
    import pandas as pd

    if not place.n_rows:
        return Raw({header: pd.Series([], dtype=object) for header in headers})
    block = columns.table_columns(book, place.name, list(headers))
    return Raw(
        {h: _errors_as_text(_as_long(column, place.n_rows)) for h, column in block.columns.items()},
        {h: rows.nonzero()[0].tolist() for h, rows in block.formulas.items()},
        {h: rows.nonzero()[0].tolist() for h, rows in block.unknown.items()},
    )


def read_cells(book: xw.Book, place: Place, headers: Sequence[str]) -> list[list[object]]:
    """Columns as plain cells: blank ones None, error values as their text."""
    return [list(map(_error_as_text, column)) for column in columns.table_cells(book, place.name, headers)]


def read_below(book: xw.Book, place: Place, seen: Seen) -> Below:
    """What stands below a table on its sheet and above the heading of the next, but in no other table; `seen` keeps
    where the tables of the sheet stand."""
    if place.sheet not in seen:
        seen[place.sheet] = SheetCells(0, 1, (), cells.tables_on(book.sheets[place.sheet]))
    bottom = columns.find_table(book, place.name).model.area.bottom
    end = cells.heading_below(seen[place.sheet].tables, bottom + 1)
    top, rows = columns.cells_below(book, place.name, end)
    return Below(top, 1, [[_error_as_text(cell) for cell in row] for row in rows])


def resize(book: xw.Book, place: Place, n_rows: int) -> None:
    """Give the table n_rows data rows; cells stay where they are and as they are, below it or in it."""
    table_rows.stretch(book, _public(book, place), n_rows)


def keep_room(book: xw.Book, place: Place) -> None:
    """Have the declared blank rows between the tables of the sheet on which this one stands."""
    sheet_rows.keep_room(book, _public(book, place))


def fit_rows(book: xw.Book, place: Place, widths: Mapping[str, Sequence[float]]) -> None:
    """Have the rows high enough for the long texts of these columns, of which there is how wide each is, in
    characters, a row: not every reader fits a row that a file brings."""
    sheet = book.sheets[place.sheet]
    at = [place.first_column + place.headers.index(header) for header in widths]
    columns_wide = [sheet.cells(1, column).column_width or 1.0 for column in at]
    heights = [row_height(zip(texts, columns_wide, strict=True)) for texts in zip(*widths.values(), strict=True)]
    for first, last in runs(heights):
        rows = sheet.range((place.first_row + first, 1), (place.first_row + last, 1))
        if rows.row_height != heights[first]:
            rows.row_height = heights[first]


def _as_long(column: pd.Series, rows: int) -> pd.Series:
    """The column with one entry a row, where the engine counts a fresh table's blank row as none."""
    return column if len(column) == rows else column.reindex(range(rows))


def _errors_as_text(column: pd.Series) -> pd.Series:
    return column if column.dtype != object else column.map(_error_as_text)


def _error_as_text(cell: object) -> object:
    """An error value as its text (#N/A), which is how public xlwings gives it; other cells as they are."""
    return str(cell) if isinstance(cell, CellError) else cell


def formula_texts(book: xw.Book, place: Place, header: str, positions: Sequence[int]) -> dict[int, str]:
    """The formulas of these cells of a column, positions ascending."""
    return cells.formula_texts(book, place, header, positions)


def choose_cell(book: xw.Book, place: Place, header: str, position: int) -> None:
    """Have the sheet open with this cell of a column chosen and in sight."""
    sheet = book.sheets[place.sheet]
    cell = sheet.range((place.first_row + position, place.first_column + place.headers.index(header)))
    sheet.impl.select_area(cell.impl.rectangle)


def link_column(book: xw.Book, place: Place, header: str, to: str, tip: str) -> None:
    """One link over the whole column; none while the table is blank."""
    first = book.sheets[place.sheet].range((place.first_row, place.first_column + place.headers.index(header)))
    if place.blank or place.n_rows == 0:
        return
    column = first.resize(place.n_rows)
    if not all(cells.link_of(cell) == f"#{to}" for cell in (first, column[-1])):
        column.add_hyperlink(f"#{to}", text_to_display=first.raw_value, screen_tip=tip)


def write_columns(book: xw.Book, place: Place, values: Mapping[str, pd.Series], formulas: Mapping[str, str]) -> None:
    """Overwrite whole columns (n_rows values each)."""
    if place.n_rows:
        columns.write_columns(book, place.name, dict(values), formulas=dict(formulas))


def announce_columns(book: xw.Book, coming: Callable[[], ColumnWrite]) -> None:
    """Say what `write_columns` will be given later: a second process begins to make the bytes of a large sheet."""
    place, values, formulas = coming()
    if place.n_rows:
        columns.announce_columns(book, place.name, dict(values), formulas=dict(formulas))


def write_cells(book: xw.Book, place: Place, header: str, values: Mapping[int, Any]) -> None:
    """Overwrite single cells of a column (position in ascending order -> cell value), neighbours at once."""
    at = place.headers.index(header)
    for first, last in stretches(list(values)):
        run = [[values[position]] for position in range(first, last + 1)]
        columns.write_block(book, place.sheet, place.first_row + first, place.first_column + at, run)


def write_formulas(book: xw.Book, place: Place, header: str, formulas: Mapping[int, TypedFormula]) -> None:
    """Write formulas into cells of a column (by position) that hold the values they gave."""
    at = place.headers.index(header)
    for position, one in formulas.items():
        _put_formula(book, cells.body(book, place, position, at, 1, 1), one, place)


def _put_formula(book: xw.Book, cell: Block, one: TypedFormula, place: Place) -> None:
    """A formula over the value of its cell, which stays beside it: nothing calculates here."""
    cell.cells.raw_value = [[Formula(table_rows.formula_at(one, cell.top), cell.cells.raw_value)]]


def write_range(book: xw.Book, target: xw.Range, values: list[list[Any]]) -> None:
    """Overwrite cells outside of tables (rows × columns as the range has)."""
    columns.write_block(book, target.sheet.name, target.row, target.column, values)


def replace_rows(
    book: xw.Book, place: Place, values: Mapping[str, pd.Series], n_rows: int, formulas: Mapping[str, str]
) -> None:
    """Give the table exactly n_rows data rows; as in Excel, one blank row stays where there are none."""
    _make_room(book, place, n_rows)
    before = max(place.n_rows, 1)
    columns.replace_rows(book, place.name, dict(values), n_rows, formulas=dict(formulas))
    if (surplus := before - max(n_rows, 1)) > 0:
        sheet_rows.close_up(book, dataclasses.replace(_public(book, place), n_rows=n_rows), surplus)


def _make_room(book: xw.Book, place: Place, rows: int) -> None:
    """Before a table grows: rows of the sheet go in where something stands below it."""
    if rows > max(place.n_rows, 1):
        sheet_rows.make_room(book, _public(book, place), rows)


def append_rows(
    book: xw.Book, place: Place, values: Mapping[str, pd.Series], start: int, n_rows: int, formulas: Mapping[str, str]
) -> None:
    """Write n_rows rows from position `start` (the first blank row at the end) on, growing the table as needed."""
    if 0 < start < place.n_rows:  # blank rows at the end: they go first
        raw = read_columns(book, place, _headers(place)).columns
        replace_rows(book, place, {h: column.iloc[:start] for h, column in raw.items()}, start, formulas)
        place = dataclasses.replace(place, n_rows=start)
    _make_room(book, place, start + n_rows)
    columns.append_rows(book, place.name, dict(values), formulas=dict(formulas))


def delete_rows(book: xw.Book, place: Place, positions: Sequence[int], formulas: Mapping[str, str]) -> None:
    """Take rows out of a table; every column, the users' own too, closes up."""
    raw = read_columns(book, place, _headers(place))
    if raw.formulas.keys() - formulas.keys():  # the users' own: they move with their rows
        table_rows.delete_rows(book, _public(book, place), positions)
        return
    gone = set(positions)
    keep = [row for row in range(place.n_rows) if row not in gone]
    kept = {header: column.iloc[keep].reset_index(drop=True) for header, column in raw.columns.items()}
    replace_rows(book, place, kept, len(keep), formulas)


def insert_rows(
    book: xw.Book, place: Place, rows: Mapping[int, Mapping[str, Any]], length: int, formulas: Mapping[str, str]
) -> None:
    """Put whole rows (position as it will be -> raw cells by header) among the first `length` rows, or after them."""
    import pandas as pd

    raw = read_columns(book, place, _headers(place))
    if raw.formulas.keys() - formulas.keys():
        table_rows.insert_rows(book, _public(book, place), rows, length, formulas, _put_formula)
        return
    whole = {header: column.astype(object).tolist()[:length] for header, column in raw.columns.items()}
    for at, row in sorted(rows.items()):
        for header, column in whole.items():
            column.insert(at, _as_cell(row.get(header), place.first_row + at))
    series = {header: pd.Series(column, dtype=object) for header, column in whole.items()}
    blank_as_none = {header: column.where(column.notna(), None) for header, column in series.items()}
    replace_rows(book, place, blank_as_none, length + len(rows), formulas)


def _headers(place: Place) -> list[str]:
    """The columns that have a header."""
    return [header for header in place.headers if header]


def _as_cell(value: Any, row: int) -> Any:
    """A raw cell as the engine takes it; a formula with the value it had, which nothing calculates here."""
    return Formula(table_rows.formula_at(value, row), value.value) if isinstance(value, TypedFormula) else value


def _public(book: xw.Book, place: Place) -> Place:
    """The place with the table as public xlwings gives it."""
    table = place.listobject or book.sheets[place.sheet].tables[place.name]
    return dataclasses.replace(place, listobject=table, totals=bool(table.show_totals))


def all_or_nothing(book: xw.Book) -> AbstractContextManager[None]:
    """Nothing to do: where a command fails the file is not saved."""
    return contextlib.nullcontext()


def may_have_changed(book: xw.Book) -> bool:
    """Whether saving would write anything."""
    return has_changes(book)
