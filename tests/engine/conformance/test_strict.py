"""Books in the strict form of the standard: what is written into them has the strict form's names."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from tests.engine.drawn import corners, illustrated_book, shown
from tests.engine.odd_books import contents
from workbook import engine

_TRANSITIONAL = re.compile(rb"http://schemas\.openxmlformats\.org/(officeDocument|spreadsheetml|drawingml)/2006/")


def _made_strict(path: Path) -> Path:
    """The same book with strict names throughout."""
    target = path.with_name("strict.xlsx")
    with zipfile.ZipFile(target, "w") as package:
        for name, data in contents(path).items():
            renamed = _TRANSITIONAL.sub(rb"http://purl.oclc.org/ooxml/\1/", data)
            package.writestr(name, data if name.startswith(("[", "docProps")) else renamed)
    return target


@pytest.fixture
def strict(path: Path) -> Path:
    """The book of three sheets."""
    return _made_strict(path)


def _transitional(path: Path) -> list[str]:
    """The parts with names of the usual form."""
    return [name for name, data in contents(path).items() if "docProps" not in name and _TRANSITIONAL.search(data)]


def test_new_parts_have_the_strict_names(strict: Path) -> None:
    """Tables, notes, links, sheets and spilling formulas; all is found again."""
    with engine.open_book(strict) as book:
        sheet = book.sheets["Third"]
        sheet["A1"].value = [["k", "v"], [1, 2]]
        sheet.tables.add(sheet["A1:B2"], name="tblNew")
        sheet["D1"].add_hyperlink("https://example.org")
        sheet["D2"].add_note("a note")
        sheet.copy(name="Copy")
        book.sheets.add("New")
        book.save()
    assert _transitional(strict) == []
    with engine.open_book(strict) as book:
        sheet = book.sheets["Third"]
        assert sheet.tables["tblNew"].range.value == [["k", "v"], [1, 2]]
        assert sheet["D1"].hyperlink == "https://example.org"
        assert [note.text for note in sheet.notes] == ["a note"]
        assert len(book.sheets["Copy"].tables) == 1


def test_drawings_are_copied_with_the_strict_names(tmp_path: Path) -> None:
    """A chart and a picture go along, and the copy moves them."""
    strict = _made_strict(illustrated_book(tmp_path / "book.xlsx"))
    with engine.open_book(strict) as book:
        book.sheets["Mine"].copy()["1:3"].insert("down")
        book.save()
    assert _transitional(strict) == []
    assert shown(strict) == {
        "xl/charts/chart1.xml": ["Mine!$B$6:$B$7"], "xl/charts/chart2.xml": ["'Mine (2)'!$B$9:$B$10"],
    }  # fmt: skip
    assert corners(strict, "xl/drawings/drawing2.xml") == [(3, 5, 5, 13), (7, 5, 9, 13)]


def test_a_change_of_a_cell_leaves_the_rest(strict: Path) -> None:
    """Every other part is the same."""
    before = contents(strict)
    with engine.open_book(strict) as book:
        book.sheets["Third"]["A1"].value = "x"
        book.save()
    after = contents(strict)
    assert {name for name in before if before[name] != after[name]} == {"xl/worksheets/sheet3.xml"}
    assert b'<worksheet xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"' in after["xl/worksheets/sheet3.xml"]
