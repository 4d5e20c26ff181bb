"""Range: addresses, values, formulas, finding."""

from __future__ import annotations

import datetime as dt
import warnings
from typing import Any

import pandas as pd
import pytest
import xlwings as xw

from workbook.engine import CellError, StaleValue
from workbook.errors import InputError


def test_ways_to_name_a_range(sheet: xw.Sheet) -> None:
    """Addresses, pairs, corners and slices mean the same cells."""
    wanted = sheet.range("B2:C4")
    assert (
        wanted == sheet.range((2, 2), (4, 3)) == sheet.range("B2", "C4") == sheet.cells[1:4, 1:3] == sheet["$B$2:C$4"]
    )
    assert wanted.shape == (3, 2)
    assert len(wanted) == wanted.count == wanted.size == 6
    assert (wanted.row, wanted.column) == (2, 2)
    assert wanted.last_cell.address == "$C$4"
    assert wanted(1).address == "$B$2"
    assert wanted(4).address == "$C$3"
    assert wanted(3, 2).address == "$C$4"
    assert wanted[2, 1].address == "$C$4"
    assert wanted[-1, :].address == "$B$4:$C$4"
    assert wanted.rows[0].address == "$B$2:$C$2"
    assert wanted.columns(2).address == "$C$2:$C$4"
    assert wanted.offset(1, 1).address == "$C$3:$D$5"
    assert wanted.resize(1, 1).address == "$B$2"
    assert [cell.address for cell in sheet["A1:B1"]] == ["$A$1", "$B$1"]


def test_addresses(book: xw.Book) -> None:
    """get_address has xlwings' four forms."""
    cells = book.sheets["My second"]["A1:B2"]
    assert cells.address == "$A$1:$B$2"
    assert cells.get_address(False, False) == "A1:B2"
    assert cells.get_address(True, False) == "A$1:B$2"
    assert cells.get_address(False, False, include_sheetname=True) == "'My second'!A1:B2"
    assert cells.get_address(False, False, external=True) == "'[book.xlsx]My second'!A1:B2"
    assert book.sheets["First"]["A:B"].address == "$A:$B"
    assert book.sheets["First"]["2:3"].address == "$2:$3"


def test_zero_is_no_row(sheet: xw.Sheet) -> None:
    """Counting starts at 1."""
    with pytest.raises(IndexError):
        sheet.range((0, 1))


def test_scalar_row_column_and_block(book: xw.Book) -> None:
    """One cell gives a scalar, a row or column a list, a block a list of lists."""
    sheet = book.sheets["First"]
    assert sheet["A1"].value == 1.0
    assert sheet["A1:C1"].value == [1.0, 2.0, 3.0]
    assert sheet["A1:A2"].value == [1.0, 4.0]
    assert sheet["A1:B2"].value == [[1.0, 2.0], [4.0, "five"]]
    assert sheet["A3"].value is True
    assert sheet["B3"].value == dt.datetime(2024, 2, 29, 13, 30)
    assert sheet["Z9"].value is None


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (1, 1.0),
        (-2.5, -2.5),
        (1e300, 1e300),
        ("text", "text"),
        ("  spaces  ", "  spaces  "),
        ("line\nbreak", "line\nbreak"),
        ("<&>\"'", "<&>\"'"),
        ("一二三 🙂", "一二三 🙂"),
        ("_x0041_", "_x0041_"),
        ("bell\x07", "bell\x07"),
        ("007", "007"),
        ("'=1+1", "=1+1"),
        (True, True),
        (False, False),
        (None, None),
        ("", None),
        (float("nan"), None),
        (dt.datetime(2024, 2, 29, 23, 59, 59), dt.datetime(2024, 2, 29, 23, 59, 59)),
        (dt.date(1900, 1, 1), dt.datetime(1900, 1, 1)),
        (dt.date(9999, 12, 31), dt.datetime(9999, 12, 31)),
    ],
)
def test_values_survive_a_save(sheet: xw.Sheet, written: Any, read: Any) -> None:
    """What is written is read, before the save and after it."""
    sheet["B2"].value = written
    assert sheet["B2"].value == read
    sheet.book.save()
    assert sheet["B2"].value == read


def test_a_date_gets_a_date_format(sheet: xw.Sheet) -> None:
    """A date in a cell without a format is shown as one; an own format stays."""
    sheet["A1"].value = dt.date(2024, 1, 1)
    sheet["A2"].value = dt.datetime(2024, 1, 1, 8)
    sheet["A3"].number_format = "yyyy"
    sheet["A3"].value = dt.date(2024, 1, 1)
    assert [sheet[f"A{i}"].number_format for i in (1, 2, 3)] == ["m/d/yyyy", "m/d/yyyy h:mm", "yyyy"]


def test_one_value_fills_a_range(sheet: xw.Sheet) -> None:
    """A scalar goes into every cell; a list into as many as it has."""
    sheet["A1:B2"].value = 7
    assert sheet["A1:B2"].value == [[7, 7], [7, 7]]
    sheet["D1"].value = [[1, 2], [3, 4]]
    assert sheet["D1:E2"].value == [[1, 2], [3, 4]]
    sheet["D5"].value = [1, 2, 3]
    assert sheet["D5:F5"].value == [1, 2, 3]
    sheet["D7"].options(transpose=True).value = [1, 2]
    assert sheet["D7:D8"].value == [1, 2]


def test_errors(book: xw.Book) -> None:
    """An error value reads as None, as its code on request, and as CellError raw."""
    sheet = book.sheets["Third"]
    sheet["A1"].value = CellError("#N/A")
    book.save()
    assert sheet["A1"].value is None
    assert sheet["A1"].options(err_to_str=True).value == "#N/A"
    assert sheet["A1"].raw_value == CellError("#N/A")


def test_formulas(book: xw.Book) -> None:
    """A formula's text is read and written; constants come as text."""
    sheet = book.sheets["First"]
    assert sheet["C3"].formula == "=A1+B1"
    block: Any = sheet["A1:B2"].formula
    assert block == (("1", "2"), ("4", "five"))
    sheet["D1"].value = "=A1*2"
    sheet["E1:E2"].formula = "=A1*2"
    book.save()
    assert sheet["D1"].formula == "=A1*2"
    filled: Any = sheet["E1:E2"].formula
    assert filled == (("=A1*2",), ("=A2*2",))
    with pytest.warns(StaleValue):  # nobody has worked it out yet
        assert sheet["D1"].value is None


def test_a_value_takes_a_formulas_place(book: xw.Book) -> None:
    """Writing a value over a formula leaves a value."""
    sheet = book.sheets["First"]
    sheet["C3"].value = 5
    book.save()
    assert sheet["C3"].formula == "5"
    assert sheet["C3"].value == 5


def test_stale_formulas_warn(book: xw.Book) -> None:
    """Reading a formula whose input was just written warns; one that does not depend on it does not."""
    sheet = book.sheets["First"]
    sheet["D5"].value = 1
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        _ = sheet["C3"].value
    sheet["B1"].value = 10
    with pytest.warns(StaleValue, match="First!C3"):
        _ = sheet["C3"].value


def test_clear_contents_keeps_formats(sheet: xw.Sheet) -> None:
    """clear_contents blanks, clear_formats unformats, clear does both."""
    for cell in (sheet["A1"], sheet["A2"], sheet["A3"]):
        cell.number_format = "0.00"
        cell.value = 1
    sheet["A1"].clear_contents()
    sheet["A2"].clear_formats()
    sheet["A3"].clear()
    sheet.book.save()
    assert sheet["A1:A3"].value == [None, 1, None]
    assert [sheet[f"A{i}"].number_format for i in (1, 2, 3)] == ["0.00", "General", "General"]


def test_expand_and_end(sheet: xw.Sheet) -> None:
    """expand and end stop at the first blank."""
    sheet["B2"].value = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
    assert sheet["B2"].expand().address == "$B$2:$D$4"
    assert sheet["B2"].expand("down").address == "$B$2:$B$4"
    assert sheet["B2"].expand("right").address == "$B$2:$D$2"
    assert sheet["B2"].end("down").address == "$B$4"
    assert sheet["B2"].end("right").address == "$D$2"
    assert sheet["B4"].end("down").address == "$B$1048576"
    assert sheet["B9"].end("up").address == "$B$4"
    assert sheet["F3"].end("left").address == "$D$3"
    assert sheet["A1"].end("up").address == "$A$1"
    assert sheet["C3"].current_region.address == "$B$2:$D$4"
    assert sheet["B2"].options(expand="table").value == [[1, 2, 3], [4, 5, 6], [7, 8, 9]]


def test_whole_columns(book: xw.Book) -> None:
    """A whole column reads to the sheet's end."""
    values = book.sheets["First"]["A:A"].value
    assert values[:4] == [1, 4, True, None]
    assert len(values) == 1_048_576


def test_copy(book: xw.Book) -> None:
    """copy takes values, formats, and formulas with their relative references."""
    sheet = book.sheets["First"]
    sheet["A1:C3"].copy(sheet["E2"])
    assert sheet["E2:G3"].value == [[1, 2, 3], [4, "five", None]]
    assert sheet["G4"].formula == "=E2+F2"
    assert sheet["F4"].value == dt.datetime(2024, 2, 29, 13, 30)


def test_a_format_makes_a_number_a_date(sheet: xw.Sheet) -> None:
    """What a cell gives depends on its format, before a save as after it."""
    sheet["A1:A2"].value = [[45292.5], [dt.datetime(2024, 1, 1)]]
    sheet["A1"].number_format = "yyyy-mm-dd hh:mm"
    sheet["A2"].number_format = "0.00"
    for _ in range(2):
        assert sheet["A1:A2"].value == [dt.datetime(2024, 1, 1, 12), 45292]
        sheet.book.save()


def test_a_moment_is_kept_to_the_millisecond(sheet: xw.Sheet) -> None:
    """Before the save as after it."""
    moment = dt.datetime(2024, 2, 29, 23, 59, 59, 999_600)
    sheet["A1"].value = moment
    assert sheet["A1"].value == dt.datetime(2024, 3, 1)
    sheet["A2"].value = moment.replace(microsecond=123_456)
    before = sheet["A2"].value
    sheet.book.save()
    assert sheet["A2"].value == before == moment.replace(microsecond=123_000)


def test_spans_of_pandas_are_text(sheet: xw.Sheet) -> None:
    """A period or an interval, for which Excel has no type."""
    sheet["A1"].options(index=False).value = pd.DataFrame({"month": pd.period_range("2024-01", periods=2, freq="M")})
    assert sheet["A1:A3"].value == ["month", "2024-01", "2024-02"]


def test_a_block_is_written_whole_or_not_at_all(sheet: xw.Sheet) -> None:
    """A value that no cell can hold leaves the cells before it as they were."""
    with pytest.raises(InputError):
        sheet["A1"].value = [[1, 2], [3, object()]]
    assert sheet["A1:B2"].value == [[None, None], [None, None]]


def test_the_used_range_follows_what_is_in_use(sheet: xw.Sheet) -> None:
    """Values, formulas and looks count; what was cleared does not, saved before or not."""
    assert sheet.used_range.address == "$A$1"
    sheet["B2:C4"].value = 1
    sheet["D9"].color = (255, 0, 0)
    sheet["A3"].formula = "=1"
    assert sheet.used_range.address == "$A$2:$D$9"
    sheet.book.save()
    sheet["D9"].clear()
    sheet["B2:C4"].clear_contents()
    assert sheet.used_range.address == "$A$3"
    sheet.book.save()
    assert sheet.used_range.address == "$A$3"
