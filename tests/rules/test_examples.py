"""Every rule module shows its use in a runnable example."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import workbook.rules

MODULES = [
    "macros.files.file_readers",
    *(one.name for one in pkgutil.walk_packages(workbook.rules.__path__, "workbook.rules.")),
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_are_true(name: str) -> None:
    """What a docstring shows is what the code gives."""
    assert doctest.testmod(importlib.import_module(name)).failed == 0
