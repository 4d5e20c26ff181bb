"""Rung 5, live Excel without Excel: xlwings' own Windows engine, unmodified, on a recording stand-in for COM.

Proves: which members of Excel's object model each command touches, that each exists and is called as it may be, that
no text is written that Excel would turn into a number, date or formula, that Excel is left as it was, and that the
result equals the closed-file engine's cell by cell. Cannot: what Excel itself does with a legal call.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from workbook import engine
from workbook.language import Lang
from workbook.schema import table
from workbook.schema.commands import COMMANDS

HERE = Path(__file__).parent
TRACES = HERE.parents[1] / "docs" / "excel-calls.md"
KEYS = [c.key for c in COMMANDS if c.ribbon is not None]
Clicked = Callable[[str], dict[str, Any]]
AMOUNT = 123_456.75
ROW_ID = re.compile(r"[0-9a-f]{16}")  # random wherever a row is new


def click(folder: Path, book: Path, line: str, edits: list[object] | None = None) -> dict[str, Any]:
    """Run one line as a click would, in a process of its own; what came of it."""
    answer = folder / "answer.json"
    command = [sys.executable, str(HERE / "excel_click.py"), str(book), line, json.dumps(edits or []), str(answer)]
    surroundings = {**os.environ, "HOME": str(folder), "USERPROFILE": str(folder)}
    done = subprocess.run(command, capture_output=True, text=True, env=surroundings, check=False)
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(answer.read_text("utf-8"))
    log = folder / ".customer-book" / "log.txt"
    assert not log.exists(), log.read_text("utf-8")
    return told


@pytest.fixture(scope="module")
def clicked(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Clicked:
    """What a click on a button of the Chinese sample does; each is clicked once."""

    @cache
    def of(key: str) -> dict[str, Any]:
        return click(tmp_path_factory.mktemp(key), sample, f"import macros.host; macros.host.run('{key}')")

    return of


@pytest.mark.parametrize("key", KEYS)
def test_every_call_is_one_that_excel_has(clicked: Clicked, key: str) -> None:
    """No unknown member, no put to a read-only one, no surplus, misnamed or missing argument."""
    assert clicked(key)["calls"]
    assert clicked(key)["refused"] == []


@pytest.mark.parametrize("key", KEYS)
def test_no_text_turns_into_something_else(clicked: Clicked, key: str) -> None:
    """Excel reads '001' as 1 and '=1+1' as a formula unless the cell is formatted as text first."""
    assert clicked(key)["read_as_other"] == []


@pytest.mark.parametrize("key", KEYS)
def test_excel_is_left_as_it_was(clicked: Clicked, key: str) -> None:
    """Screen updating and calculation are on again, and the status bar is Excel's."""
    assert clicked(key)["state"] == {
        "ScreenUpdating": True,
        "Calculation": -4105,
        "StatusBar": False,
        "DisplayAlerts": True,
    }


@pytest.mark.parametrize("key", KEYS)
def test_the_user_is_told_once(clicked: Clicked, key: str) -> None:
    """One message box, in the book's language."""
    (message,) = clicked(key)["messages"]
    assert any("\u4e00" <= char <= "\u9fff" for char in message)


def test_the_live_result_is_the_closed_files(sample: Path, tmp_path: Path) -> None:
    """After an amount was changed, refresh in Excel and refresh on the closed file give the same cells."""
    from macros.host import run

    lang: Lang = "zh"
    book = tmp_path / "book.xlsm"
    book.write_bytes(sample.read_bytes())
    lines = table("tblTransactions")
    column = lines.keys.index("amount") + 1
    live = click(
        tmp_path, book, "import macros.host; macros.host.run('refresh')", [[lines.label[lang], 4, column, AMOUNT]]
    )
    with engine.open_book(book) as opened, engine.as_caller(opened):
        opened.sheets[lines.label[lang]].range((4, column)).value = AMOUNT
        run("refresh")
        opened.save()
    closed = click(tmp_path, book, "")
    stamp = cell_of(book, "stamp_refreshed_at")
    different = {}
    for sheet in closed["cells"]:
        one, other = live["cells"][sheet], closed["cells"][sheet]
        for at in one.keys() | other.keys():
            random = ROW_ID.fullmatch(str(one.get(at))) and ROW_ID.fullmatch(str(other.get(at)))
            if one.get(at) != other.get(at) and (sheet, at) != stamp and not random:
                different[sheet, at] = (one.get(at), other.get(at))
    assert different == {}
    assert any(value == AMOUNT for value in live["cells"][lines.label[lang]].values())


def cell_of(book: Path, name: str) -> tuple[str, str]:
    """The sheet and "row,column" of a named cell."""
    with engine.open_book(book, read_only=True) as opened:
        cell = opened.names[name].refers_to_range
        return cell.sheet.name, f"{cell.row},{cell.column}"


def trace(clicked: Clicked) -> str:
    """docs/excel-calls.md: what each button touches in Excel."""
    lines = [
        "# What each button touches in Excel",
        "",
        "Members of Excel's object model that a click reads (get), sets (put) or calls, recorded by rung 5 on the",
        "sample book. Written by: CUSTOMER_BOOK_WRITE=1 uv run pytest tests/ladder/test_5_xlwings_windows.py",
    ]
    for key in KEYS:
        lines += ["", f"## {key}", ""]
        by_type: dict[str, list[str]] = {}
        for call in clicked(key)["calls"]:
            kind, _, member = call.removeprefix("Excel.").partition(".")
            by_type.setdefault(kind, []).append(member)
        lines += [f"- {kind}: {', '.join(members)}" for kind, members in by_type.items()]
    return "\n".join(lines) + "\n"


def test_the_trace_in_the_documents_is_todays(clicked: Clicked) -> None:
    """A command that starts to touch something new in Excel shows in review."""
    if os.environ.get("CUSTOMER_BOOK_WRITE"):
        TRACES.write_text(trace(clicked), "utf-8", newline="\n")
    assert TRACES.read_text("utf-8") == trace(clicked)
