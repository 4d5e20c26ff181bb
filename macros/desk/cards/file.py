"""Cards as a workbook to print: a sheet a customer, A4 upright, page 1 and page 2 below it.

Every text is written as text, whatever it begins with, as `import --rejects` writes them: nothing of what people typed
becomes a formula. The grid is as wide as the paper at its full size, so that nothing is shrunk below nine points.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break

from macros.desk.cards.blank import blank_card
from macros.desk.cards.chart import add_bars, add_chart
from macros.desk.cards.page_one import HEIGHT, TITLE, page_one
from macros.desk.cards.page_two import page_two
from macros.desk.cards.plan import COLUMN_WIDTH, COLUMNS, Cell, Plan
from macros.files.new_file import safe_name
from macros.files.new_workbook import new_workbook, put
from workbook.build.card_looks import LOOKS
from workbook.build.palette import RED
from workbook.build.printing import CARD_MARGINS, a4, footer
from workbook.build.styles import Styles
from workbook.language import Lang, Text
from workbook.rules.card.model import Card
from workbook.rules.cleaning.text import writable
from workbook.schema.card_frame import CARD_SHEET as SHEET
from workbook.schema.home import PAGES

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

FOOT = Text("客户卡 · 截至 {day:%Y-%m-%d}", "Customer card · as of {day:%Y-%m-%d}")
PRIVATE = Text("含保密资料，请勿外传", "Confidential: not to be passed on")
_LONGEST = 250  # characters that a cell formatted as text shows in every Excel


def write_cards(cards: Sequence[Card], path: Path) -> None:
    """Write a new .xlsx with a sheet for each card, in their order. OSError where it cannot be written."""
    taken: set[str] = set()
    with new_workbook(path, cards[0].lang) as (book, styles):
        for one in cards:
            draw(book.create_sheet(_sheet_name(one, len(cards), taken)), styles, one)


def draw(sheet: Worksheet, styles: Styles, card: Card) -> None:
    """Both pages of a card on a sheet."""
    first = page_one(card)
    second = page_two(card, first)
    set_up(sheet, card.lang, FOOT[card.lang].format(day=card.as_of), PRIVATE[card.lang] if card.private else "")
    stamp(sheet, styles, first, 0)
    last = first.row
    if second.plan.row:
        sheet.row_breaks.append(Break(id=first.row))
        stamp(sheet, styles, second.plan, first.row)
        last += second.plan.row
        if second.chart_row is not None:
            add_chart(sheet, card, first.row + second.chart_row)
        if second.bars is not None:
            shares = [one.share for one in card.products if one.share is not None]
            add_bars(sheet, first.row + second.bars[0], first.row + second.bars[1], max(shares, default=1.0))
        for row in breaks(second.plan, second.starts):
            sheet.row_breaks.append(Break(id=first.row + row - 1))
    sheet.print_area = f"A1:{get_column_letter(COLUMNS)}{last}"
    sheet.print_title_rows = "1:1"


def write_blank(lang: Lang, path: Path) -> None:
    """Write a new .xlsx with the two blank cards. OSError where it cannot be written."""
    with new_workbook(path, lang) as (book, styles):
        for person in (False, True):
            made = blank_card(lang, person=person)
            sheet = book.create_sheet(sheet_title(made.title[lang]))
            set_up(sheet, lang, made.title[lang], "")
            stamp(sheet, styles, made.plan, 0)
            for row in breaks(made.plan, made.starts):
                sheet.row_breaks.append(Break(id=row - 1))
            sheet.print_area = f"A1:{get_column_letter(COLUMNS)}{made.plan.row}"
            sheet.print_title_rows = "1:1"


def breaks(plan: Plan, starts: Sequence[int]) -> list[int]:
    """The rows of the plan that begin a new sheet of paper: a block that would be torn goes over whole."""
    found: list[int] = []
    top = 0.0  # points before the present sheet
    above = list(accumulate(plan.heights, initial=0.0))
    for start, end in pairwise([*starts, plan.row + 1]):
        torn = above[end - 1] - top > HEIGHT - TITLE
        if torn and above[start - 1] > top:
            found.append(start)
            top = above[start - 1]
    return found


def stamp(sheet: Worksheet, styles: Styles, plan: Plan, above: int) -> None:
    """Write a plan's cells below so many rows."""
    for at, height in enumerate(plan.heights, above + 1):
        sheet.row_dimensions[at].height = height
    for one in plan.cells:
        _put(sheet, styles, one, above)


def _put(sheet: Worksheet, styles: Styles, one: Cell, above: int) -> None:
    row, last = above + one.row, one.column + one.columns - 1
    look = LOOKS[one.look]
    number = isinstance(one.value, float | int)
    form = one.number_format
    if isinstance(one.value, str) and len(one.value) > _LONGEST:
        form = "General"  # Excel shows #### for a longer one that is formatted as text
    changed: dict[str, Any] = {"number_format": form}
    if number:
        changed |= {"wrap": False, "shrink": True}
    if one.right:
        changed["horizontal"] = "right"
    look = replace(look, **changed)
    for column in range(one.column, last + 1):
        styles.put(sheet, row, column, look)
    cell: Any = sheet.cell(row, one.column)
    put(cell, one.value)
    styles.stamp(cell, look)
    if last > one.column:
        sheet.merge_cells(start_row=row, end_row=row, start_column=one.column, end_column=last)


def set_up(sheet: Worksheet, lang: Lang, foot: str, warning: str, pages: int = 0) -> None:
    """A4 upright, on so many pages (0: as many as it takes): a grid of narrow columns, no lines, page numbers below."""
    sheet.sheet_view.showGridLines = False
    for column in range(1, COLUMNS + 1):
        sheet.column_dimensions[get_column_letter(column)].width = COLUMN_WIDTH
    a4(sheet, CARD_MARGINS, pages=pages)
    footer(sheet, foot.replace("&", "&&"), warning, PAGES[lang]).center.color = RED


def _sheet_name(card: Card, many: int, taken: set[str]) -> str:
    """客户卡; of several cards the customer's number and name, as far as a sheet's name goes."""
    if many == 1:
        return SHEET[card.lang]
    name = sheet_title(f"{card.customer_id} {card.name}") or SHEET[card.lang]
    at = 2
    while name.casefold() in taken:
        name, at = f"{name[:27].rstrip()} {at}", at + 1
    taken.add(name.casefold())
    return name


def sheet_title(name: str) -> str:
    """What a sheet may be called."""
    return " ".join(re.sub(r"[\[\]:*?/\\']", " ", writable(name)).split())[:31].strip()


def file_name(card: Card, suffix: str) -> str:
    """The file of one card in a folder of many: number and name, without what a file's name may not hold."""
    return f"{safe_name(f'{card.customer_id} {card.name}') or 'card'}{suffix}"
