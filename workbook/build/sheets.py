"""A sheet for a table: title, bands, header, data, and everything that helps to fill it in.

Row 1 title and what the sheet is for, row 2 the bands of columns, row 3 the table's header, row 4 … the data.
Column A is the hidden row_id.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import ceil
from typing import Any, Literal

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import Outline
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.table import TableColumn, TableFormula, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from workbook.build import highlights, validation
from workbook.build.contents import Row
from workbook.build.formats import column_width, horizontal, indent, number_format, text_width
from workbook.build.layout import (
    BAND_ROW,
    FIRST_ROW,
    HEADER_ROW,
    TITLE_ROW,
    bands,
    code_name,
    folded_columns,
    frozen_columns,
    wrapping_columns,
)
from workbook.build.names import define_columns
from workbook.build.notes import note_of
from workbook.build.palette import BLUE, HUES, INK, LINE, MUTED, REQUIRED_MARK, TYPED, WHITE, WORKED_OUT, YOURS, Hue
from workbook.build.printing import print_set_up
from workbook.build.styles import Look, Styles
from workbook.language import Lang, Text
from workbook.schema.formulas import live_formula
from workbook.schema.home import HOME_SHEET
from workbook.schema.model import Field, Kind, SheetGroup, Table, Who

State = Literal["visible", "hidden", "veryHidden"]
ROW_HEIGHT, LINE_HEIGHT = 18.0, 15.0  # points: a row of one line, and each line more
_TALL_ROW = 36.0  # rows of the program's sheets with a reason in them: two lines, three at a pinch
_WIDEST_TEXT = 34.0  # characters; what is longer is cut by the next column
HOME_LINK = Text("‹ 首页", "‹ Home")
_LEGEND = Text("* 必填   灰底 = 程序算出", "* required   grey = worked out")
_YOURS = Text("浅黄 = 您填写，刷新时保留", "yellow = yours, kept by Refresh")
_SECRET = Text("   密 = 保密", "   ! = confidential")
_SECRET_MARK = Text("密", "!")


@dataclass
class Book:
    """A workbook in the making."""

    book: Workbook
    lang: Lang
    styles: Styles
    cached: dict[tuple[str, str], object] = field(default_factory=dict)  # (sheet, cell) -> value of a formula

    def sheet(self, title: str, code: str, group: SheetGroup, state: State = "visible") -> Worksheet:
        """Add a sheet at the end."""
        sheet: Worksheet = self.book.create_sheet(title)
        sheet.sheet_properties.codeName = code
        sheet.sheet_properties.tabColor = HUES[group].strong
        sheet.sheet_state = state
        return sheet

    def formula(self, sheet: Worksheet, row: int, column: int, look: Look, formula: str, value: object) -> None:
        """Write a live formula together with the value a reader sees before anything recalculates it."""
        cell = self.styles.put(sheet, row, column, look, formula)
        self.cached[sheet.title, cell.coordinate] = value


def add_table_sheet(book: Book, table: Table, rows: Sequence[Row], state: State) -> Worksheet:
    """Add the sheet of one table; no rows gives one blank row to start in."""
    lang = book.lang
    sheet = book.sheet(table.label[lang], code_name(table), table.group, state)
    hue = HUES[table.group]
    _columns(book, sheet, table, rows)
    _title(book, sheet, table, hue)
    _bands(book, sheet, table, hue)
    add_table(book, sheet, table, rows, HEADER_ROW, 1, hue, wrapping_columns(table), ruled=not table.result)
    _row_heights(sheet, table, rows, lang)
    define_columns(book.book, table, lang)
    validation.add_table_rules(sheet, table, lang, HEADER_ROW)
    highlights.add_table_highlights(sheet, table, HEADER_ROW)
    for column, one in enumerate(table.fields, start=1):
        if note := note_of(one, lang):
            sheet.cell(HEADER_ROW, column).comment = note
    sheet.freeze_panes = f"{get_column_letter(frozen_columns(table, lang) + 1)}{FIRST_ROW}"
    sheet.sheet_view.showGridLines = not table.result
    sheet.sheet_view.zoomScale = 100
    print_set_up(sheet, lang, f"{TITLE_ROW}:{HEADER_ROW}")
    return sheet


def add_table(
    book: Book,
    sheet: Worksheet,
    table: Table,
    rows: Sequence[Row],
    header_row: int,
    first_column: int,
    hue: Hue,
    wrapping: frozenset[str] = frozenset(),
    *,
    ruled: bool = False,
) -> None:
    """Write header and data of a table and declare it; its top left cell is at header_row, first_column.

    `wrapping` names the columns whose long text goes over several lines. `ruled`: cells below the table look as the
    table's own, so that blank cells of its rows need not be in the file; a row of seventy columns with thirty values
    is then thirty cells, not seventy.
    """
    lang, styles = book.lang, book.styles
    headers = {f.key: f.label[lang] for f in table.fields}
    if len(set(map(str.casefold, headers.values()))) != len(headers):
        raise ValueError(f"{table.name}: two columns have the same header in {lang}: {sorted(headers.values())}")
    last_row = header_row + max(len(rows), 1)
    columns: list[TableColumn] = []
    for number, one in enumerate(table.fields):
        column = first_column + number
        styles.put(sheet, header_row, column, header_look(table, one, hue, lang), headers[one.key])
        look = data_look(table, one, wrap=one.key in wrapping)
        styles.column(sheet, column, look if ruled else column_look(look))
        formula = live_formula(table.name, one, headers) if one.formula else None
        for at in range(max(len(rows), 1)):
            row = header_row + 1 + at
            if formula:
                book.formula(sheet, row, column, look, formula, "")
                continue
            value = rows[at].get(one.key) if rows else None
            styles.put(sheet, row, column, look, value)
        described = TableColumn(id=number + 1, name=headers[one.key])
        if formula:
            described.calculatedColumnFormula = TableFormula(attr_text=formula[1:])
        columns.append(described)
    last = get_column_letter(first_column + len(table.fields) - 1)
    made: Any = ExcelTable(
        name=table.name, displayName=table.name, ref=f"{get_column_letter(first_column)}{header_row}:{last}{last_row}"
    )
    made._initialise_columns()  # gives the filter buttons
    made.tableColumns = columns
    made.tableStyleInfo = TableStyleInfo(name=f"TableStyleLight{hue.accent + 1}", showRowStripes=False)
    sheet.add_table(made)


def header_look(table: Table, one: Field, hue: Hue, lang: Lang) -> Look:
    """Typed columns stand in the group's colour, worked-out ones are softer and italic; marks come by number format.

    On the program's own sheets it is the other way round: there the few columns that are the user's stand out.
    The header's text must equal the table column's name, so the marks for required and confidential are shown by
    the cell's number format and are no part of the text.
    """
    required = one.required and one.who is Who.USER
    marks = ("*" if required else "") + (_SECRET_MARK[lang] if one.confidential else "")
    quiet = one.computed and not table.result
    yours = table.result and not one.computed
    return Look(
        bold=not quiet,
        italic=quiet and lang == "en",  # slanted Chinese is hard to read
        colour=REQUIRED_MARK if required else WHITE,
        fill=YOURS if yours else hue.soft if quiet else hue.strong,
        wrap=True,
        horizontal=horizontal(one),
        indent=2 if horizontal(one) == "right" else 0,  # Excel's filter button stands there
        number_format=f'@" {marks}"' if marks else "@",
        right=WHITE,
    )


def data_look(table: Table, one: Field, *, wrap: bool) -> Look:
    """A cell of the data: grey where the program fills it in, pale yellow where the user may write on its sheets."""
    quiet = one.computed and not table.result
    links = one.kind in (Kind.EMAIL, Kind.URL) or "HYPERLINK(" in (one.formula or "")
    return Look(
        colour=MUTED if quiet else BLUE if links else INK,
        fill=WORKED_OUT if quiet else TYPED if table.result and not one.computed else None,
        number_format=number_format(one),
        horizontal=horizontal(one),
        indent=indent(one),
        wrap=wrap,
        bottom=LINE,
    )


def column_look(look: Look) -> Look:
    """Cells below the table: what is typed there next already has its format, but no colour stands there yet."""
    return replace(look, colour=INK, fill=None, bottom=None)


def _row_heights(sheet: Worksheet, table: Table, rows: Sequence[Row], lang: Lang) -> None:
    """Rows that come later are as high as the sheet says; rows that are there fit their longest text.

    Excel fits a row by itself when somebody types, but neither it nor LibreOffice does so for rows a file brings.
    """
    wrapping = [table[key] for key in wrapping_columns(table)]
    sheet.sheet_format.customHeight = True
    sheet.sheet_format.defaultRowHeight = _TALL_ROW if table.result and wrapping else ROW_HEIGHT
    for number, row in enumerate(rows, start=FIRST_ROW):
        lines = [ceil(text_width(str(row.get(f.key) or "")) / (column_width(f, lang) - 1)) for f in wrapping]
        if (most := max(lines, default=1)) > 1:
            sheet.row_dimensions[number].height = ROW_HEIGHT + LINE_HEIGHT * (most - 1)


def _columns(book: Book, sheet: Worksheet, table: Table, rows: Sequence[Row]) -> None:
    folded = folded_columns(table)
    if folded:
        outline = Outline(summaryRight=False)  # the button stands on the last column that shows
        sheet.sheet_properties.outlinePr = outline
        sheet.column_dimensions.max_outline = 1  # without it Excel leaves no room for the buttons
    previous_folded = False
    for column, one in enumerate(table.fields, start=1):
        dimension = sheet.column_dimensions[get_column_letter(column)]
        dimension.width = round(_width(one, rows, book.lang), 1)
        is_folded = one.key in folded
        if is_folded:
            dimension.outlineLevel = 1
        dimension.hidden = one.hidden or is_folded
        if is_folded and not previous_folded and column > 1:
            sheet.column_dimensions[get_column_letter(column - 1)].collapsed = True
        previous_folded = is_folded


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


def _title(book: Book, sheet: Worksheet, table: Table, hue: Hue) -> None:
    lang = book.lang
    last = len(table.fields)
    sheet.row_dimensions[TITLE_ROW].height = 34
    book.styles.fill_row(sheet, TITLE_ROW, 1, last, Look())
    shown = [n for n, f in enumerate(table.fields, start=1) if not sheet.column_dimensions[get_column_letter(n)].hidden]
    link = Look(size=9, colour=hue.strong, horizontal="left", vertical="center")
    cell = book.styles.put(sheet, TITLE_ROW, shown[0], link, HOME_LINK[lang])
    cell.hyperlink = internal_link(HOME_SHEET[lang], cell.coordinate)
    title = table.label[lang]
    book.styles.put(sheet, TITLE_ROW, shown[1], Look(size=16, bold=True, colour=hue.strong, horizontal="left"), title)
    room = text_width(title) * 1.75 + 2
    for column in shown[1:]:
        if room <= 0:
            break
        room -= sheet.column_dimensions[get_column_letter(column)].width
    legend = "      " + _LEGEND[lang]
    if table.result:
        legend = "      " + _YOURS[lang] if table.inputs else ""
    if any(f.confidential for f in table.fields):
        legend += _SECRET[lang]
    look = Look(size=9, colour=MUTED, horizontal="left")
    book.styles.put(sheet, TITLE_ROW, min(column, last), look, table.about[lang] + legend)


def _bands(book: Book, sheet: Worksheet, table: Table, hue: Hue) -> None:
    sheet.row_dimensions[BAND_ROW].height = 18
    sheet.row_dimensions[HEADER_ROW].height = 34
    for number, (first, left, right) in enumerate(bands(table)):
        fill = hue.tint if number % 2 == 0 else lighter(hue.tint)
        look = Look(size=9, bold=True, colour=hue.strong, fill=fill, horizontal="left")
        book.styles.fill_row(sheet, BAND_ROW, left, right, look)
        shown = next((c for c in range(left, right + 1) if not table.fields[c - 1].hidden), None)
        if shown and first.group:
            sheet.cell(BAND_ROW, shown, first.group.label[book.lang])


def lighter(colour: str) -> str:
    """Half way to white."""
    return "".join(f"{(int(colour[n : n + 2], 16) + 255) // 2:02X}" for n in (0, 2, 4))


def internal_link(sheet: str, at: str) -> Any:
    """A link to a sheet's top left cell."""
    from openpyxl.worksheet.hyperlink import Hyperlink

    quoted = sheet.replace("'", "''")
    return Hyperlink(ref=at, location=f"'{quoted}'!A1", display=None)
