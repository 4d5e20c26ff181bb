"""Worksheets on their way between two processes: whole, or not at all."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tests.engine.odd_books import make_book, worksheet
from workbook.engine.cells import sheet_transfer
from workbook.engine.cells.shared_strings import Strings
from workbook.engine.cells.sheet_loading import load
from workbook.engine.cells.sheet_stream import split
from workbook.engine.package.zip_package import open_package

ROWS = "".join(
    f'<row r="{row}"><c r="A{row}" t="str"><v>é &amp; {row}</v></c><c r="B{row}" s="2"><v>{row}.5</v></c>'
    f'<c r="C{row}" t="b"><v>1</v></c><c r="D{row}" t="e"><v>#N/A</v></c><c r="E{row}"><f>B{row}*2</f><v>{row}</v></c>'
    f'<c r="F{row}" s="2"/></row>'
    for row in range(1, 2001)
)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A sheet large enough for the fast reader."""
    return make_book(tmp_path / "book.xlsx", {"One": worksheet(ROWS)})


def test_another_file_is_not_read(book: Path) -> None:
    """The other process reads nothing from a file that was replaced since this one opened it."""
    with pytest.raises(ValueError, match="another file"):
        sheet_transfer.send_sheets(io.BytesIO(), book, "of another file", ["xl/worksheets/sheet1.xml"], None)


def test_a_stream_that_breaks_off(book: Path) -> None:
    """Part of what was sent is not taken for the whole, wherever it ends; nor one sheet for another."""
    package = open_package(book)
    part = next(name for name in package.members if name.endswith("sheet1.xml"))
    sent = io.BytesIO()
    cells = load(lambda: split(package.chunks(part)), package.members[part].size, lambda: Strings([]))
    sheet_transfer.send(part, cells, sent)
    whole = sent.getvalue()
    assert sorted(sheet_transfer.receive(io.BytesIO(whole), part).columns) == [1, 2, 3, 4, 5, 6]
    with pytest.raises(ValueError, match="another"):
        sheet_transfer.receive(io.BytesIO(whole), "another")
    for length in (0, 8, *range(len(whole) // 50, len(whole) - 8, len(whole) // 50), len(whole) - 9):
        with pytest.raises(Exception):  # noqa: B017, PT011 - arrow's own kinds
            sheet_transfer.receive(io.BytesIO(whole[:length]), part)
