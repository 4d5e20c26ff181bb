"""Clicks in a pretended Excel: one process with xlwings' Windows engine and the stand-in serves a whole test run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

HERE = Path(__file__).parent
Condition: TypeAlias = tuple[str, dict[str, Any]]


@dataclass(frozen=True)
class Told:
    """What came of a click; see excel_worker.py."""

    calls: dict[str, int]
    refused: list[str]
    read_as_other: list[str]
    messages: list[str]
    said: list[object]
    ended: str
    before: dict[str, Any]
    state: dict[str, Any]
    changed: dict[str, list[Any]]
    formats: dict[str, list[Any]]
    tables_before: dict[str, Any]
    tables: dict[str, Any]
    others: dict[str, dict[str, list[Any]]]
    log: str
    different: dict[str, list[Any]] | None = None

    @property
    def count(self) -> int:
        """How many calls crossed from Python to Excel."""
        return sum(self.calls.values())


class Excel:
    """The process, started with the first click."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._process: subprocess.Popen[str] | None = None

    def click(self, book: Path, *lines: str, conditions: Sequence[Condition] = (), against: Path | None = None) -> Told:
        """Run lines of Python as clicks on one open book would."""
        if self._process is None:
            command = [sys.executable, str(HERE / "excel_worker.py")]
            surroundings = {**os.environ, "HOME": str(self._home), "USERPROFILE": str(self._home)}
            pipe = subprocess.PIPE
            self._process = subprocess.Popen(
                command, stdin=pipe, stdout=pipe, encoding="utf-8", env=surroundings, cwd=self._home
            )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        request = {
            "book": str(book), "lines": lines, "conditions": conditions, "against": str(against) if against else None
        }  # fmt: skip
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer, "the pretended Excel has ended; its traceback is above"
        return Told(**json.loads(answer))

    def quit(self) -> None:
        """End the process."""
        if self._process is not None:
            assert self._process.stdin is not None
            assert self._process.stdout is not None
            self._process.stdin.close()
            self._process.wait(timeout=30)
            self._process.stdout.close()


def run(key: str, options: str = "") -> str:
    """The line that a click on a button sends, with options as Python."""
    return f"import macros.host; macros.host.run('{key}'{', ' + options if options else ''})"
