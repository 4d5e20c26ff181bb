"""Range.copy to a place: what goes along, and what is refused."""

from __future__ import annotations

import pytest
import xlwings as xw

from workbook.errors import Unsupported


@pytest.fixture
def source(sheet: xw.Sheet) -> xw.Range:
    """Two coloured cells, a formula, and numbers."""
    sheet["A1:B2"].value = [[1, 2], ["x", None]]
    sheet["B2"].formula = "=A1+$B$1"
    sheet["A1:B2"].color = (34, 34, 34)
    sheet["A1:B1"].number_format = "0.00"
    return sheet["A1:B2"]


def test_a_copy_has_all_of_its_cells(sheet: xw.Sheet, source: xw.Range) -> None:
    """Values and formats, and formulas with their relative references moved; the source stays."""
    source.copy(sheet["D5"])
    assert sheet["D5:E5"].value == [1, 2]
    assert sheet["D6"].value == "x"
    assert sheet["E6"].formula == "=D5+$B$1"
    assert sheet["D5:E6"].color == (34, 34, 34)
    assert (sheet["D5"].number_format, sheet["D6"].number_format) == ("0.00", "General")
    assert sheet["B2"].formula == "=A1+$B$1"


def test_a_copy_may_lie_over_its_source(sheet: xw.Sheet) -> None:
    """What is copied is what stood there before."""
    sheet["A1:A3"].value = [[1], [2], [3]]
    sheet["A1:A3"].copy(sheet["A2"])
    assert sheet["A1:A4"].value == [1, 1, 2, 3]


def test_a_copy_needs_a_place(source: xw.Range) -> None:
    """There is no clipboard to keep it in."""
    with pytest.raises(Unsupported):
        source.copy()


def test_a_target_is_filled_with_copies(sheet: xw.Sheet) -> None:
    """A target twice as high and three times as wide takes six copies."""
    sheet["A1:A2"].value = [[1], [2]]
    sheet["A1:A2"].copy(sheet["C1:E4"])
    assert sheet["C1:E4"].value == [[1] * 3, [2] * 3, [1] * 3, [2] * 3]


def test_merged_cells_are_copied(sheet: xw.Sheet) -> None:
    """A copy is merged as its source is."""
    sheet["A1:B1"].merge()
    sheet["A1:B2"].copy(sheet["D4"])
    assert sheet["E4"].merge_area.address == "$D$4:$E$4"


def test_another_book(book: xw.Book, sheet: xw.Sheet, source: xw.Range) -> None:
    """Cells go into another book with their formats; a formula that would lead back is refused."""
    other = book.app.books.add()
    source.copy(other.sheets[0]["C3"])
    target = other.sheets[0]
    assert target["C3"].value == 1
    assert target["D4"].formula == "=C3+$B$1"
    assert target["C3"].color == (34, 34, 34)
    assert target["C3"].number_format == "0.00"
    sheet["A1"].formula = "=First!A1"
    with pytest.raises(NotImplementedError, match="another book"):
        source.copy(target["H1"])


def test_array_formulas_are_not_torn(sheet: xw.Sheet) -> None:
    """An array formula's cells are not copied one by one."""
    sheet["A1:A2"].formula_array = "=B1:B2*2"
    sheet.book.save()
    assert sheet["A2"].formula_array == "=B1:B2*2"
    with pytest.raises(NotImplementedError, match="array"):
        sheet["A1"].copy(sheet["D1"])


def test_formula_array(sheet: xw.Sheet) -> None:
    """An array formula belongs to all its cells, before a save and after."""
    sheet["B1:B2"].value = [[1], [2]]
    sheet["D1:D2"].formula_array = "=B1:B2*2"
    for _ in range(2):
        assert sheet["D1"].has_array is True
        assert sheet["D1:D2"].formula_array == "=B1:B2*2"
        assert sheet["C1"].has_array is False
        sheet.book.save()
    assert sheet["D2"].formula == "=B1:B2*2"
