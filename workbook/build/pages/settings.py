"""The settings sheet: one named cell a setting, with its meaning beside it, and the live as-of cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openpyxl.worksheet.worksheet import Worksheet

from workbook.build.formats import number_format
from workbook.build.layout import TITLE_ROW
from workbook.build.names import cell_reference, define
from workbook.build.palette import BLUE, HUES, LINE, MUTED, TYPED, WHITE, WORKED_OUT
from workbook.build.printing import print_set_up
from workbook.build.sheets import Book, internal_link
from workbook.build.styles import Look
from workbook.build.validation import add_rule, setting_rule
from workbook.language import Text
from workbook.schema.formulas import AS_OF_NAME
from workbook.schema.home import HOME_LINK, HOME_SHEET, SETTINGS_SHEET
from workbook.schema.list_model import Setting
from workbook.schema.model import Field
from workbook.schema.sheets import sheet as declared

GROUPS: dict[str, Text] = {
    "general": Text("基本", "General"),
    "grading": Text("评级", "Grading"),
    "reminders": Text("提醒", "Reminders"),
    "analysis": Text("分析", "Analysis"),
    "visits": Text("拜访", "Visits"),
    "letters": Text("写信寄件", "Letters and post"),
    "handover": Text("交接", "Handing over"),
    "sharing": Text("副本", "Copies"),
}
ABOUT = Text(
    "改浅黄色格子里的值；下次刷新起生效。", "Change the values in the yellow cells; the next refresh follows them."
)
_HEADS = (Text("设置", "Setting"), Text("值", "Value"), Text("说明", "What it does"))
_AS_OF_LABEL = Text("正在使用的日期", "Date in use")
_AS_OF_HELP = Text(
    "随上一格变化：填了用填的，留空就是今天。", "Follows the cell above: its date, or today when it is blank."
)
_LABEL, _VALUE, _HELP = 2, 3, 4


def add_settings(book: Book, settings: Sequence[Setting], values: Mapping[str, object]) -> Worksheet:
    """Add the sheet; `values`: setting key -> cell value."""
    lang, styles = book.lang, book.styles
    here = declared("settings")
    hue, sheet = HUES[here.group], book.sheet(here.label[lang], here.code_name, here.group)
    for letter, width in zip("ABCD", (2, 28, 32, 84), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.row_dimensions[TITLE_ROW].height = 34
    look = Look(size=16, bold=True, colour=hue.strong, horizontal="left")
    styles.put(sheet, TITLE_ROW, _LABEL, look, SETTINGS_SHEET[lang])
    link = styles.put(sheet, TITLE_ROW, _VALUE, Look(size=9, colour=hue.strong), HOME_LINK[lang])
    link.hyperlink = internal_link(HOME_SHEET[lang], link.coordinate)
    styles.put(sheet, TITLE_ROW, _HELP, Look(size=9, colour=MUTED, horizontal="left"), ABOUT[lang])
    row = 3
    for column, head in enumerate(_HEADS, start=_LABEL):
        look = Look(bold=True, colour=WHITE, fill=hue.strong, horizontal="left", indent=1)
        styles.put(sheet, row, column, look, head[lang])
    sheet.row_dimensions[row].height = 24
    for group in dict.fromkeys(one.group for one in settings):
        row += 1
        styles.fill_row(
            sheet, row, _LABEL, _HELP, Look(bold=True, colour=hue.strong, fill=hue.tint, horizontal="left", indent=1)
        )
        sheet.cell(row, _LABEL, GROUPS[group][lang] if group in GROUPS else group)
        sheet.row_dimensions[row].height = 22
        for one in (s for s in settings if s.group == group):
            row += 1
            _add_setting(book, sheet, one, values[one.key], row)
            if one.key == "as_of":
                row += 1
                _add_as_of(book, sheet, row, values[one.key])
    sheet.freeze_panes = "A4"
    sheet.sheet_view.showGridLines = False
    print_set_up(sheet, lang, "1:3")
    sheet.print_area = f"A1:D{row}"
    return sheet


def _add_setting(book: Book, sheet: Worksheet, one: Setting, value: object, row: int) -> None:
    lang, styles = book.lang, book.styles
    sheet.row_dimensions[row].height = 22
    styles.put(sheet, row, _LABEL, Look(bottom=LINE, horizontal="left", indent=1), one.label[lang])
    form = number_format(Field(one.key, one.label, one.kind))
    look = Look(
        colour=BLUE, bold=True, fill=TYPED, number_format=form, horizontal="left", indent=1, bottom=LINE, right=LINE
    )
    cell = styles.put(sheet, row, _VALUE, look, value)
    styles.put(
        sheet,
        row,
        _HELP,
        Look(colour=MUTED, bottom=LINE, horizontal="left", indent=1),
        one.help[lang] if one.help else None,
    )
    define(book.book, one.range_name, cell_reference(sheet.title, row, _VALUE))
    rule = setting_rule(one, lang)
    if rule or one.help:
        add_rule(sheet, cell.coordinate, one.label[lang], rule, one.help[lang] if one.help else None, lang)


def _add_as_of(book: Book, sheet: Worksheet, row: int, stored: object) -> None:
    lang, styles = book.lang, book.styles
    sheet.row_dimensions[row].height = 22
    styles.put(sheet, row, _LABEL, Look(bottom=LINE, horizontal="left", indent=1, colour=MUTED), _AS_OF_LABEL[lang])
    look = Look(fill=WORKED_OUT, colour=MUTED, number_format="yyyy-mm-dd", horizontal="left", indent=1, bottom=LINE)
    name = "set_as_of"
    book.formula(sheet, row, _VALUE, look, f'=IF({name}="",TODAY(),{name})', stored)
    styles.put(sheet, row, _HELP, Look(colour=MUTED, bottom=LINE, horizontal="left", indent=1), _AS_OF_HELP[lang])
    define(book.book, AS_OF_NAME, cell_reference(sheet.title, row, _VALUE))
