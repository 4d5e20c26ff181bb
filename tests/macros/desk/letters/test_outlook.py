"""Drafts in Outlook, which a stand-in plays."""

from __future__ import annotations

import sys
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from macros.desk.letters.outlook import show
from workbook.rules.letters.letters import Letter, Template

TEMPLATE = Template("t", None, "s", "b", "")
LETTERS = [Letter(TEMPLATE, (0,), (None,), f"{name}@x.cn", f"subject {name}", "body", "") for name in "ab"]
BOOK: Any = SimpleNamespace()
"""A book that is open in Excel: nothing of it is asked."""


class Outlook:
    """What the letters need of it; `busy` after so many."""

    def __init__(self, busy: int = 99) -> None:
        self.items: list[Any] = []
        self.busy = busy

    def CreateItem(self, kind: int) -> Any:
        """A new letter."""
        assert kind == 0
        if len(self.items) == self.busy:
            raise RuntimeError("call was rejected by callee")
        item = SimpleNamespace(done=[])
        item.Display = lambda: item.done.append("shown")
        item.Save = lambda: item.done.append("saved")
        self.items.append(item)
        return item


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> Outlook:
    """A Windows with Outlook."""
    outlook = Outlook()
    client = ModuleType("win32com.client")
    client.Dispatch = lambda name: {"Outlook.Application": outlook}[name]  # type: ignore[attr-defined]
    monkeypatch.setattr("macros.desk.letters.outlook.is_ours", lambda book: False)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setitem(sys.modules, "win32com", ModuleType("win32com"))
    monkeypatch.setitem(sys.modules, "win32com.client", client)
    return outlook


def test_one_letter_is_shown(windows: Outlook) -> None:
    """Ready to be looked through and sent."""
    assert show(BOOK, LETTERS[:1]) == 1
    [item] = windows.items
    assert (item.To, item.Subject, item.Body, item.done) == ("a@x.cn", "subject a", "body", ["shown"])


def test_several_are_kept_among_the_drafts(windows: Outlook) -> None:
    """Twenty windows would help nobody."""
    assert show(BOOK, LETTERS) == 2
    assert [item.done for item in windows.items] == [["saved"], ["saved"]]


def test_an_outlook_that_refuses_stops_nothing(windows: Outlook) -> None:
    """The files are there."""
    windows.busy = 1
    assert show(BOOK, LETTERS) == 1


def test_without_outlook_there_are_the_files(windows: Outlook, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not installed; or another system; or a closed file."""
    monkeypatch.setitem(sys.modules, "win32com.client", None)
    assert show(BOOK, LETTERS) == 0
    monkeypatch.setattr(sys, "platform", "darwin")
    assert show(BOOK, LETTERS) == 0
    monkeypatch.setattr("macros.desk.letters.outlook.is_ours", lambda book: True)
    assert show(BOOK, LETTERS) == 0
    assert windows.items == []
