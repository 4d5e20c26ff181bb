"""Rung 8, other readers: the book as built, and as a refresh leaves it, opens in programs that are no spreadsheet.

Proves: calamine, exceljs and SheetJS, on which web previews and other people's scripts are built, read every sheet's
name and the same customers. Cannot: what they would write. exceljs and SheetJS need node and both packages in the
folder that CUSTOMER_BOOK_NODE names; without them the test is skipped, and says what is missing.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from macros.counting.refresh import refresh
from tests.ladder.commands import NOW
from workbook import engine, tables
from workbook.schema.sheets import SHEETS
from workbook.schema.tables.customers import CUSTOMERS

SCRIPT = Path(__file__).with_name("readers.mjs")
SECONDS = 180
COLUMNS = ("customer_id", "name")  # the second and third of the sheet


def _lacks() -> str | None:
    """What is not there for the two readers of node."""
    if shutil.which("node") is None:
        return "node is not installed"
    folder = os.environ.get("CUSTOMER_BOOK_NODE", "")
    lacking = [one for one in ("exceljs", "xlsx") if not (Path(folder) / "node_modules" / one).is_dir()]
    return f"CUSTOMER_BOOK_NODE names no folder with {' and '.join(lacking)}" if not folder or lacking else None


@pytest.fixture(params=["built", "refreshed"])
def book(request: pytest.FixtureRequest, sample_book: Callable[[str], Path], tmp_path: Path) -> Path:
    """The sample as it is built, and as a refresh of another day saves it."""
    path = tmp_path / "book.xlsm"
    path.write_bytes(sample_book("zh").read_bytes())
    if request.param == "refreshed":
        with engine.open_book(path) as opened:
            refresh(opened, as_of=NOW.date(), now=NOW)
            opened.save()
    return path


def expected(book: Path) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The names of the sheets, and number and name of the customers as our own engine reads them."""
    with engine.open_book(book, read_only=True) as opened:
        rows = tables.read(opened, CUSTOMERS, COLUMNS).frame
    return [one.label.zh for one in SHEETS], list(rows.itertuples(index=False, name=None))


def customers(rows: list[list[Any]]) -> list[tuple[Any, ...]]:
    """Number and name of the rows that are customers."""
    return [tuple(row) for row in rows if row and isinstance(row[0], str) and row[0].startswith("C0")]


def test_calamine_reads_it(book: Path) -> None:
    """What Polars and pandas read with."""
    sheets, rows = expected(book)
    opened = CalamineWorkbook.from_path(str(book))
    assert opened.sheet_names == sheets
    read = opened.get_sheet_by_name(CUSTOMERS.label.zh).to_python(skip_empty_area=False)
    assert customers([row[1:3] for row in read]) == rows


@pytest.mark.skipif(_lacks() is not None, reason=str(_lacks()))
def test_exceljs_and_sheetjs_read_it(book: Path) -> None:
    """Without hanging on dropdowns or falling over a drawing."""
    sheets, rows = expected(book)
    asked = ["node", str(SCRIPT), os.environ["CUSTOMER_BOOK_NODE"], str(book), CUSTOMERS.label.zh]
    done = subprocess.run(asked, capture_output=True, encoding="utf-8", timeout=SECONDS, check=False)
    assert done.returncode == 0, done.stderr
    for name, read in json.loads(done.stdout).items():
        assert read["sheets"] == sheets, name
        assert customers(read["rows"]) == rows, name
