"""Where a click arrives: the command runs, the user is spoken to, Excel is as it was."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from macros.hosts import error_log, excel
from workbook import engine, tables
from workbook.language import Text


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What the user was told: (mode, sentence)."""
    heard: list[tuple[str, str]] = []
    monkeypatch.setattr(
        xw.App, "alert", lambda self, prompt, **more: heard.append((str(more.get("mode")), prompt)), raising=True
    )
    return heard


@pytest.fixture
def clicked(sample_zh: Path) -> Iterator[xw.Book]:
    """The book whose button is clicked."""
    with engine.open_book(sample_zh) as book, engine.as_caller(book):
        yield book


def test_a_click_runs_the_command_and_tells_its_report(clicked: xw.Book, said: list[tuple[str, str]]) -> None:
    """In the book's language."""
    excel.run("refresh")
    ((mode, sentence),) = said
    assert mode == "info"
    assert "2026-06-30" in sentence
    assert "位客户" in sentence


def test_a_refusal_is_an_alert_in_the_book_s_language(clicked: xw.Book, said: list[tuple[str, str]]) -> None:
    """No traceback, no exception."""
    tables.set_name(clicked, "meta_is_sample", None)
    excel.run("clear_sample")
    ((mode, sentence),) = said
    assert mode == "critical"
    assert "没有示例数据" in sentence


def test_a_failure_is_logged_and_the_alert_names_the_log(
    clicked: xw.Book, said: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The last line of defence."""

    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("nobody foresaw this")

    monkeypatch.setattr(error_log, "place", lambda: tmp_path / "log.txt")
    monkeypatch.setattr(excel, "implementation", lambda one: broken)
    excel.run("refresh")
    ((mode, sentence),) = said
    assert mode == "critical"
    assert str(tmp_path / "log.txt") in sentence
    assert "builtins.RuntimeError" in (tmp_path / "log.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("fails", [False, True])
def test_excel_is_as_it_was_on_every_way_out(
    clicked: xw.Book, said: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch, fails: bool
) -> None:
    """Screen updating, calculation and the status bar, whether the command went through or not."""
    seen: list[tuple[Any, Any]] = []

    def command(book: xw.Book, **_: Any) -> Any:
        seen.append((book.app.screen_updating, book.app.calculation))
        if fails:
            raise RuntimeError
        from macros.report import Report

        return Report("refresh", (Text("好", "Done"),))

    before = clicked.app.screen_updating, clicked.app.calculation
    monkeypatch.setattr(excel, "implementation", lambda one: command)
    excel.run("refresh")
    assert (clicked.app.screen_updating, clicked.app.calculation) == before
    assert clicked.app.status_bar in (False, None, "")
    assert len(seen) == 1
    assert len(said) == 1


def test_the_status_bar_comes_before_the_heavy_imports() -> None:
    """Importing the host loads neither xlwings nor pandas; a command's own module comes after the first word."""
    heavy = ("xlwings", "pandas", "narwhals", "macros.counting.refresh")
    code = f"import sys, macros.hosts.excel; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_events_and_alerts_are_given_back(
    clicked: xw.Book, said: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An interruption goes on to who pressed Ctrl+C, after Excel is as it was."""

    def interrupted(book: xw.Book, **_: Any) -> Any:
        raise KeyboardInterrupt

    before = clicked.app.screen_updating, clicked.app.calculation
    monkeypatch.setattr(excel, "implementation", lambda one: interrupted)
    with pytest.raises(KeyboardInterrupt):
        excel.run("refresh")
    assert (clicked.app.screen_updating, clicked.app.calculation) == before
    assert said == []


def test_an_older_book_is_told_to_upgrade(
    clicked: xw.Book, said: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only upgrade runs on it."""
    monkeypatch.setattr("workbook.tables.defined_names.SCHEMA_VERSION", 3)
    excel.run("refresh")
    assert "升级" in said[0][1]
