"""Values as they cross from pywin32 to Excel and back, and texts that Excel would read as something else."""

from __future__ import annotations

import datetime as dt
import decimal
import re
from typing import Any

from tests.ladder import excel_stubs

ERRORS = {"#DIV/0!": -2146826281, "#N/A": -2146826246, "#NAME?": -2146826259, "#NULL!": -2146826288}
ERRORS |= {"#NUM!": -2146826252, "#REF!": -2146826265, "#VALUE!": -2146826273}
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
LOOKS_OTHER = re.compile(
    r"""\s*[=+@]
    | \s*-?[\d.,]+%?\s*$
    | \s*\d{1,4}[-/年]\d{1,2}([-/月]\d{1,4}日?)?\s*$ | \s*\d{1,2}月\d{1,2}日\s*$ | \s*\d{1,2}:\d{2}(:\d{2})?\s*$
    | \s*\d+[eE][+-]?\d+\s*$ | \s*[¥$€]\s*\d | \s*(true|false)\s*$ | '
    | \s*(""" + "|".join(_MONTHS) + r""")[a-z]*\s+\d+ | \s*\d+[\s-](""" + "|".join(_MONTHS) + r""")""",
    re.VERBOSE | re.IGNORECASE,
)  # fmt: skip


def outgoing(value: Any) -> object:
    """A stored value as pywin32 hands it over."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, dt.datetime):
        return excel_stubs.TimeType(*value.timetuple()[:6], value.microsecond, tzinfo=dt.UTC)
    if isinstance(value, dt.date):
        return excel_stubs.TimeType(value.year, value.month, value.day, tzinfo=dt.UTC)
    return ERRORS.get(value, value)


def incoming(value: Any) -> object:
    """A value as Excel stores what pywin32 made of it."""
    if isinstance(value, dt.datetime):
        if value.tzinfo is None:
            raise TypeError("pywin32 needs a time zone on a date")
        return value.replace(tzinfo=None)
    if isinstance(value, dt.time | dt.timedelta):
        raise TypeError(f"pywin32 cannot pass a {type(value).__name__}")
    if isinstance(value, decimal.Decimal):
        return float(round(value, 4))
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    return float(value)
