"""Open books, as xlwings sees them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbook.engine.book.document import Document
from workbook.engine.book.saving import save
from workbook.engine.face.names import Names
from workbook.engine.face.sheets import Sheets
from workbook.engine.text.refusals import Refusing, unsupported
from workbook.errors import InputError
from workbook.language import Text

if TYPE_CHECKING:
    from workbook.engine.face.app import App


class Books(Refusing):
    """The open books of an application; the first is the active one."""

    __slots__ = ("_books", "app")

    def __init__(self, app: App) -> None:
        self.app = app
        self._books: list[Book] = []

    @property
    def current(self) -> Book | None:
        """The active book, if any."""
        return self._books[0] if self._books else None

    @property
    def active(self) -> Book:
        """The active book."""
        if not self._books:
            raise unsupported("Books.active (no book is open)")
        return self._books[0]

    def __call__(self, name_or_index: str | int) -> Book:
        if isinstance(name_or_index, str):
            for book in self._books:
                if book.name.lower() == name_or_index.lower():
                    return book
            raise KeyError(name_or_index)
        ordered = sorted(self._books, key=lambda book: book.number)
        if not 1 <= name_or_index <= len(ordered):
            raise KeyError(name_or_index)
        return ordered[name_or_index - 1]

    def __len__(self) -> int:
        return len(self._books)

    def __iter__(self) -> Iterator[Book]:
        return iter(sorted(self._books, key=lambda book: book.number))

    def __contains__(self, name: str) -> bool:
        return any(book.name.lower() == name.lower() for book in self._books)

    def add(self) -> Book:
        """A new book with one empty sheet, unsaved."""
        from workbook.engine.book.blank_book import blank_document

        return self._opened(blank_document(len(self._books) + 1))

    def open(self, fullname: str, update_links: Any = None, read_only: bool | None = None, *ignored: Any) -> Book:
        """Open a file. Raises NotAWorkbook, FileBusy."""
        if len(ignored) > 1 and ignored[1]:
            raise unsupported("Books.open(password=)")
        return self._opened(Document(Path(fullname), read_only=bool(read_only)))

    def _opened(self, document: Document) -> Book:
        book = Book(self, document)
        self._books.insert(0, book)
        return book

    def activate(self, book: Book) -> None:
        """Make a book the active one."""
        self._books.remove(book)
        self._books.insert(0, book)

    def forget(self, book: Book) -> None:
        """A book that was closed."""
        if book in self._books:
            self._books.remove(book)


_NUMBERS = iter(range(1, 1 << 62))


class Book(Refusing):
    """An open book."""

    __slots__ = ("_books", "document", "number", "sheets")

    def __init__(self, books: Books, document: Document) -> None:
        self._books = books
        self.document = document
        self.number = next(_NUMBERS)
        self.sheets = Sheets(self)

    def __bool__(self) -> bool:
        return True

    @property
    def app(self) -> App:
        """The application it is open in."""
        return self._books.app

    @property
    def name(self) -> str:
        """The file's name."""
        return self.document.path.name

    @property
    def fullname(self) -> str:
        """The file's path; for a book never saved, its name alone."""
        return str(self.document.path)

    @property
    def names(self) -> Names:
        """The defined names: the book's own and the sheets'."""
        return Names(self, None)

    def close(self) -> None:
        """Close without saving."""
        self.document.close()
        self._books.forget(self)

    def save(self, path: str | None = None, password: str | None = None) -> None:
        """Save in place, or under another path, which the book then has; a new book as BookN.xlsx in the working
        folder."""
        if password:
            raise unsupported("Book.save(password=)")
        target = Path(path).absolute() if path else None
        if target is None and self.document.scratch is not None:
            target = Path.cwd() / f"{self.name}.xlsx"  # a book never saved goes to the working folder, as in Excel
            if target.exists():
                raise InputError(
                    Text(
                        f"{target.name} 已存在，没有覆盖。请给出文件名再保存。",
                        f"{target.name} exists and was not overwritten. Save the book under a name.",
                    )
                )
        save(self.document, target)
        self.document.scratch = None

    def activate(self) -> None:
        """Make it the active book."""
        self._books.activate(self)

    def json(self) -> dict[str, Any]:
        """Only for remote interpreters."""
        raise unsupported("Book.json")
