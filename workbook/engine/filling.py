"""Series that a fill continues, as Excel tells them from the cells they begin with."""

from __future__ import annotations

import calendar
import datetime as dt
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from workbook.engine.references import Area, shift_formula
from workbook.engine.refusing import unsupported
from workbook.engine.values import Cell, Formula, to_datetime, to_serial

if TYPE_CHECKING:
    from workbook.engine.sheetpart import SheetPart

SERIES = (
    "fill_default", "fill_series", "fill_days", "fill_weekdays", "fill_months", "fill_years", "linear_trend",
    "growth_trend",
)  # fmt: skip
_NUMBERED = re.compile(r"(.*?)(\d{1,9})\Z", re.DOTALL)
_DAYS, _MONTHS = calendar.day_name, calendar.month_name[1:]
_LISTS = frozenset(
    word.casefold() for word in (*_DAYS, *_MONTHS, *(word[:3] for word in (*_DAYS, *_MONTHS)))
) | {"sept"}  # fmt: skip
_COUNTED = re.compile(
    r"(?:q|qtr|quarter)\s*[1-4]\Z|(?:星期|周)[一二三四五六日]\Z|[一二三四五六七八九十]+月\Z|第[一二三四]季\Z",
    re.IGNORECASE,
)
"""Quarters, days and months as Excel's own lists have them."""
Term = Callable[[int], Any]
"""The value of the cell so many places behind the first."""


def fill(sheet: SheetPart, source: Area, target: Area, kind: str) -> None:
    """Continue each column of `source` down to the end of `target`, or each row to its right end; formats repeat.
    Raises Unsupported for what Excel continues by its own lists, and for lines of mixed values."""
    down = target.width == source.width
    if (target.top, target.left) != (source.top, source.left) or (not down and target.height != source.height):
        raise unsupported("Range.autofill upwards, to the left or in two directions")
    count = source.height if down else source.width
    total = target.height if down else target.width
    lines = source.width if down else source.height
    made = []
    for line in range(lines):
        places = [
            (source.top + at, source.left + line) if down else (source.top + line, source.left + at)
            for at in range(count)
        ]
        cells = [sheet.whole_cells(column, row, row)[0] for row, column in places]
        styles = [sheet.style(row, column) for row, column in places]
        made.append((places[0], _continued(sheet, cells, styles, kind, down, total), styles))
    for (row, column), term, styles in made:
        for at in range(count, total):
            there = (row + at, column) if down else (row, column + at)
            sheet.overlay.write(there[1], there[0], [term(at)])
            sheet.overlay.write_style(there[1], there[0], [styles[at % count]])


def _continued(
    sheet: SheetPart, cells: Sequence[Cell], styles: Sequence[int], kind: str, down: bool, total: int
) -> Term:
    book, date1904 = sheet.document.styles, sheet.document.workbook.date1904
    shown = [
        to_datetime(cell, date1904=date1904) if type(cell) is float and book.is_date(style) else cell
        for cell, style in zip(cells, styles, strict=True)
    ]
    kinds = {type(cell) for cell in shown}
    if kinds == {float}:
        return _numbers([float(cell) for cell in shown if isinstance(cell, float)], kind)
    if kinds == {dt.datetime}:
        moments = [cell for cell in shown if isinstance(cell, dt.datetime)]
        return _dates(moments, kind, date1904=date1904)
    if kind in ("linear_trend", "growth_trend"):
        raise unsupported(f"Range.autofill(type_={kind!r}) of anything but numbers")
    if float in kinds or dt.datetime in kinds:
        raise unsupported("Range.autofill of lines with numbers and other values")
    texts = [str(cell) for cell in shown if isinstance(cell, str)]
    if any(text.strip().casefold() in _LISTS or _COUNTED.match(text.strip()) for text in texts):
        raise unsupported("Range.autofill of days, months and quarters in words")
    if len(texts) == len(shown) and (numbered := _numbered(texts)) is not None:
        return numbered
    count = len(cells)

    def repeated(at: int) -> Cell:
        cell = cells[at % count]
        if not isinstance(cell, Formula):
            return cell
        steps = at - at % count
        text = shift_formula(cell.text[1:], steps if down else 0, 0 if down else steps)
        return replace(cell, text="=" + text, cached=None)

    return repeated


def _numbers(numbers: Sequence[float], kind: str) -> Term:
    count = len(numbers)
    if kind == "growth_trend":
        if min(numbers) <= 0:
            raise unsupported("a growth trend of numbers that are not above 0")
        growth = _line([math.log(number) for number in numbers])
        return lambda at: math.exp(growth(at))
    if count == 1:
        return lambda at: numbers[0] + (0 if kind == "fill_default" else at)
    return _line(numbers)


def _line(numbers: Sequence[float]) -> Callable[[int], float]:
    """The straight line through numbers at 0, 1, …: exact where they lie on one, else by least squares."""
    count = len(numbers)
    if count == 1:
        return lambda at: numbers[0]
    steps = {round(b - a, 12) for a, b in pairwise(numbers)}
    if len(steps) == 1:
        step = (numbers[-1] - numbers[0]) / (count - 1)
        return lambda at: numbers[0] + step * at
    middle = (count - 1) / 2
    mean = sum(numbers) / count
    slope = sum((at - middle) * (number - mean) for at, number in enumerate(numbers)) / sum(
        (at - middle) ** 2 for at in range(count)
    )
    return lambda at: mean + slope * (at - middle)


def _dates(moments: Sequence[dt.datetime], kind: str, *, date1904: bool) -> Term:
    first = moments[0]
    months = [12 * one.year + one.month for one in moments]
    month_steps = {b - a for a, b in pairwise(months)}
    monthly = len(month_steps) == 1 and 0 not in month_steps and len({one.day for one in moments}) == 1
    if kind in ("fill_months", "fill_years") or (kind in ("fill_default", "fill_series") and monthly):
        if len(month_steps) > 1:
            raise unsupported("Range.autofill of dates at uneven distances")
        step = month_steps.pop() if month_steps else 12 if kind == "fill_years" else 1
        return lambda at: _months_later(first, step * at)
    if kind == "fill_weekdays":
        if len(moments) > 1:
            raise unsupported("Range.autofill of weekdays from several dates")
        return lambda at: _weekdays_later(first, at)
    if kind == "growth_trend":
        raise unsupported("a growth trend of dates")
    serials = [to_serial(one, date1904=date1904) for one in moments]
    line = _line(serials) if len(serials) > 1 else lambda at: serials[0] + at
    return lambda at: to_datetime(line(at), date1904=date1904)


def _months_later(moment: dt.datetime, months: int) -> dt.datetime:
    year, month = divmod(12 * moment.year + moment.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return moment.replace(year=year, month=month + 1, day=min(moment.day, last))


def _weekdays_later(moment: dt.datetime, days: int) -> dt.datetime:
    for _ in range(days):
        moment += dt.timedelta(days=1)
        while moment.weekday() > 4:
            moment += dt.timedelta(days=1)
    return moment


def _numbered(texts: Sequence[str]) -> Term | None:
    """Texts that end with a number, the same before it, count on; None for others."""
    matches = [_NUMBERED.match(text) for text in texts]
    if any(match is None for match in matches):
        return None
    parts = [(match.group(1), int(match.group(2))) for match in matches if match is not None]
    numbers = [number for _, number in parts]
    steps = {b - a for a, b in pairwise(numbers)} or {1}
    if len({prefix for prefix, _ in parts}) > 1 or len(steps) > 1:
        return None
    match, step = matches[0], steps.pop()
    width = len(match.group(2)) if match is not None else 0
    return lambda at: f"{parts[0][0]}{abs(numbers[0] + step * at):0{width}d}"
