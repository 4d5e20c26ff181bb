"""A sheet of tables: title, bands, header, data, and everything that helps to fill it in.

With one table: row 1 the title and what the sheet is for, row 2 the bands of columns, row 3 the header, row 4 … the
data. With several, one below the other: row 1 the title, row 2 links to the tables; each has a line of heading, its
bands, header and data, and blank rows to type in. Column A is the hidden row_id.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import Outline
from openpyxl.worksheet.worksheet import Worksheet

from workbook.build import highlights, validation
from workbook.build.contents import Row
from workbook.build.formats import column_width
from workbook.build.layout import (
    BAND_ROW,
    FIRST_ROW,
    HEADER_ROW,
    TITLE_ROW,
    bands,
    folded_columns,
    frozen_columns,
    wrapping_columns,
)
from workbook.build.names import define_columns, define_place
from workbook.build.notes import note_of
from workbook.build.palette import HUES, MUTED, Hue
from workbook.build.pictures import rows_above
from workbook.build.printing import print_set_up
from workbook.build.sheets import Book, State, add_table, internal_link, lighter
from workbook.build.styles import Look
from workbook.language import Lang, Text
from workbook.schema.card_frame import CARD_FIND, LINKED, TO_CARD
from workbook.schema.home import HOME_LINK, HOME_SHEET
from workbook.schema.model import Field, Kind, SheetGroup, Table
from workbook.schema.sheets import LAST_ROOM, OPENS_AT_END, Sheet, room_below, sheet_of
from workbook.schema.text_widths import ROW_HEIGHT, row_height, text_width, wrapped_width

_WIDEST_TEXT = 34.0  # characters; what is longer is cut by the next column
_WIDEST_SHARED, _LONG_SHARED = (
    24.0,
    30.0,
)  # of a column that tables share for different things; long text goes over more lines
_SHOWN_ROWS = 9  # of the data, on a small laptop, above an empty row
_LEGEND = Text("* 必填   灰底 = 程序算出", "* required   grey = worked out")
_YOURS = Text("浅黄 = 您填写，刷新时保留", "yellow = yours, kept by Refresh")
_SECRET = Text("   密 = 保密", "   ! = confidential")
_WHOLE_ROWS = Text("插入、删除一行时请选整行（点行号）", "insert or delete whole rows (by their numbers)")


Rows = Mapping[str, Sequence[Row]]


def add_sheet(book: Book, declared: Sheet, rows: Rows) -> Worksheet:
    """Add a sheet with its tables; one without rows has a blank row to start in."""
    state: State = "veryHidden" if declared.group is SheetGroup.HIDDEN else "visible"
    sheet = book.sheet(declared.label[book.lang], declared.code_name, declared.group, state)
    sheet.sheet_view.zoomScale = 100
    sheet.sheet_format.defaultRowHeight = ROW_HEIGHT  # of blank rows: those with text are as high as that needs
    _columns(book, sheet, declared.members, rows)
    if declared.is_stacked:
        _stack(book, sheet, declared, rows)
    else:
        _alone(book, sheet, declared, rows)
    return sheet


def _alone(book: Book, sheet: Worksheet, declared: Sheet, rows: Rows) -> None:
    (table,) = declared.members
    lang, hue = book.lang, HUES[declared.group]
    _title(book, sheet, declared.label[lang], table.about[lang] + _legend(table, lang), hue)
    last = _table(
        book, sheet, table, rows.get(table.name, ()), HEADER_ROW, hue, below="plain" if table.result else "ruled"
    )
    frozen = get_column_letter(frozen_columns(table, lang) + 1)
    sheet.freeze_panes = f"{frozen}{FIRST_ROW}"
    if table.name in OPENS_AT_END and last > FIRST_ROW + _SHOWN_ROWS:
        column = 1 + table.keys.index(table.first_typed.key)
        _open_at(sheet, frozen, last + 1, get_column_letter(column))
    sheet.sheet_view.showGridLines = not table.result
    print_set_up(sheet, lang, f"{TITLE_ROW}:{HEADER_ROW}")


def _stack(book: Book, sheet: Worksheet, declared: Sheet, rows: Rows) -> None:
    lang, hue = book.lang, HUES[declared.group]
    about = declared.about[lang]
    if not all(table.result for table in declared.members):
        about += "      " + _WHOLE_ROWS[lang]
    shown = _title(book, sheet, declared.label[lang], about, hue)
    links: list[tuple[str, str]] = []
    row = BAND_ROW + 1 + rows_above(declared.key)
    for number, table in enumerate(declared.members, start=1):
        links.append((table.label[lang], define_place(book.book, table, sheet.title, row, shown[0])))
        look = Look(size=12, bold=True, colour=hue.strong, horizontal="left")
        book.styles.put(sheet, row, shown[0], look, table.label[lang])
        at = _after(sheet, shown, text_width(table.label[lang]) * 1.3 + 2)
        about = table.about[lang] + _legend(table, lang)
        book.styles.put(sheet, row, at, Look(colour=MUTED, horizontal="left"), about)
        sheet.row_dimensions[row].height = 24
        is_last = number == len(declared.tables)
        last = _table(book, sheet, table, rows.get(table.name, ()), row + 2, hue, below="rows", is_last=is_last)
        row = last + room_below(table.name) + 1
    _links(book, sheet, links, shown, hue)
    sheet.freeze_panes = f"A{BAND_ROW + 1}"
    sheet.sheet_view.showGridLines = False
    print_set_up(sheet, lang)


def _table(
    book: Book,
    sheet: Worksheet,
    table: Table,
    rows: Sequence[Row],
    header_row: int,
    hue: Hue,
    *,
    below: Literal["ruled", "plain", "rows"],
    is_last: bool = True,
) -> int:
    """Bands, header, data, rules and notes of a table; gives the sheet's row of its last one."""
    lang = book.lang
    _bands(book, sheet, table, hue, header_row)
    room = room_below(table.name)
    last = add_table(book, sheet, table, rows, header_row, 1, hue, wrapping_columns(table), below=below, room=room)
    wrapping = [(f.key, n) for n, f in enumerate(table.fields, start=1) if f.key in wrapping_columns(table)]
    for number, row in enumerate(rows, start=header_row + 1):
        widths = ((key, sheet.column_dimensions[get_column_letter(n)].width) for key, n in wrapping)
        height = row_height((wrapped_width(str(row.get(key) or ""), width), width) for key, width in widths)
        if height > ROW_HEIGHT:
            sheet.row_dimensions[number].height = height
    define_columns(book.book, table, lang)
    end = last + (LAST_ROOM if is_last else room)
    validation.add_table_rules(sheet, table, lang, header_row, end)
    highlights.add_table_highlights(sheet, table, header_row, end)
    if rows and table.name in LINKED:  # one link over the column, no longer: openpyxl reads it into every blank cell
        column = 1 + [one.key for one in table.fields].index(LINKED[table.name])
        first: Any = sheet.cell(header_row + 1, column)
        letter = get_column_letter(column)
        reach = f"{letter}{header_row + 1}:{letter}{last}"
        first._hyperlink = Hyperlink(ref=reach, location=CARD_FIND, tooltip=TO_CARD[lang], display=None)
    for column, one in enumerate(table.fields, start=1):
        if note := note_of(one, lang):
            sheet.cell(header_row, column).comment = note
    return last


def _open_at(sheet: Worksheet, frozen: str, row: int, column: str) -> None:
    """Open the sheet at its newest rows, in the empty one below."""
    pane = sheet.sheet_view.pane
    assert pane is not None
    pane.topLeftCell = f"{frozen}{row - _SHOWN_ROWS}"
    for one in sheet.sheet_view.selection:
        if one.pane == pane.activePane:
            one.activeCell = one.sqref = f"{column}{row}"


def _columns(book: Book, sheet: Worksheet, tables: Sequence[Table], rows: Rows) -> None:
    """Widths, and what is hidden or folded away: what no table of the sheet shows."""
    outlined = previous_folded = False
    wide = sheet_of(tables[0].name).wide
    for at in range(max(len(table.fields) for table in tables)):
        here = [(table, table.fields[at]) for table in tables if at < len(table.fields)]
        dimension = sheet.column_dimensions[get_column_letter(at + 1)]
        shared = not wide and len({one.key for _, one in here}) > 1
        widths = [
            min(width, _LONG_SHARED if one.kind is Kind.NOTE else _WIDEST_SHARED) if shared else width
            for table, one in here
            if not one.hidden
            for width in [_width(one, rows.get(table.name, ()), book.lang)]
        ]
        dimension.width = round(max(widths, default=column_width(here[0][1], book.lang)), 1)
        is_folded = all(one.key in folded_columns(table) for table, one in here)
        if is_folded:
            dimension.outlineLevel = 1
            outlined = True
        dimension.hidden = is_folded or all(one.hidden for _, one in here)
        if is_folded and not previous_folded and at:
            sheet.column_dimensions[get_column_letter(at)].collapsed = True
        previous_folded = is_folded
    if outlined:
        sheet.sheet_properties.outlinePr = Outline(
            summaryRight=False
        )  # the button stands on the last column that shows
        sheet.column_dimensions.max_outline = 1  # without it Excel leaves no room for the buttons


def _width(one: Field, rows: Sequence[Row], lang: Lang) -> float:
    """A column's width; short text and numbers get more where the rows that are there need it."""
    width = column_width(one, lang)
    if one.kind in (Kind.TEXT, Kind.CHOICE):
        longest = max((text_width(str(row.get(one.key) or "")) for row in rows), default=0)
        return max(width, min(longest + 2, _WIDEST_TEXT))
    if one.kind.is_number:
        values = [value for row in rows if isinstance(value := row.get(one.key), int | float)]
        decimals = 3 if one.kind is Kind.MONEY else 0
        return max([width, *(len(f"{value:,.0f}") + decimals + 3.0 for value in values)])
    return width


def _legend(table: Table, lang: Lang) -> str:
    """What the marks and colours of a table mean."""
    legend = "      " + _LEGEND[lang]
    if table.result:
        legend = "      " + _YOURS[lang] if table.inputs else ""
    return legend + (_SECRET[lang] if any(f.confidential for f in table.fields) else "")


def _title(book: Book, sheet: Worksheet, title: str, about: str, hue: Hue) -> list[int]:
    """The first row; gives the columns that show."""
    last = sheet.max_column if sheet.column_dimensions else 1
    last = max(last, len(sheet.column_dimensions))
    sheet.row_dimensions[TITLE_ROW].height = 34
    book.styles.fill_row(sheet, TITLE_ROW, 1, last, Look())
    shown = [n for n in range(1, last + 1) if not sheet.column_dimensions[get_column_letter(n)].hidden]
    link = Look(colour=hue.strong, horizontal="left", vertical="center")
    cell = book.styles.put(sheet, TITLE_ROW, shown[0], link, HOME_LINK[book.lang])
    cell.hyperlink = internal_link(HOME_SHEET[book.lang], cell.coordinate)
    book.styles.put(sheet, TITLE_ROW, shown[1], Look(size=16, bold=True, colour=hue.strong, horizontal="left"), title)
    at = _after(sheet, shown[1:], text_width(title) * 1.75 + 2)
    book.styles.put(sheet, TITLE_ROW, at, Look(colour=MUTED, horizontal="left"), about)
    return shown


def _after(sheet: Worksheet, columns: Sequence[int], room: float) -> int:
    """The first of these columns, but the first, that leaves so many characters free on its left."""
    for at, column in enumerate(columns):
        if room <= 0 and at:
            return column
        room -= sheet.column_dimensions[get_column_letter(column)].width
    return columns[-1]


def _links(book: Book, sheet: Worksheet, links: Sequence[tuple[str, str]], shown: Sequence[int], hue: Hue) -> None:
    """The row of links to the tables, each in the next column that leaves room for it."""
    sheet.row_dimensions[BAND_ROW].height = 18
    book.styles.fill_row(sheet, BAND_ROW, 1, max(shown), Look(fill=hue.tint))
    left = list(shown)
    for label, name in links:
        look = Look(bold=True, colour=hue.strong, fill=hue.tint, horizontal="left")
        cell = book.styles.put(sheet, BAND_ROW, left[0], look, f"{label} ↓")
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=name, display=None)
        after = _after(sheet, left, text_width(label) + 3)
        left = left[left.index(after) :] if after != left[0] else left


def _bands(book: Book, sheet: Worksheet, table: Table, hue: Hue, header_row: int) -> None:
    row = header_row - 1
    sheet.row_dimensions[row].height = 18
    sheet.row_dimensions[header_row].height = 34
    for number, (first, left, right) in enumerate(bands(table)):
        fill = hue.tint if number % 2 == 0 else lighter(hue.tint)
        look = Look(bold=True, colour=hue.strong, fill=fill, horizontal="left")
        book.styles.fill_row(sheet, row, left, right, look)
        shown = next((c for c in range(left, right + 1) if not table.fields[c - 1].hidden), None)
        if shown and first.group:
            sheet.cell(row, shown, first.group.label[book.lang])
