"""The examples in the docstrings run and give what they say."""

from __future__ import annotations

import doctest
import importlib

import pytest


@pytest.mark.parametrize(
    "name", ["han", "words", "companyname", "placenames", "trades", "evidence", "nicknames", "persons"]
)
def test_examples(name: str) -> None:
    """Every example of the module is true."""
    module = importlib.import_module(f"workbook.rules.matching.{name}")
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0
