"""The command line: derived from the command list, polite on every way out."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from macros.backup_folder import folder_of
from macros.hosts import command_line
from macros.hosts.arguments import parser, user_language
from macros.hosts.command_line import main
from workbook.engine.package import zip_writer
from workbook.schema.command_model import Host
from workbook.schema.commands import COMMANDS

ROOT = Path(__file__).parents[3]


def test_every_command_has_its_verb_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    """--help names them all, in the user's language."""
    for lang in ("en", "zh"):
        text = parser(lang).format_help()
        for one in COMMANDS:
            assert one.verb in text


@pytest.mark.parametrize("one", COMMANDS, ids=lambda c: c.key)
def test_every_command_explains_its_options(one: object, capsys: pytest.CaptureFixture[str]) -> None:
    """--help of a verb exits with 0 and names each option."""
    from workbook.schema.command_model import Command

    assert isinstance(one, Command)
    with pytest.raises(SystemExit) as stop:
        main([one.verb, "--help"])
    assert stop.value.code == 0
    out = capsys.readouterr().out
    for option in one.options:
        assert (option.metavar or option.name) in out if option.positional else option.flag in out
    assert ("--out" in out) == (one.host is Host.BOOK)


@pytest.mark.parametrize(
    ("environment", "lang"),
    [({"LANG": "zh_CN.UTF-8"}, "zh"), ({"LANG": "C"}, "en"), ({"LANG": "zh_CN", "LC_ALL": "C"}, "en"),
     ({"LANG": "C", "CUSTOMER_BOOK_LANG": "zh"}, "zh"), ({}, "en")],
)  # fmt: skip
def test_the_user_s_language(environment: dict[str, str], lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The variable wins over the locale."""
    for name in ("LANG", "LC_ALL", "CUSTOMER_BOOK_LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert user_language() == lang


def test_a_backup_is_made_named_and_rotated(empty_en: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The newest five stay; the one just made holds the book as it was."""
    for month in range(1, 8):
        before = empty_en.read_bytes()
        assert main(["refresh", str(empty_en), "--as-of", f"2026-0{month}-15"]) == 0
        said = capsys.readouterr().out
        copies = list(folder_of(empty_en).glob("book.backup-*.xlsm"))
        assert any(str(copy) in said and copy.read_bytes() == before for copy in copies)
    assert len(copies) == 5
    assert [entry.name for entry in empty_en.parent.iterdir()] == [empty_en.name]  # nothing beside the book


def test_json_holds_typed_values_by_field_key(sample_en: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Numbers are numbers, dates ISO, list values as the book shows them, blanks null."""
    assert main(["show", str(sample_en), "customers", "--format", "json"]) == 0
    first = json.loads(capsys.readouterr().out)[0]
    assert first["customer_id"] == "C00001"
    assert isinstance(first["total_amount"], float)
    assert first["first_order"] == "2024-01-31"
    assert first["category"] == "Existing end customer"
    assert first["manual_grade"] is None


def test_a_table_is_found_by_any_of_its_names(sample_zh: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Excel's name, without the prefix, or the label in either language."""
    said = set()
    for name in ("tblPayments", "payments", "回款", "Payments", "PAYMENTS"):
        assert main(["show", str(sample_zh), name, "--format", "csv"]) == 0
        said.add(capsys.readouterr().out)
    assert len(said) == 1


def test_a_map_that_names_a_column_twice_is_refused(
    empty_en: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Silence would drop one of the two."""
    file = tmp_path / "orders.csv"
    file.write_text("a,b\n1,2\n")
    call = ["load", str(empty_en), str(file), "--table", "customers", "--map", "a=name", "--map", "a=phone"]
    assert main(call) == 1
    assert "twice" in capsys.readouterr().err


def test_what_nobody_foresaw_is_a_sentence(
    empty_en: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No traceback reaches a terminal; the log has it."""

    def broken(*_: object) -> int:
        raise RuntimeError("deep inside")

    monkeypatch.setattr(command_line, "_on_book", broken)
    assert main(["refresh", str(empty_en)]) == 1
    err = capsys.readouterr().err
    assert "Traceback" not in err
    assert "log.txt" in err


def test_new_refuses_other_endings_and_existing_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A book with macros ends in .xlsm; nothing is ever written over."""
    assert main(["new", str(tmp_path / "book.xlsx")]) == 1
    assert ".xlsm" in capsys.readouterr().err
    there = tmp_path / "book.xlsm"
    there.write_text("precious")
    assert main(["new", str(there)]) == 1
    assert there.read_text() == "precious"
    assert [p.name for p in tmp_path.iterdir()] == ["book.xlsm"]


def test_asking_for_help_loads_nothing_heavy() -> None:
    """A click and a --help start fast: no pandas, xlwings, openpyxl or lxml before a command needs them."""
    code = (
        "import sys; from macros.hosts.arguments import parser; parser('en').format_help()\n"
        "import macros.host\n"
        "heavy = {'pandas', 'numpy', 'xlwings', 'openpyxl', 'lxml', 'rich', 'pyarrow', 'fastexcel'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_backup_that_is_cut_short_leaves_nothing(
    sample_en: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    """Half a copy must not stand there as a backup, nor push out a whole one."""
    before = sample_en.read_bytes()

    def cut(source: Path, target: Path) -> None:
        Path(target).write_bytes(before[:1000])
        raise error

    monkeypatch.setattr(shutil, "copy2", cut)
    assert main(["refresh", str(sample_en), "--as-of", "2026-05-15"]) in (1, 130)
    assert sample_en.read_bytes() == before
    assert [entry.name for entry in sample_en.parent.iterdir()] == [sample_en.name]
    assert list(folder_of(sample_en).iterdir()) == []


@pytest.mark.parametrize("step", ["member", "replaced"])
def test_an_interruption_says_whether_the_book_was_saved(
    sample_en: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Before the replacement the book is as it was and needs no backup; after it, it is the new one."""
    before = sample_en.read_bytes()

    def interrupt(name: str) -> None:
        if name == step:
            raise KeyboardInterrupt

    monkeypatch.setattr(zip_writer, "STEPS", [interrupt])
    assert main(["refresh", str(sample_en), "--as-of", "2026-05-15"]) == 130
    saved = step == "replaced"
    assert (sample_en.read_bytes() != before) is saved
    assert ("had been saved" in capsys.readouterr().err) is saved
    assert len(list(folder_of(sample_en).iterdir())) == saved


def _in_a_process(*call: str, stdout: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "macros.cli", *call]
    return subprocess.run(command, check=False, cwd=ROOT, stdout=stdout, stderr=subprocess.PIPE, encoding="utf-8")


def test_a_process_of_its_own_says_all_and_gives_its_exit_code(sample_en: Path) -> None:
    """It ends without Python's slow farewell; nothing said is lost by that, into a pipe either."""
    shown = _in_a_process("show", str(sample_en), "customers", "--format", "json", stdout=subprocess.PIPE)
    assert (shown.returncode, len(json.loads(shown.stdout))) == (0, 40)
    refused = _in_a_process("show", str(sample_en.with_name("none.xlsm")), "customers", stdout=subprocess.PIPE)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "none.xlsm" in refused.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_output_that_cannot_be_written_is_said(sample_en: Path) -> None:
    """A list half written must not look like a whole one to the script that wanted it."""
    with Path("/dev/full").open("w") as full:
        shown = _in_a_process("show", str(sample_en), "customers", "--format", "csv", stdout=full.fileno())
    assert shown.returncode == 1
    assert shown.stderr.startswith("The command was carried out, but what it says could not be written: ")
