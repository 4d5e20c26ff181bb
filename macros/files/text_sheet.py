"""A new workbook of one sheet, and a CSV file, in which every cell is a text: nothing that somebody typed becomes a
formula there. The one way for lists that leave the book as files of their own."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from workbook.rules.cleaning.text import outgoing, writable


def write_xlsx(path: Path, rows: Sequence[Sequence[str]], *, sheet: str = "1", widths: Sequence[float] = ()) -> None:
    """Write rows of texts as cells formatted as text; `widths` in characters. OSError where it cannot be written."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    made = book.create_sheet(sheet)
    for number, width in enumerate(widths, start=1):
        made.column_dimensions[get_column_letter(number)].width = width
    for row in rows:
        cells = []
        for text in row:
            cell = WriteOnlyCell(made)
            cell.value, cell.data_type, cell.number_format = writable(text), "s", "@"  # text, whatever it begins with
            cells.append(cell)
        made.append(cells)
    book.save(path)


def write_csv(path: Path, rows: Sequence[Sequence[str]]) -> None:
    """Write rows of texts as CSV that Excel reads as UTF-8. OSError where it cannot be written."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([outgoing(text) for text in row] for row in rows)
    path.write_bytes(b"\xef\xbb\xbf" + out.getvalue().encode())
