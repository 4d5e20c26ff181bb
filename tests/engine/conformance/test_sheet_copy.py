"""Sheet.copy: within a book everything, into another book the cells."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest
import xlwings as xw

from tests.engine.drawn import IMAGE, corners, drawn_book, illustrated_book, shown
from tests.engine.odd_books import contents, everything
from workbook import engine


def test_a_copy_is_named_and_placed(book: xw.Book) -> None:
    """Without a place it goes to the end, called 'Name (2)', then '(3)'; a name may be given."""
    first = book.sheets["First"]
    assert first.copy().name == "First (2)"
    assert first.copy(before=first).name == "First (3)"
    assert book.sheets["First (2)"].copy(after=first, name="mine").name == "mine"
    book.save()
    assert book.sheet_names == ["First (3)", "First", "mine", "My second", "Third", "First (2)"]
    assert book.sheets.active.name == "mine"
    with pytest.raises(ValueError, match="MINE"):
        first.copy(name="MINE")


def test_cells_formats_and_sizes_are_copied(book: xw.Book) -> None:
    """Values, formulas, formats, widths, merged cells, what was written since the last save."""
    first = book.sheets["First"]
    first["A1"].color = (1, 2, 3)
    first["B1"].column_width = 30
    first["D1:E1"].merge()
    first["F1"].formula = "=First!A1+'My second'!C2"
    first["A9"].value = "new"
    copy = first.copy()
    book.save()
    assert copy["A1:C2"].value == first["A1:C2"].value
    assert copy["C3"].formula == "=A1+B1"
    assert copy["F1"].formula == "='First (2)'!A1+'My second'!C2"
    assert copy["A1"].color == (1, 2, 3)
    assert copy["B1"].column_width == pytest.approx(30, abs=0.01)
    assert copy["D1"].merge_area.address == "$D$1:$E$1"
    assert copy["A9"].value == "new"
    copy["A1"].value = 99
    assert first["A1"].value == 1


def test_tables_get_names_of_their_own(book: xw.Book) -> None:
    """The copy has its own table, which its formulas mean; the book is whole for another program."""
    sheet = book.sheets["My second"]
    sheet["E1"].formula = "=SUM(tblPeople[amount])"
    copy = sheet.copy()
    table = copy.tables[0]
    assert table.name == "tblPeople2"
    assert copy["E1"].formula == "=SUM(tblPeople2[amount])"
    table.rows.add(["003", "Cy", 3])
    book.save()
    assert sheet.tables[0].range.address == "$A$1:$C$3"
    assert copy.tables[0].range.address == "$A$1:$C$4"
    again = openpyxl.load_workbook(book.fullname)
    assert [list(one.tables) for one in again.worksheets] == [[], ["tblPeople"], [], ["tblPeople2"]]


def test_names_are_copied_for_the_copy(book: xw.Book) -> None:
    """A name for cells of the sheet gets a twin that belongs to the copy."""
    book.names.add("cell", "=First!$A$1")
    copy = book.sheets["First"].copy()
    book.save()
    assert copy.names["'First (2)'!cell"].refers_to == "='First (2)'!$A$1"
    assert book.names["cell"].refers_to == "=First!$A$1"


def test_another_book_gets_the_cells(book: xw.Book) -> None:
    """Cells, formats and sizes; what would lead back into the first book is refused."""
    other = book.app.books.add()
    first = book.sheets["First"]
    first["A1"].font.bold = True
    first["1:1"].row_height = 33
    copy = first.copy(before=other.sheets[0])
    assert copy.book == other
    assert copy.name == "First"
    assert copy["A1:C2"].value == first["A1:C2"].value
    assert copy["C3"].formula == "=A1+B1"
    assert copy["A1"].font.bold is True
    assert copy["1:1"].row_height == 33
    assert copy["B3"].number_format == first["B3"].number_format
    with pytest.raises(NotImplementedError, match="another book"):
        book.sheets["My second"].copy(before=other.sheets[0])


def test_notes_are_copied(book: xw.Book) -> None:
    """Each sheet has its own from then on; boxes have ids of their own."""
    first = book.sheets["First"]
    first["A1"].add_note("hello")
    copy = first.copy()
    copy["A1"].note.text = "other"  # type: ignore[union-attr]
    copy["B2"].add_note("more")
    book.save()
    assert [note.text for note in first.notes] == ["hello"]
    assert [note.text for note in copy.notes] == ["other", "more"]
    parts = contents(Path(book.fullname))
    boxes = [re.findall(rb'id="(_x0000_s[0-9]+)"', data) for name, data in parts.items() if name.endswith(".vml")]
    assert len(boxes) == 2
    assert not set(boxes[0]) & set(boxes[1])
    read = openpyxl.load_workbook(book.fullname)
    assert read["First (2)"]["A1"].comment.text == "other"


def test_drawings_are_copied(tmp_path: Path) -> None:
    """Pictures and charts; a chart of the sheet's own cells shows the copy's, an image is there once."""
    path = illustrated_book(tmp_path / "book.xlsx")
    with engine.open_book(path) as book:
        copy = book.sheets["Mine"].copy()
        copy["1:3"].insert("down")
        book.save()
        assert shown(path) == {
            "xl/charts/chart1.xml": ["Mine!$B$6:$B$7"], "xl/charts/chart2.xml": ["'Mine (2)'!$B$9:$B$10"],
        }  # fmt: skip
        assert corners(path) == [(3, 2, 5, 10), (7, 2, 9, 10)]
        assert corners(path, "xl/drawings/drawing2.xml") == [(3, 5, 5, 13), (7, 5, 9, 13)]
        book.sheets["Mine"].delete()
        book.save()
    assert list(shown(path).values()) == [["'Mine (2)'!$B$9:$B$10"]]
    assert [data for name, data in contents(path).items() if "media" in name] == [IMAGE]


def test_shapes_are_copied(tmp_path: Path) -> None:
    """With their texts and places; the copy's are its own."""
    path = drawn_book(tmp_path / "drawn.xlsx")
    drawing = contents(path)["xl/drawings/drawing1.xml"]
    with engine.open_book(path) as book:
        book.sheets["One"].copy()
        book.save()
        assert contents(path)["xl/drawings/drawing2.xml"] == drawing
        book.sheets["One"]["1:1"].delete()
        book.save()
    assert contents(path)["xl/drawings/drawing1.xml"] != drawing
    assert contents(path)["xl/drawings/drawing2.xml"] == drawing


def test_what_is_not_copied_is_said(tmp_path: Path) -> None:
    """Controls and threaded comments, with their kind; nothing is added to the book then."""
    path = everything(tmp_path / "book.xlsm")
    with engine.open_book(path) as book:
        with pytest.raises(NotImplementedError, match="threadedComment"):
            book.sheets["One"].copy()
        assert not engine.has_changes(book)
