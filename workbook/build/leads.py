"""The leads sheet: a page to paste on, empty or (in the sample) with a list. Nothing on it breaks under a paste."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from workbook.build.palette import FAINT
from workbook.build.printing import print_set_up
from workbook.build.sheets import Book, State
from workbook.build.styles import Look
from workbook.build.validation import add_rule
from workbook.language import Text
from workbook.schema.home import LEADS_HINT, LEADS_SHEET
from workbook.schema.model import SheetGroup

_TITLE = Text("粘贴名单", "Paste a list")
_COLUMNS = 60


def add_leads(book: Book, rows: Sequence[Sequence[str]] = (), state: State = "visible") -> Worksheet:
    """Add the sheet, with a list from A1 or a hint. Cells are text, so that leading zeros and 18-digit numbers survive
    the paste."""
    sheet = book.sheet(LEADS_SHEET[book.lang], "shtLeads", SheetGroup.DAILY, state)
    for column in range(1, _COLUMNS + 1):
        book.styles.column(sheet, column, Look(number_format="@", vertical="center"))
        sheet.column_dimensions[get_column_letter(column)].width = 16
    if not rows:
        book.styles.put(sheet, 1, 1, Look(number_format="@", colour=FAINT), LEADS_HINT[book.lang])
    pasted = Look(number_format="@", vertical="center")
    for number, row in enumerate(rows, start=1):
        for column, text in enumerate(row, start=1):
            if text:
                book.styles.put(sheet, number, column, pasted, text)
    add_rule(sheet, "A1", _TITLE[book.lang], None, LEADS_HINT[book.lang], book.lang)
    print_set_up(sheet, book.lang)
    return sheet
