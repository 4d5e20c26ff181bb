"""The open book becomes another file: what is saved in its place is then that one, by the same way as any save."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workbook.engine.package.zip_package import Package, open_package
from workbook.tables import book_cache

if TYPE_CHECKING:
    import xlwings as xw


@dataclass(frozen=True)
class Exchanged(Package):
    """The new file's members, to be saved over the older one's: which must then still be what was read."""

    before: Package | None = None
    folder: tempfile.TemporaryDirectory[str] | None = None  # kept as long as its file is read

    def check_unchanged(self) -> None:
        """Raise FileBusy where the file that was read, or the new one, is no longer as it was."""
        Package.check_unchanged(self)
        if self.before is not None:
            self.before.check_unchanged()


def exchange(book: xw.Book, path: Path, folder: tempfile.TemporaryDirectory[str]) -> None:
    """Have an open book be what the file at `path`, inside `folder`, holds. Nothing is written."""
    document = book.impl.document
    document.close()
    place, before = document.path, document.package
    document.reopen(path)
    found = open_package(path)
    document.package = Exchanged(found.path, found.members, found.fingerprint, found.sound, before, folder)
    document.path = place
    book_cache.of(book).clear()
