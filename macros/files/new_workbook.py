"""A new workbook that leaves the book as a file of its own - laid-out sheets for cards, labels, a statement, a report,
or one sheet with a list: nobody's name in it, and every text in it a text, whatever it begins with. The one way out
into workbooks: no other module of the macros makes one.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter

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


def write_xlsx(path: Path, rows: Sequence[Sequence[str]], *, sheet: str = "1", widths: Sequence[float] = ()) -> None:
    """Write rows of texts as cells formatted as text; `widths` in characters. OSError where it cannot be written."""
    book = Workbook(write_only=True)
    book.properties.creator = ""
    made = book.create_sheet(sheet)
    for number, width in enumerate(widths, start=1):
        made.column_dimensions[get_column_letter(number)].width = width
    for row in rows:
        cells = []
        for text in row:
            cell = WriteOnlyCell(made)
            put(cell, text)
            cell.number_format = "@"
            cells.append(cell)
        made.append(cells)
    book.save(path)
