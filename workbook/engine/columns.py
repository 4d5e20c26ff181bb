"""Whole tables, column by column: the engine's own way for what would be slow cell by cell through xlwings.

    block = table_columns(book, "tblCustomers", ["客户编号", "客户名称"])
    block.columns["客户名称"]        # a pandas Series, one entry a data row
    write_columns(book, "tblCustomers", {"客户等级": grades})
    replace_rows(book, "tblReminders", {...every column...}, n_rows=12)

All of them see what was written before in the same session, through here or through xlwings. Written are only the
cells whose value changes, so the same call twice leaves the file as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from workbook.engine.book.calculated_columns import calculated_cells
from workbook.engine.book.table_headers import headers as headers_of
from workbook.engine.cells.cell_values import Cell, Formula, Value
from workbook.engine.cells.changed_cells import differences
from workbook.engine.cells.typed_cells import typed_cells
from workbook.engine.cells.written_cells import SMALL, shown
from workbook.engine.face.books import Book
from workbook.engine.follow import table_size
from workbook.engine.text.references import Area
from workbook.engine.typed_columns import Kind, cells_of, read_column, text_dtype
from workbook.errors import InputError, MissingColumn, MissingTable
from workbook.language import Text
from workbook.nearest import Name, unknown_name

if TYPE_CHECKING:
    import pandas as pd

    from workbook.engine.book.book_tables import Table
    from workbook.engine.book.document import Document
    from workbook.engine.book.sheet_part import SheetPart


@dataclass(frozen=True, slots=True)
class TableBlock:
    """The data rows of a table."""

    name: str
    sheet: str
    headers: tuple[str, ...]
    """All current header texts, left to right."""
    first_row: int
    """The sheet's row that holds the first data row."""
    first_column: int
    rows: int
    """Data rows; 0 when the table's only row is blank in every column."""
    columns: dict[str, pd.Series[Any]]
    """For each column asked for, `rows` entries: float64 (number; blank is NaN), datetime64[s] (date; [ms] where some
    value has a fraction of a second), pandas' str (text; blank is missing), bool or, with blanks, boolean (flag),
    object with float, str, bool, datetime, CellError and None (mixed), float64 NaN (blank)."""
    kinds: dict[str, Kind]
    formulas: dict[str, npt.NDArray[np.bool_]]
    """For each column that holds formulas: which rows do."""
    unknown: dict[str, npt.NDArray[np.bool_]]
    """For each column with formulas whose value the file does not know (never calculated): which rows. They read as
    blank."""


def _document(book: Any) -> Document:
    impl = getattr(book, "impl", book)
    if not isinstance(impl, Book):
        raise TypeError("not a book of the closed-file engine")
    return impl.document


def find_table(book: Any, name: str) -> Table:
    """A table of the book. Raises MissingTable."""
    table = _document(book).table(name)
    if table is None:
        raise MissingTable(
            Text(
                f"工作簿里没有表 {name}。请从备份恢复，或重新建立它。",
                f"The book has no table {name}. Restore it from a backup, or make it again.",
            )
        )
    return table


def table_columns(book: Any, table_name: str, columns: Sequence[str] | None = None) -> TableBlock:
    """The data of a table, column by column; `columns` are header texts (None: all).

    Raises MissingTable, MissingColumn, NotAWorkbook.
    """
    table = find_table(book, table_name)
    headers = headers_of(table)
    wanted = list(headers) if columns is None else list(columns)
    positions = {name: _position(table, headers, name) for name in wanted}
    data = table.model.data
    area = table.model.area
    first_row = area.top + table.model.header_rows
    rows = data.height if data is not None else 0
    if data is not None and rows == 1 and table.sheet.is_blank(data):
        rows = 0
    found: dict[str, Any] = {}
    kinds: dict[str, Kind] = {}
    formulas: dict[str, npt.NDArray[np.bool_]] = {}
    unknown: dict[str, npt.NDArray[np.bool_]] = {}
    for name in wanted:
        typed = read_column(table, area.left + positions[name], first_row, rows)
        found[name], kinds[name] = typed.series, typed.kind
        if typed.formulas is not None:
            formulas[name] = typed.formulas
            if typed.unknown is not None and typed.unknown.any():
                unknown[name] = typed.unknown
    sheet = table.sheet.document.entry_of(table.sheet.part).name
    return TableBlock(table.model.name, sheet, headers, first_row, area.left, rows, found, kinds, formulas, unknown)


def table_cells(book: Any, table_name: str, columns: Sequence[str]) -> list[list[Value]]:
    """A few columns of a small table as plain values, one list a column and one entry a data row, formulas as what they
    are known to give: without what a Series costs. Raises MissingTable, MissingColumn."""
    table = find_table(book, table_name)
    headers = headers_of(table)
    data = table.model.data
    at = [table.model.area.left + _position(table, headers, name) for name in columns]
    if data is None:
        return [[] for _ in at]
    return [shown(table.sheet.column_cells(column, data.top, data.bottom)) for column in at]


def cells_below(book: Any, table_name: str, end: int | None = None) -> tuple[int, list[list[Value]]]:
    """What stands below a table on its sheet (above row `end`), but in no other table: the sheet's row below its last
    one (a totals row counts as its), and the rows from column A to the last one in use (none where nothing stands in
    its columns). Raises MissingTable."""
    table = find_table(book, table_name)
    sheet, top = table.sheet, table.model.area.bottom + 1
    bottom, right = sheet.bounds()
    bottom = bottom if end is None else min(bottom, end - 1)
    if bottom < top or sheet.is_blank(Area(top, table.model.area.left, bottom, table.model.area.right)):
        return top, []
    rows = sheet.values(Area(top, 1, bottom, right))
    for other in sheet.document.tables:
        area = other.model.area
        if other is not table and other.sheet is sheet:
            for row in range(max(area.top, top), min(area.bottom, bottom) + 1):
                rows[row - top][area.left - 1 : area.right] = [None] * area.width
    while rows and not any(value is not None for value in rows[-1]):
        rows.pop()
    return top, rows


def preload(book: Any, table_names: Sequence[str]) -> None:
    """Have the largest sheet that these tables stand on read by a second process, where it is large enough to be worth
    that; the call returns at once, and the first that needs the sheet waits. Raises MissingTable."""
    document = _document(book)
    sheets = [find_table(book, name).sheet for name in table_names]
    if sheets:
        max(sheets, key=lambda sheet: document.part_size(sheet.part)).read_ahead()


def _position(table: Table, headers: Sequence[str], name: str) -> int:
    if name in headers:
        return headers.index(name)
    lacks = Text(f"表 {table.model.name} 里没有列“{name}”。", f"Table {table.model.name} has no column “{name}”.")
    where = Text("全部的列见它的标题行。", "Its header row has them all.")
    raise MissingColumn(unknown_name(lacks, name, map(Name.of, headers), where))


def write_columns(
    book: Any, table_name: str, columns: Mapping[str, Any], *, formulas: Mapping[str, str] | None = None
) -> None:
    """Replace whole columns of a table's data rows; values have one entry a row.

    A column named in `formulas` gets that formula ('=' first) in every row, its values being what the formulas are
    known to give. Raises MissingTable, MissingColumn, InputError for a wrong number of values.
    """
    table = find_table(book, table_name)
    headers = headers_of(table)
    data = table.model.data
    area = table.model.area
    rows = data.height if data is not None else 0
    for name, values in columns.items():
        column = area.left + _position(table, headers, name)
        if len(values) != rows and not (rows == 1 and not len(values)):
            raise _wrong_length(table, name, len(values), rows)
        if len(values):
            _write(table.sheet, column, area.top + table.model.header_rows, values, (formulas or {}).get(name))


def announce_columns(
    book: Any, table_name: str, columns: Mapping[str, Any], *, formulas: Mapping[str, str] | None = None
) -> None:
    """Say what `write_columns` will be given later: of a large sheet a second process begins to make the new bytes,
    which are taken if it came so. Nothing is written. Raises as `write_columns`."""
    from workbook.engine.book import background_writing

    sheet = find_table(book, table_name).sheet
    if sheet.overlay or not background_writing.may_be_worth(sheet):
        return
    with sheet.on_trial():
        write_columns(book, table_name, columns, formulas=formulas)
        background_writing.begin(sheet)


def write_block(book: Any, sheet_name: str, top: int, left: int, rows: Sequence[Sequence[Any]]) -> None:
    """Write a block of cells, rows × columns, from row `top` and column `left` (1-based) on; unlike with `Range.value`
    a text stays a text, whatever it begins with. Raises InputError for what no cell can hold."""
    document = _document(book)
    sheet = document.sheet(next(entry for entry in document.workbook.sheets if entry.name == sheet_name))
    for at, cells in enumerate(zip(*rows, strict=True)):
        sheet.write_column(left + at, top, cells_of(cells))


def _write(sheet: SheetPart, column: int, top: int, values: Any, formula: str | None) -> None:
    """Put values into a column; of a long one only what differs from the file."""
    written = sheet.overlay.values.get(column)
    if formula is None and len(values) >= SMALL and (written is None or not written.meets(top, top + len(values) - 1)):
        differs = differences(sheet.grid, column, top, values)
        if differs is not None and np.count_nonzero(differs) * 8 <= len(values):
            at = np.flatnonzero(differs)
            few = cells_of(values.iloc[at] if hasattr(values, "iloc") else values[at])
            for run in np.split(np.arange(len(at)), np.flatnonzero(np.diff(at) != 1) + 1) if len(at) else []:
                sheet.write_column(column, top + int(at[run[0]]), few[run[0] : run[-1] + 1])
            return
    sheet.write_column(column, top, _cells(values, formula))


def _cells(values: Any, formula: str | None) -> Sequence[Cell]:
    """Values as cells; where there are many, as an array if they are of one type."""
    typed = typed_cells(values) if len(values) >= SMALL else None
    if typed is not None:
        return replace(typed, formula=formula)
    cells = cells_of(values)
    return cells if formula is None else [Formula(formula, cell) for cell in cells]


def _wrong_length(table: Table, name: str, found: int, rows: int) -> InputError:
    return InputError(
        Text(
            f"表 {table.model.name} 的列“{name}”给了 {found} 个值，应为 {rows} 个。",
            f"Column “{name}” of table {table.model.name} was given {found} values instead of {rows}.",
        )
    )


def replace_rows(
    book: Any,
    table_name: str,
    columns: Mapping[str, Any],
    n_rows: int,
    *,
    formulas: Mapping[str, str] | None = None,
) -> None:
    """Give a table exactly `n_rows` data rows with those values (0 leaves the one blank row that Excel requires).

    Columns not named get their calculated formula, else blanks. New rows look like the first data row; rows that go
    take their cells with them. Raises MissingTable, MissingColumn, InputError, and StructureError when something
    stands below the table where it must grow.
    """
    table = find_table(book, table_name)
    headers = headers_of(table)
    for name in columns:
        _position(table, headers, name)
    table_size.set_rows(table, max(n_rows, 1))
    model = table.model
    top = model.area.top + model.header_rows
    for position, name in enumerate(headers):
        column = model.area.left + position
        if n_rows == 0:
            table.sheet.write_column(column, top, [None])
        elif name in columns:
            if len(columns[name]) != n_rows:
                raise _wrong_length(table, name, len(columns[name]), n_rows)
            _write(table.sheet, column, top, columns[name], (formulas or {}).get(name))
        else:
            table.sheet.write_column(column, top, calculated_cells(model, position, top, n_rows))


def append_rows(
    book: Any, table_name: str, columns: Mapping[str, Any], *, formulas: Mapping[str, str] | None = None
) -> int:
    """Add rows behind a table's last one; returns the sheet's row of the first new one.

    Columns not named get their calculated formula, else blanks. A table whose only row is blank is filled from that
    row on. Raises as `replace_rows`.
    """
    table = find_table(book, table_name)
    headers = headers_of(table)
    given = {name: _cells(values, (formulas or {}).get(name)) for name, values in columns.items()}
    lengths = {len(cells) for cells in given.values()}
    for name, cells in given.items():
        _position(table, headers, name)
        if len(lengths) > 1 and len(cells) != max(lengths):
            raise _wrong_length(table, name, len(cells), max(lengths))
    count = max(lengths, default=0)
    model = table.model
    data = model.data
    before = data.height if data is not None else 0
    if data is not None and before == 1 and table.sheet.is_blank(data):
        before = 0
    top = model.area.top + model.header_rows + before
    if count == 0:
        return top
    table_size.set_rows(table, before + count)
    for position, name in enumerate(headers):
        cells = given[name] if name in given else calculated_cells(table.model, position, top, count)
        table.sheet.write_column(model.area.left + position, top, cells)
    return top


__all__ = [
    "TableBlock", "announce_columns", "append_rows", "cells_below", "cells_of", "find_table", "preload", "replace_rows",
    "table_cells", "table_columns", "text_dtype", "write_block", "write_columns",
]  # fmt: skip
