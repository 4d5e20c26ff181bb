"""Dates on their way into cells, as the cells' formats take them.

A cell keeps a date as a number that its format shows as a date. A format nobody chose gives way to a date's; one that
shows plain numbers stays, and the cell holds the number; one for text ('@') makes a text of the date. Excel writes
that text as the system's language does; a file has no system, so it is the date of ISO 8601, which every Excel reads.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from workbook.engine.cells.cell_values import Cell, to_serial
from workbook.engine.cells.typed_cells import types_of
from workbook.engine.parts.styles import DATE, DATE_TIME, GENERAL, Styles


@dataclass(frozen=True, slots=True)
class Taken:
    """Cells as they are to be written, and the styles that some of them get, by position."""

    cells: Sequence[Cell]
    styles: dict[int, int]


def holds_dates(cells: Sequence[Cell]) -> bool:
    """Whether a date is among the cells."""
    return dt.datetime in types_of(cells)


def as_formats_take(cells: Sequence[Cell], styles: Sequence[int], book: Styles, *, date1904: bool) -> Taken:
    """The cells to write over cells of those styles; those of them that need one get a date format."""
    plain = {style for style in set(styles) if not book.is_date(style)}
    if not plain:
        return Taken(cells, {})
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
            result[at] = to_serial(moment, date1904=date1904)
    return Taken(result, looks)
