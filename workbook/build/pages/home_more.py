"""The lower part of the home sheet, below the first screen: other figures, who is never reminded of, how to begin."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.worksheet.worksheet import Worksheet

from workbook.build import highlights
from workbook.build.names import block_reference, cell_reference, define
from workbook.build.palette import BRAND, INK, MUTED, RED
from workbook.build.sheets import Book
from workbook.build.styles import Look
from workbook.language import Text
from workbook.schema.home import FIGURES, UNREACHED, UNREACHED_NAME, UNREACHED_ROWS, Figure

_ALARMS = ("overdue", "problems", "unassigned")
_FIGURES = Text("其他数字", "Other figures")
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


def add_more(book: Book, sheet: Worksheet, row: int, columns: Sequence[int], last: int) -> int:
    """Write the figures into these columns from this row on, then the list and the steps; gives the last row."""
    row = _figures(book, sheet, row, columns, last)
    row = _unreached(book, sheet, row + 1, columns[0], last)
    return _steps(book, sheet, row, columns, last)


def _figures(book: Book, sheet: Worksheet, row: int, columns: Sequence[int], last: int) -> int:
    _heading(book, sheet, row, _FIGURES[book.lang], columns[0], last)
    row += 1
    for start in range(0, len(FIGURES), len(columns)):
        for figure, column in zip(FIGURES[start:], columns, strict=False):
            _figure(book, sheet, row, column, figure)
        sheet.row_dimensions[row].height, sheet.row_dimensions[row + 1].height = 15, 17
        row += 2
    return row


def _figure(book: Book, sheet: Worksheet, row: int, column: int, figure: Figure) -> None:
    styles = book.styles
    styles.put(sheet, row, column, Look(size=9, colour=MUTED, horizontal="left"), figure.label[book.lang])
    value = Look(bold=True, colour=BRAND, horizontal="left", shrink=True, number_format="#,##0")
    at = styles.put(sheet, row + 1, column, value).coordinate
    define(book.book, figure.range_name, cell_reference(sheet.title, row + 1, column))
    if figure.key in _ALARMS:
        sheet.conditional_formatting.add(at, highlights.when(f"N({at})<>0", highlights.Tone(RED)))


def _steps(book: Book, sheet: Worksheet, row: int, columns: Sequence[int], last: int) -> int:
    lang, styles = book.lang, book.styles
    _heading(book, sheet, row, _STEPS_TITLE[lang], columns[0], last)
    for at, (step, text) in enumerate(zip(_STEPS, _STEPS_HELP, strict=True), start=row + 1):
        sheet.row_dimensions[at].height = 18
        styles.put(sheet, at, columns[0], Look(bold=True, colour=BRAND, horizontal="left"), step[lang])
        styles.put(sheet, at, columns[1], Look(colour=INK, horizontal="left"), text[lang])
    return row + len(_STEPS)


def _unreached(book: Book, sheet: Worksheet, row: int, first: int, last: int) -> int:
    """The list of customers nobody would be reminded of, which refresh fills; returns the row below."""
    _heading(book, sheet, row, UNREACHED[book.lang], first, last)
    look = Look(colour=INK, horizontal="left", number_format="@")
    for at in range(row + 1, row + 1 + UNREACHED_ROWS):
        sheet.row_dimensions[at].height = 16
        book.styles.put(sheet, at, first, look)
    define(book.book, UNREACHED_NAME, block_reference(sheet.title, row + 1, first, UNREACHED_ROWS, 1))
    return row + UNREACHED_ROWS + 2


def _heading(book: Book, sheet: Worksheet, row: int, text: str, first: int, last: int) -> None:
    sheet.row_dimensions[row].height = 20
    look = Look(bold=True, colour=BRAND, bottom=BRAND, horizontal="left")
    book.styles.fill_row(sheet, row, first, last, look)
    sheet.cell(row, first, text)
