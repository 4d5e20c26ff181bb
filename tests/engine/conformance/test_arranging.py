"""Range.sort, remove_duplicates, find, replace_all, get_special_cells."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import xlwings as xw

from workbook.engine import CellError


def test_sort(sheet: xw.Sheet) -> None:
    """Rows are ordered by several columns, headers stay, ties keep their order."""
    sheet["A1:C5"].value = [["k", "n", "x"], ["b", 2, 1], ["a", 1, 2], ["B", 1, 3], ["a", 1, 4]]
    sheet["A1:C5"].sort([1, 2], [True, False], has_headers=True)
    assert sheet["A2:C5"].value == [["a", 1, 2], ["a", 1, 4], ["b", 2, 1], ["B", 1, 3]]


@pytest.mark.parametrize("ascending", [True, False])
def test_kinds_have_an_order(sheet: xw.Sheet, ascending: bool) -> None:
    """Numbers and dates, texts, logical values, errors; blanks last either way."""
    order: list[Any] = [-1.0, 3.0, dt.datetime(2024, 1, 1), "A", "b", False, True, CellError("#N/A")]
    sheet["A1"].options(transpose=True).value = [order[i] for i in (3, 7, 0, 5, 2, 6, 1, 4)]
    sheet["A1:A10"].sort(1, ascending)
    found = [row[0] for row in sheet["A1:A10"].raw_value]
    assert found == (order if ascending else order[::-1]) + [None, None]


def test_formats_go_with_their_cells_and_lines_stay(sheet: xw.Sheet) -> None:
    """A sorted row keeps its fill; a line under the third row stays under the third row."""
    sheet["A1:A3"].value = [[3], [1], [2]]
    sheet["A1"].color = (1, 2, 3)
    sheet["A1"].borders["edge_top"].line_style = "double"
    sheet["A1:A3"].sort(1)
    assert sheet["A3"].color == (1, 2, 3)
    assert sheet["A1"].borders["edge_top"].line_style == "double"


def test_formulas_move_as_in_a_copy(sheet: xw.Sheet) -> None:
    """A formula that looks at its own row still does."""
    sheet["A1:A2"].value = [[2], [1]]
    sheet["B1:B2"].formula = "=A1*2"
    sheet["A1:B2"].sort(1)
    assert sheet["B1"].formula == "=A1*2"
    assert sheet["B2"].formula == "=A2*2"


def test_hidden_rows_stay(sheet: xw.Sheet) -> None:
    """Excel does not move what is filtered out."""
    sheet["A1:A3"].value = [[3], [2], [1]]
    sheet["2:2"].rows.hidden = True
    sheet["A1:A3"].sort(1)
    assert sheet["A1:A3"].value == [1, 2, 3]
    sheet["A1:A3"].sort(1, False)
    assert sheet["A1:A3"].value == [3, 2, 1]


def test_what_is_fixed_to_cells_is_not_torn_off(sheet: xw.Sheet) -> None:
    """Rows with a link, a note or merged cells are not sorted."""
    sheet["A1:B2"].value = [[2, "b"], [1, "a"]]
    sheet["B1"].add_hyperlink("https://example.org", "b")
    with pytest.raises(NotImplementedError, match="hyperlinks"):
        sheet["A1:B2"].sort(1)


def test_remove_duplicates(sheet: xw.Sheet) -> None:
    """The first of equal rows stays, case apart; what stands beside does not move."""
    sheet["A1:C5"].value = [["n", "v", 1], ["a", 1, 2], ["A", 1, 3], ["a", 2, 4], ["b", 1, 5]]
    sheet["A1:B5"].remove_duplicates([1, 2], has_headers=True)
    assert sheet["A1:C5"].value == [["n", "v", 1], ["a", 1, 2], ["a", 2, 3], ["b", 1, 4], [None, None, 5]]
    sheet["A2:B4"].remove_duplicates(1)
    assert sheet["A2:B4"].value == [["a", 1], ["b", 1], [None, None]]


@pytest.mark.parametrize(
    ("order", "direction", "address"),
    [
        ("rows", "forward", "$B$1"), ("rows", "backward", "$B$3"), ("columns", "forward", "$A$2"),
        ("columns", "backward", "$C$2"),
    ],
)  # fmt: skip
def test_find_goes_in_order(sheet: xw.Sheet, order: str, direction: str, address: str) -> None:
    """The first cell in the order asked for."""
    sheet["A1:C3"].value = [[None, "pin", None], ["pin", None, "pin"], [None, "pin", None]]
    found: Any = sheet["A1:C3"].find("pin", order=order, direction=direction)
    assert found is not None
    assert found.address == address


def test_find_matches(sheet: xw.Sheet) -> None:
    """Whole cells or parts, letters as written or not, wildcards; values, not formulas."""
    sheet["A1:E1"].value = ["Pin board", "pin", "a*b", 12.5, True]
    row = sheet["A1:E1"]

    def address(text: str, **options: Any) -> str | None:
        found: Any = row.find(text, **options)
        return None if found is None else found.address

    assert address("pin") == "$A$1"
    assert address("pin", whole=True) == "$B$1"
    assert address("PIN", match_case=True) is None
    assert address("p?n", whole=True) == "$B$1"
    assert address("~*") == "$C$1"
    assert address("2.5") == "$D$1"
    assert address("true") == "$E$1"
    assert address("nothing") is None


def test_replace_all(sheet: xw.Sheet) -> None:
    """Texts and formulas change, numbers stay numbers, other cells stay as they are."""
    sheet["A1:D1"].value = ["cat", "Catfish", 1210.0, "dog"]
    sheet["E1"].formula = '=LEN("cat")'
    sheet["A1:E1"].replace_all("cat", "cow")
    assert sheet["A1:B1"].value == ["cow", "cowfish"]
    assert sheet["E1"].formula == '=LEN("cow")'
    sheet["A1:E1"].replace_all("1", "3")
    assert sheet["C1"].value == 3230
    sheet["A1:D1"].replace_all("Cow", "x", whole=True, match_case=True)
    assert sheet["A1"].value == "cow"


def test_special_cells(sheet: xw.Sheet) -> None:
    """Blanks, constants and formulas by type of value, visible cells: as rectangles."""
    sheet["A1:C2"].value = [[1, "x", None], [True, dt.datetime(2024, 1, 1), None]]
    sheet["C1"].formula = "=A1"
    block = sheet["A1:C2"]

    def addresses(*kinds: Any) -> list[str]:
        areas: Any = block.get_special_cells(*kinds)
        return [area.address for area in areas]

    assert addresses("blanks") == ["$C$2"]
    assert addresses("formulas") == ["$C$1"]
    assert addresses("constants") == ["$A$1:$B$2"]
    assert addresses("constants", "text") == ["$B$1"]
    assert addresses("constants", "logical") == ["$A$2"]
    assert addresses("constants", "numbers") == ["$A$1", "$B$2"]
    assert addresses("formulas", "numbers") == []
    sheet["B:B"].columns.hidden = True
    assert addresses("visible") == ["$A$1:$A$2", "$C$1:$C$2"]
