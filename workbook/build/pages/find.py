"""The cells of the search: the yellow one to type in, beside it what a formula finds, and what the command says.

The formula needs no Python: it finds the first customer whose name or number holds what is typed, and how many do.
It is made of functions that Excel 2016 and WPS have.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from openpyxl.worksheet.worksheet import Worksheet

from workbook.build.names import cell_reference, column_name, define
from workbook.build.palette import BRAND, INK, MUTED, TYPED, YOURS
from workbook.build.sheets import Book
from workbook.build.styles import Look
from workbook.build.validation import add_rule
from workbook.language import Lang, Text
from workbook.schema.home import FIND_QUICK, FIND_SAID, FIND_TEXT, HOME_FIND
from workbook.schema.sheets import sheet_of
from workbook.schema.tables.results import FOUND

_FIND_TITLE = Text("找客户", "Find a customer")
_FIND_HINT = Text(
    "写名称的一部分、编号、拼音首字母、电话的任意4位、联系人或地址，再点“找客户”。",
    "A part of a name, a number, pinyin initials, 4 digits of a telephone, a contact or an address; then choose Find.",
)
_HOME_HINT = Text(
    "‹ 找客户：写名称的一部分或编号，这里出现第一个符合的客户；点它转到那一行。",
    "‹ Find a customer: type a part of the name or number; the first one appears here, a click leads to its row.",
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


def add_home_find(book: Book, sheet: Worksheet, row: int, column: int, beside: int) -> None:
    """The yellow cell of the home sheet and the first customer found, a link to its row; a hint while it is blank."""
    lang = book.lang
    typed = Look(
        size=12, bold=True, colour=INK, fill=TYPED, number_format="@", horizontal="left", indent=1, bottom=YOURS
    )
    book.styles.put(sheet, row, column, replace(typed, top=YOURS, left=YOURS, right=YOURS))
    define(book.book, HOME_FIND, cell_reference(sheet.title, row, column))
    found = f"IFERROR({_row_link(lang)},{_found(HOME_FIND, lang)})"
    look = Look(colour=BRAND, horizontal="left", indent=1)
    hint = _HOME_HINT[lang]
    book.formula(sheet, row, beside, look, f'=IF({HOME_FIND}="","{hint}",{found})', hint)


def add_find_to_sheet(book: Book, sheet: Worksheet) -> None:
    """The cells in the title row of the sheet of hits, where they stay in sight."""
    column = {key: number for number, key in enumerate(FOUND.keys, start=1)}
    names, first, last = column["customer_name"], column["grade"], column["found_by"]
    for at in range(names, last + 1):
        book.styles.put(sheet, 1, at, Look()).value = None  # what the sheet is for, the yellow cell says
    add_find_cells(book, sheet, Places((1, names), (1, first), (1, last)))


def quick_formula(lang: Lang, typed: str = FIND_TEXT) -> str:
    """The first customer whose name, else whose number, holds what is typed in a named cell: number and name, and how
    many names do."""
    return f'=IF({typed}="","",{_found(typed, lang)})'


def _found(typed: str, lang: Lang) -> str:
    """The same for what is typed in the cell of this name; a sentence where there is none."""
    ids, names = column_name("tblCustomers", "customer_id"), column_name("tblCustomers", "name")
    part = _part(typed)

    def first(column: str) -> str:
        at = f"MATCH({part},{column},0)"
        return f'INDEX({ids},{at})&" "&INDEX({names},{at})'

    before, after = _SEVERAL[lang].split("{n}")
    several = f'IF(COUNTIF({names},{part})>1,"{before}"&COUNTIF({names},{part})&"{after}","")'
    return f'IFERROR({first(names)}&{several},IFERROR({first(ids)},"{_NOTHING[lang]}"))'


def _row_link(lang: Lang) -> str:
    """The same as a link to the customer's row; an error where there is none."""
    ids, names = column_name("tblCustomers", "customer_id"), column_name("tblCustomers", "name")
    part = _part(HOME_FIND)
    at = f"IFERROR(MATCH({part},{names},0),MATCH({part},{ids},0))"
    sheet = sheet_of("tblCustomers").label[lang]
    target = f"\"#'{sheet}'!\"&ADDRESS(ROW(INDEX({names},{at})),COLUMN(INDEX({names},{at})))"
    return f'HYPERLINK({target},"→ "&{_found(HOME_FIND, lang)})'


def _part(typed: str) -> str:
    return f'"*"&{typed}&"*"'
