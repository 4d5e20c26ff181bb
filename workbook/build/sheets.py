"""The workbook in the making, and a table on one of its sheets: header, data, looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.table import TableColumn, TableFormula, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from workbook.build.contents import Row
from workbook.build.formats import horizontal, indent, number_format
from workbook.build.palette import BLUE, HUES, INK, LINE, MUTED, REQUIRED_MARK, TYPED, WHITE, WORKED_OUT, YOURS, Hue
from workbook.build.styles import Look, Styles
from workbook.language import Lang, Text
from workbook.schema.card_frame import LINKED
from workbook.schema.formulas import live_formula
from workbook.schema.model import Field, Kind, SheetGroup, Table, Who

State = Literal["visible", "hidden", "veryHidden"]

HIDDEN_FORMAT = ";;;"  # what only the program needs, in a column that another table shows
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
    below: Literal["ruled", "plain", "rows"] = "plain",
    room: int = 0,
) -> int:
    """Write header and data of a table and declare it; its top left cell is at header_row, first_column. Gives the
    sheet's row of its last one.

    `wrapping` names the columns whose long text goes over several lines. What comes below has the formats already:
    whole columns of them, `plain` or `ruled` (as the table's own cells, so that blank ones of its rows need not be in
    the file: a row of seventy columns with thirty values is then thirty cells, not seventy), or so many `rows`.
    """
    lang, styles = book.lang, book.styles
    headers = {f.key: f.label[lang] for f in table.fields}
    if len(set(map(str.casefold, headers.values()))) != len(headers):
        raise ValueError(f"{table.name}: two columns have the same header in {lang}: {sorted(headers.values())}")
    last_row = header_row + max(len(rows), 1)
    columns: list[TableColumn] = []
    for number, one in enumerate(table.fields):
        column = first_column + number
        head, look = header_look(table, one, hue, lang), data_look(table, one, wrap=one.key in wrapping)
        if below == "rows" and one.hidden:
            head, look = replace(head, number_format=HIDDEN_FORMAT), replace(look, number_format=HIDDEN_FORMAT)
        styles.put(sheet, header_row, column, head, headers[one.key])
        if below == "rows":
            for row in range(last_row + 1, last_row + 1 + room):
                styles.put(sheet, row, column, column_look(look))
        else:
            styles.column(sheet, column, look if below == "ruled" else column_look(look))
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
    return last_row


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
    links = links or LINKED.get(table.name) == one.key
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


def lighter(colour: str) -> str:
    """Half way to white."""
    return "".join(f"{(int(colour[n : n + 2], 16) + 255) // 2:02X}" for n in (0, 2, 4))


def internal_link(sheet: str, at: str) -> Any:
    """A link to a sheet's top left cell."""
    from openpyxl.worksheet.hyperlink import Hyperlink

    quoted = sheet.replace("'", "''")
    return Hyperlink(ref=at, location=f"'{quoted}'!A1", display=None)
