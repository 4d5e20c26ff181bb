"""A sheet read by a second process is the sheet as this process reads it, whatever happens to the other."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.engine.odd_books import everything, make_book, worksheet
from workbook import aside, engine
from workbook.engine import columns, sheetaside
from workbook.engine.cells import Grid
from workbook.engine.package import open_package
from workbook.engine.sheetload import load
from workbook.engine.sheettext import split
from workbook.engine.strings import Strings
from workbook.errors import BookError

ROWS = "".join(
    f'<row r="{row}"><c r="A{row}" t="str"><v>é &amp; {row}</v></c><c r="B{row}" s="2"><v>{row}.5</v></c>'
    f'<c r="C{row}" t="b"><v>1</v></c><c r="D{row}" t="e"><v>#N/A</v></c><c r="E{row}"><f>B{row}*2</f><v>{row}</v></c>'
    f'<c r="F{row}" s="2"/></row>'
    for row in range(1, 2001)
)


@pytest.fixture
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every sheet is worth a process."""
    monkeypatch.setattr(sheetaside, "WORTH", 0)
    monkeypatch.setattr(aside, "can_start", lambda: True)


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


@pytest.mark.usefixtures("always")
def test_it_is_the_same_sheet(book: Path) -> None:
    """Every kind of cell arrives as it is read here, and what stands around the cells."""
    with engine.open_book(book) as here, engine.open_book(book, read_only=True) as there:
        one, other = sheet_of(here, "One"), sheet_of(there, "One")
        other.read_aside()
        assert other._aside is not None
        assert plain(other.grid) == plain(one.grid)
        assert (other.head, other.tail, other.prefix, other.is_usual) == (one.head, one.tail, one.prefix, True)
        assert other.grid.error_codes == one.grid.error_codes


@pytest.mark.usefixtures("always")
def test_any_spelling_arrives(tmp_path: Path) -> None:
    """Sheets that only the exact reader reads, and shared strings, arrive too."""
    path = everything(tmp_path / "everything.xlsx")
    with engine.open_book(path) as here, engine.open_book(path, read_only=True) as there:
        for entry in here.impl.document.workbook.sheets:
            if entry.kind == "worksheet":
                other = sheet_of(there, entry.name)
                other.read_aside()
                assert plain(other.grid) == plain(sheet_of(here, entry.name).grid)


@pytest.mark.usefixtures("always")
def test_what_arrives_can_be_written(book: Path) -> None:
    """A sheet read aside is written like any other."""
    with engine.open_book(book) as opened:
        sheet_of(opened, "One").read_aside()
        opened.sheets["One"].range("B7").value = 1
        opened.save()
    with engine.open_book(book) as opened:
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
                sheet.read_aside()
            with pytest.raises(BookError) as refusal:
                sheet.grid  # noqa: B018 - reading is what fails
            said.append(str(refusal.value))
    assert said[0] == said[1]


@pytest.mark.usefixtures("always")
def test_an_ended_process_is_no_trouble(book: Path) -> None:
    """If the other process is ended by force, the sheet is read here."""
    with engine.open_book(book) as opened:
        sheet = sheet_of(opened, "One")
        sheet.read_aside()
        sheet._aside._process.kill()
        assert sheet.grid.bounds() == (2000, 6)


@pytest.mark.usefixtures("always")
def test_closing_the_book_ends_the_process(book: Path) -> None:
    """Nobody is left behind when the book is closed before the sheet was needed."""
    with engine.open_book(book) as opened:
        sheet = sheet_of(opened, "One")
        sheet.read_aside()
        process = sheet._aside._process
    assert process.returncode is not None


def test_another_file_is_not_read(book: Path) -> None:
    """The other process reads nothing from a file that was replaced since this one opened it."""
    with pytest.raises(ValueError, match="another file"):
        sheetaside.send_sheet(io.BytesIO(), book, "of another file", "xl/worksheets/sheet1.xml", None)


def test_a_small_sheet_is_read_here(book: Path) -> None:
    """No process is started for a sheet that is read as quickly."""
    with engine.open_book(book) as opened:
        sheet = sheet_of(opened, "One")
        sheet.read_aside()
        assert sheet._aside is None


def test_a_stream_that_breaks_off(book: Path) -> None:
    """Half of what was sent is not taken for the whole."""
    package = open_package(book)
    part = next(name for name in package.members if name.endswith("sheet1.xml"))
    sent = io.BytesIO()
    sheetaside.send(load(lambda: split(package.chunks(part)), package.members[part].size, lambda: Strings([])), sent)
    whole = sent.getvalue()
    assert sorted(sheetaside.receive(io.BytesIO(whole)).columns) == [1, 2, 3, 4, 5, 6]
    with pytest.raises(Exception):  # noqa: B017, PT011 - arrow's own kinds
        sheetaside.receive(io.BytesIO(whole[: len(whole) // 2]))


@pytest.mark.usefixtures("always")
def test_preload(tmp_path: Path) -> None:
    """Of the tables named the one on the largest sheet is read aside."""
    from tests.engine.test_columns import two_tables

    path = two_tables(tmp_path / "book.xlsx")
    with engine.open_book(path) as opened:
        columns.preload(opened, ["tblA", "tblB"])
        assert sheet_of(opened, "One")._aside is not None
        assert columns.table_columns(opened, "tblB").columns["only"].tolist() == [True]
