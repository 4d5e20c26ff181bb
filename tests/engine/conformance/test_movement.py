"""Range.insert and delete: cells go along, and what refers to them follows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw

from tests.engine.odd_books import contents
from tests.engine.ruled import put_rules, validations
from workbook import engine


@pytest.fixture
def block(sheet: xw.Sheet) -> xw.Sheet:
    """A block of numbers, formulas on it from two sheets, and a name for a part of it."""
    sheet["A1:C4"].value = [[11, 12, 13], [21, 22, 23], [31, 32, 33], [41, 42, 43]]
    sheet["F1"].formula = "=SUM(B1:B4)+$A$3"
    sheet["F2"].formula = '=C2&"C2"'
    sheet.book.sheets["First"]["H1"].formula = "=SUM(Third!A2:C3)"
    sheet.book.names.add("part", "=Third!$A$3:$C$4")
    return sheet


def _formulas(sheet: xw.Sheet) -> list[Any]:
    return [sheet["F1"].formula, sheet["F2"].formula, sheet.book.sheets["First"]["H1"].formula]


def test_inserting_cells_moves_those_below(block: xw.Sheet) -> None:
    """Only the columns of the range move; references within them follow, wider ones stay."""
    block["A2:B2"].insert("down")
    assert block["A1:C5"].value == [
        [11, 12, 13], [None, None, 23], [21, 22, 33], [31, 32, 43], [41, 42, None],
    ]  # fmt: skip
    assert _formulas(block) == ["=SUM(B1:B5)+$A$4", '=C2&"C2"', "=SUM(Third!A2:C3)"]


@pytest.mark.parametrize("axis", ["rows", "columns"])
def test_a_blank_cell_takes_its_look_along_each_time(block: xw.Sheet, axis: str) -> None:
    """Beyond everything that stands in the file, too."""
    first, at, later, way = ("2:4", "A9", "A18", "down") if axis == "rows" else ("B:D", "J1", "S1", "right")
    block[at].number_format = "0.0%"
    for _ in range(3):
        block[first].insert(way)
    assert (block[later].value, block[later].number_format) == (None, "0.0%")
    block[first].delete()
    block[first].delete()
    assert block["A12" if axis == "rows" else "M1"].number_format == "0.0%"


def test_inserting_rows(block: xw.Sheet) -> None:
    """A whole row moves everything below, heights and names too."""
    block["3:3"].row_height = 44
    block["2:2"].insert("down")
    block.book.save()
    assert block["A2:C2"].value == [None, None, None]
    assert block["A4:C4"].value == [31, 32, 33]
    assert block["F3"].formula == '=C3&"C2"'
    assert block["F1"].formula == "=SUM(B1:B5)+$A$4"
    assert block.book.sheets["First"]["H1"].formula == "=SUM(Third!A3:C4)"
    assert block.book.names["part"].refers_to == "=Third!$A$4:$C$5"
    assert (block["3:3"].row_height, block["4:4"].row_height) == (15, 44)


def test_inserting_columns(block: xw.Sheet) -> None:
    """A whole column moves everything to its right, widths too."""
    block["B1"].column_width = 33
    block["B:B"].insert("right")
    block.book.save()
    assert block["A1:D1"].value == [11, None, 12, 13]
    assert block["G1"].formula == "=SUM(C1:C4)+$A$3"
    assert block.book.sheets["First"]["H1"].formula == "=SUM(Third!A2:D3)"
    assert block["C1"].column_width == pytest.approx(33, abs=0.01)
    assert block["B1"].column_width == pytest.approx(8.43)


def test_deleting_cells(block: xw.Sheet) -> None:
    """What is left moves in; a reference to deleted cells is #REF!, one to more is smaller."""
    block["A3:B3"].delete("up")
    assert block["A1:C4"].value == [[11, 12, 13], [21, 22, 23], [41, 42, 33], [None, None, 43]]
    assert _formulas(block)[0] == "=SUM(B1:B3)+#REF!"
    block["A1"].delete("left")
    assert block["A1:C1"].value == [12, 13, None]


def test_deleting_rows_and_columns(block: xw.Sheet) -> None:
    """Whole rows and columns go with what referred to them."""
    block["3:4"].delete()
    block.book.save()
    assert block["A1:C3"].value == [[11, 12, 13], [21, 22, 23], [None, None, None]]
    assert block.book.sheets["First"]["H1"].formula == "=SUM(Third!A2:C2)"
    assert block.book.names["part"].refers_to == "=Third!#REF!"
    block["A:A"].delete()
    assert block["A1:B1"].value == [12, 13]


def test_merged_cells_links_and_notes_go_along(sheet: xw.Sheet) -> None:
    """What is fixed to cells moves with them."""
    sheet["A3:B3"].merge()
    sheet["A4"].add_hyperlink("https://example.org", "x")
    sheet["A5"].add_note("here")
    sheet["1:2"].insert("down")
    sheet.book.save()
    assert sheet["A5"].merge_area.address == "$A$5:$B$5"
    assert sheet["A6"].hyperlink == "https://example.org"
    assert [note.location.address for note in sheet.notes] == ["$A$7"]
    assert sheet["A6"].value == "x"


@pytest.mark.parametrize(
    ("change", "filtered", "hidden"),
    [
        (lambda sheet: sheet["1:1"].insert("down"), "B3:D8", [5]),
        (lambda sheet: sheet["3:3"].insert("down"), "B2:D8", [5]),
        (lambda sheet: sheet["6:7"].delete(), "B2:D5", [4]),
        (lambda sheet: sheet["A:A"].insert("right"), "C2:E7", [4]),
    ],
)
def test_a_filter_goes_along(
    path: Path, change: Callable[[xw.Sheet], object], filtered: str, hidden: list[int]
) -> None:
    """Its range, its hidden name and the rows it hides; what it asks of its columns stays."""
    other = openpyxl.load_workbook(path)
    other["Third"].auto_filter.ref = "B2:D7"
    other["Third"].auto_filter.add_filter_column(2, ["x"])
    other["Third"].row_dimensions[4].hidden = True
    other.save(path)
    with engine.open_book(path) as book:
        change(book.sheets["Third"])
        book.save()
        assert [row for row in range(1, 10) if book.sheets["Third"][f"{row}:{row}"].rows.hidden] == hidden
        name = next(one for one in book.impl.document.workbook.names if one.name == "_xlnm._FilterDatabase")
        assert (name.text.replace("$", ""), name.hidden) == (f"'Third'!{filtered}", True)
    read = openpyxl.load_workbook(path)["Third"].auto_filter
    assert read.ref == filtered
    assert [(one.colId, one.filters.filter) for one in read.filterColumn] == [(2, ["x"])]


def test_a_table_moves_whole_or_grows(book: xw.Book) -> None:
    """Rows inserted above a table move it, rows within its data are its rows; anything else is refused."""
    sheet = book.sheets["My second"]
    sheet["1:1"].insert("down")
    sheet["4:4"].insert("down")
    book.save()
    table = sheet.tables[0]
    assert table.range.address == "$A$2:$C$5"
    assert table.range.value == [["id", "name", "amount"], ["001", "阿明", 1.5], [None] * 3, ["002", "Bea", 2.5]]
    with pytest.raises(NotImplementedError, match="table"):
        sheet["B3"].insert("down")
    with pytest.raises(NotImplementedError, match="table"):
        sheet["2:2"].delete()
    sheet["4:4"].delete()
    assert table.range.address == "$A$2:$C$4"


def test_table_rows_take_references_along(book: xw.Book) -> None:
    """A row put into a table, or taken out, is followed by formulas elsewhere and by names."""
    table = book.sheets["My second"].tables[0]
    first = book.sheets["First"]
    first["H1"].formula = "='My second'!C3*2"
    first["H2"].formula = "=SUM('My second'!C2:C3)"
    book.names.add("bea", "='My second'!$B$3")
    table.rows.add(["0", "new", 9], index=1)
    assert first["H1"].formula == "='My second'!C4*2"
    assert first["H2"].formula == "=SUM('My second'!C3:C4)"
    assert book.names["bea"].refers_to_range.value == "Bea"
    table.rows[1].delete()
    assert first["H1"].formula == "='My second'!C3*2"
    assert first["H2"].formula == "=SUM('My second'!C3)" or first["H2"].formula == "=SUM('My second'!C3:C3)"


def test_table_columns_take_references_along(path: Path) -> None:
    """A column put into a table, or taken out, is followed too, with its rule."""
    put_rules(path, "My second", validations={"C2:C3": ("custom", "C2>0")})
    with engine.open_book(path) as book:
        table = book.sheets["My second"].tables[0]
        first = book.sheets["First"]
        first["H1"].formula = "=SUM('My second'!C2:C3)"
        table.columns.add("new", 2)
        book.save()
        assert first["H1"].formula == "=SUM('My second'!D2:D3)"
        assert validations(path, "My second") == {"D2:D3": "D2>0"}
        table.columns["id"].delete()
        assert first["H1"].formula == "=SUM('My second'!C2:C3)"
        table.columns["amount"].delete()
        assert first["H1"].formula == "=SUM('My second'!#REF!)"
        book.save()
    assert validations(path, "My second") == {}


def test_a_formula_in_a_table_keeps_what_it_means(book: xw.Book) -> None:
    """A fixed cell outside stays where it is when the rows move."""
    table = book.sheets["My second"].tables[0]
    sheet = table.parent
    sheet["C3"].formula = "=G1*2+C2"
    table.rows.add(["0", "new", 9], index=1)
    assert sheet["C4"].formula == "=G1*2+C3"


def test_what_cannot_follow_is_refused(book: xw.Book, sheet: xw.Sheet) -> None:
    """Parts of array formulas and merged cells are not torn, cells not pushed off the sheet."""
    sheet["A1:B2"].formula_array = "=D1:E2"
    with pytest.raises(NotImplementedError, match="array"):
        sheet["1:1"].insert("down")
    sheet["A1:B2"].clear()
    sheet["A3:B4"].merge()
    with pytest.raises(NotImplementedError, match="merged"):
        sheet["A1"].insert("down")
    sheet["A1048576"].value = 1
    with pytest.raises(NotImplementedError, match="edge"):
        sheet["C1:D1"].insert("down")
    assert book.name


def test_other_sheets_keep_their_bytes(book: xw.Book, sheet: xw.Sheet) -> None:
    """A sheet with nothing that refers to the moved cells is not written."""
    path = book.fullname
    sheet["A5"].value = 1
    book.save()
    before = contents(path)  # type: ignore[arg-type]
    sheet["2:3"].insert("down")
    book.save()
    after = contents(path)  # type: ignore[arg-type]
    changed = {name for name in before if before[name] != after.get(name)}
    assert changed <= {"xl/worksheets/sheet3.xml", "xl/workbook.xml"}


def test_cells_move_in_two_directions(sheet: xw.Sheet) -> None:
    """insert knows 'down' and 'right', delete 'up' and 'left'."""
    for call in (sheet["A1"].insert, sheet["A1"].delete):
        with pytest.raises(ValueError, match="sideways"):
            call("sideways")
