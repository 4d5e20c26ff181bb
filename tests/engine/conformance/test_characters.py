"""Range.characters: signs of a text with fonts of their own."""

from __future__ import annotations

import openpyxl
import pytest
import xlwings as xw
from openpyxl.cell.rich_text import CellRichText, TextBlock

from tests.engine.odd_books import make_book, worksheet
from workbook import engine


def test_text_and_positions(sheet: xw.Sheet) -> None:
    """Signs are taken by position and slice, as from a str."""
    sheet["A1"].value = "abc def"
    signs = sheet["A1"].characters
    assert (signs.text, signs[:3].text, signs[4:].text, signs[0].text, signs[-1].text) == (
        "abc def", "abc", "def", "a", "f",
    )  # fmt: skip
    with pytest.raises(IndexError):
        signs[7]


def test_all_signs_have_the_cells_font(sheet: xw.Sheet) -> None:
    """Without a position the font is the cell's."""
    sheet["A1"].value = "text"
    sheet["A1"].characters.font.bold = True
    assert sheet["A1"].font.bold is True
    assert sheet["A1"].characters[1:3].font.bold is True


def test_some_signs_get_a_font(sheet: xw.Sheet) -> None:
    """Each property of a piece is its own; the rest keeps the cell's font; a save keeps it all."""
    cell = sheet["A1"]
    cell.value = " one & two"
    cell.font.size = 15
    some = cell.characters[2:5]
    assert (some.font.bold, some.font.italic, some.font.size, some.font.color) == (False, False, 15, (0, 0, 0))
    some.font.bold = True
    some.font.color = (255, 0, 0)
    cell.characters[4].font.italic = True
    for _ in range(2):
        signs = cell.characters
        assert cell.value == signs.text == " one & two"
        assert (signs[2:5].font.bold, signs[2:5].font.color, signs[2:5].font.size) == (True, (255, 0, 0), 15)
        assert signs[2:5].font.italic is None
        assert signs[4].font.italic is True
        assert signs[0:2].font.bold is False
        assert signs.font.bold is None
        sheet.book.save()
    found = openpyxl.load_workbook(sheet.book.fullname, rich_text=True)["Third"]["A1"].value
    assert isinstance(found, CellRichText)
    assert [(str(one), one.font.b) for one in found if isinstance(one, TextBlock)] == [("ne", True), (" ", True)]


def test_a_copied_value_is_plain(sheet: xw.Sheet) -> None:
    """A value has no font: only a copied cell takes its fonts along."""
    sheet["A1"].value = "text"
    sheet["A1"].characters[:2].font.bold = True
    sheet["B1"].value = sheet["A1"].value
    sheet["A1"].copy(sheet["C1"])
    assert sheet["B1"].characters[:2].font.bold is False
    assert sheet["C1"].characters[:2].font.bold is True


def test_fonts_of_the_file_are_read(tmp_path: object) -> None:
    """Rich text among the shared strings has its fonts, and gets new ones beside."""
    rich = "<si><r><rPr><b/><sz val='20'/></rPr><t>big</t></r><r><t xml:space='preserve'> small</t></r></si>"
    path = make_book(
        tmp_path / "rich.xlsx",  # type: ignore[operator]
        {"One": worksheet('<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>5</v></c></row>')},
        strings=[rich],
    )
    with engine.open_book(path) as book:
        sheet = book.sheets[0]
        assert (sheet["A1"].characters[:3].font.bold, sheet["A1"].characters[:3].font.size) == (True, 20)
        sheet["A1"].characters[4:].font.name = "Arial"
        book.save()
        assert sheet["A1"].characters[:3].font.size == 20
        assert sheet["A1"].characters[4:].font.name == "Arial"
        assert sheet["A1"].characters[3].font.name == "Calibri"
        with pytest.raises(NotImplementedError):
            _ = sheet["B1"].characters[0]
