"""Worksheets that another process reads arrive as this process reads them, whatever happens to the other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.engine.odd_books import everything, make_book, worksheet
from tests.engine.test_sheetaside import ROWS
from workbook import engine, second_process
from workbook.engine import columns
from workbook.engine.cells import read_ahead
from workbook.engine.cells.column_grid import Grid
from workbook.engine.package.zip_package import open_package
from workbook.errors import BookError


@pytest.fixture
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every sheet is worth a process."""
    for bound in ("WORTH", "WORTH_LATER", "LIST"):
        monkeypatch.setattr(read_ahead, bound, 0)
    monkeypatch.setattr(second_process, "can_start", lambda: True)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A sheet large enough for the fast reader."""
    return make_book(tmp_path / "book.xlsx", {"One": worksheet(ROWS)})


def plain(grid: Grid) -> dict[int, list[list[Any]]]:
    """A grid as lists, NaN made comparable."""
    return {
        index: [
            column.rows.tolist(),
            column.kinds.tolist(),
            np.nan_to_num(column.numbers, nan=-1).tolist(),
            column.styles.tolist(),
            column.formulas.tolist(),
            [] if column.texts is None else column.texts.tolist(),
        ]
        for index, column in grid.columns.items()
    }


def sheet_of(opened: Any, name: str) -> Any:
    document = opened.impl.document
    return document.sheet(next(entry for entry in document.workbook.sheets if entry.name == name))


def process_of(opened: Any) -> Any:
    """The other process that reads for a book."""
    return opened.impl.document._ahead._task._process


@pytest.mark.usefixtures("always")
def test_it_is_the_same_sheet(book: Path) -> None:
    """Every kind of cell arrives as it is read here, and what stands around the cells."""
    with engine.open_book(book) as here, engine.open_book(book, read_only=True) as there:
        one, other = sheet_of(here, "One"), sheet_of(there, "One")
        other.read_ahead()
        assert process_of(there)
        assert plain(other.grid) == plain(one.grid)
        assert (other.head, other.tail, other.prefix, other.is_usual) == (one.head, one.tail, one.prefix, True)
        assert other.grid.error_codes == one.grid.error_codes


@pytest.mark.usefixtures("always")
def test_any_spelling_arrives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sheets that only the exact reader reads, and shared strings, arrive too: all sheets of a book, none read here."""
    path = everything(tmp_path / "everything.xlsx")
    with engine.open_book(path) as here, engine.reading_ahead(path) as ahead:
        sheets = [entry.name for entry in here.impl.document.workbook.sheets if entry.kind == "worksheet"]
        as_here = {name: plain(sheet_of(here, name).grid) for name in sheets}
        with engine.open_book(path, read_only=True, ahead=ahead) as there:
            monkeypatch.setattr("workbook.engine.book.sheet_part.load", lambda *_: pytest.fail("read here"))
            assert {name: plain(sheet_of(there, name).grid) for name in reversed(sheets)} == as_here


@pytest.mark.usefixtures("always")
def test_what_arrives_can_be_written(book: Path) -> None:
    """A sheet read by another process is written like any other, and read anew after that."""
    with engine.reading_ahead(book) as ahead, engine.open_book(book, ahead=ahead) as opened:
        opened.sheets["One"].range("B7").value = 1
        opened.save()
        assert opened.sheets["One"].range("A7:C7").value == ["é & 7", 1, True]


@pytest.mark.usefixtures("always")
def test_damage_is_refused_as_ever(tmp_path: Path) -> None:
    """What is wrong with a sheet is said by this process, in the same sentence."""
    path = make_book(tmp_path / "bad.xlsx", {"One": worksheet(ROWS + '<row r="x"/>')})
    said = []
    for ahead in (False, True):
        with engine.open_book(path) as opened:
            sheet = sheet_of(opened, "One")
            if ahead:
                sheet.read_ahead()
            with pytest.raises(BookError) as refusal:
                sheet.grid  # noqa: B018 - reading is what fails
            said.append(str(refusal.value))
    assert said[0] == said[1]


@pytest.mark.usefixtures("always")
def test_an_ended_process_is_no_trouble(book: Path) -> None:
    """If the other process is ended by force, the sheet is read here."""
    with engine.open_book(book) as opened:
        sheet = sheet_of(opened, "One")
        sheet.read_ahead()
        process_of(opened).kill()
        assert sheet.grid.bounds() == (2000, 6)


@pytest.mark.usefixtures("always")
def test_closing_the_book_ends_the_process(book: Path) -> None:
    """Nobody is left behind when the book is closed before the sheet was needed."""
    with engine.open_book(book) as opened:
        sheet_of(opened, "One").read_ahead()
        process = process_of(opened)
    assert process.returncode is not None


@pytest.mark.usefixtures("always")
def test_a_book_that_is_never_opened(book: Path) -> None:
    """Nobody is left behind either where the book is not opened after all."""
    with engine.reading_ahead(book) as ahead:
        assert ahead is not None
        process = ahead._task._process
    assert process.returncode is not None


@pytest.mark.usefixtures("always")
def test_another_file_is_not_taken(book: Path, tmp_path: Path) -> None:
    """Sheets of a file that was replaced in between are not taken for those of the new one."""
    with engine.reading_ahead(book) as ahead:
        make_book(tmp_path / "other.xlsx", {"One": worksheet('<row r="1"><c r="A1"><v>5</v></c></row>')}).replace(book)
        with engine.open_book(book, ahead=ahead) as opened:
            assert opened.sheets["One"].used_range.value == 5


@pytest.mark.usefixtures("always")
def test_other_strings_are_not_taken(tmp_path: Path) -> None:
    """Sheets that were read with shared strings which are not the workbook's are read again."""
    path = make_book(tmp_path / "book.xlsx", {"One": worksheet(ROWS)}, parts={"xl/sharedStrings.xml": "<sst/>"})
    with engine.reading_ahead(path) as ahead, engine.open_book(path, ahead=ahead) as opened:
        assert ahead is not None
        assert ahead._task.ended
        assert opened.sheets["One"].range("A7").value == "é & 7"


@pytest.mark.usefixtures("always")
@pytest.mark.parametrize("name", ["gone.xlsx", "text.xlsx"])
def test_no_workbook(tmp_path: Path, name: str) -> None:
    """Reading ahead says nothing of a file that is none; opening it does."""
    (tmp_path / "text.xlsx").write_text("text")
    with engine.reading_ahead(tmp_path / name) as ahead:
        assert ahead is None


def test_small_sheets_are_read_here(book: Path) -> None:
    """No process is started for sheets that are read as quickly."""
    with engine.reading_ahead(book) as ahead, engine.open_book(book, ahead=ahead) as opened:
        sheet_of(opened, "One").read_ahead()
        assert ahead is None
        assert opened.impl.document._ahead is None


def test_which_sheets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The largest sheet, and of the others, from the smallest on, what can be read meanwhile; no tiny ones."""
    rows = {"tiny": 1, "a": 40, "b": 60, "c": 80, "most": 400}
    row = '<row r="{0}"><c r="A{0}" t="str"><v>a line of some length</v></c></row>'
    sheets = {name: worksheet("".join(row.format(at + 1) for at in range(n))) for name, n in rows.items()}
    package = open_package(make_book(tmp_path / "book.xlsx", sheets))
    sizes = sorted(package.members[f"xl/worksheets/sheet{at}.xml"].size for at in range(1, 6))
    monkeypatch.setattr(read_ahead, "WORTH", sum(sizes[1:]))
    monkeypatch.setattr(read_ahead, "LIST", sizes[1])
    monkeypatch.setattr(read_ahead, "SPARE", sizes[1] + sizes[2])
    assert read_ahead._worth_reading(package) == [f"xl/worksheets/sheet{at}.xml" for at in (2, 3, 5)]
    monkeypatch.setattr(read_ahead, "WORTH", sum(sizes[1:]) + 1)
    assert read_ahead._worth_reading(package) == []


@pytest.mark.usefixtures("always")
def test_preload(tmp_path: Path) -> None:
    """Of the tables named the one on the largest sheet is read by another process, once."""
    from tests.engine.test_columns import two_tables

    path = two_tables(tmp_path / "book.xlsx")
    with engine.open_book(path) as opened:
        columns.preload(opened, ["tblA", "tblB"])
        process = process_of(opened)
        columns.preload(opened, ["tblA", "tblB"])
        assert process_of(opened) is process
        assert columns.table_columns(opened, "tblB").columns["only"].tolist() == [True]
