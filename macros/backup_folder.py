"""Where the backups of a book are: a folder of the user's own, never beside the book.

`~/.customer-book/backups`, or what CUSTOMER_BOOK_BACKUPS names; never a setting inside the book, which a stranger could
have filled in.
"""

from __future__ import annotations

import glob
import hashlib
import os
from pathlib import Path

from workbook.engine.package.file_locks import room_around


def folder_of(book: Path) -> Path:
    """Where the copies of a book are: a folder by its name and place, since two books may share a name."""
    home = os.environ.get("CUSTOMER_BOOK_BACKUPS", "").strip()
    root = Path(home).expanduser() if home else Path.home() / ".customer-book" / "backups"
    whole = book.resolve()
    return root / f"{room_around(book.stem)}-{hashlib.sha256(str(whole).encode()).hexdigest()[:8]}"


def backups_of(book: Path) -> list[Path]:
    """The copies of a book, oldest first by name."""
    stem = glob.escape(room_around(book.stem))
    return sorted(folder_of(book).glob(f"{stem}.backup-*{book.suffix}"))
