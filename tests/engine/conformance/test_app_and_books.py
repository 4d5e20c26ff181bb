"""App, Books, Book and Engine."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
import xlwings as xw

from workbook import engine
from workbook.errors import FileBusy, NotAWorkbook, Unsupported


def test_book_has_name_and_fullname(book: xw.Book, path: Path) -> None:
    """name is the file's, fullname its path."""
    assert book.name == "book.xlsx"
    assert book.fullname == str(path)


def test_engine_is_a_desktop_engine(book: xw.Book) -> None:
    """Converters take the way they take in Excel."""
    assert book.app.engine.type == "desktop"


def test_apps_differ_by_pid(path: Path) -> None:
    """Two applications are never equal."""
    with engine.open_book(path) as one, engine.open_book(path, read_only=True) as other:
        assert one.app != other.app
        assert one != other


def test_active_inside_the_block_only(path: Path) -> None:
    """xw.books knows the book while it is open, and nothing global remains."""
    before = xw.engines.active
    with engine.open_book(path) as book:
        assert xw.books.active == book
        assert xw.Range("A1").sheet.book == book
    assert xw.engines.active is before


def test_caller(path: Path) -> None:
    """Book.caller() is the book inside as_caller, and as before outside."""
    with engine.open_book(path) as book:
        with engine.as_caller(book):
            assert xw.Book.caller() == book
        assert not hasattr(xw.Book, "_mock_caller")


def test_books_open_gives_the_open_one(book: xw.Book, path: Path) -> None:
    """A file is not opened twice in one application."""
    assert book.app.books.open(path) == book
    assert len(book.app.books) == 1


def test_books_add(book: xw.Book, tmp_path: Path) -> None:
    """A new book has one sheet and can be saved."""
    new = book.app.books.add()
    assert new.sheet_names == ["Sheet1"]
    new.sheets[0]["A1"].value = "hello"
    new.save(tmp_path / "new.xlsx")
    assert new.name == "new.xlsx"
    assert [b.name for b in book.app.books] == ["book.xlsx", "new.xlsx"]
    new.close()
    assert [b.name for b in book.app.books] == ["book.xlsx"]


def test_books_by_name_and_index(book: xw.Book) -> None:
    """Books are found by name and position."""
    assert book.app.books["book.xlsx"] == book.app.books[0] == book.app.books(1) == book
    with pytest.raises(KeyError):
        book.app.books["other.xlsx"]


def test_save_as_moves_the_book(book: xw.Book, path: Path, tmp_path: Path) -> None:
    """Saving under another path leaves the first file and follows the second."""
    before = path.read_bytes()
    book.sheets[0]["A1"].value = 100
    book.save(tmp_path / "copy.xlsx")
    assert path.read_bytes() == before
    assert book.name == "copy.xlsx"
    assert book.sheets[0]["A1"].value == 100


def test_close_does_not_save(path: Path) -> None:
    """What was not saved is gone."""
    with engine.open_book(path) as book:
        book.sheets[0]["A1"].value = 100
    with engine.open_book(path) as book:
        assert book.sheets[0]["A1"].value == 1


def test_status_bar_and_switches_are_kept(book: xw.Book) -> None:
    """Properties of an application that mean nothing here can be set and read."""
    book.app.status_bar = "working"
    assert book.app.status_bar == "working"
    with book.app.properties(display_alerts=False, screen_updating=False):
        assert book.app.display_alerts is False
    assert book.app.display_alerts is True


@pytest.mark.parametrize("call", ["calculate", "alert", "macro"])
def test_what_needs_excel_says_so(book: xw.Book, call: str) -> None:
    """Unsupported members raise NotImplementedError with a sentence."""
    actions: dict[str, Callable[[], object]] = {
        "calculate": book.app.calculate,
        "alert": partial(book.app.alert, "hello"),
        "macro": book.macro("Sub1"),
    }
    with pytest.raises(NotImplementedError) as refusal:
        actions[call]()
    assert isinstance(refusal.value, Unsupported)
    assert "Open the workbook in Excel" in refusal.value.sentence("en")
    assert "Excel" in refusal.value.sentence("zh")


def test_missing_file(tmp_path: Path) -> None:
    """A missing file is a refusal with a sentence."""
    with pytest.raises(NotAWorkbook, match="There is no file"), engine.open_book(tmp_path / "no.xlsx"):
        pass


def test_open_elsewhere(path: Path) -> None:
    """A book that Excel holds is refused, but can be read."""
    path.with_name("~$book.xlsx").write_bytes(b"")
    with pytest.raises(FileBusy), engine.open_book(path):
        pass
    with engine.open_book(path, read_only=True) as book:
        assert book.sheets[0]["A1"].value == 1
        with pytest.raises(Unsupported):
            book.save()


def test_calculation_has_three_modes(book: xw.Book) -> None:
    """The mode set is the mode told; another word is none."""
    book.app.calculation = "manual"
    assert book.app.calculation == "manual"
    with pytest.raises(ValueError, match="often"):
        book.app.calculation = "often"
    assert book.app.calculation == "manual"
