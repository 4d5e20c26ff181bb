"""Columns of cells as typed Series, and Series as cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from workbook.engine.cells.cell_values import MAX_TEXT, Cell, CellError, Formula, to_cell, to_datetime
from workbook.engine.cells.changed_cells import moments_of
from workbook.engine.cells.column_grid import BLANK, BOOL, ERROR, NUMBER, TEXT, Column, Grid

if TYPE_CHECKING:
    from workbook.engine.book.book_tables import Table

Kind = str
"""'number', 'date', 'text', 'flag', 'mixed' or 'blank'."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A column of a table: a Series with one entry a data row, its kind, and where formulas stand."""

    series: Any
    kind: Kind
    formulas: npt.NDArray[np.bool_] | None = None
    unknown: npt.NDArray[np.bool_] | None = None


def read_column(table: Table, column: int, top: int, rows: int) -> Typed:
    """What stands in a column now, typed."""
    sheet = table.sheet
    written = sheet.overlay.values.get(column)
    if written is not None:
        marker: list[Any] = [_UNTOUCHED] * rows
        written.lay_over(top, marker)
        if any(value is not _UNTOUCHED for value in marker):
            return _from_cells(sheet.whole_cells(column, top, top + rows - 1) if rows else [])
    cells = sheet.grid.columns.get(column)
    if cells is None or rows == 0:
        return _from_cells([None] * rows)
    return _from_column(sheet.grid, cells, top, rows)


_UNTOUCHED = object()


def _from_cells(cells: Sequence[Cell]) -> Typed:
    """Typed from Python values."""
    import datetime as dt

    import pandas as pd

    formulas = None
    if any(isinstance(cell, Formula) for cell in cells):
        formulas = np.array([isinstance(cell, Formula) for cell in cells], dtype=np.bool_)
        cells = [cell.cached if isinstance(cell, Formula) else cell for cell in cells]
    kinds = {type(cell) for cell in cells} - {type(None)}
    if not kinds:
        return Typed(pd.Series(np.full(len(cells), np.nan)), "blank", formulas)
    if kinds == {float}:
        numbers = np.array([np.nan if cell is None else cell for cell in cells], dtype=np.float64)
        return Typed(pd.Series(numbers), "number", formulas)
    if kinds == {str}:
        return Typed(pd.Series(cells, dtype=text_dtype()), "text", formulas)
    if kinds == {bool}:
        return Typed(pd.Series(cells, dtype="boolean" if None in cells else bool), "flag", formulas)
    if kinds == {dt.datetime}:
        exact = np.array([np.datetime64("NaT") if cell is None else cell for cell in cells], dtype="datetime64[ms]")
        return Typed(pd.Series(_coarser(exact)), "date", formulas)
    return Typed(pd.Series(list(cells), dtype=object), "mixed", formulas)


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


def _from_column(grid: Grid, cells: Column, top: int, rows: int) -> Typed:
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
        return Typed(pd.Series(np.full(rows, np.nan)), "blank", formulas, unknown)
    if present == {NUMBER}:
        is_number = kinds == NUMBER
        dated = grid.date_styles[cells.styles[first:last]] & is_number
        if not dated.any():
            return Typed(pd.Series(_spread(numbers, at, rows, np.nan)), "number", formulas, unknown)
        if bool((dated == is_number).all()) and bool(((numbers >= 0) & (numbers < 2_958_466))[dated].all()):
            moments = moments_of(numbers, grid.date1904)
            return Typed(
                pd.Series(_coarser(_spread(moments, at, rows, np.datetime64("NaT")))), "date", formulas, unknown
            )
    elif present == {TEXT}:
        return Typed(_text_series(cells.texts, first, last, at, rows), "text", formulas, unknown)
    elif present == {BOOL}:
        if len(at) == rows and bool((kinds == BOOL).all()):
            return Typed(pd.Series(numbers != 0), "flag", formulas, unknown)
        values = pd.array([None] * rows, dtype="boolean")
        filled = kinds == BOOL
        values[at[filled]] = numbers[filled] != 0
        return Typed(pd.Series(values), "flag", formulas, unknown)
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
    return Typed(pd.Series(mixed, dtype=object), "mixed", formulas, unknown)


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
