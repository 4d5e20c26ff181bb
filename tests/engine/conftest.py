"""Work for other processes, whatever the machine, and a look at it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from workbook import second_process
from workbook.engine.book import background_writing


@pytest.fixture
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every sheet is worth a process."""
    monkeypatch.setattr(background_writing, "WORTH", 1)
    monkeypatch.setattr(second_process, "can_start", lambda: True)


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[second_process.Task]:
    """The tasks that are begun for other processes."""
    tasks: list[second_process.Task] = []
    start = second_process.start

    def kept(function: Callable[..., None], *given: Any) -> second_process.Task | None:
        task = start(function, *given)
        if task is not None:
            tasks.append(task)
        return task

    monkeypatch.setattr(second_process, "start", kept)
    return tasks
