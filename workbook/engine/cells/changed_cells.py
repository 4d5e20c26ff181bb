"""Which values of a whole column differ from what the file holds, told with array operations: a column of a million
equal cells is then neither turned into Python objects nor compared one by one."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from workbook.engine.cells.column_grid import BLANK, BOOL, NUMBER, TEXT, Column, Grid

Differences = npt.NDArray[np.bool_]


def differences(grid: Grid, column: int, top: int, values: Any) -> Differences | None:
    """For each of `values` (a Series, a numpy or arrow array, from row `top` on): would writing it change the file?

    None where only a comparison cell by cell can tell: formulas, values of mixed types, dates with odd fractions.
    """
    dtype = getattr(values, "dtype", getattr(values, "type", None))
    if dtype is None:
        return None
    cells = grid.columns.get(column)
    first, last = cells.span(top, top + len(values) - 1) if cells is not None else (0, 0)
    if cells is not None and cells.formulas[first:last].any():
        return None
    kinds = _spread(cells, "kinds", first, last, top, len(values), BLANK)
    kind = dtype.kind if isinstance(dtype, np.dtype) else ""
    if kind == "b":
        return _unlike(
            kinds, BOOL, _numbers(cells, first, last, top, len(values)), np.asarray(values, dtype=np.float64)
        )
    if kind in "fiu" and kind:
        new = np.asarray(values, dtype=np.float64)
        if bool(np.isinf(new).any()):
            return None
        plain = np.where(_dated(grid, cells, first, last, top, len(values)), BLANK - 1, kinds)
        return _unlike(plain, NUMBER, _numbers(cells, first, last, top, len(values)), new)
    if kind == "M":
        return _unlike_dates(grid, cells, first, last, top, np.asarray(values), kinds)
    if hasattr(values, "notna") and not bool(values.notna().any()):
        return np.asarray(kinds != BLANK)
    if isinstance(dtype, np.dtype) or str(dtype) not in ("str", "string", "large_string"):
        return None
    return _unlike_texts(cells, first, last, top, values, kinds)


def _unlike(kinds: Any, kind: int, old: Any, new: Any) -> Differences:
    blank = np.isnan(new)
    return np.asarray(np.where(blank, kinds != BLANK, (kinds != kind) | (old != new)))


def _unlike_dates(
    grid: Grid, cells: Column | None, first: int, last: int, top: int, values: Any, kinds: Any
) -> Differences | None:
    exact = values.astype("datetime64[ms]")
    if bool(((exact != values) & ~np.isnat(values)).any()):
        return None
    rows = len(values)
    numbers = _numbers(cells, first, last, top, rows)
    dated = _dated(grid, cells, first, last, top, rows) & (numbers >= 0) & (numbers < 2_958_466)
    old = moments_of(np.where(dated, numbers, np.nan), grid.date1904)
    return np.asarray(np.where(np.isnat(exact), kinds != BLANK, (kinds != NUMBER) | ~dated | (old != exact)))


def _unlike_texts(cells: Column | None, first: int, last: int, top: int, values: Any, kinds: Any) -> Differences:
    import pyarrow as pa
    import pyarrow.compute as pc

    new = pa.array(values, type=pa.large_string(), from_pandas=True)
    new = new.combine_chunks() if isinstance(new, pa.ChunkedArray) else new
    blank = pc.fill_null(pc.equal(pc.binary_length(new), 0), True).to_numpy(zero_copy_only=False)
    differs = np.where(blank, kinds != BLANK, kinds != TEXT)
    both = ~blank & (kinds == TEXT)
    if cells is not None and cells.texts is not None and both.any():
        at = cells.rows[first:last] - top
        old = pa.array(cells.texts[first:last], type=pa.large_string())
        against = new if len(at) == len(new) else new.take(pa.array(at))
        same = pc.fill_null(pc.equal(old, against), False).to_numpy(zero_copy_only=False)
        differs[at] |= both[at] & ~same
    return np.asarray(differs)


def _spread(cells: Column | None, name: str, first: int, last: int, top: int, rows: int, blank: Any) -> Any:
    """An array of the column's cells as one entry a row."""
    if cells is None:
        return np.full(rows, blank)
    found = getattr(cells, name)[first:last]
    if last - first == rows:
        return found
    result = np.full(rows, blank, dtype=found.dtype)
    result[cells.rows[first:last] - top] = found
    return result


def _numbers(cells: Column | None, first: int, last: int, top: int, rows: int) -> Any:
    return _spread(cells, "numbers", first, last, top, rows, np.nan)


def _dated(grid: Grid, cells: Column | None, first: int, last: int, top: int, rows: int) -> Any:
    """Where the cell's look is that of a date."""
    if cells is None:
        return np.zeros(rows, dtype=np.bool_)
    found = grid.date_styles[cells.styles[first:last]]
    if last - first == rows:
        return found
    result = np.zeros(rows, dtype=np.bool_)
    result[cells.rows[first:last] - top] = found
    return result


def moments_of(serials: npt.NDArray[np.float64], date1904: bool) -> npt.NDArray[np.datetime64]:
    """Serial numbers as datetime64[ms], NaN as NaT."""
    blank = np.isnan(serials)
    safe = np.where(blank, 0.0, serials)
    if not date1904:
        safe = np.where((safe >= 1) & (safe < 60), safe + 1, safe)
    milliseconds = np.rint(safe * 86_400_000).astype(np.int64)
    epoch = np.datetime64("1904-01-01" if date1904 else "1899-12-30", "ms")
    moments: npt.NDArray[np.datetime64] = epoch + milliseconds.astype("timedelta64[ms]")
    moments[blank] = np.datetime64("NaT")
    return moments
