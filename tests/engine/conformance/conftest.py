"""A small open book for every test."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
import xlwings as xw
from openpyxl.worksheet.table import Table, TableStyleInfo

from workbook import engine


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Three sheets; a table of two rows on the second."""
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "First"
    for row in ([1, 2, 3], [4, "five", None], [True, dt.datetime(2024, 2, 29, 13, 30), "=A1+B1"]):
        first.append(row)
    second = book.create_sheet("My second")
    second.append(["id", "name", "amount"])
    second.append(["001", "阿明", 1.5])
    second.append(["002", "Bea", 2.5])
    table = Table(displayName="tblPeople", ref="A1:C3")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleMedium2", showRowStripes=True)
    second.add_table(table)
    book.create_sheet("Third")
    file = tmp_path / "book.xlsx"
    book.save(file)
    return file


@pytest.fixture
def book(path: Path) -> Iterator[xw.Book]:
    """The book, open in the engine."""
    with engine.open_book(path) as opened:
        yield opened


@pytest.fixture
def sheet(book: xw.Book) -> xw.Sheet:
    """The empty third sheet."""
    return book.sheets["Third"]
