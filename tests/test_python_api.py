"""docs/python-api.md: what a macro author may call, and that the example at its head runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs.python_api import PAGE, page


def test_the_page_says_what_the_functions_say() -> None:
    """python -m workbook.regenerate writes it anew."""
    assert page().splitlines() == PAGE.read_text("utf-8").splitlines()


def test_the_example_runs(
    sample_zh: Path,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """On the sample: net amounts by grade, the whole of the customers'."""
    sample_zh.rename(tmp_path / "my_book.xlsm")
    monkeypatch.chdir(tmp_path)
    example = re.search(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert example is not None
    exec(example[1], {})
    found = dict(line.split() for line in capsys.readouterr().out.splitlines() if len(line.split()) == 2)
    assert {"A", "B", "C"} <= set(found)
