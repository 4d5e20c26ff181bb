"""Arguments: what every command takes, and what is said of a wrong call, in the user's language."""

from __future__ import annotations

import argparse
import inspect

import pytest

from macros.hosts.argument_sentences import CHINESE
from macros.hosts.command_line import main


def said(call: list[str], lang: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """What a wrong call says; it ends with exit code 2."""
    monkeypatch.setenv("CUSTOMER_BOOK_LANG", lang)
    with pytest.raises(SystemExit) as stop:
        main(call)
    assert stop.value.code == 2
    return capsys.readouterr().err


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (["refresh"], "缺少参数：BOOK"),
        (["refresh", "a.xlsm", "--as-of"], "后面要写一个值"),
        (["refresh", "a.xlsm", "--as-of", "2026-02-30"], "“2026-02-30”不是日期"),
        (["refresh", "a.xlsm", "--asof", "x"], "不认识的参数：--asof x"),
        (["preview", "a.xlsm", "--into", "suppliers"], "不可选，请从"),
    ],
)
def test_a_wrong_call_is_told_in_chinese(
    call: list[str], sentence: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With how it is called right."""
    told = said(call, "zh", monkeypatch, capsys)
    assert sentence in told
    assert told.startswith("用法：customer-book")
    assert "error" not in told


def test_argparse_speaks_english_again_afterwards(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The language is that of the call, not of the process."""
    said(["refresh"], "zh", monkeypatch, capsys)
    told = said(["refresh"], "en", monkeypatch, capsys)
    assert told.startswith("usage: customer-book")
    assert "the following arguments are required: BOOK" in told


def test_the_sentences_are_those_argparse_says() -> None:
    """One that this Python's argparse does not say is a slip of ours, or a Python to look at."""
    source = inspect.getsource(argparse)
    known = [one for one in CHINESE if repr(one) in source or repr(one).replace("'", '"') in source]
    assert set(CHINESE) - set(known) == set()


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """As pip knows it."""
    from importlib.metadata import version

    with pytest.raises(SystemExit) as stop:
        main(["--version"])
    assert stop.value.code == 0
    assert capsys.readouterr().out == f"customer-book {version('customer-book')}\n"
