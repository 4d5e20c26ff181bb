"""The examples in the docstrings run and give what they say."""

from __future__ import annotations

import doctest
import importlib

import pytest


@pytest.mark.parametrize("name", ["block", "effect", "merging", "parts", "persons", "rejects"])
def test_examples(name: str) -> None:
    """Every example of the module is true."""
    result = doctest.testmod(importlib.import_module(f"workbook.rules.importing.{name}"))
    assert result.attempted > 0
    assert result.failed == 0
