"""What is announced is made elsewhere before it is written; whether it comes so or not, the file is the same."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from tests.engine.odd_books import KIND, make_book, relationships, table, worksheet
from tests.engine.test_sheetpacking import members
from workbook import engine, second_process
from workbook.engine import columns
from workbook.engine.book import background_writing
from workbook.engine.book.table_headers import headers

pytestmark = pytest.mark.usefixtures("always")

ROWS = 80
PART = '<tableParts count="1"><tablePart r:id="rId1"/></tableParts>'
COLUMNS: dict[str, Any] = {
    "amount": pd.Series(np.arange(ROWS) / 4),
    "name": pd.Series([None, "甲 & 乙", " spaced "] * 26 + ["x", "y"], dtype="str"),
    "day": pd.Series([pd.NaT, dt.datetime(2026, 3, 4)] * 40),
}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A table of 80 rows and three columns."""
    cells = "".join(f'<c r="{letter}1" t="str"><v>{name}</v></c>' for letter, name in zip("ABC", COLUMNS, strict=True))
    rows = f'<row r="1">{cells}</row>' + "".join(
        f'<row r="{row}"><c r="A{row}"><v>1</v></c><c r="C{row}" s="1"><v>45000</v></c></row>'
        for row in range(2, ROWS + 2)
    )
    return make_book(
        tmp_path / "book.xlsx",
        {"One": worksheet(rows, after=PART)},
        parts={
            "xl/tables/table1.xml": table("tblA", f"A1:C{ROWS + 1}", list(COLUMNS)),
            "xl/worksheets/_rels/sheet1.xml.rels": relationships({"rId1": ("table", "../tables/table1.xml")}),
        },
        types={"xl/tables/table1.xml": f"{KIND}.table+xml"},
    )


def written(book: Path, name: str) -> dict[str, tuple[bytes, int, int]]:
    """The members of the file with the columns written and nothing announced."""
    with engine.open_book(book) as opened:
        columns.write_columns(opened, "tblA", COLUMNS)
        opened.save(book.with_name(name))
    return members(book.with_name(name))


def test_what_comes_as_announced_is_made_once(
    book: Path, begun: list[second_process.Task], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other process makes the sheet, this one does not, and the file is the same."""
    expected = written(book, "plain.xlsx")
    begun.clear()
    with engine.open_book(book) as opened:
        columns.announce_columns(opened, "tblA", COLUMNS)
        columns.write_columns(opened, "tblA", COLUMNS)
        monkeypatch.setattr(background_writing._Coming, "__call__", lambda _: pytest.fail("made here"))
        opened.save(book.with_name("announced.xlsx"))
    assert members(book.with_name("announced.xlsx")) == expected
    assert [task.ended for task in begun] == [True]


@pytest.mark.parametrize("name", ["amount", "name", "day"])
def test_what_comes_otherwise_is_made_here(book: Path, begun: list[second_process.Task], name: str) -> None:
    """One other cell, and what the other process makes is not taken."""
    expected = written(book, "plain.xlsx")
    begun.clear()
    other = {**COLUMNS, name: COLUMNS[name].shift(1)}
    with engine.open_book(book) as opened:
        columns.announce_columns(opened, "tblA", other)
        columns.write_columns(opened, "tblA", COLUMNS)
        opened.save(book.with_name("other.xlsx"))
    assert members(book.with_name("other.xlsx")) == expected
    assert [task.ended for task in begun] == [True]


def test_nothing_is_written_by_announcing(book: Path, begun: list[second_process.Task]) -> None:
    """The cells are as they were, nothing is to be saved, and nobody is left when the book is closed."""
    before = book.read_bytes()
    with engine.open_book(book) as opened:
        was = columns.table_columns(opened, "tblA").columns
        columns.announce_columns(opened, "tblA", COLUMNS)
        for name, column in columns.table_columns(opened, "tblA").columns.items():
            pd.testing.assert_series_equal(column, was[name])
        assert not engine.has_changes(opened)
    assert [task.ended for task in begun] == [True]
    assert book.read_bytes() == before


def test_headers_are_read_anew_after_announcing(book: Path, begun: list[second_process.Task]) -> None:
    """What was worked out of the announced writes is forgotten with them."""
    with engine.open_book(book) as opened:
        columns.announce_columns(opened, "tblA", COLUMNS)
        opened.sheets["One"].range("A1").value = "renamed"
        assert headers(columns.find_table(opened, "tblA"))[0] == "renamed"
    assert len(begun) == 1


def test_what_was_written_before_is_not_announced_over(book: Path, begun: list[second_process.Task]) -> None:
    """A sheet that has writes is not begun."""
    with engine.open_book(book) as opened:
        opened.sheets["One"].range("A2").value = 7
        columns.announce_columns(opened, "tblA", COLUMNS)
        assert opened.sheets["One"].range("A2").value == 7
    assert begun == []


def test_the_same_values_begin_nothing(book: Path, begun: list[second_process.Task]) -> None:
    """Where no cell differs there is nothing to make."""
    with engine.open_book(book) as opened:
        columns.announce_columns(opened, "tblA", columns.table_columns(opened, "tblA").columns)
    assert begun == []
