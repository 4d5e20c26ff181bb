"""Where users give a command its input: the page to paste on, and the cells of the search.

The page is empty or (in the sample) holds a list; nothing on it breaks under a paste. Of the search there is the yellow
cell to type in, beside it what a formula finds, and what the command says. The formula needs no Python: it finds the
first customer whose name or number holds what is typed, and how many names do. It is made of functions that Excel 2016
and WPS have.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from workbook.build.names import cell_reference, column_name, define
from workbook.build.palette import BRAND, FAINT, INK, MUTED, TYPED, YOURS
from workbook.build.printing import print_set_up
from workbook.build.sheets import Book, State
from workbook.build.styles import Look
from workbook.build.validation import add_rule
from workbook.language import Lang, Text
from workbook.schema.home import FIND_QUICK, FIND_SAID, FIND_TEXT, LEADS_HINT, LEADS_SHEET
from workbook.schema.model import SheetGroup
from workbook.schema.tables.results import FOUND

_PASTE_TITLE = Text("粘贴名单", "Paste a list")
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
    add_rule(sheet, "A1", _PASTE_TITLE[book.lang], None, LEADS_HINT[book.lang], book.lang)
    print_set_up(sheet, book.lang)
    return sheet


_FIND_TITLE = Text("找客户", "Find a customer")
_FIND_HINT = Text(
    "写名称的一部分、编号、拼音首字母、电话的任意4位、联系人或地址，再点“找客户”。",
    "A part of a name, a number, pinyin initials, 4 digits of a telephone, a contact or an address; then choose Find.",
)
_NOTHING = Text("没有名称或编号含有它的客户", "no customer has it in name or number")
_SEVERAL = Text("（共{n}位）", " ({n} in all)")


@dataclass(frozen=True, slots=True)
class Places:
    """Row and column of the three cells."""

    text: tuple[int, int]
    quick: tuple[int, int]
    said: tuple[int, int]


def add_find_cells(book: Book, sheet: Worksheet, at: Places) -> None:
    """Write the three cells and name them; they may stand on any sheet."""
    lang = book.lang
    typed = Look(size=12, bold=True, colour=INK, fill=TYPED, number_format="@", horizontal="left", bottom=YOURS)
    cell = book.styles.put(sheet, *at.text, typed)
    add_rule(sheet, cell.coordinate, _FIND_TITLE[lang], None, _FIND_HINT[lang], lang)
    quick = Look(colour=BRAND, horizontal="left", indent=1)
    book.formula(sheet, *at.quick, quick, quick_formula(lang), "")
    book.styles.put(sheet, *at.said, Look(size=9, colour=MUTED, horizontal="left"))
    for name, place in ((FIND_TEXT, at.text), (FIND_QUICK, at.quick), (FIND_SAID, at.said)):
        define(book.book, name, cell_reference(sheet.title, *place))


def add_find_to_sheet(book: Book, sheet: Worksheet) -> None:
    """The cells in the title row of the sheet of hits, where they stay in sight."""
    column = {key: number for number, key in enumerate(FOUND.keys, start=1)}
    names, first, last = column["customer_name"], column["grade"], column["found_by"]
    for at in range(names, last + 1):
        book.styles.put(sheet, 1, at, Look()).value = None  # what the sheet is for, the yellow cell says
    add_find_cells(book, sheet, Places((1, names), (1, first), (1, last)))


def quick_formula(lang: Lang) -> str:
    """The first customer whose name, else whose number, holds what is typed: number and name, and how many names do."""
    ids, names = column_name("tblCustomers", "customer_id"), column_name("tblCustomers", "name")
    part = f'"*"&{FIND_TEXT}&"*"'

    def first(column: str) -> str:
        at = f"MATCH({part},{column},0)"
        return f'INDEX({ids},{at})&" "&INDEX({names},{at})'

    before, after = _SEVERAL[lang].split("{n}")
    several = f'IF(COUNTIF({names},{part})>1,"{before}"&COUNTIF({names},{part})&"{after}","")'
    found = f'IFERROR({first(names)}&{several},IFERROR({first(ids)},"{_NOTHING[lang]}"))'
    return f'=IF({FIND_TEXT}="","",{found})'
