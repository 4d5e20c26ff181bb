"""What tests read outside the project: the public data sets, through one fixture, where they are marked so."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

FIXTURES = ROOT / "tests" / "conftest.py"
MODULES = sorted((ROOT / "tests").rglob("*.py"))


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    """Every function of a module."""
    return (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.FunctionDef))


def test_one_fixture_alone_knows_where_the_data_sets_are() -> None:
    """No other line of a test leads out of the project's folder."""
    outside = ("ROOT" + ".parent /", "CUSTOMER_BOOK" + "_DATA", '"sha' + 'red" / "data"', '"/' + "work/")
    named = {path for path in MODULES for one in outside if one in path.read_text("utf-8")}
    assert named <= {FIXTURES}
    assert named


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_who_reads_them_is_marked(path: Path) -> None:
    """A test or fixture that asks for the data sets stands in a module, or under a mark, that says so."""
    asks = [one for one in functions(path) if "public_data" in {argument.arg for argument in one.args.args}]
    text = path.read_text("utf-8")
    whole = "pytestmark = pytest.mark.public_data" in text
    for one in asks:
        marks = "".join(ast.unparse(decorator) for decorator in one.decorator_list)
        assert whole or "mark.public_data" in marks or "fixture" in marks, one.name
