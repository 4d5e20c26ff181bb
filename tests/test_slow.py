"""Which tests a plain run leaves out: the closed list in pyproject.toml, and nothing else."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.conftest import ROOT, is_slow


def test_every_entry_of_the_list_is_a_test(pytestconfig: pytest.Config) -> None:
    """A file or test that was renamed would run, or be forgotten, without a word."""
    slow: list[str] = pytestconfig.getini("slow_tests")
    assert slow == sorted(set(slow))
    for entry in slow:
        file, _, name = entry.partition("::")
        assert (ROOT / file).exists(), entry
        if name:
            parsed = ast.parse((ROOT / file).read_text("utf-8"))
            assert name.partition("[")[0] in {one.name for one in parsed.body if isinstance(one, ast.FunctionDef)}, (
                entry
            )


def test_no_test_is_marked_slow_elsewhere() -> None:
    """One list in one place."""
    marked = [path for path in (ROOT / "tests").rglob("*.py") if "pytest.mark." + "slow" in path.read_text("utf-8")]
    assert marked == [Path(__file__).with_name("conftest.py")]


def test_an_entry_names_a_test_a_file_or_a_folder() -> None:
    """With all its parameters or with one; not what only begins alike."""
    slow = ["tests/a.py::test_x", "tests/b.py", "tests/c", "tests/e.py::test_w[zh]"]
    assert is_slow("tests/a.py::test_x[1-[]", slow)
    assert is_slow("tests/b.py::test_y", slow)
    assert is_slow("tests/c/d.py::test_z", slow)
    assert is_slow("tests/e.py::test_w[zh]", slow)
    assert not is_slow("tests/e.py::test_w[en]", slow)
    assert not is_slow("tests/a.py::test_xy", slow)
    assert not is_slow("tests/cc/d.py::test_z", slow)
