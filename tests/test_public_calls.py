"""Every call that a book already handed out makes in this program is still answered.

The calls are kept as text in public_calls.txt, as the VBA of shipped books sends them. The list is data: it follows no
schema, so that a renamed command, function or argument fails here.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import os
import re
import tomllib
from pathlib import Path

import pytest

from macros.hosts.arguments import parser
from udfs.calling import REGISTERED
from workbook.schema.commands import COMMANDS, command

TESTS = Path(__file__).parent
VBA = TESTS.parent / "workbook" / "build" / "vba"
LIST = TESTS / "public_calls.txt"
KEPT = [line for line in LIST.read_text("ascii").splitlines() if not line.startswith("#")]
CLICKS = [line for line in KEPT if line.startswith("import ")]
FUNCTIONS = [line for line in KEPT if line.startswith("CB_")]
VERBS = [line.split()[1] for line in KEPT if re.fullmatch(r"customer-book [a-z-]+", line)]
CALL = re.compile(r'(CB_\w+) = CbCallPython\("([\w.]+)", "(\w+)", Array\(([\w, ]*)\)\)')


def test_every_kept_line_is_one_of_these() -> None:
    """None is left unlooked at."""
    assert len(CLICKS) + len(FUNCTIONS) + len(VERBS) + 1 == len(KEPT)
    assert len(CLICKS) >= 13
    assert len(FUNCTIONS) >= 21


@pytest.mark.parametrize("line", CLICKS)
def test_a_click_finds_its_command(line: str) -> None:
    """The function that it calls is there and takes these arguments; the command's own function does, too."""
    imported, called = ast.parse(line).body
    assert isinstance(imported, ast.Import)
    assert isinstance(called, ast.Expr)
    assert isinstance(called.value, ast.Call)
    module, _, name = ast.unparse(called.value.func).rpartition(".")
    assert [one.name for one in imported.names] == [module]
    arguments = [ast.literal_eval(one) for one in called.value.args]
    options = {str(one.arg): ast.literal_eval(one.value) for one in called.value.keywords}
    inspect.signature(getattr(importlib.import_module(module), name)).bind(*arguments, **options)
    one = command(arguments[0])
    entry, _, function = one.entry.partition(":")
    inspect.signature(getattr(importlib.import_module(entry), function)).bind(object(), progress=None, **options)
    for option in one.options:
        if option.name in options and option.choices:
            assert options[option.name] in option.choices


@pytest.mark.parametrize("line", FUNCTIONS)
def test_a_cell_function_is_there_and_takes_its_arguments(line: str) -> None:
    """As xlwings calls it: by module and name, with so many arguments; what came to it later may be left out."""
    match = CALL.fullmatch(line)
    assert match is not None
    key, module, name, arguments = match.groups()
    function = getattr(importlib.import_module(module), name)
    assert REGISTERED[key] is function
    wanted, takes = arguments.split(", "), list(inspect.signature(function).parameters.values())
    assert [one.name for one in takes[: len(wanted)]] == wanted
    assert all(one.default is None for one in takes[len(wanted) :])


@pytest.mark.parametrize("verb", VERBS)
def test_the_command_line_knows_its_commands(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Asked for help, each explains itself."""
    with pytest.raises(SystemExit) as ended:
        parser("en").parse_args([verb, "--help"])
    assert ended.value.code == 0
    assert f"customer-book {verb}" in capsys.readouterr().out


def test_the_script_starts_the_command_line() -> None:
    """As pyproject.toml declares it, and as it is installed with books."""
    declared = tomllib.loads((TESTS.parent / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    script = next(line for line in KEPT if " = macros." in line)
    assert script == f"customer-book = {declared['customer-book']}"
    module, _, name = script.partition(" = ")[2].partition(":")
    assert callable(getattr(importlib.import_module(module), name))


def test_what_todays_book_calls_is_kept() -> None:
    """A new button, function or command is added to the list with the book that brings it (python -m
    workbook.regenerate adds it; no line is ever taken out)."""
    ribbon, functions = ((VBA / name).read_text("ascii") for name in ("CbRibbon.bas", "CbFunctions.bas"))
    clicks = re.findall(r'CbRun(?:Command|With) "(\w+)"(?:, "(.*)")?', ribbon)
    line = re.search(r'CbLine = "(.*)" & key & "(.*)" & options & "(.*)"', (VBA / "CbRun.bas").read_text("ascii"))
    assert line is not None
    start, middle, end = line.groups()
    today = [f"{start}{key}{middle}{options}{end}" for key, options in clicks]
    today += [match[0] for match in CALL.finditer(functions)]
    today += [f"customer-book {one.verb}" for one in COMMANDS]
    new = [one for one in today if one not in KEPT]
    if os.environ.get("CUSTOMER_BOOK_WRITE"):
        LIST.write_text(LIST.read_text("ascii") + "".join(f"{one}\n" for one in new), "ascii", newline="\n")
    else:
        assert new == []
    assert functions.count("CbCallPython(") == len(CALL.findall(functions))
