"""Rung 5, one macro and its hosts: what a command does to a book open in Excel, it does to the closed file.

Proves: for every command, cell by cell over the whole book, that xlwings' Windows engine on the stand-in and the
closed-file engine end equal, formulas included. Cannot: what Excel calculates.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ladder.commands import STAMP, STORIES, cell_of, lines, prepare
from tests.ladder.excel_clicks import Excel
from workbook import engine


@pytest.fixture(scope="module")
def prepared(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample book with troubles in it; only for reading."""
    return prepare(sample, tmp_path_factory.mktemp("prepared"))


def closed(prepared: Path, folder: Path, story: str) -> Path:
    """The file after the same commands without Excel."""
    book = folder / "closed.xlsm"
    book.write_bytes(prepared.read_bytes())
    with engine.open_book(book) as opened, engine.as_caller(opened):
        for line in lines(story, prepared.with_name("orders.csv")):
            exec(line, {})
        opened.save()
    return book


@pytest.mark.parametrize("story", STORIES)
def test_live_and_closed_end_equal(prepared: Path, tmp_path: Path, excel: Excel, story: str) -> None:
    """Every cell of every sheet."""
    told = excel.click(
        prepared, *lines(story, prepared.with_name("orders.csv")), against=closed(prepared, tmp_path, story)
    )
    assert told.log == ""
    assert told.refused == []
    assert told.read_as_other == []
    assert told.different is not None
    stamp = cell_of(prepared, "stamp_refreshed_at")
    assert stamp == STAMP  # the clock
    assert {at: cells for at, cells in told.different.items() if at != stamp} == {}
    assert len(told.messages) == len(STORIES[story])
    assert told.changed or story in ("upgrade", "merge and undo", "clear_sample and undo", "load and undo")
