"""The sheet of contents: every sheet by what it is for, a line each, with a link."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from workbook.build.layout import TITLE_ROW
from workbook.build.palette import HUES, INK, LINE, MUTED
from workbook.build.printing import print_set_up
from workbook.build.sheets import Book, internal_link
from workbook.build.styles import Look
from workbook.language import COMMA, Text
from workbook.schema.home import HOME_LINK, HOME_SHEET
from workbook.schema.model import SheetGroup
from workbook.schema.sheets import SHEETS
from workbook.schema.sheets import sheet as declared
from workbook.schema.text_widths import row_height, text_width

GROUP_LABELS: dict[SheetGroup, Text] = {
    SheetGroup.DAILY: Text("日常", "Daily"),
    SheetGroup.RECORDS: Text("资料", "Records"),
    SheetGroup.ANALYSIS: Text("分析", "Analysis"),
    SheetGroup.SETUP: Text("字典与设置", "Lists and settings"),
}
_ABOUT = Text("点名称打开工作表。", "Click a name to open its sheet.")
_NAME, _WHAT, _TABLES = 2, 3, 4
_WIDTHS = (2, 20, 64, 56)


def add_directory(book: Book) -> Worksheet:
    """Add the sheet; all sheets but the program's own stand on it, and all of them show."""
    lang, styles, one = book.lang, book.styles, declared("contents")
    sheet = book.sheet(one.label[lang], one.code_name, one.group)
    for letter, width in zip("ABCD", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    hue = HUES[one.group]
    sheet.row_dimensions[TITLE_ROW].height = 34
    title = Look(size=16, bold=True, colour=hue.strong, horizontal="left")
    styles.put(sheet, TITLE_ROW, _NAME, title, one.label[lang])
    link = styles.put(sheet, TITLE_ROW, _WHAT, Look(size=9, colour=hue.strong, horizontal="left"), HOME_LINK[lang])
    link.hyperlink = internal_link(HOME_SHEET[lang], link.coordinate)
    styles.put(sheet, TITLE_ROW, _TABLES, Look(size=9, colour=MUTED, horizontal="left"), _ABOUT[lang])
    row = TITLE_ROW + 1
    for group, label in GROUP_LABELS.items():
        hue = HUES[group]
        head = Look(bold=True, colour=hue.strong, fill=hue.tint, horizontal="left")
        styles.fill_row(sheet, row, _NAME, _TABLES, head)
        sheet.cell(row, _NAME, label[lang])
        sheet.row_dimensions[row].height = 20
        for each in (each for each in SHEETS if each.group is group and each is not one):
            row += 1
            look = Look(bold=True, colour=hue.strong, horizontal="left", bottom=LINE)
            cell = styles.put(sheet, row, _NAME, look, each.label[lang])
            cell.hyperlink = internal_link(each.label[lang], cell.coordinate)
            styles.put(sheet, row, _WHAT, Look(colour=INK, horizontal="left", bottom=LINE, wrap=True), each.about[lang])
            inside = COMMA[lang].join(table.label[lang] for table in each.members) if each.is_stacked else None
            small = Look(size=9, colour=MUTED, horizontal="left", bottom=LINE, wrap=True)
            styles.put(sheet, row, _TABLES, small, inside)
            texts = ((each.about[lang], _WIDTHS[_WHAT - 1]), (inside or "", _WIDTHS[_TABLES - 1]))
            sheet.row_dimensions[row].height = max(18.0, row_height((text_width(one), wide) for one, wide in texts))
        row += 1
    sheet.sheet_view.showGridLines = False
    print_set_up(sheet, lang, landscape=True)
    sheet.page_setup.fitToHeight = 1
    return sheet
