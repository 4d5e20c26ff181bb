"""What callers name a range by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbook.engine.names import resolve
from workbook.engine.ranges import Range
from workbook.engine.references import Area

if TYPE_CHECKING:
    from workbook.engine.sheets import Sheet


def found_range(sheet: Sheet, argument: Any) -> Range:
    """The range that an address, a name, (row, column), (row, column, rows, columns) or a range means on a sheet.
    Raises NoSuchObjectError, IndexError, ValueError."""
    if isinstance(argument, Range):
        return argument
    if isinstance(argument, str):
        found = resolve(sheet.book, argument, sheet)
        if found is None:
            from xlwings import NoSuchObjectError

            raise NoSuchObjectError(f"no range or name {argument!r} on sheet {sheet.name!r}")
        return Range(found.sheet, found.area, argument)
    if isinstance(argument, tuple) and len(argument) == 4:
        row, column, rows, columns = (int(part) for part in argument)
        if not rows or not columns:
            return Range(sheet, None, origin=(row, column))
        return Range(sheet, Area(row, column, row + rows - 1, column + columns - 1))
    if isinstance(argument, tuple) and len(argument) == 2:
        row, column = (int(part) for part in argument)
        if row < 1 or column < 1:
            raise IndexError(
                "Attempted to access 0-based Range. xlwings/Excel Ranges are 1-based."
                if 0 in argument
                else "a range starts at row 1, column 1"
            )
        return Range(sheet, Area(row, column, row, column))
    raise ValueError("Invalid parameters")
