"""Sheets and Sheet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw
from openpyxl.chart import BarChart, Reference

from tests.engine.odd_books import contents
from tests.engine.ruled import conditions, put_rules, validations
from workbook import engine
from workbook.errors import InputError, Unsupported


def test_by_name_index_and_iteration(book: xw.Book) -> None:
    """Sheets keep their order; names are found in either case."""
    assert book.sheet_names == ["First", "My second", "Third"]
    assert book.sheets[1] == book.sheets(2) == book.sheets["my SECOND"]
    assert book.sheets[-1].name == "Third"
    assert "first" in book.sheets
    assert [sheet.index for sheet in book.sheets] == [1, 2, 3]
    with pytest.raises(KeyError):
        book.sheets["none"]


def test_activate(book: xw.Book) -> None:
    """The active sheet can be changed and is saved."""
    book.sheets[2].activate()
    assert book.sheets.active.name == "Third"
    book.save()
    assert book.sheets.active.name == "Third"


def test_add_before_after_and_default(book: xw.Book) -> None:
    """Without a place a sheet comes before the active one; it becomes active and is empty."""
    book.sheets.add("Zero")
    book.sheets.add("Last", after=book.sheets["Third"])
    added = book.sheets.add(before=book.sheets["My second"])
    assert book.sheet_names == ["Zero", "First", added.name, "My second", "Third", "Last"]
    assert book.sheets.active == added
    assert added.used_range.address == "$A$1"
    added["B2"].value = [[1, 2], [3, 4]]
    book.save()
    assert book.sheets[added.name]["B2"].expand().value == [[1, 2], [3, 4]]


def test_add_refuses_a_taken_name(book: xw.Book) -> None:
    """Two sheets never have one name."""
    with pytest.raises(ValueError, match="already present"):
        book.sheets.add("FIRST")


def test_rename(book: xw.Book) -> None:
    """A new name is kept, and defined names follow."""
    book.names.add("total", "='My second'!$C$2")
    book.sheets["My second"].name = "People"
    assert book.names["total"].refers_to == "=People!$C$2"
    book.save()
    assert book.sheet_names == ["First", "People", "Third"]
    assert book.sheets["People"].tables[0].name == "tblPeople"


@pytest.mark.parametrize("name", ["", "a/b", "x" * 32])
def test_rename_refuses_impossible_names(book: xw.Book, name: str) -> None:
    """What Excel takes for no name is refused."""
    with pytest.raises((ValueError, InputError)):
        book.sheets[0].name = name


@pytest.mark.parametrize("saved", [True, False])
def test_formulas_follow_a_rename(path: Path, saved: bool) -> None:
    """In cells of any sheet, the sheet's own among them, in validations, conditional formats and charts; texts stay."""
    other = openpyxl.load_workbook(path)
    chart = BarChart()
    chart.add_data(Reference(other["First"], min_col=1, min_row=1, max_row=2))
    other["Third"].add_chart(chart)
    other.save(path)
    put_rules(path, "Third", validations={"B1": ("list", "First!$A$1:$A$2")}, conditions={"B1": "First!$A$1>0"})
    with engine.open_book(path) as book:
        first, third = book.sheets["First"], book.sheets["Third"]
        third["A1"].formula = "=First!A1+SUM('first'!A1:B2)&\"First!\"+'My second'!C2"
        first["E1"].formula = "=First!A1"
        if saved:
            book.save()
        first.name = "It's new"
        book.save()
        assert third["A1"].formula == "='It''s new'!A1+SUM('It''s new'!A1:B2)&\"First!\"+'My second'!C2"
        assert book.sheets["It's new"]["E1"].formula == "='It''s new'!A1"
    assert validations(path, "Third") == {"B1": "'It''s new'!$A$1:$A$2"}
    assert conditions(path, "Third") == {"B1": ["'It''s new'!$A$1>0"]}
    assert b"<f>'It''s new'!$A$1:$A$2</f>" in contents(path)["xl/charts/chart1.xml"]


def test_a_span_of_sheets_follows_a_rename(book: xw.Book) -> None:
    """A reference through several sheets names its ends anew, in quotes where one needs them."""
    cell = book.sheets["Third"]["E1"]
    cell.formula = '=SUM(First:Third!A1)+First!A1&"First:Third!A1"'
    book.save()
    book.sheets["First"].name = "Erste"
    assert cell.formula == '=SUM(Erste:Third!A1)+Erste!A1&"First:Third!A1"'
    book.sheets["Third"].name = "It's third"
    book.save()
    assert cell.formula == "=SUM('Erste:It''s third'!A1)+Erste!A1&\"First:Third!A1\""
    book.sheets["It's third"].name = "Third"
    assert cell.formula == '=SUM(Erste:Third!A1)+Erste!A1&"First:Third!A1"'


def test_a_span_of_sheets_ends_at_the_next_one(book: xw.Book) -> None:
    """The sheet at its end goes, and the sum is another one; with the last but one it is a plain reference."""
    book.sheets.add("Sum", after=book.sheets[-1])["A1"].formula = "=SUM(First:Third!A1)"
    book.save()
    cell = book.sheets["Sum"]["A1"]
    book.sheets["First"].delete()
    assert cell.formula == "=SUM('My second:Third'!A1)"
    with pytest.warns(engine.StaleValue):
        _ = cell.value
    book.sheets["Third"].delete()
    book.save()
    assert cell.formula == "=SUM('My second'!A1)"
    book.sheets["My second"].delete()
    assert cell.formula == "=SUM(#REF!A1)"


def test_delete(book: xw.Book) -> None:
    """A deleted sheet takes its tables along; names of it become #REF!."""
    book.names.add("total", "='My second'!$C$2")
    book.sheets["My second"].delete()
    assert book.sheet_names == ["First", "Third"]
    assert book.names["total"].refers_to == "=#REF!$C$2"
    book.save()
    assert book.sheet_names == ["First", "Third"]


def test_the_last_sheet_stays(book: xw.Book) -> None:
    """A book always has a visible sheet."""
    book.sheets["First"].delete()
    book.sheets["Third"].visible = False
    with pytest.raises(Unsupported):
        book.sheets["My second"].delete()


def test_move(book: xw.Book) -> None:
    """A sheet moves, and names that belong to sheets stay with theirs."""
    book.sheets["Third"].names.add("here", "=Third!$A$1")
    book.sheets["Third"].move(before=book.sheets["First"])
    assert book.sheet_names == ["Third", "First", "My second"]
    book.save()
    assert book.sheets["Third"].names["here"].refers_to_range.sheet.name == "Third"


def test_visible(book: xw.Book) -> None:
    """Hiding a sheet is saved."""
    book.sheets["Third"].visible = False
    book.save()
    assert [sheet.visible for sheet in book.sheets] == [True, True, False]


def test_used_range(book: xw.Book) -> None:
    """The smallest rectangle around what is used, unsaved writes included."""
    assert book.sheets["First"].used_range.address == "$A$1:$C$3"
    book.sheets["Third"]["C3:D4"].value = 1
    assert book.sheets["Third"].used_range.address == "$C$3:$D$4"


def test_used_range_stays_with_the_save(book: xw.Book) -> None:
    """Blank cells that look as their column are not in use, whether written in this session or in the file."""
    sheet = book.sheets["First"]
    sheet["A:B"].number_format = "@"
    sheet["A1:B9"].value = "x"
    sheet["B4"].color = (255, 0, 0)
    sheet["A3:B9"].value = None
    assert sheet.used_range.address == "$A$1:$C$4"
    book.save()
    assert book.sheets["First"].used_range.address == "$A$1:$C$4"


def test_clear_contents(book: xw.Book) -> None:
    """Every cell is blanked."""
    book.sheets["First"].clear_contents()
    assert book.sheets["First"]["A1:C3"].value == [[None] * 3] * 3


def test_gridlines(path: Path) -> None:
    """Lines are hidden, shown and saved; what a user has frozen stays so."""
    other = openpyxl.load_workbook(path)
    other["First"].freeze_panes = "C2"
    other.save(path)
    for shown in (False, True):
        with engine.open_book(path) as book:
            book.sheets["First"].show_gridlines = shown
            book.save()
            assert book.sheets["First"].show_gridlines is shown
        read = openpyxl.load_workbook(path)["First"]
        assert (read.sheet_view.showGridLines is not False, read.freeze_panes) == (shown, "C2")


def test_print_area(book: xw.Book) -> None:
    """The print area is a name of the sheet."""
    sheet = book.sheets["First"]
    assert sheet.page_setup.print_area is None
    sheet.page_setup.print_area = "A1:B2"
    assert sheet.page_setup.print_area == "$A$1:$B$2"
    sheet.page_setup.print_area = None
    assert sheet.page_setup.print_area is None


def test_pivot_tables_are_refused(book: xw.Book) -> None:
    """What a closed file does not do is said."""
    with pytest.raises(NotImplementedError):
        len(book.sheets[0].pivot_tables)


def test_what_refers_to_a_deleted_sheet_refers_to_nothing(book: xw.Book) -> None:
    """Formulas and names keep their shape and say #REF!, for cells and for tables of the sheet; texts stay."""
    first = book.sheets["First"]
    first["E1"].formula = "='My second'!A1+1"
    first["E2"].formula = '=SUM(tblPeople[[#All],[amount]])&"tblPeople[amount]"'
    first["E3"].formula = "=SUM(Third!A1)"
    book.names.add("people", "=tblPeople[amount]")
    book.save()
    book.sheets["My second"].delete()
    book.save()
    formulas: Any = first["E1:E3"].formula
    assert formulas == (("=#REF!A1+1",), ('=SUM(#REF!)&"tblPeople[amount]"',), ("=SUM(Third!A1)",))
    assert book.names["people"].refers_to == "=#REF!"
