"""Another process may do the work; that it cannot is never a trouble."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import IO

import pytest

from tests import second_process_work
from workbook import second_process


def read(stream: IO[bytes]) -> str:
    """All of the answer."""
    return stream.read().decode()


def begun(task: second_process.Task | None) -> second_process.Task:
    """The task, which did start."""
    assert task is not None
    return task


def test_what_another_process_finds() -> None:
    """The function is called there with the arguments; what it prints is no part of the answer."""
    assert begun(second_process.start(second_process_work.double, "é")).result(read) == "éé"


def test_a_long_order() -> None:
    """An order and an answer longer than a pipe holds go through, however late the answer is asked for."""
    text = "long " * 1_000_000
    assert begun(second_process.start(second_process_work.double, text)).result(read) == text * 2


@pytest.mark.parametrize("work", [second_process_work.fail, second_process_work.half])
def test_trouble_is_no_answer(work: object) -> None:
    """Where the function fails, or its process ends in the middle of the answer, there is none."""
    assert begun(second_process.start(work)).result(read) is None  # type: ignore[arg-type]


def test_an_answer_that_cannot_be_read() -> None:
    """What `receive` cannot read is no answer."""
    assert (
        begun(second_process.start(second_process_work.double, "a")).result(lambda stream: int(stream.read())) is None
    )


def test_nobody_is_left_behind() -> None:
    """A process that is not wanted any more is ended."""
    task = begun(second_process.start(second_process_work.wait))
    task.stop()
    assert task.ended


def test_a_program_that_cannot_be_started_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no process can be started there is no task; a program that is no Python is not even tried."""
    monkeypatch.setattr("sys.executable", str(tmp_path / "frozen.exe"))
    assert not second_process.can_start()
    assert second_process.start(second_process_work.double, "a") is None


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is Unix's")
def test_nobody_outlives_a_process_that_is_killed(tmp_path: Path) -> None:
    """The other process ends soon after the one that started it, though it has nothing to write."""
    path = tmp_path / "beats"
    script = (
        "import sys, time; from pathlib import Path; from tests import second_process_work; "
        "from workbook import second_process; "
        "task = second_process.start(second_process_work.beat, Path(sys.argv[1])); time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", script, str(path)], cwd=Path(__file__).parents[1])
    while not path.exists():
        time.sleep(0.05)
    parent.kill()
    parent.wait()
    seen = -1
    for _ in range(50):
        if path.stat().st_size == seen:
            break
        seen = path.stat().st_size
        time.sleep(0.3)
    assert seen < 100
