"""What a cell can hold, as Python values, and as the file writes it.

A cell's value is `float`, `str`, `bool`, `datetime`, `CellError` or None (blank). A date is a number whose cell has
a date format: days since 1899-12-30, or 1904-01-01 in books with that date system. Excel's 1900 has a 29 February
that never was, so its first 59 days stand one higher (ECMA-376 part 1, 18.17.4.1).
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from typing import Any, Final

from workbook.engine.text.xml_text import escape
from workbook.errors import InputError
from workbook.language import Text

MAX_TEXT = 32_767  # characters in one cell
ERRORS = ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!", "#CALC!")


@dataclass(frozen=True, slots=True)
class CellError:
    """An error value such as #N/A."""

    code: str

    def __str__(self) -> str:
        return self.code


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula to be written ('=' included) with the value it is known to have, or None."""

    text: str
    cached: Any = None
    array: str | None = None
    """The cells of an array formula, written into the first of them."""
    metadata: int | None = None
    """The number of a dynamic array's entry in the book's metadata."""


class Mark:
    """Stands in the place of a value where none is meant."""

    __slots__ = ("_name",)

    def __init__(self, name: str) -> None:
        self._name = name

    def __repr__(self) -> str:
        return self._name

    def __reduce__(self) -> str:
        """The very same where it is unpickled: there is one of each name in this module."""
        return self._name


KEEP: Final = Mark("KEEP")
"""The value stays; only the style changes."""
REMOVE: Final = Mark("REMOVE")
"""The cell goes; a row left without cells goes too. Whole runs of cells are removed, never some of a run."""

Value = float | str | bool | dt.datetime | CellError | None
Cell = Value | Formula


def epoch(date1904: bool) -> dt.datetime:
    """Day 0 of the book's date system."""
    return dt.datetime.fromisoformat("1904-01-01" if date1904 else "1899-12-30")


def to_datetime(serial: float, *, date1904: bool = False) -> dt.datetime | float:
    """The moment a serial number means, rounded to the millisecond; the number itself when no date is meant."""
    if not 0 <= serial < 2_958_466:
        return serial
    if not date1904 and 1 <= serial < 60:
        serial += 1  # before the day that never was, Excel's calendar runs one day behind
    try:
        whole = math.floor(serial)
        milliseconds = round((serial - whole) * 86_400_000)
        return epoch(date1904) + dt.timedelta(days=whole, milliseconds=milliseconds)
    except OverflowError:
        return serial


def to_serial(moment: dt.date | dt.datetime | dt.time | dt.timedelta, *, date1904: bool = False) -> float:
    """The serial number of a moment (time zones are dropped: a cell has none)."""
    if isinstance(moment, dt.timedelta):
        return moment / dt.timedelta(days=1)
    if isinstance(moment, dt.time):
        seconds = moment.hour * 3600 + moment.minute * 60 + moment.second + moment.microsecond / 1e6
        return seconds / 86_400
    if not isinstance(moment, dt.datetime):
        moment = dt.datetime.combine(moment, dt.time())
    since = moment.replace(tzinfo=None) - epoch(date1904)
    serial = since.days + (since.seconds + since.microseconds / 1e6) / 86_400
    if not date1904 and 2 <= serial < 61:
        serial -= 1
    elif serial < 0 or (not date1904 and 1 <= serial < 2):
        raise InputError(
            Text(
                f"日期 {moment.date()} 早于 Excel 能存的第一天。请改成文字。",
                f"The date {moment.date()} lies before the first day Excel can store. Write it as text.",
            )
        )
    return serial


_MISSING = ("NAType", "NaTType")
_SPANS = ("Period", "Interval")
"""What pandas has and Excel has not: text, as xlwings writes it."""


def plain_datetime(moment: dt.datetime) -> dt.datetime:
    """A datetime (or pandas' Timestamp) as a cell keeps it: without a time zone, to the millisecond."""
    small = moment.microsecond % 1000
    if type(moment) is dt.datetime and moment.tzinfo is None and not small:
        return moment
    plain = dt.datetime.combine(moment.date(), moment.time())
    return plain + dt.timedelta(microseconds=(1000 if small >= 500 else 0) - small)


def to_cell(value: Any) -> Cell:
    """Any Python or numpy scalar as the value a cell holds; dates stay dates. Raises InputError."""
    if value is None or isinstance(value, (bool, CellError, Formula)):
        return value
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, int):
        return _number(_as_float(value))
    if isinstance(value, dt.datetime):
        return None if type(value).__name__ in _MISSING else plain_datetime(value)
    if isinstance(value, dt.date):
        return dt.datetime.combine(value, dt.time())
    if isinstance(value, (dt.time, dt.timedelta)):
        return to_serial(value)
    if hasattr(value, "item"):  # numpy scalars
        item = value.item()
        if isinstance(item, int) and type(value).__name__ == "datetime64":
            return to_cell(value.astype("datetime64[us]").item())
        return None if item is value else to_cell(item)
    try:
        return _number(float(value))
    except (TypeError, ValueError):
        if type(value).__name__ in _MISSING:
            return None
    if type(value).__name__ in _SPANS:
        return str(value)
    raise InputError(
        Text(
            f"单元格存不了 {type(value).__name__} 类型的值。请先转成文字、数字或日期。",
            f"A cell cannot hold a value of type {type(value).__name__}. Turn it into text, a number or a date first.",
        )
    )


def _as_float(value: int) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def _number(value: float) -> Cell:
    if math.isnan(value):
        return None
    return value if math.isfinite(value) else CellError("#NUM!")


def _text(value: str) -> Cell:
    if len(value) > MAX_TEXT:
        raise InputError(
            Text(
                f"文字有 {len(value)} 个字符，单元格最多放 {MAX_TEXT} 个。请缩短：{value[:20]}…",
                f"A text has {len(value)} characters; a cell holds at most {MAX_TEXT}. Shorten it: {value[:20]}…",
            )
        )
    return value or None


def number_text(value: float) -> str:
    """A number as the file writes it: the shortest digits that read back the same."""
    if value.is_integer() and -1e15 < value < 1e15:
        return str(int(value))
    text = repr(value)
    return text.replace("e", "E") if "e" in text else text


def cell_xml(reference: str, style: int, value: Cell, *, prefix: str = "", date1904: bool = False) -> str:
    """A whole <c> element."""
    head = f'<{prefix}c r="{reference}" s="{style}"' if style > 0 else f'<{prefix}c r="{reference}"'
    if type(value) is float:
        return f"{head}><{prefix}v>{number_text(value)}</{prefix}v></{prefix}c>"
    formula = ""
    if isinstance(value, Formula):
        if value.metadata is not None:
            head += f' cm="{value.metadata}"'
        array = f' t="array" ref="{value.array}"' if value.array else ""
        formula = f"<{prefix}f{array}>{escape(value.text[1:])}</{prefix}f>"
        known: Value = value.cached
    else:
        known = value
    if known is None:
        return f"{head}>{formula}</{prefix}c>" if formula else head + "/>"
    if known is True or known is False:
        kind, inner = ' t="b"', f"<{prefix}v>{int(known)}</{prefix}v>"
    elif isinstance(known, str):
        if formula:
            kind, inner = ' t="str"', f"<{prefix}v>{escape(known)}</{prefix}v>"
        else:
            keep = ' xml:space="preserve"' if known[:1].isspace() or known[-1:].isspace() or "\n" in known else ""
            kind, inner = ' t="inlineStr"', f"<{prefix}is><{prefix}t{keep}>{escape(known)}</{prefix}t></{prefix}is>"
    elif isinstance(known, CellError):
        kind, inner = ' t="e"', f"<{prefix}v>{escape(known.code)}</{prefix}v>"
    else:
        number = to_serial(known, date1904=date1904) if isinstance(known, dt.datetime) else float(known)
        kind, inner = "", f"<{prefix}v>{number_text(number)}</{prefix}v>"
    return f"{head}{kind}>{formula}{inner}</{prefix}c>"
