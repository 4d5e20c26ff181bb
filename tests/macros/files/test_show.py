"""What show writes as CSV is safe to open in a spreadsheet, and can be written whatever stands in a cell."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from macros.files.show import show
from workbook import engine

RUNS = ["=1+1", "+cmd|' /C calc'!A0", "-2+3+cmd|x", "＋1+A1", "－1+A1", "\u200b=1", "\ufeff=1", "@SUM(A1)"]
STAYS = ["+86 20 8888 0000", "-12.50", "a=b", "普通文字"]


@pytest.mark.parametrize("text", [*RUNS, *STAYS])
def test_no_text_runs_as_a_formula(empty_en: Path, text: str) -> None:
    """Also behind signs that nobody sees; telephones and negative numbers stay what they are."""
    with engine.open_book(empty_en) as book:
        table = next(t for s in book.sheets for t in s.tables if t.name == "tblCustomers")
        data, header = table.data_body_range, table.header_row_range
        assert data is not None
        assert header is not None
        row = data[0, :]
        place = [str(one) for one in header.value].index("Remarks")
        row[place].number_format = "@"
        row[place].value = "'" + text
        (shown,) = csv.DictReader(io.StringIO(show(book, table="customers", format="csv").sentences("en")[0]))
    assert shown["remarks"] == ("'" + text if text in RUNS else text)
