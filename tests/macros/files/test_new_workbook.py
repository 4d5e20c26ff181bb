"""Workbooks that leave the book as files of their own."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from macros.files.new_file import safe_name
from macros.files.new_workbook import new_workbook, put


@pytest.mark.parametrize(
    ("value", "kept"), [("=1+1", "=1+1"), ("a\x0bb", "ab"), ("Ash\nBirch", "Ash\nBirch"), (2.5, 2.5), (None, None)]
)
def test_a_text_is_a_text_and_without_what_no_file_can_hold(tmp_path: Path, value: object, kept: object) -> None:
    """Numbers are numbers; nobody's name is in the file."""
    with new_workbook(tmp_path / "a.xlsx", "en") as (book, _):
        put(book.create_sheet("One")["A1"], value)
    read = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert read.sheetnames == ["One"]
    assert (read["One"]["A1"].value, read["One"]["A1"].data_type) == (kept, "s" if isinstance(kept, str) else "n")
    assert not read.properties.creator


def test_a_workbook_that_could_not_be_filled_is_not_saved(tmp_path: Path) -> None:
    """The failure goes on."""
    with pytest.raises(ValueError, match="why"), new_workbook(tmp_path / "a.xlsx", "en"):
        raise ValueError("why")
    assert not (tmp_path / "a.xlsx").exists()


def test_a_files_name_holds_no_more_than_every_system_takes() -> None:
    """Short, and without signs that mean something in a path."""
    assert safe_name('../a:b*"c"?<d>|e\x00.') == "abcde"
    assert safe_name("x" * 200) == "x" * 80
