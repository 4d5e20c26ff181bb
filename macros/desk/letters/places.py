"""Where what is made goes where nobody says: beside the book, or, of a book that has no folder, the user's own one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import xlwings as xw


def beside(book: xw.Book) -> Path:
    """The book's folder; the user's Documents, else home, for a book that was never saved or lies on a server."""
    path = Path(str(book.fullname))
    if path.is_absolute() and path.parent.is_dir():
        return path.parent
    documents = Path.home() / "Documents"
    return documents if documents.is_dir() else Path.home()


def free(path: Path) -> Path:
    """The path, or the next one with a number that nothing stands at."""
    found, number = path, 1
    while found.exists():
        number += 1
        found = path.with_name(f"{path.stem} {number}{path.suffix}")
    return found
