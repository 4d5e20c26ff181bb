"""The examples in the docstrings run and give what they say."""

from __future__ import annotations

import doctest
import importlib

import pytest

MODULES = [
    "cleaned",
    "text",
    "phones",
    "emails",
    "websites",
    "postcodes",
    "taxno",
    "idnumber",
    "dates",
    "amounts",
    "columns",
    "datarows",
    "looks",
    "headernames",
    "headerrows",
    "headers",
]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    """Every example of the module is true."""
    module = importlib.import_module(f"workbook.rules.cleaning.{name}")
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0
