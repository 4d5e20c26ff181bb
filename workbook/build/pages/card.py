"""The sheet 客户卡 Customer card, blank: the lines of `workbook.schema.card_frame`, the cells to choose a customer, the
chart. Commands fill it: values, and how high each line is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from workbook import schema
from workbook.build.card_chart import draw_months, draw_shares
from workbook.build.card_looks import LOOKS
from workbook.build.formats import TEXT_FORMAT, number_format
from workbook.build.names import block_reference, cell_reference, column_name, define
from workbook.build.pages.find import quick_formula
from workbook.build.palette import BRAND, HUES, INK, LINE, MUTED, TYPED, YOURS
from workbook.build.printing import CARD_MARGINS, a4, footer
from workbook.build.sheets import Book, internal_link
from workbook.build.styles import Look as Style
from workbook.build.validation import Rule, add_rule, hint_of, kind_rule, rule_of
from workbook.language import Text
from workbook.schema.card_frame import (
    CARD_AREA,
    CARD_BLANK,
    CARD_FIND,
    CARD_MONTHS,
    CARD_PRIVATE,
    CARD_QUICK,
    CARD_SAID,
    CARD_SHOWN,
    CARD_WAS,
    CHART_ROWS,
    COLUMNS,
    FIRST_ROW,
    MONTHS,
    PRODUCTS,
    Line,
    Look,
    Slot,
    chart_row,
    frame,
    page_one_rows,
)
from workbook.schema.home import HOME_LINK, HOME_SHEET, PAGES
from workbook.schema.model import Kind
from workbook.schema.sheets import sheet as declared

_CHOOSE = Text("客户", "Customer")
_HINT = Text(
    "写编号、名称、拼音首字母或电话的几位，按回车；也可以从列表里选。",
    "Type a number, a name, pinyin initials or digits of a telephone and press Enter; or choose from the list.",
)
_SAVE = Text("浅黄的格子可以改；改完点“存回”。", "Yellow cells may be edited; then choose Save card.")
_PRIVATE = Text("也显示保密资料", "Confidential facts too")
_PRIVATE_HINT = Text(
    "选“是”再打开，也显示证件、银行、住宅、家庭；打印时一并印出。",
    "Choose Yes and open the card again: identity numbers, bank, home and family show too, on paper as well.",
)
_BLANK = Text("也列空白项", "Blank fields too")
_BLANK_HINT = Text(
    "选“是”再打开，没填过的资料也列出来，可以在卡上补填。",
    "Choose Yes and open the card again: fields that nobody has filled are listed too, to be filled in on the card.",
)
_NO_TYPING = Rule(
    "custom",
    "FALSE",
    Text("这一格是算出来的，不能在卡上改。", "This cell is worked out and is not edited on the card."),
)
_FOOT = Text("客户卡", "Customer card")
_WIDTH = 3.7  # of a column, as the file has it: 24 of them fit A4 at full size; where a wider font stands in, smaller
_CHART = (12 * 19.5, CHART_ROWS * 15.0)  # points: not wider than its columns anywhere
_DATA = COLUMNS + 2  # first of the hidden columns: the months, what the card was filled with


def add_card(book: Book) -> Worksheet:
    """Add the sheet."""
    one, lang = declared("card"), book.lang
    sheet = book.sheet(one.label[lang], one.code_name, one.group)
    sheet.sheet_view.showGridLines = False
    for column in range(1, COLUMNS + 1):
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTH
    for column in range(_DATA, _DATA + 5):
        sheet.column_dimensions[get_column_letter(column)].hidden = True
    _tools(book, sheet)
    for at, line in enumerate(frame(), start=FIRST_ROW):
        _line(book, sheet, at, line)
        sheet.row_dimensions[at].height = line.least
        if not line.opens:
            sheet.row_dimensions[at].hidden = True
    _data(book, sheet)
    _paper(book, sheet)
    sheet.freeze_panes = f"A{FIRST_ROW - 1}"
    for pane in sheet.sheet_view.selection:
        pane.activeCell = pane.sqref = "D2"
    return sheet


def _tools(book: Book, sheet: Worksheet) -> None:
    """The rows above the card, which stay in sight and are not printed."""
    lang, hue = book.lang, HUES[declared("card").group]
    sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = 26, 22
    sheet.row_dimensions[3].height, sheet.row_dimensions[4].height = 17, 5
    link = book.styles.put(sheet, 1, 1, Style(colour=hue.strong, horizontal="left"), HOME_LINK[lang])
    link.hyperlink = internal_link(HOME_SHEET[lang], link.coordinate)
    title = Style(size=15, bold=True, colour=hue.strong, horizontal="left")
    book.styles.put(sheet, 1, 4, title, declared("card").label[lang])
    book.styles.put(sheet, 1, 11, Style(size=9, colour=MUTED, horizontal="left"), _SAVE[lang])
    label, quiet = Style(size=9, colour=MUTED, horizontal="left"), Style(colour=BRAND, horizontal="left")
    book.styles.put(sheet, 2, 1, label, _CHOOSE[lang])
    typed = Style(size=12, bold=True, colour=INK, fill=TYPED, number_format="@", horizontal="left", bottom=YOURS)
    book.styles.merged(sheet, 2, 4, 8, typed)
    names = Rule("list", column_name("tblCustomers", "name"), _HINT, blocks=False)
    add_rule(sheet, "D2", _CHOOSE[lang], names, _HINT[lang], lang)
    book.formula(sheet, 2, 12, quiet, quick_formula(lang, CARD_FIND), "")
    book.styles.put(sheet, 2, _DATA, Style(number_format="@"))
    switch = Style(size=9, colour=INK, fill=TYPED, horizontal="center", bottom=LINE)
    yes_no = kind_rule(Kind.FLAG, lang)
    for column, text, hint in ((1, _PRIVATE, _PRIVATE_HINT), (8, _BLANK, _BLANK_HINT)):
        book.styles.put(sheet, 3, column, label, text[lang])
        book.styles.merged(sheet, 3, column + 5, 2, switch)
        add_rule(sheet, sheet.cell(3, column + 5).coordinate, text[lang], yes_no, hint[lang], lang)
    book.styles.put(sheet, 3, 16, label)
    cells = ((CARD_FIND, 2, 4), (CARD_QUICK, 2, 12), (CARD_SHOWN, 2, _DATA), (CARD_PRIVATE, 3, 6),
             (CARD_BLANK, 3, 13), (CARD_SAID, 3, 16))  # fmt: skip
    for name, row, column in cells:
        define(book.book, name, cell_reference(sheet.title, row, column))


def _line(book: Book, sheet: Worksheet, row: int, line: Line) -> None:
    for column, slot in line.placed():
        if slot.look is not Look.BODY or slot.key or slot.text:
            _slot(book, sheet, row, column + 1, slot)


def _slot(book: Book, sheet: Worksheet, row: int, column: int, slot: Slot) -> None:
    """One cell: its look, what may be typed into it, and its text where that never changes."""
    lang = book.lang
    form = slot.form or (number_format(slot.field) if slot.field is not None else "General")
    if slot.field is not None and slot.field.kind is Kind.NOTE:
        form = "General"  # Excel shows #### for a long text in a cell formatted as text
    if slot.text is None and slot.look in (Look.TITLE, Look.HEAD, Look.LABEL, Look.NAME, Look.BADGE):
        form = TEXT_FORMAT
    changed: dict[str, Any] = {"number_format": form, "shrink": slot.look in (Look.NAME, Look.BADGE, Look.FIGURE)}
    if changed["shrink"]:
        changed["wrap"] = False
    if slot.right:
        changed["horizontal"] = "right"
    if slot.is_typed:
        changed |= {"fill": TYPED, "bottom": LINE}
    book.styles.merged(sheet, row, column, slot.columns, replace(LOOKS[slot.look], **changed))
    cell = sheet.cell(row, column)
    if slot.text is not None:
        cell.value = slot.text[lang]
        return
    if slot.field is None or not slot.is_typed:
        add_rule(sheet, cell.coordinate, _FOOT[lang], _NO_TYPING, None, lang)
        return
    owner = schema.table(slot.table)
    rule = None if slot.field.kind is Kind.REF else rule_of(owner, slot.field, cell.coordinate, lang)
    hint = hint_of(owner, slot.field)
    if rule is not None or hint is not None:
        add_rule(sheet, cell.coordinate, slot.field.label[lang], rule, hint[lang] if hint else None, lang)


def _data(book: Book, sheet: Worksheet) -> None:
    """The names of the card, of what it was filled with and of the months; the chart and the bars."""
    many, top = len(frame()), FIRST_ROW + chart_row()
    define(book.book, CARD_AREA, block_reference(sheet.title, FIRST_ROW, 1, many, COLUMNS))
    define(book.book, CARD_WAS, block_reference(sheet.title, FIRST_ROW, _DATA + 3, many, 1))
    define(book.book, CARD_MONTHS, block_reference(sheet.title, top, _DATA, MONTHS, 3))
    for row in range(FIRST_ROW, FIRST_ROW + many):
        book.styles.put(sheet, row, _DATA + 3, Style(number_format="@"))
    for row in range(top, top + MONTHS):
        book.styles.put(sheet, row, _DATA, Style(number_format="@"))
    draw_months(sheet, book.lang, (top, _DATA, MONTHS), f"A{top}", _CHART)
    draw_shares(sheet, COLUMNS - 1, top, top + PRODUCTS - 1)


def _paper(book: Book, sheet: Worksheet) -> None:
    """A4 upright, page 1 by itself; the rows above the card stay on the screen."""
    last = FIRST_ROW + len(frame()) - 1
    sheet.print_area = f"A{FIRST_ROW}:{get_column_letter(COLUMNS)}{last}"
    sheet.row_breaks.append(Break(id=FIRST_ROW + page_one_rows() - 1))
    a4(sheet, CARD_MARGINS)
    footer(sheet, _FOOT[book.lang], "&D", PAGES[book.lang])
