"""A book's own configuration for the add-in: what differs from the builder's is said by every command, and restored."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyopenvba import ExcelFile

from macros.hosts.command_line import main
from macros.setup import book_config
from macros.setup.book_code import foreign_modules
from workbook import engine
from workbook.schema.book_config import CONFIG, CONFIG_SHEET


def _change(path: Path, key: str, value: str) -> None:
    """Set a key of the configuration sheet, or add it below the others."""
    with engine.open_book(path) as book:
        sheet = book.sheets[CONFIG_SHEET]
        keys = list(CONFIG)
        row = keys.index(key) + 1 if key in keys else len(keys) + 1
        sheet.range((row, 1)).value = [key, value]
        book.save()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("ADD_WORKBOOK_TO_PYTHONPATH", "TRUE"),
        ("UDF MODULES", "stranger"),
        ("INTERPRETER_WIN", r"\\host\share\python.exe"),
        ("PYTHONPATH", r"\\host\share"),
    ],
)
def test_a_changed_key_is_said_by_every_command(
    empty_en: Path, key: str, value: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever the command is for; doctor calls it wrong."""
    _change(empty_en, key, value)
    assert main(["show", str(empty_en), "customers"]) == 0
    assert key in capsys.readouterr().err
    assert main(["doctor", str(empty_en)]) == 1
    assert f"{key} = {value}" in capsys.readouterr().out


def test_a_book_as_built_is_quiet(empty_en: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No warning, and nothing for upgrade to restore."""
    assert main(["show", str(empty_en), "customers"]) == 0
    assert capsys.readouterr().err == ""
    before = empty_en.read_bytes()
    assert main(["upgrade", str(empty_en)]) == 0
    assert empty_en.read_bytes() == before


def test_upgrade_restores_the_sheet(empty_en: Path) -> None:
    """The stranger's keys are gone, the builder's values are back."""
    _change(empty_en, "PYTHONPATH", "stranger")
    _change(empty_en, "UDF MODULES", "stranger")
    assert main(["upgrade", str(empty_en)]) == 0
    with engine.open_book(empty_en) as book:
        assert book_config.changed_keys(book) == []
        assert book.sheets[CONFIG_SHEET].range("A1:B6").value[:4] == [[k, v] for k, v in CONFIG.items()]
        assert book.sheets[CONFIG_SHEET].range("A5").value is None


def test_a_deleted_sheet_is_said_and_made_again(empty_en: Path) -> None:
    """Without it the add-in would take the folder of the book into its search path."""
    with engine.open_book(empty_en) as book:
        book.sheets[CONFIG_SHEET].delete()
        assert {one.key for one in book_config.changed_keys(book)} == set(CONFIG)
        book_config.restore(book)
        assert book_config.changed_keys(book) == []


def test_macros_that_are_not_ours_are_said(empty_en: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A changed module, by name; a book as built has none."""
    assert foreign_modules(empty_en) == []
    with ExcelFile(empty_en) as file:
        file.set_module("CbRun", "Option Explicit\r\nSub Auto_Open()\r\nEnd Sub\r\n")
        file.save(empty_en)
    assert foreign_modules(empty_en) == ["CbRun"]
    main(["doctor", str(empty_en)])
    assert "CbRun" in capsys.readouterr().out


def test_every_key_of_a_file_beside_the_book_is_looked_at(empty_en: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Not only those that name an interpreter."""
    empty_en.with_name("xlwings.conf").write_text('"PYTHONPATH","stranger"\n"UDF MODULES","stranger"\n', "utf-8")
    main(["doctor", str(empty_en)])
    assert "PYTHONPATH, UDF MODULES" in capsys.readouterr().out
