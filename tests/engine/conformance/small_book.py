"""A small book as another program writes it, for every test of the faces."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
from openpyxl.worksheet.table import Table, TableStyleInfo


def small_book(file: Path) -> Path:
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
    book.save(file)
    return file
