"""A table that gets a row pushes down what stands right below it, as Excel does."""

from __future__ import annotations

import pytest
import xlwings as xw

from workbook.errors import Unsupported


@pytest.fixture
def table(book: xw.Book) -> xw.main.Table:
    """The table of two people."""
    return book.sheets["My second"].tables[0]


@pytest.mark.parametrize("index", [None, 1])
def test_cells_below_go_down(table: xw.main.Table, index: int | None) -> None:
    """In the table's columns only; what refers to them follows, and the table's own formulas too."""
    sheet = table.parent
    sheet["A4:D4"].value = ["below", "=SUM(C2:C3)", 1, "beside"]
    sheet["F1"].formula = "=C4"
    table.rows.add(["003", "Cy", 3], index=index)
    sheet.book.save()
    total = "=SUM(C2:C4)" if index is None else "=SUM(C3:C4)"
    assert [cell.formula for cell in sheet["A5:D5"]] == ["below", total, "1", ""]
    assert sheet["D4"].value == "beside"
    assert sheet["F1"].formula == "=C5"
    assert table.range.address == "$A$1:$C$4"


def test_a_table_below_goes_down(table: xw.main.Table) -> None:
    """As a whole, with its formulas; structured references stay."""
    sheet = table.parent
    sheet["A4"].value = [["k", "v", "w"], [1, 2, "=B5*2"]]
    below = sheet.tables.add(sheet["A4:C5"], name="tblBelow")
    table.rows.add(["003", "Cy", 3])
    sheet.book.save()
    assert below.range.address == "$A$5:$C$6"
    assert sheet["C6"].formula == "=B6*2"
    assert table.range.value[-1] == ["003", "Cy", 3]


def test_a_wider_table_below_is_not_torn(table: xw.main.Table) -> None:
    """Excel refuses that too; nothing has changed."""
    sheet = table.parent
    sheet["A4"].value = [["k", "v", "w", "x"], [1, 2, 3, 4]]
    sheet.tables.add(sheet["A4:D5"], name="tblWide")
    with pytest.raises(Unsupported):
        table.rows.add(["003", "Cy", 3])
    assert table.range.address == "$A$1:$C$3"
    assert sheet["A4:D4"].value == ["k", "v", "w", "x"]


def test_an_empty_row_below_is_taken(table: xw.main.Table) -> None:
    """What stands further down stays where it is."""
    sheet = table.parent
    sheet["A5"].value = "stays"
    table.rows.add(["003", "Cy", 3])
    assert sheet["A5"].value == "stays"
    table.rows.add(["004", "Di", 4])
    assert sheet["A6"].value == "stays"
