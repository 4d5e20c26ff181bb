"""Range.autofilter and Table.autofilter: conditions, and the rows they hide."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw

from tests.engine.odd_books import contents
from workbook.errors import InputError

ROWS: list[list[Any]] = [
    ["Region", "Day", "Amount"],
    ["East", dt.datetime(2025, 1, 1), 10],
    ["West", dt.datetime(2025, 1, 2), 20],
    ["east", dt.datetime(2025, 1, 3), 30],
    [None, dt.datetime(2025, 1, 1), 40],
    ["N*rth", dt.datetime(2025, 1, 2), "none"],
]
Filter = Callable[[xw.main.AutoFilter], None]


@pytest.fixture
def cells(sheet: xw.Sheet) -> xw.Range:
    sheet["B2:D7"].value = ROWS
    return sheet["B2:D7"]


def _shown(cells: xw.Range) -> list[int]:
    """The rows of data that are not hidden, from 1."""
    return [at for at in range(1, cells.shape[0]) if not cells[at, 0].rows.hidden]


FILTERS: dict[str, tuple[Filter, list[int]]] = {
    "values": (lambda f: f.apply_values(1, ["EAST", ""]), [1, 3, 4]),
    "numbers as values": (lambda f: f.apply_values(3, [10, 40.0]), [1, 4]),
    "equal": (lambda f: f.apply_comparison(1, "equal_to", "west"), [2]),
    "equal to a sign": (lambda f: f.apply_comparison(1, "equal_to", "N*rth"), [5]),
    "not equal": (lambda f: f.apply_comparison(3, "not_equal_to", 20), [1, 3, 4, 5]),
    "blank": (lambda f: f.apply_comparison(1, "equal_to", None), [4]),
    "not blank": (lambda f: f.apply_comparison(1, "not_equal_to", None), [1, 2, 3, 5]),
    "greater": (lambda f: f.apply_comparison(3, "greater_than", 20), [3, 4]),
    "between": (lambda f: f.apply_comparison(3, "between", 20, 30), [2, 3]),
    "outside": (lambda f: f.apply_comparison(3, "not_between", 20, 30), [1, 4]),
    "texts in order": (lambda f: f.apply_comparison(1, "less_than_or_equal", "f"), [1, 3]),
    "a day": (lambda f: f.apply_comparison(2, "equal_to", dt.date(2025, 1, 2)), [2, 5]),
    "days": (lambda f: f.apply_comparison(2, "less_than", dt.datetime(2025, 1, 2)), [1, 4]),
    "largest": (lambda f: f.apply_top_items(3, 2), [3, 4]),
    "smallest": (lambda f: f.apply_bottom_items(3, 1), [1]),
    "upper half": (lambda f: f.apply_top_percent(3, 50), [3, 4]),
    "lowest": (lambda f: f.apply_bottom_percent(3, 1), [1]),
}


@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_hides_rows(cells: xw.Range, path: Path, name: str) -> None:
    """What it lets through is shown, in the session and in the file; its condition reads back the same."""
    apply, expected = FILTERS[name]
    apply(cells.autofilter)
    assert _shown(cells) == expected
    before = [one.impl for one in cells.autofilter.criteria]
    cells.sheet.book.save()
    assert [one.impl for one in cells.autofilter.criteria] == before
    assert _shown(cells) == expected
    read = openpyxl.load_workbook(path)["Third"]
    assert read.auto_filter.ref == "B2:D7"
    assert [at for at in range(1, 6) if not read.row_dimensions[at + 2].hidden] == expected


def test_criteria_in_xlwings_words(cells: xw.Range) -> None:
    """One entry a column, 'none' where nothing is asked."""
    cells.autofilter.apply_values(1, ["East", "West"])
    cells.autofilter.apply_comparison(3, "between", 10, 20)
    first, second, third = cells.autofilter.criteria
    assert (first.field, first.type, first.values) == (1, "values", ["East", "West"])
    assert (second.type, second.values) == ("none", None)
    assert (third.type, third.operator, third.value1, third.value2) == ("comparison", "between", "10", "20")


def test_conditions_add_up_and_are_cleared(cells: xw.Range) -> None:
    """A row is shown that all let through; without conditions all rows are."""
    cells.autofilter.apply_values(1, ["East"])
    cells.autofilter.apply_comparison(3, "greater_than", 10)
    assert _shown(cells) == [3]
    cells.autofilter.clear(1)
    assert _shown(cells) == [2, 3, 4]
    cells.autofilter.clear()
    assert _shown(cells) == [1, 2, 3, 4, 5]
    assert [one.type for one in cells.autofilter.criteria] == ["none"] * 3


def test_visible_cells(cells: xw.Range) -> None:
    """get_special_cells('visible') leaves filtered rows out."""
    cells.autofilter.apply_values(1, ["East"])
    areas: Any = cells.get_special_cells("visible")
    assert sorted(row for area in areas for row in range(area.row, area.row + area.shape[0])) == [2, 3, 5]


def test_one_filter_a_sheet(cells: xw.Range) -> None:
    """A second one is refused with a sentence; the book knows the first by Excel's hidden name."""
    cells.autofilter.apply_values(1, ["East"])
    with pytest.raises(InputError, match="B2:D7"):
        cells.sheet["F1:G5"].autofilter.apply_values(1, ["x"])
    cells.sheet.book.save()
    text = contents(Path(cells.sheet.book.fullname))["xl/workbook.xml"]
    assert b"_xlnm._FilterDatabase" in text
    assert b'hidden="1"' in text


def test_a_table_has_its_own_filter(book: xw.Book, path: Path) -> None:
    """It stands in the table's part; the sheet gets none. Without its buttons all rows are shown."""
    table = book.sheets["My second"].tables[0]
    table.autofilter.apply_values(2, ["Bea"])
    book.save()
    table = book.sheets["My second"].tables[0]
    assert _shown(table.range) == [2]
    assert table.autofilter.criteria[1].values == ["Bea"]
    parts = contents(path)
    assert b'<filterColumn colId="1">' in parts["xl/tables/table1.xml"]
    assert b"autoFilter" not in parts["xl/worksheets/sheet2.xml"]
    table.columns.add("new", index=1)
    with pytest.raises(NotImplementedError, match="changed since"):
        table.autofilter.apply_values(1, ["x"])
    book.save()
    table = book.sheets["My second"].tables[0]
    assert [one.type for one in table.autofilter.criteria] == ["none", "none", "values", "none"]
    table.show_autofilter = False
    assert _shown(table.range) == [1, 2]
    book.save()
    assert b"filterColumn" not in contents(path)["xl/tables/table1.xml"]
