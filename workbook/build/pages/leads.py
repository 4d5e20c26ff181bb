"""The sheet to paste on: a title, what comes next, and below it a list (in the sample) or a hint where to paste."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from workbook.build.palette import FAINT, HUES, MUTED
from workbook.build.printing import print_set_up
from workbook.build.sheets import Book, internal_link
from workbook.build.styles import Look
from workbook.build.validation import add_rule
from workbook.language import Text
from workbook.schema.home import HOME_LINK, HOME_SHEET, LEADS_HINT, LEADS_NEXT, LEADS_ROW, LEADS_TITLE
from workbook.schema.sheets import sheet as declared

_TITLE = Text("粘贴名单", "Paste a list")
_COLUMNS = 60


def add_leads(book: Book, rows: Sequence[Sequence[str]] = ()) -> Worksheet:
    """Add the sheet, with a list or a hint. Cells are text, so that leading zeros and 18-digit numbers survive the
    paste; nothing on it breaks where somebody pastes over the title."""
    lang, one = book.lang, declared("leads")
    sheet = book.sheet(one.label[lang], one.code_name, one.group)
    hue = HUES[one.group]
    for column in range(1, _COLUMNS + 1):
        book.styles.column(sheet, column, Look(number_format="@", vertical="center"))
        sheet.column_dimensions[get_column_letter(column)].width = 16
    for at, height in ((1, 34), (2, 20), (3, 8)):
        sheet.row_dimensions[at].height = height
    link = book.styles.put(sheet, 1, 1, Look(size=9, colour=hue.strong, horizontal="left"), HOME_LINK[lang])
    link.hyperlink = internal_link(HOME_SHEET[lang], link.coordinate)
    title = Look(size=16, bold=True, colour=hue.strong, horizontal="left")
    book.styles.put(sheet, 1, 2, title, LEADS_TITLE[lang])
    book.styles.put(sheet, 2, 1, Look(colour=MUTED, horizontal="left"), LEADS_NEXT[lang])
    if not rows:
        book.styles.put(sheet, LEADS_ROW, 1, Look(number_format="@", colour=FAINT), LEADS_HINT[lang])
    pasted = Look(number_format="@", vertical="center")
    for number, row in enumerate(rows, start=LEADS_ROW):
        for column, text in enumerate(row, start=1):
            if text:
                book.styles.put(sheet, number, column, pasted, text)
    add_rule(sheet, f"A{LEADS_ROW}", _TITLE[lang], None, LEADS_HINT[lang], lang)
    sheet.freeze_panes = f"A{LEADS_ROW}"
    for pane in sheet.sheet_view.selection:
        pane.activeCell = pane.sqref = f"A{LEADS_ROW}"
    print_set_up(sheet, lang)
    return sheet
