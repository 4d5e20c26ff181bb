"""What is drawn on a sheet goes with whole rows and columns that come or go above or left of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import xlwings as xw

from tests.engine.drawn import IMAGE, corners, drawn_book, illustrated_book, shown
from tests.engine.odd_books import contents
from workbook import engine
from workbook.errors import NotAWorkbook

DRAWING = "xl/drawings/drawing1.xml"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A box from C3 to G11 (0 and 1 point into it), a chart from H3 to L11."""
    return drawn_book(tmp_path / "drawn.xlsx")


def _edit(path: Path, change: Callable[[xw.Sheet], object]) -> None:
    with engine.open_book(path) as book:
        change(book.sheets["One"])
        book.save()


@pytest.mark.parametrize(
    ("change", "box"),
    [
        (lambda sheet: sheet["1:2"].insert("down"), (2, 4, 6, 12)),
        (lambda sheet: sheet["3:3"].insert("down"), (2, 3, 6, 11)),
        (lambda sheet: sheet["5:6"].insert("down"), (2, 2, 6, 12)),
        (lambda sheet: sheet["12:12"].insert("down"), (2, 2, 6, 10)),
        (lambda sheet: sheet["1:1"].delete(), (2, 1, 6, 9)),
        (lambda sheet: sheet["2:4"].delete(), (2, 1, 6, 7)),
        (lambda sheet: sheet["9:20"].delete(), (2, 2, 6, 8)),
        (lambda sheet: sheet["2:20"].delete(), (2, 1, 6, 1)),
        (lambda sheet: sheet["A:A"].insert("right"), (3, 2, 7, 10)),
        (lambda sheet: sheet["G:G"].insert("right"), (2, 2, 6, 10)),
        (lambda sheet: sheet["E:F"].delete(), (2, 2, 4, 10)),
        (lambda sheet: sheet["C1"].insert("down"), (2, 2, 6, 10)),
    ],
)
def test_a_shape_moves_and_grows_with_its_cells(
    path: Path, change: Callable[[xw.Sheet], object], box: tuple[int, ...]
) -> None:
    """A shape that ends where a line begins does not take that line in; single cells move none."""
    _edit(path, change)
    assert corners(path)[0] == box


@pytest.mark.parametrize(("kind", "box"), [("oneCell", (2, 2, 6, 10)), ("absolute", (2, 2, 6, 10))])
def test_a_shape_may_keep_its_size(path: Path, kind: str, box: tuple[int, ...]) -> None:
    """Rows put under it do not stretch it; rows above move it, unless it is bound to no cell."""
    with engine.open_book(path) as book:
        document = book.impl.document
        data = document.read(DRAWING).replace(
            b"<xdr:twoCellAnchor>", f'<xdr:twoCellAnchor editAs="{kind}">'.encode(), 1
        )
        document.put_part(DRAWING, data)
        book.sheets["One"]["5:6"].insert("down")
        book.save()
    assert corners(path)[0] == box
    _edit(path, lambda sheet: sheet["1:2"].insert("down"))
    assert corners(path)[0] == ((2, 4, 6, 12) if kind == "oneCell" else box)


@pytest.mark.parametrize(
    ("change", "chart", "picture", "cells"),
    [
        (lambda sheet: sheet["1:3"].insert("down"), (3, 5, 5, 13), (7, 5, 9, 13), "$B$9:$B$10"),
        (lambda sheet: sheet["5:5"].insert("down"), (3, 2, 5, 11), (7, 2, 9, 10), "$B$7:$B$8"),
        (lambda sheet: sheet["7:7"].insert("down"), (3, 2, 5, 11), (7, 2, 9, 10), "$B$6:$B$8"),
        (lambda sheet: sheet["A:A"].insert("right"), (4, 2, 6, 10), (8, 2, 10, 10), "$C$6:$C$7"),
        (lambda sheet: sheet["1:2"].delete(), (3, 0, 5, 8), (7, 0, 9, 8), "$B$4:$B$5"),
    ],
)
def test_pictures_and_charts_follow(
    tmp_path: Path, change: Callable[[xw.Sheet], object], chart: tuple[int, ...], picture: tuple[int, ...], cells: str
) -> None:
    """A picture keeps its size, a chart shows the moved cells; the image stays what it is."""
    path = illustrated_book(tmp_path / "book.xlsx")
    with engine.open_book(path) as book:
        change(book.sheets["Mine"])
        book.save()
    assert corners(path) == [chart, picture]
    assert shown(path) == {"xl/charts/chart1.xml": [f"Mine!{cells}"]}
    assert contents(path)["xl/media/image1.png"] == IMAGE


def test_a_table_row_leaves_what_is_drawn_in_its_place(tmp_path: Path) -> None:
    """A row put into a table is no whole row of the sheet; a chart of all its rows shows the new ones too."""
    path = illustrated_book(tmp_path / "book.xlsx")
    before = corners(path)
    with engine.open_book(path) as book:
        sheet = book.sheets["Mine"]
        sheet["B5"].value = "n"
        table = sheet.tables.add(sheet["B5:B7"], name="tblMine")
        table.rows.add([5], index=2)
        table.rows.add([8])
        book.save()
    assert corners(path) == before
    assert shown(path) == {"xl/charts/chart1.xml": ["Mine!$B$6:$B$9"]}


@pytest.mark.parametrize("damage", [b"", b"<xdr:row>x</xdr:row>"])
def test_a_damaged_drawing_is_refused(path: Path, damage: bytes) -> None:
    """With a sentence that names the part."""
    with engine.open_book(path) as book:
        document = book.impl.document
        document.put_part(DRAWING, document.read(DRAWING).replace(b"<xdr:row>2</xdr:row>", damage, 1))
        with pytest.raises(NotAWorkbook, match="drawing1"):
            book.sheets["One"]["1:1"].insert("down")
