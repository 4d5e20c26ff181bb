"""A new workbook of laid-out sheets - cards, labels, a statement, a report - that leaves the book as a file of its own:
nobody's name in it, and every text in it a text, whatever it begins with."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from workbook.build.styles import Styles
from workbook.language import Lang
from workbook.rules.cleaning.text import writable


@contextlib.contextmanager
def new_workbook(path: Path, lang: Lang) -> Iterator[tuple[Workbook, Styles]]:
    """A workbook without sheets, and its styles; saved at `path` once it is filled. OSError where it cannot be
    written."""
    book = Workbook()
    del book["Sheet"]
    styles = Styles(book, lang)
    yield book, styles
    styles.close()
    book.properties.creator = ""
    book.save(path)


def put(cell: Any, value: Any) -> None:
    """Put a value into a cell; None leaves it as it is."""
    if isinstance(value, str):
        cell.value, cell.data_type = writable(value), "s"
    elif value is not None:
        cell.value = value
