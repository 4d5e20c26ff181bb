"""Rung 4, code of the user's own: what docs/for-xlwings-users.md tells to write does what it says."""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import xlwings as xw
from pyopenvba.apps.excel import ExcelApplication

from tests.ladder.test_4_vba_run import SEAM
from workbook.engine import doors

PAGE = (Path(__file__).parents[2] / "docs" / "for-xlwings-users.md").read_text("utf-8")


def block(kind: str) -> str:
    """The page's one block of code of this kind."""
    (found,) = re.findall(rf"```{kind}\n(.*?)```", PAGE, re.S)
    return str(found)


@pytest.fixture
def module(sample: Path) -> Iterator[types.ModuleType]:
    """The page's Python, with the sample book as the one that calls."""
    made = types.ModuleType("my_tools")
    exec(compile(block("python"), "my_tools.py", "exec"), made.__dict__)
    with doors.open_book(sample, read_only=True) as book, doors.as_caller(book):
        yield made


def test_the_command_counts_the_customers(module: types.ModuleType) -> None:
    """Forty of them in the sample, by table name and field key."""
    module.count_customers()
    assert xw.Book.caller().app.status_bar == "40 位客户"


def test_the_cell_function_answers(module: types.ModuleType) -> None:
    """Margin of price and cost; a blank price has none."""
    assert module.my_margin(10, 6) == 0.4
    assert module.my_margin(10, None) == 1
    assert module.my_margin(None, 6) is None


def test_the_vba_reaches_the_seam(sample: Path, with_modules: Callable[..., Path]) -> None:
    """The Sub without arguments runs the line of Python; the function hands its arguments on."""
    app = ExcelApplication.open(with_modules(sample, replaced={"CbHost": SEAM}, added={"Mine": block("vb")}))
    app.run("MyCount")
    assert str(app.run("CbTestCalls")).startswith("import my_tools; my_tools.count_customers()|")
    assert app.run("MY_MARGIN", 10, 6) is not None
    assert app.dialogs == []
