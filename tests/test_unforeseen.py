"""The net under the readers of cells: a sentence for the user, type and place for the log, an exception for tests."""

from __future__ import annotations

import logging

import pandas as pd
import pytest

from workbook import unforeseen
from workbook.errors import InputError
from workbook.language import Text
from workbook.rules.cleaning import columns, id_numbers
from workbook.rules.cleaning.cleaned import Cleaned


def broken(text: str) -> Cleaned[str]:
    raise KeyError(text)


def test_a_reader_that_fails_gives_its_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """The value is None, the cell has a note with the exception's type, its neighbours are read."""
    monkeypatch.delenv(unforeseen.RAISES)
    monkeypatch.setattr(id_numbers, "clean", lambda text: broken(text) if text == "secret" else Cleaned.of(text, text))
    got = columns.clean(pd.Series(["a", "secret"], dtype=object), "idnumber")
    assert got.values.tolist() == ["a", None]
    assert "KeyError" in got.notes[1].en


def test_the_log_never_gets_what_stood_in_the_cell(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Type, file and line are enough to mend it."""
    monkeypatch.delenv(unforeseen.RAISES)
    with caplog.at_level(logging.WARNING, logger="customer-book"):
        error = None
        try:
            broken("secret")
        except KeyError as caught:
            error = caught
        assert error is not None
        unforeseen.LOG.propagate = True
        monkeypatch.setattr(unforeseen, "_logged", set())
        unforeseen.told(error)
    assert "KeyError, test_unforeseen.py line" in caplog.text
    assert "secret" not in caplog.text


def test_tests_see_the_exception_itself() -> None:
    """No reader leans on the net: here it is taken away."""
    with pytest.raises(KeyError):
        unforeseen.guarded(broken, lambda text, why: Cleaned.of(None, text, why))("x")


def test_a_refusal_passes_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """A refused command is no fault of a reader."""
    monkeypatch.delenv(unforeseen.RAISES)

    def refused(_text: str) -> None:
        raise InputError(Text("不行。", "No."))

    with pytest.raises(InputError):
        unforeseen.guarded(refused, lambda _text, _why: None)("x")
