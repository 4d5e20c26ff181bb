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
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from workbook.engine import tableedit
from workbook.engine.books import Book
from workbook.engine.cells import BLANK, BOOL, ERROR, NUMBER, SMALL, TEXT, Column, Grid
from workbook.engine.differing import differences, moments_of
from workbook.engine.references import Area
from workbook.engine.values import MAX_TEXT, REMOVE, Cell, CellError, Formula, to_cell, to_datetime
from workbook.errors import InputError, MissingColumn, MissingTable, StructureError
from workbook.language import Text

if TYPE_CHECKING:
    import pandas as pd

    from workbook.engine.document import Document, Table
    from workbook.engine.sheetpart import SheetPart

Kind = str
"""'number', 'date', 'text', 'flag', 'mixed' or 'blank'."""


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


def headers_of(table: Table) -> tuple[str, ...]:
    """The header texts as they stand in the sheet now."""
    return tableedit.headers(table)


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
        typed = _read(table, area.left + positions[name], first_row, rows)
        found[name], kinds[name] = typed.series, typed.kind
        if typed.formulas is not None:
            formulas[name] = typed.formulas
            if typed.unknown is not None and typed.unknown.any():
                unknown[name] = typed.unknown
    sheet = table.sheet.document.entry_of(table.sheet.part).name
    return TableBlock(table.model.name, sheet, headers, first_row, area.left, rows, found, kinds, formulas, unknown)


def preload(book: Any, table_names: Sequence[str]) -> None:
    """Read the sheets of several tables at once, a thread a sheet; later calls then find them read. Worth it for
    sheets of some megabytes. Raises as `table_columns`."""
    from concurrent.futures import ThreadPoolExecutor

    document = _document(book)
    sheets = list(dict.fromkeys(find_table(book, name).sheet for name in table_names))
    _ = document.strings, document.styles  # shared by the threads, so read before them
    with ThreadPoolExecutor(max(len(sheets), 1)) as pool:
        for _ in pool.map(lambda sheet: sheet.grid, sheets):
            pass


def _position(table: Table, headers: Sequence[str], name: str) -> int:
    if name in headers:
        return headers.index(name)
    raise MissingColumn(
        Text(
            f"表 {table.model.name} 里没有列“{name}”。现有的列：{'、'.join(headers)}。",
            f"Table {table.model.name} has no column “{name}”. Its columns are: {', '.join(headers)}.",
        )
    )


@dataclass(frozen=True, slots=True)
class _Typed:
    series: Any
    kind: Kind
    formulas: npt.NDArray[np.bool_] | None = None
    unknown: npt.NDArray[np.bool_] | None = None


def _read(table: Table, column: int, top: int, rows: int) -> _Typed:
    sheet = table.sheet
    written = sheet.overlay.values.get(column)
    if written is not None:
        marker: list[Any] = [_UNTOUCHED] * rows
        written.lay_over(top, marker)
        if any(value is not _UNTOUCHED for value in marker):
            return _from_cells(sheet.column_cells(column, top, top + rows - 1) if rows else [])
    cells = sheet.grid.columns.get(column)
    if cells is None or rows == 0:
        return _from_cells([None] * rows)
    return _from_column(sheet.grid, cells, top, rows)


_UNTOUCHED = object()


def _from_cells(cells: Sequence[Cell]) -> _Typed:
    """Typed from Python values."""
    import datetime as dt

    import pandas as pd

    formulas = None
    if any(isinstance(cell, Formula) for cell in cells):
        formulas = np.array([isinstance(cell, Formula) for cell in cells], dtype=np.bool_)
        cells = [cell.cached if isinstance(cell, Formula) else cell for cell in cells]
    kinds = {type(cell) for cell in cells} - {type(None)}
    if not kinds:
        return _Typed(pd.Series(np.full(len(cells), np.nan)), "blank", formulas)
    if kinds == {float}:
        numbers = np.array([np.nan if cell is None else cell for cell in cells], dtype=np.float64)
        return _Typed(pd.Series(numbers), "number", formulas)
    if kinds == {str}:
        return _Typed(pd.Series(cells, dtype=text_dtype()), "text", formulas)
    if kinds == {bool}:
        return _Typed(pd.Series(cells, dtype="boolean" if None in cells else bool), "flag", formulas)
    if kinds == {dt.datetime}:
        exact = np.array([np.datetime64("NaT") if cell is None else cell for cell in cells], dtype="datetime64[ms]")
        return _Typed(pd.Series(_coarser(exact)), "date", formulas)
    return _Typed(pd.Series(list(cells), dtype=object), "mixed", formulas)


def _coarser(moments: npt.NDArray[np.datetime64]) -> npt.NDArray[np.datetime64]:
    seconds: npt.NDArray[np.datetime64] = moments.astype("datetime64[s]")
    same = (seconds == moments) | np.isnat(moments)
    return seconds if bool(same.all()) else moments


def text_dtype() -> Any:
    """pandas' text type with NaN for missing, on arrow: `str` of pandas 3, and its forerunner in pandas 2."""
    import pandas as pd

    try:
        return pd.StringDtype("pyarrow", na_value=np.nan)
    except TypeError:  # pandas 2.2
        return pd.StringDtype("pyarrow_numpy")


def _from_column(grid: Grid, cells: Column, top: int, rows: int) -> _Typed:
    """Typed straight from the columns of the file."""
    import pandas as pd

    first, last = cells.span(top, top + rows - 1)
    at = cells.rows[first:last] - top
    kinds = cells.kinds[first:last]
    numbers = cells.numbers[first:last]
    own_formulas = cells.formulas[first:last]
    formulas = unknown = None
    if own_formulas.any():
        formulas = _spread(own_formulas, at, rows, False)
        unknown = _spread(own_formulas & (kinds == BLANK), at, rows, False)
    present = set(np.unique(kinds).tolist()) - {BLANK}
    if not present:
        return _Typed(pd.Series(np.full(rows, np.nan)), "blank", formulas, unknown)
    if present == {NUMBER}:
        is_number = kinds == NUMBER
        dated = grid.date_styles[cells.styles[first:last]] & is_number
        if not dated.any():
            return _Typed(pd.Series(_spread(numbers, at, rows, np.nan)), "number", formulas, unknown)
        if bool((dated == is_number).all()) and bool(((numbers >= 0) & (numbers < 2_958_466))[dated].all()):
            moments = moments_of(numbers, grid.date1904)
            return _Typed(
                pd.Series(_coarser(_spread(moments, at, rows, np.datetime64("NaT")))), "date", formulas, unknown
            )
    elif present == {TEXT}:
        return _Typed(_text_series(cells.texts, first, last, at, rows), "text", formulas, unknown)
    elif present == {BOOL}:
        if len(at) == rows and bool((kinds == BOOL).all()):
            return _Typed(pd.Series(numbers != 0), "flag", formulas, unknown)
        values = pd.array([None] * rows, dtype="boolean")
        filled = kinds == BOOL
        values[at[filled]] = numbers[filled] != 0
        return _Typed(pd.Series(values), "flag", formulas, unknown)
    texts = cells.texts[first:last] if cells.texts is not None else None
    if texts is not None and not isinstance(texts, np.ndarray):
        texts = texts.to_numpy(zero_copy_only=False)
    mixed = np.full(rows, None, dtype=object)
    dates = grid.date_styles[cells.styles[first:last]]
    for position, kind in enumerate(kinds.tolist()):
        if kind == TEXT and texts is not None:
            mixed[at[position]] = texts[position]
        elif kind == NUMBER:
            number = float(numbers[position])
            mixed[at[position]] = to_datetime(number, date1904=grid.date1904) if dates[position] else number
        elif kind == BOOL:
            mixed[at[position]] = bool(numbers[position])
        elif kind == ERROR:
            mixed[at[position]] = CellError(grid.error_codes[int(numbers[position])])
    return _Typed(pd.Series(mixed, dtype=object), "mixed", formulas, unknown)


def _spread(values: Any, at: Any, rows: int, blank: Any) -> Any:
    """Cells' values as one entry a row, `blank` where there is no cell."""
    if len(at) == rows:
        return np.array(values)
    result = np.full(rows, blank, dtype=values.dtype)
    result[at] = values
    return result


def _text_series(texts: Any, first: int, last: int, at: Any, rows: int) -> Any:
    import pandas as pd

    part = texts[first:last]
    if isinstance(part, np.ndarray):
        return pd.Series(_spread(part, at, rows, None), dtype=text_dtype())
    if len(at) != rows:
        import pyarrow as pa

        indexes = np.full(rows, -1, dtype=np.int64)
        indexes[at] = np.arange(last - first)
        part = part.take(pa.array(indexes, mask=indexes < 0))
    return pd.Series(part, dtype=text_dtype()) if isinstance(part, list) else pd.Series(_as_array(part))


def _as_array(texts: Any) -> Any:
    dtype = text_dtype()
    return dtype.__from_arrow__(texts)


# writing


def cells_of(values: Any) -> list[Cell]:
    """An array, Series or sequence as cell values; NaN, NaT and NA are blanks. Text stays text, whatever it begins
    with. Raises InputError for what a cell cannot hold."""
    dtype = getattr(values, "dtype", None)
    kind = getattr(dtype, "kind", "")
    if kind == "f" and isinstance(dtype, np.dtype):
        numbers = np.asarray(values, dtype=np.float64)
        finite = np.isfinite(numbers)
        if bool(finite.all()):
            return list(numbers.tolist())
        return [to_cell(number) for number in numbers.tolist()]
    if kind in "iu" and isinstance(dtype, np.dtype):
        return list(np.asarray(values).astype(np.float64).tolist())
    if kind == "b" and isinstance(dtype, np.dtype):
        return list(np.asarray(values).tolist())
    if kind == "M" and isinstance(dtype, np.dtype):
        moments = np.asarray(values).astype("datetime64[us]")
        return [None if moment is None else moment for moment in moments.tolist()]
    if getattr(dtype, "name", "") in ("str", "string") and hasattr(values, "to_numpy"):
        texts = values.to_numpy(dtype=object, na_value=None).tolist()
        if {str, type(None)}.issuperset(map(type, texts)) and max(map(len, filter(None, texts)), default=0) <= MAX_TEXT:
            return [text or None for text in texts] if "" in texts else texts
    as_list = values.tolist() if hasattr(values, "tolist") else list(values)
    return [to_cell(value) for value in as_list]


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
    sheet.write_column(column, top, _with_formula(cells_of(values), formula))


def _with_formula(cells: list[Cell], formula: str | None) -> list[Cell]:
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
    tableedit.set_rows(table, max(n_rows, 1))
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
            calculated = model.columns[position].calculated
            cells: list[Cell] = [Formula("=" + calculated) if calculated else None] * n_rows
            table.sheet.write_column(column, top, cells)


def append_rows(
    book: Any, table_name: str, columns: Mapping[str, Any], *, formulas: Mapping[str, str] | None = None
) -> int:
    """Add rows behind a table's last one; returns the sheet's row of the first new one.

    Columns not named get their calculated formula, else blanks. A table whose only row is blank is filled from that
    row on. Raises as `replace_rows`.
    """
    table = find_table(book, table_name)
    headers = headers_of(table)
    given = {name: cells_of(values) for name, values in columns.items()}
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
    tableedit.set_rows(table, before + count)
    for position, name in enumerate(headers):
        calculated = model.columns[position].calculated
        if name in given:
            cells = _with_formula(given[name], (formulas or {}).get(name))
        else:
            cells = [Formula("=" + calculated) if calculated else None] * count
        table.sheet.write_column(model.area.left + position, top, cells)
    return top


__all__ = [
    "REMOVE", "Area", "StructureError", "TableBlock", "append_rows", "cells_of", "find_table", "headers_of", "preload",
    "replace_rows", "table_columns", "text_dtype", "write_columns",
]  # fmt: skip
