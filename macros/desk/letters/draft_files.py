"""The files of a draft: what they are called, where they go, and the .txt with the text message."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from macros.files.drafts import one_line
from macros.files.new_file import NOT_IN_NAMES
from workbook.rules.cleaning.text import writable

_LONGEST = 60  # characters of a file's name without its ending


def txt(text: str) -> bytes:
    """A text to be copied, as every editor of Windows reads it."""
    return b"\xef\xbb\xbf" + (writable(text).rstrip() + "\n").replace("\n", "\r\n").encode()


def stem(*parts: str) -> str:
    """The name of a draft's files, without what a file's name may not hold."""
    said = " ".join(filter(None, (NOT_IN_NAMES.sub(" ", one_line(part)) for part in parts)))
    return " ".join(said.split())[:_LONGEST].strip(" .") or "letter"


def place(folder: Path, name: str, contents: Sequence[tuple[str, bytes]], taken: set[str]) -> tuple[str, bool]:
    """The stem under which files (suffix, bytes) go into the folder, and whether they are there already as they are.
    What others have put there is not written over: the next number is taken."""
    number, found = 1, name
    while True:
        paths = [(folder / f"{found}{suffix}", content) for suffix, content in contents]
        if found.casefold() not in taken:
            if all(path.exists() and path.read_bytes() == content for path, content in paths):
                return found, True
            if not any(path.exists() for path, _ in paths):
                return found, False
        number += 1
        found = f"{name} {number}"
