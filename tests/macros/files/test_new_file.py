"""Files that commands make: new ones only, and whole."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from macros.files.new_file import folder_for_files, make_new, must_be_new
from workbook.errors import CannotWrite, InputError
from workbook.language import Text


@pytest.mark.parametrize(
    ("endings", "said"),
    [
        ((".xlsx",), "文件名要以 .xlsx 结尾：a.doc"),
        ((".xlsx", ".pdf"), "文件名要以 .xlsx 或 .pdf 结尾：a.doc"),
        ((".xlsx", ".pdf", ".md"), "文件名要以 .xlsx、.pdf 或 .md 结尾：a.doc"),
    ],
)
def test_an_ending_is_one_of_those_there_are(endings: tuple[str, ...], said: str, tmp_path: Path) -> None:
    """All are named; case does not count."""
    with pytest.raises(InputError) as refused:
        must_be_new(tmp_path / "a.doc", *endings)
    assert refused.value.text.zh == said
    must_be_new(tmp_path / "a.XLSX", *endings)


def test_a_file_that_has_come_meanwhile_stays(tmp_path: Path) -> None:
    """It was not there when it was asked for."""
    path = tmp_path / "a.md"

    def make(at: Path) -> None:
        at.write_text("made", encoding="utf-8")
        path.write_text("mine", encoding="utf-8")

    with pytest.raises(InputError, match="was not overwritten"):
        make_new(path, make)
    assert path.read_text("utf-8") == "mine"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_leaves_no_half_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither under its name nor aside."""

    def full(at: Path, data: bytes) -> int:
        with at.open("wb") as file:
            file.write(data[:1] or b"m")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(CannotWrite, match="No space left"):
        make_new(tmp_path / "a.md", Path.touch)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_a_failed_command_is_gone(tmp_path: Path) -> None:
    """One that was there, or holds something, stays."""
    made, there = tmp_path / "made", tmp_path / "there"
    there.mkdir()
    for folder in (made, there):
        with pytest.raises(InputError), folder_for_files(folder):
            raise InputError(Text("x", "x"))
    assert [one.name for one in tmp_path.iterdir()] == ["there"]
    with folder_for_files(made):
        (made / "a").touch()
    assert (made / "a").exists()
