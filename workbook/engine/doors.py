"""Opening a closed book as an xlwings Book, and what else the engine's callers ask of one."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import xlwings

    from workbook.engine.cells.read_ahead import ReadAhead


@contextlib.contextmanager
def open_book(
    path: str | PathLike[str], *, read_only: bool = False, ahead: ReadAhead | None = None
) -> Iterator[xlwings.Book]:
    """Open a closed book as an `xlwings.Book`; leaving the block closes it without saving.

    Inside the block this engine is xlwings' active one. With `read_only` a book that is open elsewhere may be read.
    `ahead` is what `reading_ahead` gave for the same path. Raises NotAWorkbook, FileBusy, CannotWrite.
    """
    import xlwings

    from workbook.engine.face.app import ENGINE

    engines: Any = xlwings.engines
    before = engines.active
    app = ENGINE.apps.add(add_book=False)
    try:
        engines.active = xlwings.Engine(impl=ENGINE)
        opened = app.books.open(str(Path(path).absolute()), None, read_only)
        opened.document.expect(ahead)
        yield xlwings.Book(impl=opened)
    finally:
        app.quit()
        engines.active = before


@contextlib.contextmanager
def reading_ahead(path: str | PathLike[str]) -> Iterator[ReadAhead | None]:
    """Have another process read the large sheets of a book while this one imports what it needs, xlwings too; None
    where that is not worth it. Whatever is wrong with the file is said when it is opened."""
    from workbook.engine.cells.read_ahead import begin

    ahead = begin(Path(path))
    try:
        yield ahead
    finally:
        if ahead is not None:
            ahead.stop()


@contextlib.contextmanager
def as_caller(book: xlwings.Book) -> Iterator[xlwings.Book]:
    """Make `Book.caller()` give this book inside the block, whatever it gave before."""
    import xlwings

    missing = object()
    books: Any = xlwings.Book
    before = getattr(books, "_mock_caller", missing)
    book.set_mock_caller()
    try:
        yield book
    finally:
        if before is missing:
            del books._mock_caller
        else:
            books._mock_caller = before


def is_ours(book: xlwings.Book) -> bool:
    """Whether a book is open in this engine (and `workbook.engine.columns` may be used on it)."""
    from workbook.engine.face.books import Book

    return isinstance(book.impl, Book)


def has_changes(book: xlwings.Book) -> bool:
    """Whether saving a book of this engine in place would write anything: a value written over an equal one, or a
    column replaced by the same values, is no change."""
    from workbook.engine.book import saving

    return saving.has_changes(book.impl.document)
