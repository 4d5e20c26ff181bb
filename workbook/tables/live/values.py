"""What a range of an open book holds, in one call: rows of floats, datetimes, text, truth values, None, errors as text.

xlwings' own way to typed values asks Excel eight more questions a range (how large is it, which book is it in), so on
Windows the raw block is read and typed here: pywin32 gives dates as UTC times and errors as whole numbers.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from workbook.tables.live.before import rows_of

if TYPE_CHECKING:
    import xlwings as xw

_FIRST = -2146828288  # what COM adds to the numbers of xlErr…
_ERRORS = {
    2000: "#NULL!", 2007: "#DIV/0!", 2015: "#VALUE!", 2023: "#REF!", 2029: "#NAME?", 2036: "#NUM!", 2042: "#N/A",
    2043: "#GETTING_DATA", 2045: "#SPILL!", 2046: "#CONNECT!", 2047: "#BLOCKED!", 2048: "#UNKNOWN!", 2049: "#FIELD!",
    2050: "#CALC!",
}  # fmt: skip


def read(cells: xw.Range) -> list[list[Any]]:
    """Rows × columns; blank cells None."""
    if type(cells.impl).__module__ != "xlwings._xlwindows":
        block: list[list[Any]] = cells.options(ndim=2, err_to_str=True).value
        return block
    return [[_typed(cell) for cell in line] for line in rows_of(cells.raw_value)]


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
