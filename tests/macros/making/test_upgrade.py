"""upgrade: every step an older book needs, all or none."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlwings as xw

from macros.hosts.command_line import main
from macros.making import upgrade as module
from macros.making.upgrade import upgrade
from workbook import engine, tables
from workbook.errors import InputError, UnknownVersion
from workbook.language import Text


@pytest.fixture
def two_versions_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program two versions newer than the book, with the steps that lead there."""
    monkeypatch.setattr(module, "MIGRATIONS", {})
    monkeypatch.setattr(module, "SCHEMA_VERSION", 3)
    monkeypatch.setattr("workbook.tables.defined_names.SCHEMA_VERSION", 3)

    @module.migration(1)
    def renames_the_company(book: xw.Book) -> Text:
        tables.set_name(book, "set_company", "One")
        return Text("第一步", "First step")

    @module.migration(2)
    def renames_it_again(book: xw.Book) -> Text:
        tables.set_name(book, "set_company", f"{tables.get_name(book, 'set_company')} and Two")
        return Text("第二步", "Second step")


def test_a_current_book_is_left_as_it_is(sample_en: Path) -> None:
    """Nothing to do is said, and nothing is written."""
    before = sample_en.read_bytes()
    assert main(["upgrade", str(sample_en)]) == 0
    assert sample_en.read_bytes() == before


@pytest.mark.usefixtures("two_versions_on")
def test_steps_run_in_order_and_say_what_they_did(empty_en: Path) -> None:
    """From the book's version to the program's."""
    with engine.open_book(empty_en) as book:
        report = upgrade(book)
        assert [line.en for line in report.lines] == ["First step", "Second step", "Upgraded to version 3."]
        assert tables.get_name(book, "set_company") == "One and Two"
        assert tables.schema_version(book) == 3


@pytest.mark.usefixtures("two_versions_on")
def test_a_step_that_fails_leaves_the_file_as_it_was(empty_en: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first step is not kept without the second."""

    def refuses(book: xw.Book) -> Text:
        raise InputError(Text("不行", "No"))

    monkeypatch.setitem(module.MIGRATIONS, 2, refuses)
    before = empty_en.read_bytes()
    assert main(["upgrade", str(empty_en)]) == 1
    assert empty_en.read_bytes() == before


@pytest.mark.usefixtures("two_versions_on")
def test_other_commands_ask_for_the_upgrade_first(empty_en: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In a sentence that names the command."""
    assert main(["refresh", str(empty_en)]) == 1
    assert "customer-book upgrade" in capsys.readouterr().err


def test_a_newer_book_is_refused(empty_en: Path) -> None:
    """Guessing at what a newer program wrote could lose it."""
    with engine.open_book(empty_en) as book:
        tables.set_name(book, "meta_schema_version", 99)
        with pytest.raises(UnknownVersion, match="99"):
            upgrade(book)


def test_two_steps_from_one_version_are_a_mistake() -> None:
    """One way forward."""
    module.migration(41)(lambda book: Text("", ""))
    try:
        with pytest.raises(ValueError, match="41"):
            module.migration(41)(lambda book: Text("", ""))
    finally:
        del module.MIGRATIONS[41]
