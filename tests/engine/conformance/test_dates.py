"""A date written to a cell is what the cell's format makes of it, now and when the file is opened again."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
import xlwings as xw

from workbook import engine
from workbook.engine import columns

DAY = dt.datetime(2024, 2, 29)
MOMENT = dt.datetime(2024, 2, 29, 13, 30)


@pytest.mark.parametrize(
    ("number_format", "written", "read"),
    [
        ("General", DAY, DAY),
        ("yyyy-mm-dd", MOMENT, MOMENT),
        ("0.00", DAY, 45351.0),
        ("@", DAY, "2024-02-29"),
        ("@", MOMENT, "2024-02-29 13:30:00"),
    ],
)
def test_a_date_reads_the_same_before_and_after_a_save(
    book: xw.Book, sheet: xw.Sheet, path: Path, number_format: str, written: dt.datetime, read: object
) -> None:
    """General becomes a date's format; a number's format shows the number, a text's makes a text."""
    sheet["A1"].number_format = number_format
    sheet["A1"].value = written
    assert sheet["A1"].value == read
    book.save()
    with engine.open_book(path) as again:
        assert again.sheets["Third"]["A1"].value == read
    cell = openpyxl.load_workbook(path)["Third"]["A1"]
    assert cell.data_type == ("s" if isinstance(read, str) else "d" if isinstance(read, dt.datetime) else "n")


def test_a_whole_column_agrees_with_its_cells(book: xw.Book) -> None:
    """The columnar way writes and reads dates as cells do."""
    second = book.sheets["My second"]
    second["A2:A3"].number_format = "@"
    columns.write_columns(book, "tblPeople", {"id": [DAY, DAY]})
    found = columns.table_columns(book, "tblPeople", ["id"])
    assert list(found.columns["id"].values) == second["A2:A3"].value == ["2024-02-29"] * 2


def test_a_date_that_moves_stays_a_date(sheet: xw.Sheet) -> None:
    """Cells that move take their formats along: what stood there before does not make a text of them."""
    sheet["A1:A2"].value = [[DAY], [MOMENT]]
    sheet["A1"].number_format = "yyyy-mm-dd"
    sheet["C1"].number_format = "@"
    sheet["A1:A2"].copy(sheet["C1"])
    assert sheet["C1:C2"].value == [DAY, MOMENT]
