"""Rung 5, live Excel without Excel: xlwings' own Windows engine, unmodified, on a recording stand-in for COM.

Proves: which members of Excel's object model each command touches, that each exists and is called as it may be, that
no text is written that Excel would turn into a number, date or formula, and that Excel is left as it was. Cannot: what
Excel itself does with a legal call.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.ladder.excel_clicks import Excel, Told, run
from workbook.schema.commands import COMMANDS

TRACES = Path(__file__).parents[2] / "docs" / "excel-calls.md"
KEYS = [c.key for c in COMMANDS if c.ribbon is not None]
Clicked = Callable[[str], Told]


@pytest.fixture(scope="module")
def clicked(sample: Path, excel: Excel) -> Clicked:
    """What a click on a button of the Chinese sample does; each is clicked once."""

    @cache
    def of(key: str) -> Told:
        told = excel.click(sample, run(key))
        assert not told.log, told.log
        return told

    return of


@pytest.mark.parametrize("key", KEYS)
def test_every_call_is_one_that_excel_has(clicked: Clicked, key: str) -> None:
    """No unknown member, no put to a read-only one, no surplus, misnamed or missing argument."""
    assert clicked(key).calls
    assert clicked(key).refused == []


@pytest.mark.parametrize("key", KEYS)
def test_no_text_turns_into_something_else(clicked: Clicked, key: str) -> None:
    """Excel reads '001' as 1 and '=1+1' as a formula unless the cell is formatted as text first."""
    assert clicked(key).read_as_other == []


@pytest.mark.parametrize("key", KEYS)
def test_excel_is_left_as_it_was(clicked: Clicked, key: str) -> None:
    """Screen updating, calculation, events and alerts as before, and the status bar is Excel's."""
    assert clicked(key).state == clicked(key).before


ON_THE_SHEET = ("card_open", "card_next")
"""Commands whose answer is the card that stands there afterwards: a message box would only be in the way."""


@pytest.mark.parametrize("key", ON_THE_SHEET)
def test_what_stands_on_the_sheet_is_not_said_again(clicked: Clicked, key: str) -> None:
    """No message box is to be closed; the next customer's card is another one, the same customer's is not."""
    assert clicked(key).messages == []
    assert bool(clicked(key).changed) == (key == "card_next")


@pytest.mark.parametrize("key", [key for key in KEYS if key not in ON_THE_SHEET])
def test_the_user_is_told_once(clicked: Clicked, key: str) -> None:
    """One message box, in the book's language."""
    (message,) = clicked(key).messages
    assert any("\u4e00" <= char <= "\u9fff" for char in message)


@pytest.mark.parametrize("key", KEYS)
def test_nothing_is_activated_or_selected(clicked: Clicked, key: str) -> None:
    """The user stays where they are; a hidden sheet could not be activated anyway."""
    calls = [call for call in clicked(key).calls if "Activate" in call or "Select" in call]
    assert [call for call in calls if call != "Excel.Application.Selection get"] == []  # which row is meant is asked


MOST = {"refresh": 3_900, "check": 2_800, "analyse": 2_600, "duplicates": 700, "clear_sample": 8_400}
BEFORE = {"refresh": 22_818, "check": 41_696, "analyse": 27_599, "duplicates": 5_012, "clear_sample": 102_268}
"""Calls on the sample book: the most that is allowed (rows below tables are looked for on each sheet, at some eight
calls; every list is read, at as many, to see what was renamed; what clearing takes from sheets of results is read for
undo), and what it was before tables were read as blocks."""


@pytest.mark.parametrize("key", MOST)
def test_few_calls_cross_to_excel(clicked: Clicked, key: str) -> None:
    """Each costs a round trip between two processes."""
    assert clicked(key).count <= MOST[key]


def trace(clicked: Clicked) -> str:
    """docs/excel-calls.md: what each button touches in Excel."""
    lines = [
        "# What each button touches in Excel",
        "",
        "Members of Excel's object model that a click reads (get), sets (put) or calls, recorded by rung 5 on the",
        "sample book. Written by: python -m workbook.regenerate",
        "",
        "How many calls cross from Python to Excel, on the sample (40 customers, 332 orders), and before tables were",
        "read as blocks and remembered while a command works:",
        "",
        "| command | at most | before |",
        "|---|---:|---:|",
    ]
    lines += [f"| {key} | {MOST[key]:,} | {BEFORE[key]:,} |" for key in MOST]
    lines += ["", "They do not grow with the rows: test_5_live_conditions.py counts them at two sizes."]
    for key in KEYS:
        lines += ["", f"## {key}", ""]
        by_type: dict[str, list[str]] = {}
        for call in clicked(key).calls:
            kind, _, member = call.removeprefix("Excel.").partition(".")
            by_type.setdefault(kind, []).append(member)
        lines += [f"- {kind}: {', '.join(members)}" for kind, members in by_type.items()]
    return "\n".join(lines) + "\n"


def test_the_trace_in_the_documents_is_todays(clicked: Clicked) -> None:
    """A command that starts to touch something new in Excel shows in review."""
    if os.environ.get("CUSTOMER_BOOK_WRITE"):
        TRACES.write_text(trace(clicked), "utf-8", newline="\n")
    assert TRACES.read_text("utf-8") == trace(clicked)
