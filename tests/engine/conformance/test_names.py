"""Names and Name."""

from __future__ import annotations

import pytest
import xlwings as xw

from workbook.errors import InputError


def test_add_get_delete(book: xw.Book) -> None:
    """A name is added, found, changed, deleted, and saved."""
    book.names.add("rate", "=First!$A$1")
    book.names["block"] = "=First!$A$1:$B$2"
    book.save()
    assert len(book.names) == book.names.count == 2
    assert "rate" in book.names
    assert book.names["RATE"].name == "rate"
    assert book.names[0].refers_to == "=First!$A$1:$B$2"
    assert book.names["block"].refers_to_range.value == [[1, 2], [4, "five"]]
    book.names["rate"].refers_to = "=First!$C$1"
    assert book.names["rate"].refers_to_range.value == 3
    del book.names["rate"]
    book.save()
    assert [name.name for name in book.names] == ["block"]


def test_a_range_by_its_name(book: xw.Book) -> None:
    """A named range is reached by name from any sheet, and knows its name."""
    book.sheets["First"]["A1:B1"].name = "pair"
    assert book.sheets["First"].range("pair").address == "$A$1:$B$1"
    assert book.sheets["First"]["A1:B1"].name is not None
    assert book.sheets["First"]["A1:B1"].name.name == "pair"
    assert book.sheets["First"]["A1"].name is None


def test_names_of_a_sheet(book: xw.Book) -> None:
    """A sheet's own name is separate from the book's."""
    sheet = book.sheets["My second"]
    book.names.add("x", "=First!$A$1")
    sheet.names.add("x", "='My second'!$C$2")
    assert sheet.names["x"].refers_to_range.value == 1.5
    assert sheet.range("x").value == 1.5
    assert book.sheets["First"].range("x").value == 1
    assert [name.name for name in sheet.names] == ["'My second'!x"]
    assert len(book.names) == 2


def test_names_stand_in_order(book: xw.Book) -> None:
    """By the alphabet, whatever their order in the file; of two alike the sheet's comes first."""
    for name in ("two", "Zebra", "one"):
        book.names.add(name, "=First!$A$1")
    book.sheets["First"].names.add("two", "=First!$B$1")
    assert [name.name for name in book.names] == ["one", "First!two", "two", "Zebra"]
    assert book.names(2).refers_to == "=First!$B$1"


def test_a_name_that_is_not_there(book: xw.Book) -> None:
    """It is no range either: xlwings' own exception says so."""
    with pytest.raises(xw.NoSuchObjectError, match="nothing_here"):
        _ = book.sheets["First"]["nothing_here"].value


def test_structured_references(book: xw.Book) -> None:
    """A name may refer to a table's column."""
    book.names.add("people", "=tblPeople[name]")
    assert book.names["people"].refers_to_range.value == ["阿明", "Bea"]
    book.names.add("headers", "=tblPeople[#Headers]")
    assert book.names["headers"].refers_to_range.value == ["id", "name", "amount"]


def test_a_constant_is_no_range(book: xw.Book) -> None:
    """refers_to_range of a constant is refused with a sentence."""
    book.names.add("pi", "=3.14")
    with pytest.raises(InputError, match="not a range"):
        _ = book.names["pi"].refers_to_range


@pytest.mark.parametrize("name", ["A1", "two words", "1st", "R"])
def test_impossible_names(book: xw.Book, name: str) -> None:
    """What Excel takes for no name is refused."""
    with pytest.raises(InputError):
        book.names.add(name, "=First!$A$1")


@pytest.mark.parametrize("name", ["A1", "XFD1048576", "R1C1", "RC", "r", "C5", "TRUE", "false", "1st", "a b"])
def test_what_no_name_can_be(book: xw.Book, name: str) -> None:
    """Addresses of either style, the constants, digits first, spaces."""
    with pytest.raises(InputError):
        book.names.add(name, "=First!$A$1")


@pytest.mark.parametrize("name", ["XFE1", "A1048577", "_x", "x.y", "\\x", "客户", "RC_1"])
def test_what_only_looks_forbidden(book: xw.Book, name: str) -> None:
    """No cell has such an address."""
    assert book.names.add(name, "=First!$A$1").refers_to_range.address == "$A$1"
