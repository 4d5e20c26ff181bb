"""docs/coverage.md says what is there and what is not, and is held to both."""

from __future__ import annotations

import importlib
import importlib.util
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

from workbook import engine, schema
from workbook.schema.command_model import Function
from workbook.schema.commands import COMMANDS
from workbook.schema.functions import FUNCTIONS

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")
STATES = {"built", "untested", "rules", "kept", "declared"}
TICKED = re.compile(r"`([^`]+)`")
KNOWN_COMMANDS = {c.key: c for c in COMMANDS}
KNOWN_LISTS = {one.key for one in schema.LISTS}
TEST_FILES = {path.name for path in (ROOT / "tests").rglob("test_*.py")}


@dataclass(frozen=True)
class Row:
    """One system of the page; names as they stand between backticks."""

    system: str
    tables: tuple[str, ...]
    lists: tuple[str, ...]
    rules: tuple[str, ...]
    commands: tuple[str, ...]
    tests: tuple[str, ...]
    state: str


def _rows() -> list[Row]:
    found: list[Row] = []
    for line in PAGE.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("|") and len(cells) == 7 and cells[0] != "System" and not set(cells[0]) <= {"-"}:
            named, lists, rules, commands, tests = (tuple(TICKED.findall(cell)) for cell in cells[1:6])
            found.append(Row(cells[0], named, lists, rules, commands, tests, cells[6]))
    return found


ROWS = _rows()


def _gaps() -> ModuleType:
    """docs/gaps.py, which is a script beside the page."""
    spec = importlib.util.spec_from_file_location("gaps", ROOT / "docs" / "gaps.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def names(row: Row) -> str:
    """A row's system, for test names."""
    return row.system[:40]


@pytest.mark.parametrize("row", ROWS, ids=names)
def test_every_name_on_the_page_exists(row: Row) -> None:
    """Tables, columns, lists, rule modules, commands and test files that the page cites are there."""
    assert row.state in STATES
    for name in row.tables:
        table, _, field = name.partition(".")
        assert not field or field in schema.table(table), name
        assert schema.table(table).name == table
    assert set(row.lists) <= KNOWN_LISTS
    assert set(row.commands) <= KNOWN_COMMANDS.keys()
    assert set(row.tests) <= TEST_FILES
    for module in row.rules:
        assert (ROOT / "workbook" / "rules" / module).is_file(), module


def _implemented(command: str) -> bool:
    module = KNOWN_COMMANDS[command].entry.partition(":")[0]
    return ROOT.joinpath(*module.split(".")).with_suffix(".py").is_file()


def _answers(function: Function) -> bool:
    module, _, name = function.entry.partition(":")
    return hasattr(importlib.import_module(module), name)


@pytest.mark.parametrize("row", ROWS, ids=names)
def test_a_state_is_what_it_says(row: Row) -> None:
    """Built: a command that exists, or cell functions that all do, and a test. Untested: the command only. Rules: a
    test only. Kept: checked, nothing more. Declared: no command yet."""
    functions = [one for one in FUNCTIONS if f"`{one.key}`" in row.system]
    if row.state == "built":
        assert row.tests
        assert any(map(_implemented, row.commands)) or (functions and all(map(_answers, functions)))
    elif row.state == "untested":
        assert not row.tests
        assert any(map(_implemented, row.commands))
    elif row.state == "rules":
        assert row.tests
    elif row.state == "kept":
        assert "check" in row.commands
        assert not row.rules
    else:
        assert not functions or not all(map(_answers, functions)), "its functions are there: say so"
        assert not row.commands or not all(map(_implemented, row.commands)), "its commands are there: say so"


def test_everything_declared_is_on_the_page() -> None:
    """No table, list, command or cell function is left unmentioned."""
    ticked = set(TICKED.findall(PAGE))
    assert {t.name for t in schema.TABLES} <= {name.partition(".")[0] for name in ticked}
    assert ticked >= KNOWN_LISTS
    assert KNOWN_COMMANDS.keys() <= ticked
    assert {f.key for f in FUNCTIONS} <= ticked


def test_a_system_stands_on_the_page_once() -> None:
    """Two rows for one system could contradict each other."""
    assert [name for name, n in Counter(row.system for row in ROWS).items() if n > 1] == []


def test_the_gaps_are_the_ones_on_the_page(sample_zh: Path) -> None:
    """After refresh and check of the sample, the page lists exactly the worked-out columns still blank and the result
    tables no command writes; `python docs/gaps.py` writes them anew."""
    gaps = _gaps()
    with engine.open_book(sample_zh, read_only=True) as book:
        found = gaps.section(gaps.blank_columns(book), gaps.unwritten())
    assert PAGE[PAGE.index(gaps.HEADING) :] == found
