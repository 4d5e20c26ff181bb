"""Cells' values as their formats make them: a number in a date's format is a date, a date in a number's format a
number. What stands in the file is read so already; what was written since has the format it has now."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from workbook.engine.cells.cell_values import Value, to_datetime, to_serial
from workbook.engine.text.references import Area

if TYPE_CHECKING:
    from workbook.engine.book.sheet_part import SheetPart


def shown_values(part: SheetPart, area: Area) -> list[list[Value]]:
    """What stands in a rectangle, row by row."""
    rows = part.values(area)
    document = part.document
    for offset, column in enumerate(range(area.left, area.right + 1)):
        if column not in part.overlay.values and column not in part.overlay.styles:
            continue
        if not {type(row[offset]) for row in rows} & {float, dt.datetime}:
            continue
        dates = document.styles.date_styles()
        for row, style in zip(rows, part.styles(column, area.top, area.top + len(rows) - 1), strict=True):
            value, is_date = row[offset], style < len(dates) and bool(dates[style])
            if type(value) is float and is_date:
                row[offset] = to_datetime(value, date1904=document.workbook.date1904)
            elif isinstance(value, dt.datetime) and not is_date:
                row[offset] = to_serial(value, date1904=document.workbook.date1904)
    return rows
