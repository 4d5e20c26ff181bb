"""A formula down a whole column of a table is the column's, for every row that comes; it moves along row by row."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
import xlwings as xw

from tests.engine.odd_books import contents
from workbook import engine
from workbook.engine import columns


@pytest.fixture
def table(book: xw.Book) -> xw.main.Table:
    """The table of two people, with the amounts doubled beside them."""
    sheet = book.sheets["My second"]
    table = sheet.tables[0]
    table.columns.add("double")
    sheet["D2:D3"].formula = "=C2*2"
    return table


def _doubles(table: xw.main.Table) -> list[str]:
    body = table.columns["double"].data_body_range
    assert body is not None
    return [str(cell.formula) for cell in body]


def test_new_rows_get_it(table: xw.main.Table) -> None:
    """At the end, between and before the others; saved and opened again as well."""
    table.rows.add(["003", "Cy", 3, None])
    table.rows.add(["000", "Al", 0, None], index=1)
    table.rows.add(["001", "Bo", 1, None], index=3)
    assert _doubles(table) == [f"=C{row}*2" for row in range(2, 7)]
    path = Path(table.parent.book.fullname)
    table.parent.book.save()
    assert b"<calculatedColumnFormula>C2*2</calculatedColumnFormula>" in contents(path)["xl/tables/table1.xml"]
    with engine.open_book(path) as book:
        again = book.sheets["My second"].tables[0]
        again.rows[0].delete()
        again.rows.add(["009", "Zo", 9, None])
        assert _doubles(again) == [f"=C{row}*2" for row in range(2, 7)]
        columns.append_rows(book, "tblPeople", {"id": ["010", "011"]})
        assert _doubles(again) == [f"=C{row}*2" for row in range(2, 9)]


@pytest.mark.parametrize("address", ["A3:D3", "3:4"])
def test_inserted_cells_get_it(table: xw.main.Table, address: str) -> None:
    """Rows that come into a table by inserting cells or whole rows of the sheet."""
    table.parent[address].insert("down")
    assert _doubles(table) == [f"=C{row}*2" for row in range(2, len(table.rows) + 2)]
    assert len(table.rows) == (3 if address == "A3:D3" else 4)


def test_a_table_that_moves_takes_it_along(table: xw.main.Table) -> None:
    """Rows above the table, or columns before it, change what its formula names."""
    sheet = table.parent
    sheet["1:2"].insert("down")
    sheet["A:A"].insert("right")
    table.rows.add(["003", "Cy", 3, None])
    assert _doubles(table) == ["=D4*2", "=D5*2", "=D6*2"]


def test_a_part_of_a_column_is_not_calculated(table: xw.main.Table) -> None:
    """One formula among others is that cell's own; an array formula too."""
    table.columns.add("other")
    table.parent["E2"].formula = "=C2+1"
    table.rows.add(["003", "Cy", 3, None, None])
    assert table.parent["E4"].formula == ""


def test_another_formula_takes_its_place(table: xw.main.Table) -> None:
    """The part says the new one, once; openpyxl reads it."""
    sheet = table.parent
    sheet.book.save()
    sheet["D2:D3"].formula = "=[@amount]*3"
    sheet.book.save()
    column = openpyxl.load_workbook(sheet.book.fullname)["My second"].tables["tblPeople"].tableColumns[3]
    assert column.calculatedColumnFormula.attr_text == "tblPeople[[#This Row],[amount]]*3"
