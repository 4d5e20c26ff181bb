"""Rung 5, undo of every command: whatever the list of commands declares to change the book is taken back whole.

Proves: each command alone, and all of them one after the other in random orders, on the sample and on random books,
with random edits before and between, in the pretended Excel and on the closed file; every cell of every sheet is
compared. Cannot: Excel's own undo, which is lost after any macro.
"""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from tests.ladder.excel_clicks import Excel
from tests.ladder.undo_programs import (
    GIVEN,
    NOT_UNDONE,
    ORDER_OF_CLEARING,
    line,
    ready,
    retype,
    run,
    undoable,
    undone,
    unexcused,
    unlike,
)
from workbook import engine
from workbook.schema.command_model import Host
from workbook.schema.commands import COMMANDS


def test_every_command_that_changes_the_book_is_undone_or_says_why_not() -> None:
    """A new command fails here until it is tried."""
    assert set(undoable()) == set(GIVEN)
    assert {one.key for one in COMMANDS if one.host is Host.BOOK and not one.undone} == set(NOT_UNDONE) - {"collect"}


@pytest.fixture(scope="module", params=[0])  # a random book (1) by hand: it takes as long again
def book(request: pytest.FixtureRequest, sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, and a random book; only for reading."""
    return ready(sample, tmp_path_factory.mktemp("ready"), request.param)


@pytest.mark.parametrize("key", sorted(GIVEN))
def test_one_command_and_its_undo_leave_every_cell_on_the_closed_file(key: str, book: Path, tmp_path: Path) -> None:
    """Decisions, histories and lists of results too; without the undo some cell differs."""
    out = tmp_path / "out.xlsm"
    run(book, [line(key, book.parent)], out=out)
    assert unlike(book, out) != {}
    run(out, [undone(1)])
    assert unlike(book, out) == {}


@pytest.mark.parametrize("key", sorted(GIVEN))
def test_one_command_and_its_undo_leave_every_cell_in_excel(key: str, book: Path, excel: Excel) -> None:
    """The same in the other host."""
    told = excel.click(book, line(key, book.parent), undone(1))
    assert (told.log, told.ended) == ("", "")
    places = {name: at[0] for name, at in told.tables.items()}
    assert unexcused(told.changed, places) == {}


def program(seed: int) -> list[str]:
    """All commands in a random order; what clears the sample comes last, a preview after the import of the first."""
    keys = [key for key in GIVEN if key not in (ORDER_OF_CLEARING, "preview")]
    random.Random(seed).shuffle(keys)
    return [*keys, "preview", ORDER_OF_CLEARING]


@pytest.mark.parametrize("seed", [1, 2])
def test_all_commands_are_taken_back_and_edits_between_them_stay(seed: int, book: Path, tmp_path: Path) -> None:
    """More than ten steps deep: the book is as the same edits alone would have left it."""
    keys, dice = program(seed), random.Random(seed)
    worked, edited = tmp_path / "worked.xlsm", tmp_path / "edited.xlsm"
    shutil.copy(book, worked)
    shutil.copy(book, edited)
    assert len(keys) > 10
    for at, key in enumerate(keys):
        run(worked, [line(key, book.parent, minute=at)])
        if key == ORDER_OF_CLEARING:
            break
        with engine.open_book(edited) as one, engine.open_book(worked) as other:
            retype([one, other], dice, 3)
            one.save()
            other.save()
    run(worked, [undone(len(keys))])
    run(edited, ["import macros.host\nmacros.host.run('refresh')"])
    assert unlike(edited, worked) == {}
