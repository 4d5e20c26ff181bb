"""Cell functions on the Chinese calendar."""

from __future__ import annotations

import datetime as dt
import re

from udfs.calling import Block, Cell, Reject, cell_function, each
from udfs.values import day as day_given
from udfs.values import moment, single
from workbook.rules.basics.lunar_calendar import LunarDate
from workbook.rules.basics.lunar_calendar import to_lunar as lunar_of
from workbook.rules.basics.lunar_calendar import to_solar as solar_of

_LUNAR = re.compile(r"\s*(\d{4})[-/.年](L|闰)?(\d{1,2})[-/.月](\d{1,2})日?\s*", re.I)


@cell_function("CB_LUNAR")
def cb_lunar(day: Block | None, to_solar: Block | None = None) -> Block | str:
    """A solar day as a lunar year-month-day, L before a leap month; the other way when the second argument is TRUE."""
    back = bool(single(to_solar))
    return each(_solar if back else _lunar, day)


def _lunar(cell: Cell) -> str:
    try:
        found = lunar_of(day_given(cell))
    except ValueError as error:
        raise Reject(str(error)) from error
    return f"{found.year}-{'L' if found.leap else ''}{found.month:02d}-{found.day:02d}"


def _solar(cell: Cell) -> dt.datetime | None:
    if isinstance(cell, dt.datetime):  # Excel takes what looks like a date for one
        parts = LunarDate(cell.year, cell.month, cell.day)
    else:
        match = _LUNAR.fullmatch(str(cell))
        if match is None:
            raise Reject(f"{cell!r} is no lunar year-month-day")
        parts = LunarDate(int(match[1]), int(match[3]), int(match[4]), leap=bool(match[2]))
    try:
        return moment(solar_of(parts))
    except ValueError as error:
        raise Reject(str(error)) from error
