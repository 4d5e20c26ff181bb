"""Range.copy, paste, copy_from, autofill."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import xlwings as xw


@pytest.fixture
def source(sheet: xw.Sheet) -> xw.Range:
    """Two coloured cells, a formula, and numbers."""
    sheet["A1:B2"].value = [[1, 2], ["x", None]]
    sheet["B2"].formula = "=A1+$B$1"
    sheet["A1:B2"].color = (34, 34, 34)
    sheet["A1:B1"].number_format = "0.00"
    return sheet["A1:B2"]


def test_copy_and_paste(sheet: xw.Sheet, source: xw.Range) -> None:
    """What was copied is pasted as it stands then, formulas with their relative references moved."""
    source.copy()
    sheet["A1"].value = 9
    sheet["D5"].paste()
    assert sheet["D5:E5"].value == [9, 2]
    assert sheet["E6"].formula == "=D5+$B$1"
    assert sheet["D5:E6"].color == (34, 34, 34)


@pytest.mark.parametrize(
    ("kind", "value", "number_format", "colour"),
    [
        ("values", 1, "General", None),
        ("formats", None, "0.00", (34, 34, 34)),
        ("formulas", 1, "General", None),
        ("values_and_number_formats", 1, "0.00", None),
        ("all_except_borders", 1, "0.00", (34, 34, 34)),
    ],
)
def test_a_part_is_pasted(
    sheet: xw.Sheet, source: xw.Range, kind: str, value: float | None, number_format: str, colour: object
) -> None:
    """Values, formulas, formats, or values with their number formats."""
    source.copy()
    sheet["D5"].paste(paste=kind)
    assert (sheet["D5"].value, sheet["D5"].number_format, sheet["D5"].color) == (value, number_format, colour)


def test_operations_blanks_and_transposing(sheet: xw.Sheet) -> None:
    """Numbers are added to what is there; blanks are skipped; rows become columns."""
    sheet["A1:C1"].value = [1, None, 3]
    sheet["A3:C3"].value = [10, 20, 30]
    sheet["A1:C1"].copy()
    sheet["A3"].paste(operation="add")
    assert sheet["A3:C3"].value == [11, 20, 33]
    sheet["A3"].paste(paste="values", skip_blanks=True)
    assert sheet["A3:C3"].value == [1, 20, 3]
    sheet["E1"].paste(paste="values", transpose=True)
    assert sheet["E1:E3"].value == [1, None, 3]


def test_a_target_is_filled_with_copies(sheet: xw.Sheet) -> None:
    """A target twice as high and three times as wide takes six copies."""
    sheet["A1:A2"].value = [[1], [2]]
    sheet["A1:A2"].copy(sheet["C1:E4"])
    assert sheet["C1:E4"].value == [[1] * 3, [2] * 3, [1] * 3, [2] * 3]
    sheet["A1:A2"].autofill(sheet["A1:A6"], "fill_copy")
    assert sheet["A1:A6"].value == [1, 2, 1, 2, 1, 2]


def test_column_widths_are_pasted(sheet: xw.Sheet) -> None:
    """Widths alone go along too."""
    sheet["A1"].column_width = 30
    sheet["A1:B1"].copy()
    sheet["D1"].paste(paste="column_widths")
    assert sheet["D1"].column_width == pytest.approx(30, abs=0.01)
    assert sheet["D1"].value is None


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


DAY = dt.datetime(2024, 1, 31)


@pytest.mark.parametrize(
    ("kind", "first", "expected"),
    [
        ("fill_default", [1], [1, 1, 1, 1]),
        ("fill_series", [1], [1, 2, 3, 4]),
        ("fill_default", [1, 3], [1, 3, 5, 7]),
        ("fill_default", [0.1, 0.2], [0.1, 0.2, 0.3, 0.4]),
        ("linear_trend", [1, 2, 4], [1, 2, 4, 16 / 3]),
        ("growth_trend", [1, 2], [1, 2, 4, 8]),
        ("fill_default", ["x", "y"], ["x", "y", "x", "y"]),
        ("fill_default", ["No. 09"], ["No. 09", "No. 10", "No. 11", "No. 12"]),
        ("fill_series", ["a1", "a3"], ["a1", "a3", "a5", "a7"]),
        ("fill_default", ["a1", "b3"], ["a1", "b3", "a1", "b3"]),
        ("fill_default", [True, None], [True, None, True, None]),
        ("fill_default", [DAY], [DAY + dt.timedelta(days=n) for n in range(4)]),
        ("fill_months", [DAY], [DAY, dt.datetime(2024, 2, 29), dt.datetime(2024, 3, 31), dt.datetime(2024, 4, 30)]),
        ("fill_years", [DAY], [dt.datetime(2024 + n, 1, 31) for n in range(4)]),
        ("fill_weekdays", [DAY], [dt.datetime(2024, 1, 31), *(dt.datetime(2024, 2, day) for day in (1, 2, 5))]),
        ("fill_default", [dt.datetime(2024, 1, 1), dt.datetime(2024, 4, 1)],
         [dt.datetime(2024, month, 1) for month in (1, 4, 7, 10)]),
        ("fill_default", [dt.datetime(2024, 1, 1), dt.datetime(2024, 1, 8)],
         [dt.datetime(2024, 1, day) for day in (1, 8, 15, 22)]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("down", [True, False])
def test_series_are_continued(sheet: xw.Sheet, kind: str, first: list[Any], expected: list[Any], down: bool) -> None:
    """Downwards and to the right, as Excel tells a series from what it begins with."""
    whole = sheet["B2:B5"] if down else sheet["B2:E2"]
    source = sheet["B2"].resize(len(first), 1) if down else sheet["B2"].resize(1, len(first))
    source.value = [[one] for one in first] if down else [first]
    source.color = (1, 2, 3)
    source.autofill(whole, kind)
    for found, wanted in zip(whole.value, expected, strict=True):
        assert found == (pytest.approx(wanted) if isinstance(wanted, (int, float)) else wanted)
    assert whole.color == (1, 2, 3)


def test_formulas_are_filled(sheet: xw.Sheet) -> None:
    """Their references move along."""
    sheet["B2"].formula = "=A2*$A$1"
    sheet["B2"].autofill(sheet["B2:B4"])
    assert [cell.formula for cell in sheet["B2:B4"]] == ["=A2*$A$1", "=A3*$A$1", "=A4*$A$1"]


@pytest.mark.parametrize(
    ("first", "to", "kind"),
    [
        (["Monday"], "B2:B5", "fill_default"),
        (["Q1"], "B2:B5", "fill_default"),
        (["x", 1], "B2:B5", "fill_default"),
        ([1], "B1:B5", "fill_default"),
        ([1], "B2:C5", "fill_series"),
        ([1], "B2:B5", "flash_fill"),
        (["x"], "B2:B5", "linear_trend"),
    ],
)
def test_what_is_not_filled(sheet: xw.Sheet, first: list[Any], to: str, kind: str) -> None:
    """What Excel continues by lists of its own, upwards or by guessing is refused, and nothing is written."""
    sheet["B2"].resize(len(first), 1).value = [[one] for one in first]
    with pytest.raises(NotImplementedError):
        sheet["B2"].resize(len(first), 1).autofill(sheet[to], kind)
    assert sheet["B5"].value is None


def test_a_link_is_a_formula(book: xw.Book, sheet: xw.Sheet) -> None:
    """One cell is linked to absolutely, several each to its own, as Excel's Paste Link does."""
    sheet["E5"].copy_from(sheet["A1"], "link")
    sheet["E7"].copy_from(book.sheets["My second"]["A1:B2"], "link")
    assert sheet["E5"].formula == "=$A$1"
    formulas: Any = sheet["E7:F8"].formula
    assert formulas == (("='My second'!A1", "='My second'!B1"), ("='My second'!A2", "='My second'!B2"))
