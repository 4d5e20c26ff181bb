"""A command touches only what it owns: every other part of the file stays as it is, byte for byte."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from macros.hosts.command_line import main
from tests.packages import note_parts, parts, sheet_parts, table_parts
from workbook import schema
from workbook.schema.command_model import Command, Host
from workbook.schema.commands import COMMANDS
from workbook.schema.home import HOME_SHEET, META_SHEET, SETTINGS_SHEET
from workbook.schema.sheets import SHEETS

# Written whenever a cell changes: which formulas are stale, and the styles that dates written anew need.
SHARED_PARTS = {"xl/workbook.xml", "xl/styles.xml"}


def owned(one: Command, book: Path) -> set[str]:
    """The parts that a command's declaration lets it write."""
    names = {t.name for t in schema.TABLES if t.name in one.writes or ("*" in one.writes and not t.result)}
    touched = [sheet for sheet in SHEETS if names & set(sheet.tables)]
    sheets = {sheet.label["zh"] for sheet in touched}
    if "*names" in one.writes:
        sheets |= {HOME_SHEET["zh"], SETTINGS_SHEET["zh"], META_SHEET}
    by_sheet, by_table = sheet_parts(book), table_parts(book)
    found = {by_sheet[s] for s in sheets} | {by_table[n] for n in names} | SHARED_PARTS
    for sheet in touched:  # a table that grows moves those below it, with the notes of their headers
        if sheet.is_stacked:
            found |= {by_table[name] for name in sheet.tables} | note_parts(book, by_sheet[sheet.label["zh"]])
    return found


@pytest.mark.parametrize("one", [c for c in COMMANDS if c.key in ("refresh", "check", "upgrade")], ids=lambda c: c.key)
def test_every_part_a_command_does_not_own_is_byte_identical(one: Command, sample_zh: Path) -> None:
    """Macros, ribbon, charts, comments, drawings, lists, other sheets: as they were; nothing added, nothing lost."""
    before = parts(sample_zh)
    assert main([one.verb, str(sample_zh), *(["--as-of", "2026-09-01"] if one.options else [])]) == 0
    after = parts(sample_zh)
    assert list(after) == list(before)
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= owned(one, sample_zh)
    if one.key == "refresh":
        assert changed  # two months later there is something to say


@pytest.mark.parametrize("verb", ["refresh", "check", "upgrade"])
def test_a_second_run_changes_nothing(verb: str, sample_zh: Path) -> None:
    """The file is not even written again."""
    main([verb, str(sample_zh)])
    before = sample_zh.read_bytes(), sample_zh.stat().st_mtime_ns
    assert main([verb, str(sample_zh)]) == 0
    assert (sample_zh.read_bytes(), sample_zh.stat().st_mtime_ns) == before


def test_out_leaves_the_book_alone_and_equals_running_in_place(sample_zh: Path, tmp_path: Path) -> None:
    """-o writes there and only there, and what it writes is what the command does; a later day has one problem more,
    whose row gets an identifier drawn by lot."""
    twin = Path(shutil.copy(sample_zh, tmp_path / "twin.xlsm"))
    before = sample_zh.read_bytes()
    out = tmp_path / "out.xlsm"
    assert main(["check", str(sample_zh), "--as-of", "2026-07-01", "-o", str(out)]) == 0
    assert sample_zh.read_bytes() == before
    assert main(["check", str(twin), "--as-of", "2026-07-01"]) == 0
    assert parts(out) == parts(twin)


def test_show_never_writes(sample_zh: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Reading is only reading."""
    before = sample_zh.read_bytes()
    for table in schema.TABLES[::8]:
        assert main(["show", str(sample_zh), table.name, "--format", "json"]) == 0
    capsys.readouterr()
    assert sample_zh.read_bytes() == before
    assert [p.name for p in sample_zh.parent.iterdir()] == [sample_zh.name]


def test_every_command_has_its_function() -> None:
    """The list of commands and the code are the same set."""
    from macros.hosts.excel import implementation

    for one in COMMANDS:
        assert callable(implementation(one)), one.key
        assert one.host in Host
