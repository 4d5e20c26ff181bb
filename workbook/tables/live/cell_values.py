"""Typed values of a range in an open book, read in one call: numbers, dates, text, booleans, errors as text.

xlwings' own way to typed values asks Excel eight more questions a range (how large is it, which book is it in), so on
Windows the raw block is read and typed here: pywin32 gives dates as UTC times and errors as whole numbers.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from workbook.tables.live.rollback import rows_of

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

_FIRST = -2146828288  # what COM adds to the numbers of xlErr…
_ERRORS = {
    2000: "#NULL!", 2007: "#DIV/0!", 2015: "#VALUE!", 2023: "#REF!", 2029: "#NAME?", 2036: "#NUM!", 2042: "#N/A",
    2043: "#GETTING_DATA", 2045: "#SPILL!", 2046: "#CONNECT!", 2047: "#BLOCKED!", 2048: "#UNKNOWN!", 2049: "#FIELD!",
    2050: "#CALC!",
}  # fmt: skip


_PLAIN = {float, int, bool, str, type(None)}


def read(cells: xw.Range) -> list[list[Any]]:
    """Rows × columns; blank cells None."""
    return [list(line) for line in zip(*read_columns(cells), strict=True)]


def read_columns(cells: xw.Range) -> list[list[Any]]:
    """The same as columns × rows, which is how tables are kept."""
    if type(cells.impl).__module__ != "xlwings._xlwindows":
        block = cells.options(ndim=2, err_to_str=True).value
        return [list(column) for column in zip(*block, strict=True)]
    return [_typed_column(column) for column in zip(*rows_of(cells.raw_value), strict=True)]


def series_of(column: list[Any]) -> pd.Series:
    """Cells as a pandas column of the dtype that all of them have; object where they differ."""
    import numpy as np
    import pandas as pd

    kinds = set(map(type, column)) - {type(None)}
    if kinds <= {float}:
        return pd.Series(column, dtype="float64")
    if kinds == {str}:
        return pd.Series(column, dtype="str")
    if kinds == {dt.datetime}:
        return pd.Series(np.array(column, dtype="datetime64[us]"))
    return pd.Series(column, dtype=object)


def is_plain(column: Iterable[Any]) -> bool:
    """Whether these values may cross to Excel as they are: numbers, texts, truth values, nothing."""
    return set(map(type, column)) <= _PLAIN


def _typed_column(column: Sequence[Any]) -> list[Any]:
    """A hundred thousand cells of one kind are told by their kind; others are looked at one by one."""
    whole = is_plain(column) and "" not in column and int not in set(map(type, column))  # errors are whole numbers
    return list(column) if whole else [_typed(cell) for cell in column]


def _typed(cell: Any) -> Any:
    if isinstance(cell, float | bool):
        return cell
    if isinstance(cell, str):
        return cell or None
    if isinstance(cell, dt.datetime):
        return dt.datetime(cell.year, cell.month, cell.day, cell.hour, cell.minute, cell.second, cell.microsecond)  # noqa: DTZ001 - a sheet's dates have no zone
    if isinstance(cell, int):
        return _ERRORS.get(cell - _FIRST, float(cell))
    return cell
