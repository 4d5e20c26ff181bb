"""The home sheet: what the book is, key figures, what changed since the last refresh, charts, ways to the sheets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from workbook.build import charts, highlights
from workbook.build.names import block_reference, cell_reference, column_name, define
from workbook.build.pages.directory import GROUP_LABELS
from workbook.build.palette import AMBER, AMBER_TINT, BRAND, CARD, HUES, INK, MUTED, RED, WHITE
from workbook.build.printing import print_set_up
from workbook.build.sheets import Book, internal_link
from workbook.build.styles import Look
from workbook.language import Text
from workbook.schema.commands import RIBBON_TAB
from workbook.schema.formulas import AS_OF_NAME
from workbook.schema.home import (
    BLOCKS,
    DIRECTORY_SHEET,
    FIGURES,
    HOME_BANNER,
    HOME_SHEET,
    UNREACHED,
    UNREACHED_NAME,
    UNREACHED_ROWS,
    Figure,
)
from workbook.schema.model import SheetGroup
from workbook.schema.sheets import SHEETS
from workbook.schema.text_widths import text_width

CARDS_A_ROW = 7
_CARD, _GAP = 17.6, 1.5  # widths in characters
_FIRST = 2  # column of the first card
_CHART_ROWS = 16
_STATUS_ROW = 4

ABOUT = Text(
    "一本客户簿：客户、联系人、交易、拜访都记在这里；等级、提醒和统计由程序算出，每个结果都说明原因。",
    "One book of customers, contacts, orders and visits; "
    "grades, reminders and statistics are worked out, each with its reason.",
)
_SAMPLE = Text(
    "这里是虚构的示例数据，日期固定。用过之后点“清除示例”，列表和设置会保留。",
    "This is invented sample data as of a fixed day. When done, choose Clear the sample: lists and settings stay.",
)
STAMPS_HERE: dict[str, Text] = {
    "refreshed_at": Text("上次刷新", "Last refreshed"),
    "refreshed_as_of": Text("数据截至", "Data to"),
}
_STAMP_FORMATS = {"refreshed_at": "yyyy-mm-dd hh:mm", "refreshed_as_of": "yyyy-mm-dd"}
_SINCE = Text("数据状态", "State of the data")
_NO_CHANGE = Text("已更新", "Up to date")
_PRESS = Text("请点“刷新”", "choose Refresh")
_CHANGES = (
    Text("客户", "customers"),
    Text("交易行", "order lines"),
)
_AMOUNT_CHANGED = Text("金额有改动", "amounts edited")
_DAY_CHANGED = Text("日期已变", "another day")
_STEPS_TITLE = Text("使用步骤", "Three steps")
_STEPS = (
    Text("① 录入或粘贴", "① Type or paste"),
    Text("② 检查", "② Check"),
    Text("③ 刷新", "③ Refresh"),
)
_STEPS_HELP = (
    Text(
        "在“客户”“交易”“拜访”里逐行填写，或把名单粘贴到“粘贴区”。",
        "Fill Customers, Transactions, Visits row by row, or paste a list on Paste area.",
    ),
    Text(
        "逐行核对，发现的问题列在“数据问题”表里，点 → 跳到那一格。",
        "Every row is checked; Data problems lists what to fix, → leads to the cell.",
    ),
    Text(
        "统计、评级、提醒、首页一起更新；灰底的列不用手填。",
        "Statistics, grades, reminders and this page are updated; the program fills the grey columns.",
    ),
)
_MORE = Text("目录：每张工作表是做什么的 ›", "Contents: what each sheet is for ›")


def add_home(book: Book) -> Worksheet:
    """Add the sheet, empty: it must be the first; `fill_home` writes it once the others stand."""
    return book.sheet(HOME_SHEET[book.lang], "shtHome", SheetGroup.DAILY)


def fill_home(
    book: Book,
    sheet: Worksheet,
    data: Worksheet,
    settings: Mapping[str, object],
    *,
    is_sample: bool,
) -> None:
    """Write everything on the home sheet; `settings` are the values that stand on the settings sheet."""
    _columns(sheet)
    _banner(book, sheet, settings.get("company"), is_sample=is_sample)
    _status(book, sheet, is_sample=is_sample)
    row = _cards(book, sheet, 7)
    _charts(book, sheet, data, row)
    row = _steps(book, sheet, row + _CHART_ROWS + 1)
    row = _unreached(book, sheet, row + 1)
    _directory(book, sheet, row + 1)
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.showRowColHeaders = False
    sheet.sheet_view.zoomScale = 100
    print_set_up(sheet, book.lang, landscape=False)
    sheet.page_setup.fitToHeight = 1


def _card_column(number: int) -> int:
    return _FIRST + 2 * number


_LAST = _card_column(CARDS_A_ROW - 1)


def _columns(sheet: Worksheet) -> None:
    sheet.column_dimensions["A"].width = 2.5
    for number in range(CARDS_A_ROW):
        column = _card_column(number)
        sheet.column_dimensions[get_column_letter(column)].width = _CARD
        sheet.column_dimensions[get_column_letter(column + 1)].width = _GAP


def _banner(book: Book, sheet: Worksheet, company: object, *, is_sample: bool) -> None:
    lang, styles = book.lang, book.styles
    for row, height in ((1, 44), (2, 26), (3, 24), (4, 18), (5, 20), (6, 10)):
        sheet.row_dimensions[row].height = height
    for row in (1, 2):
        styles.fill_row(sheet, row, 1, _LAST + 1, Look(fill=BRAND))
    title = RIBBON_TAB[lang]
    look = Look(size=22, bold=True, colour=WHITE, fill=BRAND, horizontal="left")
    formula = f'=IF(set_company="","{title}",set_company&" · {title}")'
    book.formula(sheet, 1, _FIRST, look, formula, f"{company} · {title}" if company else title)
    about = Look(colour="E4F0F4", fill=BRAND, horizontal="left", vertical="top")
    styles.put(sheet, 2, _FIRST, about, ABOUT[lang])
    sample = Look(bold=True, colour=AMBER, horizontal="left")
    formula = f'=IF(meta_is_sample=TRUE,"{_SAMPLE[lang]}","")'
    book.formula(sheet, 3, _FIRST, sample, formula, _SAMPLE[lang] if is_sample else "")
    define(book.book, HOME_BANNER, cell_reference(sheet.title, 3, _FIRST))
    tone = highlights.Tone(AMBER, AMBER_TINT)
    sheet.conditional_formatting.add(
        f"A3:{get_column_letter(_LAST + 1)}3", highlights.when("meta_is_sample=TRUE", tone)
    )


def _status(book: Book, sheet: Worksheet, *, is_sample: bool) -> None:
    """Rows 4-5: when was it refreshed, up to which day (stamps that refresh writes), what changed since (live)."""
    lang, styles = book.lang, book.styles
    label = Look(size=9, colour=MUTED, horizontal="left", vertical="bottom", indent=1)
    value = Look(bold=True, horizontal="left", indent=1)
    for number, (key, text) in enumerate(STAMPS_HERE.items()):
        column = _card_column(number)
        styles.put(sheet, _STATUS_ROW, column, label, text[lang])
        styles.put(sheet, _STATUS_ROW + 1, column, replace(value, number_format=_STAMP_FORMATS[key]))
        define(book.book, f"stamp_{key}", cell_reference(sheet.title, _STATUS_ROW + 1, column))
    column = _card_column(len(STAMPS_HERE))
    styles.put(sheet, _STATUS_ROW, column, label, _SINCE[lang])
    # The sample is refreshed as it is made, so what its book will show is known before anything calculates it.
    shown = (_NO_CHANGE if is_sample else _PRESS)[lang]
    book.formula(sheet, _STATUS_ROW + 1, column, value, _changed_formula(lang), shown)


def _changed_formula(lang: Any) -> str:
    customers = f"COUNTA({column_name('tblCustomers', 'name')})-N(stamp_refreshed_customers)"
    lines = f"COUNTA({column_name('tblTransactions', 'date')})-N(stamp_refreshed_transactions)"
    amount, quantity, price, discount = (
        column_name("tblTransactions", key) for key in ("amount", "quantity", "unit_price", "discount")
    )
    # The rule of net_amount, live: the amount where it is typed, else quantity × price × (1 − discount).
    total = f'SUM({amount})+SUMPRODUCT(--({amount}=""),{quantity},{price},1-{discount})'
    edited = f"IFERROR(ABS({total}-N(stamp_refreshed_amount))>=0.5,TRUE)"
    gap = "" if lang == "zh" else " "
    parts = [
        f'IF({count}=0,"",TEXT({count},"+0;-0")&"{gap}{what[lang]}  ")'
        for count, what in ((customers, _CHANGES[0]), (lines, _CHANGES[1]))
    ]
    parts.append(f'IF({edited},"{_AMOUNT_CHANGED[lang]}  ","")')
    parts.append(f'IF({AS_OF_NAME}=stamp_refreshed_as_of,"","{_DAY_CHANGED[lang]}  ")')
    text = "&".join(parts)
    return f'=IF(stamp_refreshed_at="","{_PRESS[lang]}",IF(({text})="","{_NO_CHANGE[lang]}",{text}))'


def _cards(book: Book, sheet: Worksheet, row: int) -> int:
    """The key figures, seven a row; returns the row below. The day they are of stands above them, once."""
    for start in range(0, len(FIGURES), CARDS_A_ROW):
        sheet.row_dimensions[row].height = 22
        sheet.row_dimensions[row + 1].height = 32
        sheet.row_dimensions[row + 2].height = 9
        for number, figure in enumerate(FIGURES[start : start + CARDS_A_ROW]):
            _card(book, sheet, row, _card_column(number), figure)
        row += 3
    return row


def _card(book: Book, sheet: Worksheet, row: int, column: int, figure: Figure) -> None:
    lang, styles = book.lang, book.styles
    label = Look(size=9, colour=MUTED, fill=CARD, horizontal="left", indent=1, top=BRAND, thick=True)
    value = Look(
        size=16, bold=True, colour=BRAND, fill=CARD, horizontal="left", indent=1, shrink=True, number_format="#,##0"
    )
    styles.put(sheet, row, column, label, figure.label[lang])
    cell = styles.put(sheet, row + 1, column, value)
    define(book.book, figure.range_name, cell_reference(sheet.title, row + 1, column))
    if figure.key in ("overdue", "problems", "unassigned"):
        at = cell.coordinate
        sheet.conditional_formatting.add(at, highlights.when(f"N({at})<>0", highlights.Tone(RED)))


def _charts(book: Book, sheet: Worksheet, data: Worksheet, row: int) -> None:
    labels = {block.key: block.label[book.lang] for block in BLOCKS}
    spans = ((0, 2), (3, 4), (5, 6))
    made = (
        charts.months_chart(data, labels["months"], book.lang),
        charts.grades_chart(data, labels["grades"]),
        charts.regions_chart(data, labels["regions"], book.lang),
    )
    for chart, (first, last) in zip(made, spans, strict=True):
        start = AnchorMarker(col=_card_column(first) - 1, row=row - 1)
        end = AnchorMarker(col=_card_column(last), row=row - 1 + _CHART_ROWS)
        chart.anchor = TwoCellAnchor(editAs="oneCell", _from=start, to=end)
        sheet.add_chart(chart)


def _steps(book: Book, sheet: Worksheet, row: int) -> int:
    lang, styles = book.lang, book.styles
    _heading(book, sheet, row, _STEPS_TITLE[lang], SheetGroup.DAILY)
    for number, (step, text) in enumerate(zip(_STEPS, _STEPS_HELP, strict=True), start=1):
        at = row + number
        sheet.row_dimensions[at].height = 21
        styles.put(sheet, at, _FIRST, Look(bold=True, colour=BRAND, horizontal="left"), step[lang])
        styles.put(sheet, at, _FIRST + 2, Look(colour=INK, horizontal="left"), text[lang])
    return row + len(_STEPS) + 1


def _unreached(book: Book, sheet: Worksheet, row: int) -> int:
    """The list of customers nobody would be reminded of, which refresh fills; returns the row below."""
    _heading(book, sheet, row, UNREACHED[book.lang], SheetGroup.DAILY)
    look = Look(colour=INK, horizontal="left", number_format="@")
    for at in range(row + 1, row + 1 + UNREACHED_ROWS):
        sheet.row_dimensions[at].height = 18
        book.styles.put(sheet, at, _FIRST, look)
    define(book.book, UNREACHED_NAME, block_reference(sheet.title, row + 1, _FIRST, UNREACHED_ROWS, 1))
    return row + UNREACHED_ROWS + 1


def _directory(book: Book, sheet: Worksheet, row: int) -> None:
    """Ways to the sheets, a group a block; what each is for stands on the sheet of contents."""
    lang = book.lang
    for group, label in GROUP_LABELS.items():
        entries = [one.label[lang] for one in SHEETS if one.group is group and one.key not in ("home", "contents")]
        _heading(book, sheet, row, label[lang], group)
        row += 1
        for at, name in enumerate(entries):
            line, place = row + at // CARDS_A_ROW, _card_column(at % CARDS_A_ROW)
            sheet.row_dimensions[line].height = 20
            look = Look(colour=HUES[group].strong, bold=True, horizontal="left", shrink=text_width(name) > 17)
            cell = book.styles.put(sheet, line, place, look, name)
            cell.hyperlink = internal_link(name, cell.coordinate)
        row += -(-len(entries) // CARDS_A_ROW)
        sheet.row_dimensions[row].height = 8
        row += 1
    cell = book.styles.put(sheet, row, _FIRST, Look(colour=BRAND, horizontal="left"), _MORE[lang])
    cell.hyperlink = internal_link(DIRECTORY_SHEET[lang], cell.coordinate)


def _heading(book: Book, sheet: Worksheet, row: int, text: str, group: SheetGroup) -> None:
    hue = HUES[group]
    sheet.row_dimensions[row].height = 22
    look = Look(bold=True, colour=hue.strong, bottom=hue.strong, horizontal="left")
    book.styles.fill_row(sheet, row, _FIRST, _LAST, look)
    sheet.cell(row, _FIRST, text)
