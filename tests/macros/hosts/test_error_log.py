"""The log for what nobody foresaw: where it happened, for its owner alone, and no word of what cells held."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from macros.hosts import error_log


def _failing(cell: str) -> None:
    try:
        _ = dict[str, str]()[cell]
    except KeyError as error:
        raise ValueError(f"cannot read {cell}") from error


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A log in a folder of the test's own."""
    monkeypatch.setattr(error_log, "place", lambda: tmp_path / "own" / "log.txt")
    return tmp_path / "own" / "log.txt"


def _kept(cell: str) -> None:
    try:
        _failing(cell)
    except ValueError as error:
        error_log.keep(error)


def test_it_says_where_and_not_what(log: Path) -> None:
    """Types and lines of the program, of the first error too; an error's words may quote a cell."""
    secret = "13900" + "139000"
    _kept(secret)
    text = log.read_text("utf-8")
    assert "builtins.KeyError" in text
    assert "builtins.ValueError" in text
    assert "in _failing" in text
    assert secret not in text


@pytest.mark.skipif(sys.platform == "win32", reason="modes are Unix's")
def test_it_is_its_owner_s_alone(log: Path) -> None:
    """A log that an older version began for all to read is closed to others as well."""
    log.parent.mkdir()
    log.write_text("old\n", "utf-8")
    log.chmod(0o644)
    _kept("x")
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    assert log.read_text("utf-8").startswith("old\n")
