"""The sheet 月报: two pages of A4 upright, laid out once; a command fills the grid (macros/month_end)."""

from __future__ import annotations

from dataclasses import replace

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from workbook.build.month_charts import add_month_charts
from workbook.build.names import block_reference, cell_reference, define
from workbook.build.pages import month_report_layout as layout
from workbook.build.pages.month_report_layout import COLUMNS, LINE, SIZE, Block, Form
from workbook.build.palette import BRAND, CARD, HUES, INK, MUTED, TYPED, YOURS
from workbook.build.palette import LINE as HAIR
from workbook.build.printing import Margins, a4, footer
from workbook.build.sheets import Book, internal_link
from workbook.build.styles import Look, Styles
from workbook.build.validation import Rule, add_rule
from workbook.language import Lang, Text
from workbook.schema.home import HOME_LINK, HOME_SHEET, PAGES
from workbook.schema.model import SheetGroup
from workbook.schema.month_report import LINES
from workbook.schema.registry import listing
from workbook.schema.sheets import sheet as declared

SHEET = declared("month_report").label
ABOVE = 2
"""Rows above the grid on the sheet of the book: the cells in which month and salesperson are chosen."""
_MONTH, _PERSON = Text("月份", "Month"), Text("业务员", "Salesperson")
_ASK = Text(
    "写月份（空着是最近一个完整的月），选业务员（空着是全公司），再点“月报”。",
    "Write a month (blank: the last full one), choose a salesperson (blank: everybody); then choose Month report.",
)
_MONTH_HINT = Text("如 2026-06；写 2026 是全年。", "Such as 2026-06; 2026 for the year.")
_PERSON_ERROR = Text("请从列表里选业务员，或留空。", "Choose a salesperson from the list, or leave it blank.")
_HUE = HUES[SheetGroup.ANALYSIS]
_RIGHT = frozenset(Form) - {Form.TEXT}

_TITLE = Look(size=17, bold=True, colour=BRAND, horizontal="left", number_format="@", shrink=True)
_BADGE = Look(size=10, bold=True, colour=MUTED, horizontal="right", number_format="@")
_QUIET = Look(size=9, colour=MUTED, horizontal="left", number_format="@", bottom=BRAND, wrap=True)
_SENTENCE = Look(size=10.5, colour=INK, horizontal="left", wrap=True, number_format="General")
_TILE = Look(size=9, colour=MUTED, fill=CARD, horizontal="left", indent=1, top=BRAND, thick=True, number_format="@")
_TILE_VALUE = Look(size=15, bold=True, colour=BRAND, fill=CARD, horizontal="left", indent=1, shrink=True)
_TILE_CHANGE = Look(size=9, colour=INK, fill=CARD, horizontal="left", indent=1, wrap=True, number_format="@")
_HEADING = Look(size=10, bold=True, colour=_HUE.strong, fill=_HUE.tint, horizontal="left", number_format="@")
_HEAD = Look(size=9, colour=MUTED, bottom=MUTED, number_format="@", shrink=True)
_CELL = Look(size=SIZE, bottom=HAIR, shrink=True)
_POINT = Look(size=SIZE, horizontal="left", bottom=HAIR, wrap=True, number_format="General")


def add_month_report(book: Book) -> Worksheet:
    """Add the sheet of the book, blank."""
    lang, one = book.lang, declared("month_report")
    sheet = book.sheet(one.label[lang], one.code_name, one.group)
    draw(sheet, book.styles, lang, ABOVE)
    _controls(book, sheet)
    where = block_reference(sheet.title, ABOVE + 1, 1, layout.LAST, layout.ALL_COLUMNS)
    define(book.book, layout.AREA_NAME, where)
    sheet.freeze_panes = f"A{ABOVE + 1}"
    return sheet


def draw(sheet: Worksheet, styles: Styles, lang: Lang, above: int = 0) -> None:
    """Everything but the figures, below so many rows."""
    for column in range(1, COLUMNS + 1):
        sheet.column_dimensions[get_column_letter(column)].width = layout.COLUMN_WIDTH
    for column in range(COLUMNS + 1, layout.ALL_COLUMNS + 1):
        sheet.column_dimensions[get_column_letter(column)].width = layout.COLUMN_WIDTH if column < layout.BESIDE else 11
    for row in range(1, layout.LAST + 1):
        sheet.row_dimensions[above + row].height = LINE
    _head(sheet, styles, above)
    _tiles(sheet, styles, above)
    for text, left, wide in ((layout.MONTHS_CHART, 1, 13), (layout.PEOPLE_CHART, 15, 10)):
        styles.merged(sheet, above + layout.CHART_TITLE_ROW, left, wide, _HEADING, text[lang])
    _figures_of_charts(sheet, styles, lang, above)
    add_month_charts(sheet, lang, above)
    for block in layout.BLOCKS:
        _block(sheet, styles, lang, block, above)
    styles.merged(sheet, above + layout.POINTS_ROW, 1, COLUMNS, _HEADING, layout.POINTS[lang])
    for row in range(layout.POINTS_ROW + 1, layout.LAST + 1):
        styles.merged(sheet, above + row, 1, COLUMNS, _POINT)
        sheet.row_dimensions[above + row].height = 2 * LINE
    for row in (layout.CHART_TITLE_ROW, layout.POINTS_ROW, *(block.row for block in layout.BLOCKS)):
        sheet.row_dimensions[above + row].height = layout.TITLE
    sheet.row_dimensions[above + layout.PAGE_ONE + 1].height = _FOOT
    _paper(sheet, lang, above)


def _head(sheet: Worksheet, styles: Styles, above: int) -> None:
    styles.merged(sheet, above + layout.TITLE_ROW, 1, 19, _TITLE)
    styles.merged(sheet, above + layout.TITLE_ROW, 20, 5, _BADGE)
    styles.merged(sheet, above + layout.SUB_ROW, 1, COLUMNS, _QUIET)
    sheet.row_dimensions[above + layout.TITLE_ROW].height = 26
    sheet.row_dimensions[above + layout.SUB_ROW].height = 15
    for row in layout.SENTENCE_ROWS:
        styles.merged(sheet, above + row, 1, COLUMNS, _SENTENCE)
        sheet.row_dimensions[above + row].height = 45 if row == layout.SENTENCE_ROWS[1] else 30


_FOOT = 44
"""Below the last table of the first page: what follows begins the second one, where a program fits the pages itself."""

_TILE_FORMS = (Form.AMOUNT, Form.SHARE, Form.COUNT, Form.AMOUNT, Form.AMOUNT)
"""Each figure has a form of its own: money, a share, a number of customers."""


def _tiles(sheet: Worksheet, styles: Styles, above: int) -> None:
    left = 1
    for wide, form in zip(layout.TILE_WIDTHS, _TILE_FORMS, strict=True):
        for at, look in enumerate((_TILE, replace(_TILE_VALUE, number_format=form), _TILE_CHANGE)):
            styles.merged(sheet, above + layout.TILE_ROW + at, left, wide, look)
        left += wide
    sheet.row_dimensions[above + layout.TILE_ROW + 1].height = 24
    sheet.row_dimensions[above + layout.TILE_ROW + 2].height = 38


def _figures_of_charts(sheet: Worksheet, styles: Styles, lang: Lang, above: int) -> None:
    quiet = Look(size=8, colour=MUTED, number_format="@")
    for left, series, rows in (
        (layout.MONTHS_AT, layout.MONTH_SERIES, LINES["months"]),
        (layout.PEOPLE_AT, layout.PEOPLE_SERIES, LINES["people"]),
    ):
        for at, text in enumerate(series, start=1):
            styles.put(sheet, above + layout.DATA_ROW, left + at, quiet, text[lang])
        for row in range(above + layout.DATA_ROW + 1, above + layout.DATA_ROW + 1 + rows):
            styles.put(sheet, row, left, quiet)
            for at in range(1, len(series) + 1):
                styles.put(sheet, row, left + at, replace(quiet, number_format=Form.AMOUNT))


def _block(sheet: Worksheet, styles: Styles, lang: Lang, block: Block, above: int) -> None:
    wide = sum(column.wide for column in block.columns)
    styles.merged(sheet, above + block.row, block.left, wide, _HEADING, block.title[lang])
    left = block.left
    for column in block.columns:
        side = "right" if column.form in _RIGHT else "left"
        styles.merged(
            sheet, above + block.row + 1, left, column.wide, replace(_HEAD, horizontal=side), column.label[lang]
        )
        after_figures = side == "left" and left > block.left
        look = replace(_CELL, horizontal=side, number_format=column.form, indent=int(after_figures))
        for row in range(block.first, block.first + block.rows):
            styles.merged(sheet, above + row, left, column.wide, look)
        left += column.wide


def _paper(sheet: Worksheet, lang: Lang, above: int) -> None:
    """Two pages of A4 upright, as wide as the paper."""
    sheet.sheet_view.showGridLines = False
    a4(sheet, Margins(sides=0.6, top=0.5, bottom=0.55, header=0.3, footer=0.3), pages=2)
    footer(sheet, right=PAGES[lang])
    sheet.row_breaks.append(Break(id=above + layout.PAGE_ONE))
    sheet.print_area = f"A{above + 1}:{get_column_letter(COLUMNS)}{above + layout.LAST}"


def _controls(book: Book, sheet: Worksheet) -> None:
    """The yellow cells above the pages, and the way home."""
    lang, styles = book.lang, book.styles
    label = Look(colour=MUTED, horizontal="right")
    typed = Look(bold=True, colour=INK, fill=TYPED, number_format="@", horizontal="left", bottom=YOURS)
    for row, height in ((1, 24), (2, 20)):
        sheet.row_dimensions[row].height = height
    styles.merged(sheet, 1, 1, 3, label, _MONTH[lang])
    styles.merged(sheet, 1, 4, 4, typed)
    styles.merged(sheet, 1, 8, 4, label, _PERSON[lang])
    styles.merged(sheet, 1, 12, 4, typed)
    link = styles.put(sheet, 1, 22, Look(size=9, colour=_HUE.strong, horizontal="left"), HOME_LINK[lang])
    link.hyperlink = internal_link(HOME_SHEET[lang], link.coordinate)
    styles.merged(sheet, 2, 1, COLUMNS, Look(size=9, colour=MUTED, horizontal="left"), _ASK[lang])
    add_rule(sheet, "D1", _MONTH[lang], None, _MONTH_HINT[lang], lang)
    people = Rule("list", listing("salesperson").range_name, _PERSON_ERROR)
    add_rule(sheet, "L1", _PERSON[lang], people, None, lang)
    for name, column in ((layout.MONTH_NAME, 4), (layout.PERSON_NAME, 12)):
        define(book.book, name, cell_reference(sheet.title, 1, column))
