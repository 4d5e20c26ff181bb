"""The examples, below the settings: every cell function with its arguments, a formula as text, and what it gives.

Nothing is calculated until the user presses the button: a text that starts with = stays a text. Result cells stand
apart, with as many free rows and columns as the answer needs to spill into.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from workbook.build.formats import number_format
from workbook.build.names import block_reference, define
from workbook.build.palette import HUES, LINE, MUTED, WHITE, WORKED_OUT
from workbook.build.sheets import Book
from workbook.build.styles import Look
from workbook.language import Lang, Text
from workbook.schema.command_model import Function, Value
from workbook.schema.model import Field, Kind, SheetGroup

TITLE = Text("函数示例", "Functions")
ABOUT = Text(
    "单元格函数要用 xlwings（仅 Windows 版 Excel）。按“函数示例”按钮，结果列就会算出来；数据表里不要用这些公式。",
    "Cell functions need xlwings (Excel for Windows). The button Function examples fills the result column; "
    "keep these formulas out of the data sheets.",
)
RANGE_NAME = "fn_examples"
COLUMN = 2
"""The first column of the examples."""
_HEADS = (
    Text("函数", "Function"),
    Text("作用", "What it does"),
    Text("参数", "Arguments"),
    Text("示例", "Example"),
    Text("应得", "Should give"),
    Text("结果", "Result"),
    Text("", ""),
    Text("", ""),
)
_WIDTHS = {"E": 58, "F": 40, "G": 16, "H": 16, "I": 30}  # beside the columns that the settings have
_BLANK = Text("（空）", "(blank)")


def add_examples(book: Book, sheet: Worksheet, functions: Sequence[Function]) -> None:
    """Add them below what stands on the sheet: name, meaning, arguments, example, expected result, room for one."""
    lang, styles = book.lang, book.styles
    hue = HUES[SheetGroup.SETUP]
    for letter, width in _WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    row = sheet.max_row + 3
    sheet.row_dimensions[row].height = 24
    styles.put(sheet, row, COLUMN, Look(size=12, bold=True, colour=hue.strong, horizontal="left"), TITLE[lang])
    styles.put(sheet, row, COLUMN + 1, Look(size=9, colour=MUTED, horizontal="left"), ABOUT[lang])
    row += 1
    head = Look(bold=True, colour=WHITE, fill=hue.strong, horizontal="left", indent=1)
    for column, text in enumerate(_HEADS, start=COLUMN):
        styles.put(sheet, row, column, head, text[lang] or None)
    first = row = row + 1
    for one in functions:
        row += _add_function(book, sheet, one, row)
    define(book.book, RANGE_NAME, block_reference(sheet.title, first, COLUMN, row - first, len(_HEADS)))


def _add_function(book: Book, sheet: Worksheet, one: Function, row: int) -> int:
    """Write one function; gives the number of rows it takes."""
    lang, styles = book.lang, book.styles
    expected = _rows(one.expected)
    top = Look(vertical="top", wrap=True, top=LINE, horizontal="left", indent=1)
    helps = "\n".join(argument.help[lang] for argument in one.arguments)
    styles.put(sheet, row, COLUMN, Look(bold=True, vertical="top", top=LINE, horizontal="left", indent=1), one.key)
    styles.put(sheet, row, COLUMN + 1, top, one.help[lang])
    styles.put(sheet, row, COLUMN + 2, Look(colour=MUTED, vertical="top", wrap=True, top=LINE), helps)
    _put_text(book, sheet, row, COLUMN + 3, one.example[lang])
    sheet.row_dimensions[row].height = 16.0 * max(len(one.arguments), -(-len(one.example[lang]) // 44), 2)
    for at, cells in enumerate(expected):
        edge = LINE if at == 0 else None
        shown = _shown(cells, lang)
        form = "yyyy-mm-dd" if isinstance(shown, dt.date) else number_format(Field("x", one.help, one.result))
        look = Look(vertical="top", wrap=True, top=edge, horizontal="left", indent=1, number_format=form)
        styles.put(sheet, row + at, COLUMN + 4, look, shown)
        for column, value in enumerate(cells, start=COLUMN + 5):
            kind = Kind.DATE if isinstance(value, dt.date) else one.result
            result_form = number_format(Field("x", one.help, kind)) if kind.is_number or kind.is_date else "General"
            styles.put(
                sheet, row + at, column, Look(vertical="top", top=edge, fill=WORKED_OUT, number_format=result_form)
            )
    return len(expected)


def _put_text(book: Book, sheet: Worksheet, row: int, column: int, text: str) -> None:
    """A formula that stays a text: typed as one, and kept one when somebody edits the cell."""
    look = Look(vertical="top", wrap=True, top=LINE, horizontal="left", indent=1, number_format="@")
    cell: Any = book.styles.put(sheet, row, column, look, text)
    cell.data_type = "s"
    cell.quotePrefix = True


def _rows(expected: Value | tuple[tuple[Value, ...], ...]) -> tuple[tuple[Value, ...], ...]:
    return expected if isinstance(expected, tuple) else ((expected,),)


def _shown(cells: tuple[Value, ...], lang: Lang) -> object:
    """A row of an answer in one cell: the value itself where there is one, else the texts."""
    values = [cell[lang] if isinstance(cell, Text) else cell for cell in cells]
    if len(values) == 1:
        return values[0] if values[0] != "" else _BLANK[lang]
    return " | ".join(str(value) for value in values)
