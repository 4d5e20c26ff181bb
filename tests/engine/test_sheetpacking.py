"""A worksheet that another process writes is the worksheet as this process writes it, whatever happens to the other."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path
from typing import IO, Any

import pytest

from tests.engine.odd_books import make_book, worksheet
from tests.engine.test_sheetaside import ROWS
from workbook import engine, second_process
from workbook.engine.book import background_writing
from workbook.engine.book.changed_parts import rewriting
from workbook.engine.package import zip_writer
from workbook.errors import BookError


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Two sheets, the second the larger, in the ways that the fast reader and only the exact one read."""
    odd = '<row><c><v>1</v></c><c t="inlineStr"><is><t>a<!-- b --></t></is></c></row>'
    return make_book(tmp_path / "book.xlsx", {"Odd": worksheet(odd), "One": worksheet(ROWS)})


def change(opened: Any) -> None:
    """Cells of every kind, cells taken away, new rows, row heights, in both sheets."""
    for name in ("Odd", "One"):
        sheet = opened.sheets[name]
        sheet.range("A2").value = [["=B1*2", "<&>", None, True, dt.datetime(2026, 3, 4, 5), 1.5, "_x000D_ \n"]] * 3
        sheet.range("B1").clear()
        sheet.range("A1:C1").font.bold = True
        sheet.range("A2500").value = "new and old"
        sheet.range("5:5").row_height = 30


def members(path: Path) -> dict[str, tuple[bytes, int, int]]:
    """The bytes of each member, its checksum and its place in the directory."""
    with zipfile.ZipFile(path) as package:
        return {one.filename: (package.read(one), one.CRC, at) for at, one in enumerate(package.infolist())}


@pytest.mark.usefixtures("always")
def test_it_is_the_same_file(book: Path, begun: list[second_process.Task], monkeypatch: pytest.MonkeyPatch) -> None:
    """Every part is the same with another process and without; and the other process was what made one of them."""
    with engine.open_book(book) as opened:
        change(opened)
        opened.save(book.with_name("there.xlsx"))
        monkeypatch.setattr(background_writing, "WORTH", 1 << 40)
    with engine.open_book(book) as opened:
        change(opened)
        opened.save(book.with_name("here.xlsx"))
    assert members(book.with_name("there.xlsx")) == members(book.with_name("here.xlsx"))
    assert [task.ended for task in begun] == [True]


@pytest.mark.usefixtures("always")
def test_this_process_does_not_write_it_too(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The larger sheet is not made here as well."""
    made: list[str] = []
    here = zip_writer._write_member

    def written(target: Any, member: Any, content: Any) -> Any:
        if isinstance(content, zip_writer.Elsewhere):
            made.append(member.name)
            monkeypatch.setattr(type(content), "__call__", lambda _: pytest.fail("made here"))
        return here(target, member, content)

    monkeypatch.setattr(zip_writer, "_write_member", written)
    with engine.open_book(book) as opened:
        change(opened)
        opened.save()
    assert made == ["xl/worksheets/sheet2.xml"]


@pytest.mark.usefixtures("always")
@pytest.mark.parametrize("share", [0, 10, 40])
def test_what_does_not_come_whole_is_made_here(
    book: Path, share: int, begun: list[second_process.Task], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the other process ends before it has sent everything, the file is the same."""

    def cut(source: IO[bytes]) -> IO[bytes]:
        return io.BytesIO(source.read()[:share])

    monkeypatch.setattr(second_process.Task, "answer", property(lambda task: cut(task._process.stdout)))
    with engine.open_book(book) as opened:
        change(opened)
        opened.save(book.with_name("cut.xlsx"))
    assert len(begun) == 1
    monkeypatch.setattr(background_writing, "WORTH", 1 << 40)
    with engine.open_book(book) as opened:
        change(opened)
        opened.save(book.with_name("here.xlsx"))
    assert members(book.with_name("cut.xlsx")) == members(book.with_name("here.xlsx"))


@pytest.mark.usefixtures("always")
def test_a_save_that_fails_leaves_nobody_behind(
    book: Path, begun: list[second_process.Task], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other process is ended with the save, and the file is the old one."""

    def full(name: str) -> None:
        if name == "member":
            raise OSError(28, "No space left on device")

    before = book.read_bytes()
    with engine.open_book(book) as opened:
        change(opened)
        monkeypatch.setattr(zip_writer, "STEPS", [full])
        with pytest.raises(BookError):
            opened.save()
    assert [task.ended for task in begun] == [True]
    assert book.read_bytes() == before


def test_small_sheets_are_written_here(book: Path, begun: list[second_process.Task]) -> None:
    """No process is started for sheets that are written as quickly."""
    with engine.open_book(book) as opened:
        change(opened)
        opened.save()
    assert begun == []


@pytest.mark.usefixtures("always")
def test_one_sheet_is_written_here(book: Path, begun: list[second_process.Task]) -> None:
    """Nor for a single sheet, for this process would only wait."""
    with engine.open_book(book) as opened:
        opened.sheets["One"].range("A2").value = 1
        opened.save()
    assert begun == []


def test_another_file_is_not_read(book: Path) -> None:
    """The other process reads nothing from a file that was replaced since this one opened it."""
    with engine.open_book(book) as opened:
        change(opened)
        document = opened.impl.document
        sheet = document.open_sheet("xl/worksheets/sheet2.xml")
        with pytest.raises(ValueError, match="another file"):
            background_writing._pack(io.BytesIO(), document.package.path, "of another", sheet.part, rewriting(sheet))
