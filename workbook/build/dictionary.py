"""The sheet of lists: small tables side by side, in blocks, each free to grow downward; a directory stands on the left.

Column A is empty and hidden, B is the directory, then one table after another with a narrow gap between them. Row 2
names the block, row 3 is the tables' header, row 4 … the values. A table's first column is its hidden key.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from workbook.build import highlights, validation
from workbook.build.contents import Row
from workbook.build.formats import column_width, horizontal, text_width
from workbook.build.layout import BAND_ROW, FIRST_ROW, HEADER_ROW, TITLE_ROW
from workbook.build.names import define_columns, define_list
from workbook.build.notes import note_of
from workbook.build.palette import HUES, LINE, MUTED, WHITE
from workbook.build.printing import print_set_up
from workbook.build.sheets import HOME_LINK, ROW_HEIGHT, Book, State, add_table, internal_link, lighter
from workbook.build.styles import Look
from workbook.language import Lang, Text
from workbook.schema.home import DICTIONARY_SHEET, HOME_SHEET
from workbook.schema.list_model import ListOf
from workbook.schema.model import Field, Kind, SheetGroup

BLOCKS: dict[str, Text] = {
    "customer": Text("客户", "Customer"),
    "sources": Text("来源", "Sources"),
    "people": Text("人", "People"),
    "questions": Text("购买习惯", "Buying habits"),
    "bank": Text("银行", "Bank"),
    "visits": Text("拜访", "Visits"),
    "service": Text("服务", "Service"),
    "pipeline": Text("商机", "Pipeline"),
    "evaluation": Text("评估", "Evaluation"),
    "program": Text("程序用", "Used by the program"),
}
ABOUT = Text(
    "下拉列表的来源：改名、排序、加行都可以；不再用的值把“启用”改为“否”，不要删除。",
    "The values behind every dropdown: rename, sort, add rows; retire a value by In use = No instead of deleting it.",
)
_DIRECTORY = Text("目录", "Directory")
_DIRECTORY_COLUMN, _FIRST_COLUMN, _GAP = 2, 4, 2.0


def add_dictionary(book: Book, lists: Sequence[ListOf], rows: Mapping[str, Sequence[Row]], state: State) -> Worksheet:
    """Add the sheet with every list and its rows, by list key."""
    lang, styles = book.lang, book.styles
    hue = HUES[SheetGroup.SETUP]
    sheet = book.sheet(DICTIONARY_SHEET[lang], "shtDictionary", SheetGroup.SETUP, state)
    sheet.column_dimensions["A"].width = 1.5
    sheet.column_dimensions["C"].width = _GAP
    sheet.sheet_format.customHeight = True
    sheet.sheet_format.defaultRowHeight = ROW_HEIGHT
    sheet.row_dimensions[TITLE_ROW].height = 34
    sheet.row_dimensions[BAND_ROW].height = 20
    sheet.row_dimensions[HEADER_ROW].height = 34
    column = _FIRST_COLUMN
    directory: list[tuple[str, str | None]] = []
    for number, (block, members) in enumerate(_blocks(lists).items()):
        first = column
        directory.append((_block_label(block, lang), None))
        for one in members:
            directory.append((one.label[lang], f"{get_column_letter(column + 1)}{HEADER_ROW}"))
            column = _add_list(book, sheet, one, rows[one.key], column)
        fill = hue.tint if number % 2 == 0 else lighter(hue.tint)
        look = Look(bold=True, colour=hue.strong, fill=fill, horizontal="left")
        styles.fill_row(sheet, BAND_ROW, first, column - 2, look)
        sheet.cell(BAND_ROW, first + 1, _block_label(block, lang))
    _title(book, sheet)
    _add_directory(book, sheet, directory)
    sheet.freeze_panes = f"{get_column_letter(_FIRST_COLUMN)}{FIRST_ROW}"
    sheet.sheet_view.showGridLines = False
    print_set_up(sheet, lang)
    sheet.sheet_properties.pageSetUpPr.fitToPage = False  # type: ignore[union-attr]  # lists side by side need many pages
    sheet.page_setup.pageOrder = "overThenDown"
    sheet.page_setup.scale = 60
    return sheet


def _blocks(lists: Sequence[ListOf]) -> dict[str, list[ListOf]]:
    """Lists by the key of their block, blocks in the order of BLOCKS and then as they come."""
    keys = [*BLOCKS, *dict.fromkeys(one.group for one in lists if one.group not in BLOCKS)]
    found = {key: [one for one in lists if one.group == key] for key in keys}
    return {key: members for key, members in found.items() if members}


def _block_label(key: str, lang: Lang) -> str:
    return BLOCKS[key][lang] if key in BLOCKS else key


def _add_list(book: Book, sheet: Worksheet, one: ListOf, values: Sequence[Row], column: int) -> int:
    """Add one list's table at `column`; returns the column of the next."""
    lang, styles, table = book.lang, book.styles, one.table
    hue = HUES[SheetGroup.SETUP]
    add_table(book, sheet, table, values, HEADER_ROW, column, hue)
    define_columns(book.book, table, lang)
    define_list(book.book, one, lang)
    validation.add_table_rules(sheet, table, lang, HEADER_ROW, column)
    highlights.add_table_highlights(sheet, table, HEADER_ROW, column)
    for number, field in enumerate(table.fields, start=column):
        look = Look(bold=field.key == "label", colour=WHITE, fill=hue.strong if field.key == "label" else hue.soft)
        centred = "center" if horizontal(field) != "left" else "left"
        styles.put(
            sheet, HEADER_ROW, number, replace(look, wrap=True, number_format="@", horizontal=centred, right=WHITE)
        )
        dimension = sheet.column_dimensions[get_column_letter(number)]
        texts = [str(row.get(field.key) or "") for row in values]
        widest = max([text_width(text) for text in texts], default=0) + 2
        least = 7.0 if field.key in ("order", "in_use") else column_width(field, lang) * 0.8
        dimension.width = round(max(least, min(widest, 34), column_width(_short(field), lang)), 1)
        dimension.hidden = field.hidden
        if note := note_of(field, lang):
            sheet.cell(HEADER_ROW, number).comment = note
    if one.about:
        sheet.cell(HEADER_ROW, column + 1).comment = Comment(one.about[lang], "Customer Book", height=70, width=250)
    after = column + len(table.fields)
    sheet.column_dimensions[get_column_letter(after)].width = _GAP
    return after + 1


def _short(field: Field) -> Field:
    """The field with no width of its own, so that only its header's width counts."""
    return Field(field.key, field.label, Kind.FLAG, width=1)


def _title(book: Book, sheet: Worksheet) -> None:
    hue = HUES[SheetGroup.SETUP]
    link = Look(size=9, colour=hue.strong, horizontal="left")
    cell = book.styles.put(sheet, TITLE_ROW, _DIRECTORY_COLUMN, link, HOME_LINK[book.lang])
    cell.hyperlink = internal_link(HOME_SHEET[book.lang], cell.coordinate)
    title = Look(size=16, bold=True, colour=hue.strong, horizontal="left")
    book.styles.put(sheet, TITLE_ROW, _FIRST_COLUMN + 1, title, DICTIONARY_SHEET[book.lang])
    about = Look(size=9, colour=MUTED, horizontal="left")
    book.styles.put(sheet, TITLE_ROW, _FIRST_COLUMN + 2, about, ABOUT[book.lang])


def _add_directory(book: Book, sheet: Worksheet, entries: Sequence[tuple[str, str | None]]) -> None:
    hue = HUES[SheetGroup.SETUP]
    sheet.column_dimensions["B"].width = 22
    band = Look(bold=True, colour=hue.strong, fill=hue.tint, horizontal="left")
    book.styles.put(sheet, BAND_ROW, _DIRECTORY_COLUMN, band)
    head = Look(bold=True, colour=WHITE, fill=hue.strong, horizontal="left")
    book.styles.put(sheet, HEADER_ROW, _DIRECTORY_COLUMN, head, _DIRECTORY[book.lang])
    for row, (label, target) in enumerate(entries, start=FIRST_ROW):
        if target is None:
            look = Look(bold=True, colour=hue.strong, fill=hue.tint, horizontal="left")
            book.styles.put(sheet, row, _DIRECTORY_COLUMN, look, label)
            continue
        look = Look(colour=MUTED, horizontal="left", indent=1, bottom=LINE)
        cell = book.styles.put(sheet, row, _DIRECTORY_COLUMN, look, label)
        name = DICTIONARY_SHEET[book.lang]
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{name}'!{target}")
