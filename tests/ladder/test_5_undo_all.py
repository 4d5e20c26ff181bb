"""Rung 5, undo without end: whatever commands ran, undoing them all brings back what users had typed.

Proves: for random sequences of commands, and for ten steps in a row, in the pretended Excel and on the closed file.
Cannot: Excel's own undo, which is lost after any macro.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from tests.ladder.commands import FORMULA, TYPED, lines, prepare
from tests.ladder.excel_clicks import Condition, Excel
from workbook import engine, tables
from workbook.schema import TABLES
from workbook.schema.model import Who
from workbook.schema.sheets import sheet_of
from workbook.schema.tables.customers import CUSTOMERS
from workbook.schema.tables.trade import TRANSACTIONS

NOW = "now=__import__('datetime').datetime(2026, 7, 1, 9, {minute})"
PROGRAMS = {"tblJournal", "tblImportLog", "tblLeadPreview", "tblLeadColumns", "tblDuplicates"}
COMMANDS = {
    "load": "file='{folder}/orders{n}.csv', table='transactions', ",
    "merge": "keep='C0000{keep}', drop='C000{drop}', ",
    "preview": None,
    "import": "",
    "refresh": "",
    "check": None,
    "clear_sample": "",
}


@pytest.fixture(scope="module")
def prepared(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample book with troubles in it, and files to load; only for reading."""
    folder = tmp_path_factory.mktemp("prepared")
    for n in range(10):
        text = f"日期,客户编号,产品,金额\n2026-06-{n + 10},C0000{n % 9 + 1},00{n},{n + 0.5}\n"
        (folder / f"orders{n}.csv").write_text(text, "utf-8")
    return prepare(sample, folder)


def sequence(seed: int) -> list[str]:
    """A random handful of commands, an import after each preview."""
    dice = random.Random(seed)
    keys = dice.sample(["load", "merge", "preview", "refresh", "check", "load", "merge"], 5)
    if dice.random() < 0.5:
        keys.append("clear_sample")
    return [key for one in keys for key in ([one, "import"] if one == "preview" else [one])]


def clicks(keys: list[str], folder: Path) -> list[str]:
    """Lines of Python for a sequence and for undoing all of it."""
    made = []
    for n, key in enumerate(keys):
        given = COMMANDS[key]
        options = "" if given is None else given.format(folder=folder.as_posix(), n=n, keep=n + 1, drop=n + 20)
        when = "" if given is None else NOW.format(minute=n)
        made.append(f"macros.host.run('{key}'{', ' + options + when if options or when else ''})")
    made.append(f"macros.host.run('undo', steps=20, {NOW.format(minute=59)})")
    return [f"import macros.host, macros.hosts.excel\n{line}" for line in made]


def inputs(book: Path) -> dict[str, object]:
    """What users type, of every table, row by row."""
    with engine.open_book(book, read_only=True) as opened:
        return {
            one.name: tables.read(
                opened, one, [f.key for f in one.fields if f.who is Who.USER or f.key == "row_id"]
            ).frame.to_dict()
            for one in TABLES
            if not one.result and one.name not in PROGRAMS
        }


CASES = [sequence(1), sequence(2), ["load"] * 10]


@pytest.mark.parametrize("keys", CASES, ids=lambda keys: "-".join(keys)[:40])
def test_undoing_all_brings_back_what_was_typed_on_the_closed_file(
    prepared: Path, tmp_path: Path, keys: list[str]
) -> None:
    """Rows, values, order."""
    book = tmp_path / "book.xlsm"
    book.write_bytes(prepared.read_bytes())
    before = inputs(book)
    with engine.open_book(book) as opened, engine.as_caller(opened):
        for line in clicks(keys, prepared.parent):
            exec(line, {})
        opened.save()
    assert str(inputs(book)) == str(before)


def height(placed: list[Any]) -> int:
    """Rows of a table that stands at [left, top, right, bottom]."""
    _, top, _, bottom = placed[0]
    return int(bottom) - int(top)


@pytest.mark.parametrize("keys", CASES, ids=lambda keys: "-".join(keys)[:40])
def test_undoing_all_brings_back_what_was_typed_in_excel(prepared: Path, excel: Excel, keys: list[str]) -> None:
    """Every cell of every column that users fill; of a table that others moved on its sheet, that its rows are there
    (its cells are looked at on the closed file)."""
    told = excel.click(prepared, *clicks(keys, prepared.parent))
    assert told.log == "", told.log
    typed = [
        (sheet_of(one.name).label.zh, at, told.tables[one.name][0])
        for one in TABLES
        if not one.result and one.name not in PROGRAMS and told.tables[one.name] == told.tables_before[one.name]
        for at, field in enumerate(one.fields, start=1)
        if field.who is Who.USER
    ]
    for one in TABLES:
        if not one.result and one.name not in PROGRAMS:
            assert height(told.tables[one.name]) == height(told.tables_before[one.name]), one.name

    def is_typed(where: str) -> bool:
        """Whether a cell stands in a column of a table that users fill."""
        sheet, _, place = where.partition("!")
        row, column = map(int, place.split(","))
        return any(sheet == on and column == at and top <= row <= bottom for on, at, (_, top, _, bottom) in typed)

    changed = {at: both for at, both in told.changed.items() if is_typed(at)}
    assert changed == {}
    assert len(told.messages) == len(keys) + 1


def test_a_typed_formula_comes_back_as_one(prepared: Path, tmp_path: Path, excel: Excel) -> None:
    """Its row was deleted with all others, in either host; the formula stands there again, and what it gave."""
    clear = lines("clear_sample and undo", prepared)
    told = excel.click(prepared, *clear)
    row, column = TYPED
    assert told.log == ""
    assert f"{TRANSACTIONS.label.zh}!{row},{column}" not in told.changed
    book = tmp_path / "book.xlsm"
    book.write_bytes(prepared.read_bytes())
    with engine.open_book(book) as opened, engine.as_caller(opened):
        for line in clear:
            exec(line, {})
        opened.save()
    with engine.open_book(book) as opened:
        cell = opened.sheets[TRANSACTIONS.label.zh].range(TYPED)
        assert (cell.formula, cell.value) == (FORMULA, 123.5)


REFERENCE = (8, TRANSACTIONS.keys.index("customer_id") + 1), '="C0000"&H8/H8'
"""An order whose customer a user wrote as a formula."""

INJECTED = (5, CUSTOMERS.keys.index("remarks") + 1), "=1+1"
"""A text that only looks like a formula."""


def test_a_formula_that_a_command_wrote_over_comes_back_as_one(prepared: Path, tmp_path: Path, excel: Excel) -> None:
    """Merging lets an order follow, over the formula that named its customer, and adds to the survivor's remarks:
    undone, the formula is one again in either host, and a text that begins as one is still a text."""
    undone = lines("merge and undo", prepared)
    (row, column), formula = REFERENCE
    at = [[TRANSACTIONS.label.zh, row, column, formula, "C00001"]]
    (injected, remarks), text = INJECTED
    typed: list[Condition] = [
        ("general", {"table": TRANSACTIONS.name, "header": TRANSACTIONS["customer_id"].label.zh}),
        ("formula", {"cells": at}),
        ("edit", {"cells": [[CUSTOMERS.label.zh, injected, remarks, text]]}),
    ]
    merged = excel.click(prepared, undone[0], conditions=typed)
    assert merged.changed[f"{TRANSACTIONS.label.zh}!{row},{column}"] == [formula, "C00002"]
    assert merged.changed[f"{CUSTOMERS.label.zh}!{injected},{remarks}"][0] == text
    told = excel.click(prepared, *undone, conditions=typed)
    assert (told.log, told.read_as_other) == ("", [])
    assert f"{TRANSACTIONS.label.zh}!{row},{column}" not in told.changed
    assert f"{CUSTOMERS.label.zh}!{injected},{remarks}" not in told.changed
    book = tmp_path / "book.xlsm"
    book.write_bytes(prepared.read_bytes())
    with engine.open_book(book) as opened, engine.as_caller(opened):
        opened.sheets[TRANSACTIONS.label.zh].range((row, column)).raw_value = [[engine.Formula(formula, "C00001")]]
        texts = pd.Series([text], index=[injected - 4], dtype="str")
        tables.write_rows(opened, CUSTOMERS, pd.DataFrame({"remarks": texts}))
        for line in undone:
            exec(line, {})
        opened.save()
    sheets = openpyxl.load_workbook(book)
    assert sheets[TRANSACTIONS.label.zh].cell(row, column).value == formula
    cell = sheets[CUSTOMERS.label.zh].cell(injected, remarks)
    assert (cell.value, cell.data_type) == (text, "s")
