"""Parts are found however a program spells their names, and keep their spelling."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.engine.odd_books import ROWS, contents, everything, make_book, worksheet
from workbook import engine

SPELLINGS: dict[str, Callable[[str], str]] = {
    "upper case": str.upper,
    "lower case": str.lower,
    "backslashes": lambda name: name.replace("/", "\\"),
    "both": lambda name: name.replace("/", "\\").lower(),
    "escaped": lambda name: name.replace("sheet1", "sh%65et1"),
}


def _respelt(path: Path, spell: Callable[[str], str]) -> None:
    parts = contents(path)
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            info = zipfile.ZipInfo("x")
            info.filename = spell(name)  # the constructor would turn backslashes
            package.writestr(info, data)


def _members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {info.orig_filename: package.read(info) for info in package.infolist()}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_names_of_other_spellings(tmp_path: Path, spelling: str) -> None:
    """The package's names and its references need not be spelt alike; of the names none changes."""
    path = everything(tmp_path / "book.xlsm")
    _respelt(path, SPELLINGS[spelling])
    before = _members(path)
    with engine.open_book(path) as book:
        assert [table.name for table in book.sheets["One"].tables] == ["tblOne"]
        assert book.sheets["Two"]["A1"].value == "plain"
        book.sheets["One"]["B3"].value = 99
        book.save()
        assert book.sheets["One"]["B3"].value == 99
    after = _members(path)
    assert list(after) == list(before)
    assert [name for name in before if before[name] != after[name]] == [SPELLINGS[spelling]("xl/worksheets/sheet1.xml")]


def test_targets_with_backslashes(tmp_path: Path) -> None:
    """So are references that are written with them."""
    path = make_book(tmp_path / "book.xlsx", {"One": worksheet(ROWS)})
    links = contents(path)["xl/_rels/workbook.xml.rels"].replace(b"worksheets/sheet1", b"worksheets\\sheet1")
    path = make_book(tmp_path / "book.xlsx", {"One": worksheet(ROWS)}, parts={"xl/_rels/workbook.xml.rels": links})
    with engine.open_book(path) as book:
        assert book.sheets["One"]["A2"].value == 2


def test_a_sheet_of_code_has_no_part(tmp_path: Path) -> None:
    """Excel writes an empty relationship for a module of Excel 5; it is passed over and stays, renamed neighbours or
    not."""
    path = make_book(tmp_path / "book.xlsx", {"One": worksheet(ROWS)})
    modules = '<sheet name="Module" sheetId="7" r:id=""/><sheet name="Module2" sheetId="8" r:id=""/>'
    text = contents(path)["xl/workbook.xml"].decode().replace("</sheets>", modules + "</sheets>")
    path = make_book(tmp_path / "book.xlsx", {"One": worksheet(ROWS)}, parts={"xl/workbook.xml": text})
    with engine.open_book(path) as book:
        assert book.sheet_names == ["One"]
        book.sheets["One"].name = "Other"
        book.sheets["Other"]["A1"].value = 5
        book.save()
        assert book.sheet_names == ["Other"]
    assert modules in contents(path)["xl/workbook.xml"].decode()
