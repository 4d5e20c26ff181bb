"""Rung 5 again, for cell functions: xlwings' own registration and call path, under the stand-in.

Proves: xlwings takes every function as it is declared, our baked wrappers have the signatures that its own generator
writes, and a call as the add-in's server makes it reads ranges, errors and missing arguments. Cannot: the add-in's DLL
between VBA and Python, spilling, the function wizard.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from workbook.build.vba import functions_module
from workbook.schema.functions import FUNCTIONS

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def told(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What xlwings made of the functions."""
    home = str(tmp_path_factory.mktemp("home"))
    done = subprocess.run(
        [sys.executable, str(HERE / "udf_registration.py"), str(sample)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "HOME": home, "USERPROFILE": home, "PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def signatures(vba: str) -> dict[str, str]:
    """Argument lists by function name, in small letters: VBA does not tell them apart."""
    found = re.findall(r"^(?:Public )?Function (CB_\w+)\((.*)\)", vba, re.M | re.I)
    return {name.casefold(): arguments.casefold() for name, arguments in found}


def test_the_wrappers_are_those_xlwings_would_write(told: dict[str, Any]) -> None:
    """Same names, same arguments in the same order, optional ones marked."""
    assert signatures(functions_module()) == signatures(told["vba"])
    assert len(signatures(told["vba"])) == len(FUNCTIONS)


def test_a_call_reads_ranges_and_missing_arguments(told: dict[str, Any]) -> None:
    """A range comes as its cells, a missing argument as none, a scalar as itself."""
    assert told["calls"]["grade"] == [["A"], [""], ["B"], ["C"]]
    assert told["calls"]["tier"] == [["战略客户"]]
    assert told["refused"] == []


def test_errors_and_blanks_pass_as_in_excel(told: dict[str, Any]) -> None:
    """An error gives the same error, nonsense #VALUE!, a blank a blank."""
    calls = told["calls"]
    assert (calls["error"], calls["wrong"], calls["blank"]) == ([["#N/A"]], [["#VALUE!"]], [[""]])
