"""Rung 5, a command that fails half-way in Excel: the book is as it was, and so is Excel.

Proves: whichever write Excel refuses, whoever interrupts, every cell, format, table and filter is what it was before
the click, and screen updating, calculation, events, alerts and the status bar are given back. Cannot: an Excel that
is ended by force.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ladder.commands import STORIES, lines
from tests.ladder.excel_clicks import Condition, Excel, Told
from tests.ladder.excel_conditions import WRITES
from workbook import engine

LAST = ["refresh", "check", "preview", "import", "undo", "merge", "load", "clear_sample"]
"""Stories of which the last command is made to fail."""


def before_last(prepared: Path, folder: Path, story: str) -> Path:
    """The book after all commands of a story but the last."""
    if len(STORIES[story]) == 1:
        return prepared
    book = folder / "started.xlsm"
    book.write_bytes(prepared.read_bytes())
    with engine.open_book(book) as opened, engine.as_caller(opened):
        for line in lines(story, prepared.with_name("orders.csv"))[:-1]:
            exec(line, {})
        opened.save()
    return book


def untouched(told: Told) -> None:
    """Nothing of the book or of Excel is other than before."""
    assert told.changed == {}
    # Rows put in again take the look of their neighbours: a blank cell may gain a format, none loses its own.
    assert {at: both for at, both in told.formats.items() if both[0] is not None} == {}
    assert told.tables == told.tables_before
    assert told.state == told.before


def some(count: int) -> list[int]:
    """The first, the last, and one between that is elsewhere for each count."""
    return sorted({1, 1 + count * (3 + count % 5) // 10, count})


@pytest.mark.parametrize("story", LAST)
def test_a_failing_write_leaves_the_book_as_it_was(prepared: Path, tmp_path: Path, excel: Excel, story: str) -> None:
    """At the first write, the last, and one between; the user is told once, and where the log is."""
    book = before_last(prepared, tmp_path, story)
    last = lines(story, prepared.with_name("orders.csv"))[-1]
    told = excel.click(book, last)
    writes = sum(told.calls.get(f"{kind}.{member} {how}", 0) for kind, member, how in WRITES)
    assert writes
    for n in some(writes):
        told = excel.click(book, last, conditions=[("fails_at_write", {"n": n})])
        untouched(told)
        (message,) = told.messages
        assert "log.txt" in message
        assert "fails_at_write" not in told.log
        assert told.log


@pytest.mark.parametrize("story", ["refresh", "import"])
def test_an_interruption_leaves_the_book_as_it_was(prepared: Path, tmp_path: Path, excel: Excel, story: str) -> None:
    """Ctrl+C goes on to who pressed it, after everything was taken back."""
    book = before_last(prepared, tmp_path, story)
    last = lines(story, prepared.with_name("orders.csv"))[-1]
    told = excel.click(book, last, conditions=[("interrupted_at_write", {"n": 4})])
    untouched(told)
    assert told.ended == "KeyboardInterrupt()"


BUSY: list[Condition] = [
    ("busy_from", {"n": n, "times": times, "code": code})
    for n in (5, 40, 200, 700)
    for times, code in ((1, -2147418111), (4, -2146777998))
]


@pytest.mark.parametrize("condition", BUSY, ids=str)
def test_a_cell_in_edit_mode_is_a_sentence(prepared: Path, excel: Excel, condition: Condition) -> None:
    """Excel rejects calls while a cell is edited: nothing is half-written, and the user is told what to press."""
    (line,) = lines("load", prepared.with_name("orders.csv"))
    told = excel.click(prepared, line, conditions=[condition])
    untouched(told)
    assert told.ended == ""
    assert [message for message in told.messages if "Esc" in message] == told.messages
    assert len(told.messages) == 1


def test_a_short_wait_at_the_start_is_waited_out(prepared: Path, excel: Excel) -> None:
    """Nothing was written yet, so the command simply begins a moment later."""
    (line,) = lines("load", prepared.with_name("orders.csv"))
    told = excel.click(prepared, line, conditions=[("busy_from", {"n": 1, "times": 4})])
    assert told.changed
    assert told.ended == ""


def test_an_excel_that_stays_busy_is_no_crash(prepared: Path, excel: Excel) -> None:
    """The user never leaves the cell: what can be said is said, and no exception reaches the add-in."""
    (line,) = lines("load", prepared.with_name("orders.csv"))
    told = excel.click(prepared, line, conditions=[("busy_from", {"n": 1, "times": 10_000})])
    untouched(told)
    assert told.ended == ""


def test_stories_are_known() -> None:
    """A renamed story is noticed."""
    assert set(LAST) <= set(STORIES)
