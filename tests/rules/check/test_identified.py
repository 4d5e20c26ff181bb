"""A birthday and the identity number beside it. The numbers end in the serial 000, which nobody was given."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from workbook.rules.check.context import Context
from workbook.rules.check.identified import birthday
from workbook.schema.findings import Severity
from workbook.schema.tables.contacts import CONTACTS

NUMBER = "360426199101010004"
CONTEXT = Context({}, {}, dt.date(2026, 6, 30))


def told(text: str | None, calendar: str | None = None, number: str | None = NUMBER) -> list[str]:
    frame = pd.DataFrame({"id_number": [number], "birthday": [text], "calendar": [calendar]}, dtype="str")
    return [one.message.en for one in birthday(CONTACTS, frame, CONTEXT)]


def test_a_blank_birthday_is_proposed() -> None:
    """As a hint with what to type."""
    frame = pd.DataFrame({"id_number": [NUMBER], "birthday": [None]}, dtype="str")
    [found] = birthday(CONTACTS, frame, CONTEXT)
    assert (found.severity, found.fix.en) == (Severity.HINT, "Check it and type 1991-01-01 as the birthday.")


@pytest.mark.parametrize("text", ["1991-01-01", "1-1", "1991-01", "农历十一月十六", "no day at all"])
def test_what_agrees_or_says_too_little_is_not_told(text: str) -> None:
    """A part that is not known contradicts nothing."""
    assert told(text) == []


@pytest.mark.parametrize("text", ["1991-01-02", "1990-01-01", "2-1", "1991-02"])
def test_what_differs_is_told(text: str) -> None:
    """With both days."""
    assert told(text) == [f"The birthday {text} is not the identity number's 1991-01-01"]


def test_a_lunar_birthday_is_turned_into_its_day_first() -> None:
    """1991-01-01 was the 16th of the eleventh month of 1990."""
    assert told("1990-11-16", "lunar") == []
    assert told("1990-11-17", "lunar") != []


@pytest.mark.parametrize("number", [None, "360426199101010001", "12345"])
def test_a_number_that_is_none_says_nothing(number: str | None) -> None:
    """Wrong check signs are told elsewhere."""
    assert told(None, number=number) == []
