"""Customers made ready by a second process: the same preview, with it or without."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import IO

import pandas as pd
import pytest

from macros.pasting import prepared_customers
from macros.pasting.preview import preview
from tests.macros.lead_lists import opened, paste, ugly_list
from workbook import second_process, tables
from workbook.errors import InputError


@pytest.fixture
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any number of customers is many, on any machine."""
    monkeypatch.setattr(prepared_customers, "MANY", 1)
    monkeypatch.setattr(second_process, "can_start", lambda: True)


def previewed(path: Path) -> pd.DataFrame:
    """The preview of a list with variants of the sample's customers."""
    with opened(path) as book:
        paste(book, ugly_list(60))
        preview(book)
        return tables.read(book, "tblLeadPreview").frame.drop(columns="row_id")


def test_the_same_preview(sample_zh: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever makes the customers ready, every decision, piece of evidence and reason is the same."""
    copy = tmp_path / "copy.xlsm"
    copy.write_bytes(sample_zh.read_bytes())
    here = previewed(sample_zh)
    monkeypatch.setattr(prepared_customers, "MANY", 1)
    monkeypatch.setattr(second_process, "can_start", lambda: True)
    asked: list[second_process.Task] = []
    result = second_process.Task.result

    def answered(task: second_process.Task, receive: Callable[[IO[bytes]], object]) -> object:
        asked.append(task)
        return result(task, receive)

    monkeypatch.setattr(second_process.Task, "result", answered)
    there = previewed(copy)
    assert asked
    pd.testing.assert_frame_equal(there, here)


@pytest.mark.usefixtures("always")
def test_without_an_answer(sample_zh: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the other process finds nothing, this one makes all customers ready."""
    copy = tmp_path / "copy.xlsm"
    copy.write_bytes(sample_zh.read_bytes())
    there = previewed(copy)
    monkeypatch.setattr(second_process.Task, "result", lambda _task, _receive: None)
    pd.testing.assert_frame_equal(previewed(sample_zh), there)


@pytest.mark.usefixtures("always")
def test_a_refusal_leaves_nobody_behind(sample_zh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A preview that is refused ends the process it has started."""
    started: list[second_process.Task] = []
    ready = second_process.ready

    def kept(*given: object) -> second_process.Task | None:
        task = ready(*given)  # type: ignore[arg-type]
        assert task is not None
        started.append(task)
        return task

    monkeypatch.setattr(second_process, "ready", kept)
    with opened(sample_zh) as book, pytest.raises(InputError):
        preview(book, mapping={"no such column": "name"})
    assert [task.ended for task in started] == [True]


def test_few_customers_need_no_process(sample_zh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sample is matched by this process alone."""
    monkeypatch.setattr(second_process, "ready", lambda _warm: pytest.fail("a process was started"))
    assert len(previewed(sample_zh)) == 60
