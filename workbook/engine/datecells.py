"""Dates on their way into cells, as the cells' formats take them.

A cell keeps a date as a number that its format shows as a date. A format nobody chose gives way to a date's; one that
shows plain numbers stays, and the cell holds the number; one for text ('@') makes a text of the date. Excel writes
that text as the system's language does; a file has no system, so it is the date of ISO 8601, which every Excel reads.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbook.engine.styles import DATE, DATE_TIME, GENERAL
from workbook.engine.typedcells import types_of
from workbook.engine.values import Cell, to_serial

if TYPE_CHECKING:
    from workbook.engine.sheetpart import SheetPart


def as_formats_take(sheet: SheetPart, column: int, top: int, cells: Sequence[Cell]) -> Sequence[Cell]:
    """The cells to write into a column from row `top` down; those of them that need one get a date format."""
    if dt.datetime not in types_of(cells):
        return cells
    styles = sheet.styles(column, top, top + len(cells) - 1)
    book = sheet.document.styles
    plain = {style for style in set(styles) if not book.is_date(style)}
    if not plain:
        return cells
    texts = {style for style in plain if book.number_format(style) == "@"}
    general = {style for style in plain if book.format_id(style) == GENERAL}
    result: list[Cell] = list(cells)
    new: dict[tuple[int, bool], int] = {}
    looks: dict[int, int] = {}
    for at, (moment, style) in enumerate(zip(cells, styles, strict=True)):
        if not isinstance(moment, dt.datetime) or style not in plain:
            continue
        with_time = (moment.hour, moment.minute, moment.second, moment.microsecond) != (0, 0, 0, 0)
        if style in general:
            key = (style, with_time)
            if key not in new:
                format_id = DATE_TIME if with_time else DATE
                new[key] = book.with_attributes(style, {"numFmtId": str(format_id), "applyNumberFormat": "1"})
            looks[at] = new[key]
        elif style in texts:
            result[at] = moment.isoformat(" ", "auto") if with_time else moment.date().isoformat()
        else:
            result[at] = to_serial(moment, date1904=sheet.document.workbook.date1904)
    if len(looks) == len(cells):
        sheet.overlay.write_style(column, top, list(looks.values()))
    else:
        for at, look in looks.items():
            sheet.overlay.write_style(column, top + at, [look])
    return result
