"""What is drawn on a sheet goes with whole rows and columns that come or go above or left of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import xlwings as xw

from tests.engine.drawn import drawn_book, png
from tests.engine.odd_books import contents
from workbook import engine

DRAWING = "xl/drawings/drawing1.xml"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A box from C3 to G11 (0 and 1 point into it), a chart from H3 to L11."""
    return drawn_book(tmp_path / "drawn.xlsx")


def _corners(path: Path) -> list[tuple[int, ...]]:
    """Of each anchor: column and row of both corners, from 0."""
    text = contents(path)[DRAWING].decode()
    return [
        tuple(int(n) for n in re.findall(r"<xdr:(?:col|row)>(\d+)<", anchor))
        for anchor in re.findall(r"<xdr:twoCellAnchor.*?</xdr:twoCellAnchor>", text, re.DOTALL)
    ]


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
    assert _corners(path)[0] == box


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
    assert _corners(path)[0] == box
    _edit(path, lambda sheet: sheet["1:2"].insert("down"))
    assert _corners(path)[0] == ((2, 4, 6, 12) if kind == "oneCell" else box)


def test_pictures_and_charts_follow(path: Path, tmp_path: Path) -> None:
    """A picture keeps its size, a chart shows the moved cells."""
    image = tmp_path / "image.png"
    image.write_bytes(png(40, 40))
    with engine.open_book(path) as book:
        two = book.sheets["Two"]
        two["A5"].value = [[None, "a"], ["x", 1]]
        two.charts.add(source=two["A5:B6"], name="Mine", anchor=two["D5"])
        two.pictures.add(image, anchor=two["B9"])
        two["1:3"].insert("down")
        assert two.charts["Mine"].top == two["D8"].top
        assert (two.pictures[0].top, two.pictures[0].height) == (two["B12"].top, 30)
        book.save()
    charts = [data for name, data in contents(path).items() if name.startswith("xl/charts")]
    assert any(b"Two!$B$9" in data for data in charts)
