"""Sheet.shapes and Sheet.pictures: what is drawn on a sheet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import xlwings as xw

from tests.engine.drawn import drawn_book, png
from tests.engine.odd_books import contents
from workbook import engine
from workbook.errors import NotAWorkbook

DRAWING, SHEET = "xl/drawings/drawing1.xml", "xl/worksheets/sheet1.xml"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return drawn_book(tmp_path / "drawn.xlsx")


@pytest.fixture
def sheet(path: Path) -> Iterator[xw.Sheet]:
    """A box in C3:F10 and a chart."""
    with engine.open_book(path) as book:
        yield book.sheets["One"]


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """40 by 20 pixels."""
    file = tmp_path / "picture.png"
    file.write_bytes(png(40, 20))
    return file


def test_shapes_are_listed(sheet: xw.Sheet) -> None:
    """By position, by name, with what they are and where they stand."""
    assert [(one.name, one.type) for one in sheet.shapes] == [("Box", "auto_shape"), ("Chart 2", "chart")]
    box = sheet.shapes["box"]
    assert box == sheet.shapes[0] == sheet.shapes(1)
    assert (box.left, box.top) == (sheet["C3"].left, sheet["C3"].top)
    assert (box.width, box.height) == (sheet["C3:F3"].width, sheet["C3:C10"].height + 1)
    assert "Box" in sheet.shapes
    assert "Other" not in sheet.shapes
    with pytest.raises(KeyError):
        _ = sheet.shapes["Other"]
    assert box.parent == sheet
    assert len(sheet.book.sheets["Two"].shapes) == 0


@pytest.mark.parametrize("member", ["left", "top", "width", "height"])
def test_a_shape_is_moved(sheet: xw.Sheet, path: Path, member: str) -> None:
    """One measure changes, the others and the other things of the drawing do not; saved and read it is the same."""
    box = sheet.shapes["Box"]
    before = {name: getattr(box, name) for name in ("left", "top", "width", "height")}
    setattr(box, member, 123.5)
    sheet.book.save()
    with engine.open_book(path, read_only=True) as again:
        box = again.sheets["One"].shapes["Box"]
        assert {name: getattr(box, name) for name in before} == {**before, member: 123.5}
        assert again.sheets["One"].shapes["Chart 2"].left == sheet["H3"].left


def test_a_moved_shape_changes_its_drawing_only(sheet: xw.Sheet, path: Path) -> None:
    """Every other part keeps its bytes."""
    before = contents(path)
    sheet.shapes["Box"].left = 5
    sheet.shapes["Box"].name = "Kasten & Co"
    sheet.book.save()
    after = contents(path)
    assert {name for name in before if before[name] != after[name]} == {DRAWING}
    assert [one.name for one in sheet.shapes] == ["Kasten & Co", "Chart 2"]


def test_scaling(sheet: xw.Sheet) -> None:
    """From the corner, the middle or the far corner."""
    box = sheet.shapes["Box"]
    left, width = box.left, box.width
    box.scale_width(0.5)
    assert (box.left, box.width) == (left, width / 2)
    box.scale_width(2, scale="scale_from_bottom_right")
    assert box.left == pytest.approx(left - width / 2, abs=0.01)
    with pytest.raises(NotImplementedError):
        box.scale_height(2, relative_to_original_size=True)


def test_text_and_font(sheet: xw.Sheet, path: Path) -> None:
    """A shape's text looks as its first piece did; fonts are the whole text's or a piece's."""
    box = sheet.shapes["Box"]
    assert (box.text, box.font.size, box.font.name, box.font.bold) == ("Hello", 11, "Arial", False)
    assert box.font.color == (255, 255, 255)
    box.text = "two\nlines & more"
    box.characters[:3].font.bold = True
    box.characters[4:9].font.color = (255, 0, 0)
    box.font.italic = True
    box.font.name = "Calibri"
    box.characters[0].font.size = 20
    sheet.book.save()
    with engine.open_book(path, read_only=True) as again:
        box = again.sheets["One"].shapes[0]
        assert box.text == "two\nlines & more"
        assert box.font.bold is None
        assert [box.characters[part].font.bold for part in (slice(0, 3), slice(4, 9))] == [True, False]
        assert box.characters[5].font.color == (255, 0, 0)
        assert box.characters[1].font.color == (255, 255, 255)
        assert (box.font.italic, box.font.name, box.font.size) == (True, "Calibri", None)
        assert box.characters[4:9].text == "lines"
    assert b'algn="ctr"' in contents(path)[DRAWING]


def test_a_chart_has_no_text(sheet: xw.Sheet) -> None:
    """It is refused with a sentence."""
    with pytest.raises(NotImplementedError, match="text of a chart"):
        _ = sheet.shapes["Chart 2"].text


def test_a_deleted_shape_takes_its_parts_along(sheet: xw.Sheet, path: Path) -> None:
    """The chart's part goes with its frame, and the drawing with the last shape."""
    sheet.shapes["Chart 2"].delete()
    sheet.book.save()
    assert "xl/charts/chart1.xml" not in contents(path)
    sheet.shapes[0].delete()
    sheet.book.save()
    after = contents(path)
    assert not any("drawing" in name for name in after)
    assert b"<drawing" not in after[SHEET]
    assert len(sheet.shapes) == 0


def test_a_picture_is_added(sheet: xw.Sheet, path: Path, picture: Path) -> None:
    """At its own size, on top of what is there; the file holds it."""
    added = sheet.pictures.add(picture, name="Logo", left=10, top=20)
    assert (added.left, added.top, added.width, added.height) == (10, 20, 30, 15)
    assert [one.name for one in sheet.shapes] == ["Box", "Chart 2", "Logo"]
    assert sheet.shapes[2].type == "picture"
    assert [one.name for one in sheet.pictures] == ["Logo"]
    sheet.book.save()
    assert contents(path)["xl/media/image1.png"] == picture.read_bytes()
    assert sheet.pictures["Logo"].width == 30


def test_the_first_picture_of_a_sheet(sheet: xw.Sheet, path: Path, picture: Path) -> None:
    """A sheet without a drawing gets one; other sheets keep their bytes."""
    before = contents(path)
    two = sheet.book.sheets["Two"]
    two.pictures.add(picture, anchor=two["B2"])
    sheet.book.save()
    after = contents(path)
    changed = {name for name in after if before.get(name) != after[name]}
    assert changed == {
        "[Content_Types].xml", "xl/worksheets/sheet2.xml", "xl/worksheets/_rels/sheet2.xml.rels",
        "xl/drawings/drawing2.xml", "xl/drawings/_rels/drawing2.xml.rels", "xl/media/image1.png",
    }  # fmt: skip
    assert two.pictures[0].name == "Picture 1"
    assert (two.pictures[0].left, two.pictures[0].top) == (two["B2"].left, two["B2"].top)


def test_proportions(sheet: xw.Sheet, picture: Path) -> None:
    """A picture at its own size keeps its proportion until told otherwise."""
    one = sheet.pictures.add(picture, name="one")
    one.width = 60
    assert (one.width, one.height) == (60, 30)
    one.lock_aspect_ratio = False
    one.width = 90
    assert (one.width, one.height) == (90, 30)
    assert (one.lock_aspect_ratio, sheet.pictures.add(picture, width=50).height) == (False, 25)
    twice = sheet.pictures.add(picture, scale=2)
    assert (twice.width, twice.height) == (60, 30)


def test_a_picture_is_replaced(sheet: xw.Sheet, path: Path, picture: Path, tmp_path: Path) -> None:
    """update shows another image in the same place; the old one leaves the file."""
    sheet.pictures.add(picture, name="Logo", left=10)
    other = tmp_path / "other.png"
    other.write_bytes(png(8, 8))
    sheet.pictures.add(other, name="Logo", update=True)
    sheet.book.save()
    media = {name: data for name, data in contents(path).items() if "media" in name}
    assert list(media.values()) == [other.read_bytes()]
    assert (len(sheet.pictures), sheet.pictures[0].left) == (1, 10)


def test_names_are_not_given_twice(sheet: xw.Sheet, picture: Path) -> None:
    """As xlwings says it."""
    sheet.pictures.add(picture, name="Logo")
    with pytest.raises(xw.ShapeAlreadyExists):
        sheet.pictures.add(picture, name="Logo")


@pytest.mark.parametrize("data", [b"%PDF-1.4", b"\x89PNG\r\n\x1a\n", b""])
def test_what_is_no_picture_is_refused(sheet: xw.Sheet, tmp_path: Path, data: bytes) -> None:
    """Nothing is added then."""
    file = tmp_path / "x.png"
    file.write_bytes(data)
    with pytest.raises(NotImplementedError):
        sheet.pictures.add(file)
    assert not sheet.book.impl.document.has_changes()


@pytest.mark.parametrize(
    ("old", "new"),
    [(b"<xdr:row>2</xdr:row>", b""), (b"<xdr:row>2<", b"<xdr:row>x<"), (b'<xdr:cNvPr id="2" name="Box"/>', b"")],
)
def test_a_damaged_drawing_is_refused(sheet: xw.Sheet, old: bytes, new: bytes) -> None:
    """With a sentence that names the part, whatever is asked of it."""
    document = sheet.book.impl.document
    document.put_part(DRAWING, document.read(DRAWING).replace(old, new, 1))
    with pytest.raises(NotAWorkbook, match="drawing1"):
        _ = sheet.shapes[0].left
    with pytest.raises(NotAWorkbook, match="drawing1"):
        sheet.shapes[0].left = 5
