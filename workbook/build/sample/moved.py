"""The sample seen from another day: every date keeps its distance to the day it is counted from.

Dates move by days, months by months, years by years; order and invoice numbers say the new year and month. Birthdays
and anniversaries of the solar calendar move as well, so that some of them are near; lunar ones stay.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from workbook import schema
from workbook.build.sample.customers import AS_OF
from workbook.schema.model import Kind, Table

Row = dict[str, object]

_NUMBER = re.compile(r"(D|T|XP)(\d{4}-\d+)")


def moved(rows: Mapping[str, list[Row]], as_of: dt.date) -> dict[str, list[Row]]:
    """The rows by table name, as of a day."""
    if as_of == AS_OF:
        return dict(rows)
    numbers = _numbers(rows["tblTransactions"], as_of)
    return {name: [_row(schema.table(name), row, as_of, numbers) for row in given] for name, given in rows.items()}


def _numbers(lines: list[Row], as_of: dt.date) -> dict[str, str]:
    """Digits of order numbers -> the new ones: year and month of the order's first day."""
    first: dict[str, dt.date] = {}
    for line in lines:
        found = _NUMBER.fullmatch(str(line.get("order_no") or ""))
        if found and found[1] == "D":
            day = line["date"]
            assert isinstance(day, dt.date)
            first[found[2]] = min(day, first.get(found[2], day))
    return {digits: f"{_later(day, as_of):%y%m}{digits[4:]}" for digits, day in first.items()}


def _row(table: Table, row: Row, as_of: dt.date, numbers: Mapping[str, str]) -> Row:
    solar = row.get("calendar") != "lunar"
    return {key: _value(table[key].kind, key, value, as_of, numbers, solar=solar) for key, value in row.items()}


def _value(kind: Kind, key: str, value: object, as_of: dt.date, numbers: Mapping[str, str], *, solar: bool) -> object:
    if isinstance(value, dt.date):
        return _months_later(value, as_of) if kind is Kind.MONTH else _later(value, as_of)
    if isinstance(value, str):
        if key == "month_day" and solar:
            return f"{_later(dt.date.fromisoformat(f'{AS_OF.year}-{value}'), as_of):%m-%d}"
        if kind is Kind.BIRTHDAY and solar:
            return _later(dt.date.fromisoformat(value), as_of).isoformat()
        found = _NUMBER.fullmatch(value)
        return found[1] + numbers.get(found[2], found[2]) if found else value
    if key == "year" and isinstance(value, int):
        return value + as_of.year - AS_OF.year
    return value


def _later(day: dt.date, as_of: dt.date) -> dt.date:
    return day + (as_of - AS_OF)


def _months_later(month: dt.date, as_of: dt.date) -> dt.date:
    number = month.year * 12 + month.month - 1 + (as_of.year - AS_OF.year) * 12 + as_of.month - AS_OF.month
    return dt.date(number // 12, number % 12 + 1, 1)
