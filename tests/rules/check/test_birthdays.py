"""Birthdays that cannot be are told, and stay."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from workbook import schema
from workbook.rules.check import birthdays
from workbook.rules.check.context import Context
from workbook.schema.findings import Severity


@pytest.mark.parametrize(
    ("birthday", "calendar", "severity"),
    [
        ("1989-02-29", None, Severity.WARNING),  # 1989 is no leap year
        ("1989-02-29", "lunar", None),
        ("1989-02-29 农历", "solar", None),
        ("二月三十", None, None),  # some years have it
        ("2026年二月三十", None, Severity.HINT),  # the second month of 2026 has 29 days
        ("1981年闰四月初一", None, Severity.HINT),  # the leap month of 1981: none
        ("2-30", None, Severity.WARNING),
        ("1899-01-01", None, Severity.WARNING),
        ("2030-01-01", None, Severity.WARNING),
        ("8月15", None, None),
        ("1980-07", None, None),
    ],
)
def test_a_birthday_that_cannot_be_is_told(birthday: str, calendar: str | None, severity: Severity | None) -> None:
    """With the calendar beside it, unless the text names its own."""
    frame = pd.DataFrame({"birthday": [birthday], "calendar": [calendar]}, dtype="str")
    context = Context({}, {}, dt.date(2026, 6, 30))
    found = birthdays.real(schema.table("tblContacts"), frame, context)
    assert [one.severity for one in found] == ([] if severity is None else [severity])
