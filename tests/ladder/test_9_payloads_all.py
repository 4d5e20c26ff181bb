"""Rung 9, payloads in every command: two hundred texts that do harm stand where people type, and every command is run.

Proves: each command ends with an answer; no cell of the book or of a file that was written is a formula of theirs; CSV
calls nothing; letters are whole. A copy is not handed out: what is confidential stands in
it elsewhere. Cannot: what a program that is not Excel makes of a CSV file.
"""

from __future__ import annotations

import csv
import email
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlwings as xw

from macros.hosts.command_line import main
from tests.ladder.payloads import MANY
from tests.ladder.test_9_damaged_books import GIVEN, ON_A_BOOK
from tests.ladder.test_9_payloads import CALLS, formulas
from tests.macros.sharing.copies import edit
from tests.package_checks import faults
from workbook import engine, schema, tables
from workbook.schema.model import Kind
from workbook.tables.hosts import host_of

TEXTS = (Kind.TEXT, Kind.NOTE, Kind.PHONE, Kind.EMAIL, Kind.URL)
LAST = ("person_erase", "clear_sample")
"""What takes away most of what the others work on."""


def test_there_are_two_hundred() -> None:
    """All different."""
    assert len(set(MANY)) == len(MANY) == 200


def spoil(book: xw.Book) -> None:
    """Half of the cells that users fill with text get payloads, as somebody types them."""
    dice = random.Random(1)
    for table in schema.TABLES:
        if table.result:
            continue
        data = tables.read(book, table)
        host = host_of(book)
        place = host.locate(book, table)
        for one in table.inputs:
            if one.kind in TEXTS and not one.key.endswith("_id"):
                cells = {at: dice.choice(MANY) for at in data.frame.index.tolist() if dice.random() < 0.5}
                host.write_cells(book, place, data.headers[one.key], cells)


@pytest.fixture(scope="module")
def spoilt(sample_book: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample full of them, and files that commands load; only for reading."""
    folder = tmp_path_factory.mktemp("spoilt")
    book = Path(shutil.copy(sample_book("en"), folder / "book.xlsm"))
    assert main(["share", str(book), "--owner", "lin", "-o", str(folder / "handed")]) == 0
    [copy] = (folder / "handed").glob("*.xlsm")
    edit(copy, spoil)
    copy.rename(folder / "copy.xlsm")
    edit(book, spoil)
    with (folder / "list.csv").open("w", encoding="utf-8", errors="ignore", newline="") as file:
        rows = [[text.replace("\0", "")] * 3 for text in MANY]
        csv.writer(file).writerows([["Company", "Phone", "Contact"], *rows])
    with (folder / "orders.csv").open("w", encoding="utf-8", errors="ignore", newline="") as file:
        orders = [["2026-06-29", "C00001", text.replace("\0", ""), "30"] for text in MANY]
        csv.writer(file).writerows([["Date", "Customer ID", "Product", "Amount"], *orders])
    return book


def test_every_command_answers_and_lets_nothing_run(
    spoilt: Path,
    sample_book: Callable[[str], Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """One after the other on the same book, so that each works on what the ones before it have written."""
    monkeypatch.setenv("CUSTOMER_BOOK_DEBUG", "1")
    for name in ("book.xlsm", "list.csv", "orders.csv", "copy.xlsm"):
        shutil.copy(spoilt.with_name(name), tmp_path)
    book = tmp_path / "book.xlsm"
    known = formulas(sample_book("en"))
    assert formulas(book) == known
    commands = sorted(ON_A_BOOK, key=lambda one: LAST.index(one.key) if one.key in LAST else -1)
    for one in commands:
        argv = [part.format(folder=tmp_path) for part in (one.verb, str(book), *GIVEN.get(one.key, ()))]
        code = main(argv)
        said = capsys.readouterr()
        assert code in (0, 1, 3), one.key
        assert "Traceback" not in said.out + said.err, one.key
        assert formulas(book) <= known, one.key
    assert faults(book) == set()
    with engine.open_book(book, read_only=True) as opened:
        assert tables.size(opened, "tblCustomers")
    written = [path for path in tmp_path.rglob("*") if path.is_file() and path.name not in ("book.xlsm", "copy.xlsm")]
    assert {path.suffix for path in written} >= {".xlsx", ".csv"}
    for path in written:
        if path.suffix == ".xlsx":
            cells = [cell for sheet in openpyxl.load_workbook(path) for row in sheet for cell in row]
            assert [cell.value for cell in cells if cell.data_type == "f"] == [], path.name
        elif path.suffix == ".csv" and path.name not in ("list.csv", "orders.csv"):
            with path.open(encoding="utf-8-sig", newline="") as file:
                assert [one for row in csv.reader(file) for one in row if CALLS.match(one)] == [], path.name
        elif path.suffix == ".eml":
            assert email.message_from_bytes(path.read_bytes())["Subject"], path.name
