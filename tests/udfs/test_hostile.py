"""Cells nobody thought of: whatever an argument holds, a cell function answers with cells."""

from __future__ import annotations

import datetime as dt
import importlib
import random
from types import SimpleNamespace
from typing import Any

import pytest
import xlwings as xw

from udfs import values
from udfs.calling import ERRORS, REGISTERED
from workbook.schema.command_model import Function
from workbook.schema.functions import FUNCTIONS

for _one in FUNCTIONS:
    importlib.import_module(_one.entry.partition(":")[0])

CELLS: list[Any] = [
    None, "", " ", "#N/A", "x", "A", "９９", "=1+1", "'", "\x00", "2025-13-45", "长" * 33_000, True, -1.0, 0.0, 1e308,
    float("inf"), -5e9, 1e-320, 2_958_466.0, dt.datetime(1900, 1, 1), dt.datetime(2025, 1, 1),
]  # fmt: skip
BLOCKS: list[Any] = [
    [["a"], [None], ["#REF!"]], [[1.0], [2.0], [None]], [[1.0, 2.0], [3.0, 4.0]], [["客户编号", "日期"], ["C1", "x"]],
    [[None]] * 20_000, [["x"]] + [[None]] * 20_000,
]  # fmt: skip
CELL = (str, float, int, bool, dt.datetime, type(None))


@pytest.mark.parametrize("one", FUNCTIONS, ids=lambda one: str(one.key))
def test_any_cells_are_answered_by_cells(one: Function) -> None:
    """Errors, blanks, wrong types, whole columns, other shapes: a value, a spill, or one of Excel's errors."""
    dice = random.Random(one.key)
    for _ in range(40):
        answer = REGISTERED[one.key](*(dice.choice(CELLS + BLOCKS) for _ in one.arguments))
        rows = answer if isinstance(answer, list) else [[answer]]
        for cell in (cell for row in rows for cell in row):
            assert isinstance(cell, CELL), cell
            assert not (isinstance(cell, str) and cell.startswith("#")) or cell in ERRORS


def test_a_book_in_the_cloud_is_asked_for_its_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its path may not be known; its name is, and no more is needed."""

    class Cloud(SimpleNamespace):
        @property
        def fullname(self) -> str:
            raise xw.XlwingsError("Couldn't find the local OneDrive folder")

    book = Cloud(name="book.xlsm")
    monkeypatch.setattr(xw.Book, "caller", staticmethod(lambda: book))
    values._book.clear()
    assert values._caller() is book
    values._book.clear()
