"""The sheet of lists: one below the other in one block of columns, with links to each on top.

Column A holds the hidden keys, B the labels, C the order, D whether a value is in use, then the list's own columns.
A list has a line with its name above its header, and blank rows below to type in. No two lists share a row, so that
filtering, sorting or deleting touches one only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from workbook.build import highlights, validation
from workbook.build.contents import Row
from workbook.build.formats import column_width, horizontal
from workbook.build.layout import TITLE_ROW
from workbook.build.names import define_columns, define_list, define_place
from workbook.build.notes import note_of
from workbook.build.palette import HUES, MUTED, WHITE
from workbook.build.printing import print_set_up
from workbook.build.sheets import Book, add_table, internal_link
from workbook.build.styles import Look
from workbook.language import Lang, Text
from workbook.schema.home import HOME_LINK, HOME_SHEET
from workbook.schema.list_model import ListOf
from workbook.schema.model import Field
from workbook.schema.sheets import BLOCKS, LAST_ROOM, list_order, place_name, room_below
from workbook.schema.sheets import sheet as declared
from workbook.schema.text_widths import ROW_HEIGHT, text_width

ABOUT = Text(
    "在“名称”一列改名，刷新后各表里用到它的地方一起改；加一行就是加一个选项；不再用的把“启用”改为“否”，不要删除。",
    "Rename in the column of names: the next refresh renames it wherever it is used. A new row is a new choice; "
    "retire one by In use = No instead of deleting it.",
)
_WHOLE_ROWS = Text("插入、删除一行时请选整行（点行号）。", "Insert and delete whole rows, by their numbers.")
_TOP = Text("↑ 回到目录", "↑ To the top")
_LABEL = 2  # the column of names
_A_LINE = 5  # links a line
_WIDTHS = (18.0, 26.0, 9.0, 9.0, 16.0, 16.0, 12.0, 14.0, 12.0, 10.0, 30.0)


def add_dictionary(book: Book, rows: Mapping[str, Sequence[Row]]) -> Worksheet:
    """Add the sheet with every list and its rows, by list key."""
    lang, one = book.lang, declared("dictionary")
    sheet = book.sheet(one.label[lang], one.code_name, one.group)
    sheet.sheet_format.customHeight = True
    sheet.sheet_format.defaultRowHeight = ROW_HEIGHT
    _columns(sheet, rows, lang)
    _title(book, sheet, one.label[lang])
    lists = list_order()
    row = _index(book, sheet, lists)
    top = define_top(book, sheet)
    for listed in lists:
        last = _add_list(book, sheet, listed, rows[listed.key], row, top, is_last=listed is lists[-1])
        row = last + room_below(listed.table_name) + 1
    sheet.freeze_panes = f"A{TITLE_ROW + 1}"
    sheet.sheet_view.showGridLines = False
    print_set_up(sheet, lang)
    return sheet


def define_top(book: Book, sheet: Worksheet) -> str:
    """A link's target for the way back to the top of the sheet."""
    return f"'{sheet.title}'!A1"


def _columns(sheet: Worksheet, rows: Mapping[str, Sequence[Row]], lang: Lang) -> None:
    """Widths that suit all lists: a header or value that needs more is cut by its neighbour, or wraps."""
    del rows, lang
    for number, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.column_dimensions["A"].hidden = True


def _title(book: Book, sheet: Worksheet, title: str) -> None:
    hue = HUES[declared("dictionary").group]
    sheet.row_dimensions[TITLE_ROW].height = 34
    look = Look(size=16, bold=True, colour=hue.strong, horizontal="left")
    book.styles.put(sheet, TITLE_ROW, _LABEL, look, title)
    link = Look(size=9, colour=hue.strong, horizontal="left")
    cell = book.styles.put(sheet, TITLE_ROW, _LABEL + 1, link, HOME_LINK[book.lang])
    cell.hyperlink = internal_link(HOME_SHEET[book.lang], cell.coordinate)
    about = Look(size=9, colour=MUTED, horizontal="left")
    book.styles.put(sheet, TITLE_ROW, _LABEL + 2, about, f"{ABOUT[book.lang]} {_WHOLE_ROWS[book.lang]}")


def _index(book: Book, sheet: Worksheet, lists: Sequence[ListOf]) -> int:
    """Links to the lists, blocks below each other; gives the row of the first list's name."""
    hue = HUES[declared("dictionary").group]
    row = TITLE_ROW + 1
    for key, members in groupby(lists, key=lambda one: one.group):
        look = Look(bold=True, colour=hue.strong, fill=hue.tint, horizontal="left")
        book.styles.fill_row(sheet, row, _LABEL, len(_WIDTHS), look)
        sheet.cell(row, _LABEL, BLOCKS[key][book.lang] if key in BLOCKS else key)
        for line in _lines(list(members)):
            for column, one in line:
                link = Look(size=9, colour=hue.strong, fill=hue.tint, horizontal="left")
                cell = book.styles.put(sheet, row, column, link, one.label[book.lang])
                cell.hyperlink = Hyperlink(ref=cell.coordinate, location=place_name(one.table_name), display=None)
            row += 1
            book.styles.fill_row(sheet, row, _LABEL, len(_WIDTHS), look)
        book.styles.fill_row(sheet, row, _LABEL, len(_WIDTHS), Look())
        sheet.row_dimensions[row].height = 5
        row += 1
    return row + 1


def _lines(members: Sequence[ListOf]) -> Iterator[list[tuple[int, ListOf]]]:
    """A block's lists with the columns of their links, line by line: each where the columns to the next are wide
    enough."""
    line: list[tuple[int, ListOf]] = []
    column = _LABEL + 1
    for one in members:
        wanted, after, room = max(text_width(label) for label in (one.label.zh, one.label.en)) + 2, column, 0.0
        while room < wanted and after <= len(_WIDTHS):
            room += _WIDTHS[after - 1]
            after += 1
        if room < wanted and line:
            yield line
            line, column = [], _LABEL + 1
            after, room = column, 0.0
            while room < wanted:
                room += _WIDTHS[after - 1]
                after += 1
        line.append((column, one))
        column = after
    yield line


def _add_list(
    book: Book, sheet: Worksheet, one: ListOf, values: Sequence[Row], row: int, top: str, *, is_last: bool
) -> int:
    """Add one list: its name in `row`, then its table; gives the sheet's row of its last value."""
    lang, styles, table = book.lang, book.styles, one.table
    hue = HUES[declared("dictionary").group]
    define_place(book.book, table, sheet.title, row, _LABEL)
    sheet.row_dimensions[row].height = 24
    styles.put(sheet, row, _LABEL, Look(size=12, bold=True, colour=hue.strong, horizontal="left"), one.label[lang])
    back = styles.put(sheet, row, _LABEL + 1, Look(size=9, colour=hue.strong, horizontal="left"), _TOP[lang])
    back.hyperlink = Hyperlink(ref=back.coordinate, location=top, display=None)
    if one.about:
        styles.put(sheet, row, _LABEL + 3, Look(size=9, colour=MUTED, horizontal="left"), one.about[lang])
    header, room = row + 1, room_below(table.name)
    last = add_table(book, sheet, table, values, header, 1, hue, below="rows", room=room)
    define_columns(book.book, table, lang)
    define_list(book.book, one, lang)
    end = last + (LAST_ROOM if is_last else room)
    validation.add_table_rules(sheet, table, lang, header, end)
    highlights.add_table_highlights(sheet, table, header, end)
    sheet.row_dimensions[header].height = 34 if any(_is_long(f, n, lang) for n, f in enumerate(table.fields)) else 22
    for number, field in enumerate(table.fields, start=1):
        look = Look(bold=field.key == "label", colour=WHITE, fill=hue.strong if field.key == "label" else hue.soft)
        centred = "center" if horizontal(field) != "left" else "left"
        styles.put(sheet, header, number, replace(look, wrap=True, number_format="@", horizontal=centred, right=WHITE))
        if note := note_of(field, lang):
            sheet.cell(header, number).comment = note
    if one.about:
        sheet.cell(header, _LABEL).comment = Comment(one.about[lang], "Customer Book", height=70, width=250)
    return last


def _is_long(field: Field, at: int, lang: Lang) -> bool:
    """Whether a header needs a second line beside its filter button."""
    return column_width(field, lang) > _WIDTHS[at] and text_width(field.label[lang]) + 4 > _WIDTHS[at]
