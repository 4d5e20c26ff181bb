"""The home sheet: find a customer, six tiles, the first eight of today, the months as a picture, ways to the tasks.

All of it fits the window of a small laptop (1366 × 768 at 100 %): about 1,280 × 500 pixels below the ribbon. What is
looked at less stands below that. The columns are those of the tiles; the second and third are cut in two for the rows
of the day. A block that refresh writes as a whole may hold columns that are only a gap.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from workbook.build import charts, highlights
from workbook.build.names import block_reference, cell_reference, column_name, define
from workbook.build.pages.find import add_home_find
from workbook.build.pages.home_more import add_more
from workbook.build.palette import AMBER, AMBER_TINT, BRAND, CARD, HUES, INK, LINE, MUTED, RED, WHITE
from workbook.build.printing import print_set_up
from workbook.build.sheets import Book
from workbook.build.styles import Look
from workbook.language import Text
from workbook.schema.commands import RIBBON_TAB
from workbook.schema.forms import form
from workbook.schema.formulas import AS_OF_NAME
from workbook.schema.home import (
    BLOCKS,
    FIRST_TODAY,
    HOME_BANNER,
    HOME_SHEET,
    HOME_TILES,
    TASKS,
    TILE_COLUMNS,
    TILES,
    TODAY_COLUMNS,
    TODAY_ROWS,
    Task,
    Tile,
)
from workbook.schema.model import SheetGroup
from workbook.schema.sheets import SHEETS, place_name, sheet_of

FIRST = 2
"""The first column of the tiles."""
LAST = FIRST + TILE_COLUMNS - 1
_GAP = 1.1  # widths in characters, seven or eight pixels each
_WIDTHS = (26.0, _GAP, 12.5, 13.5, _GAP, 16.5, 9.5, _GAP, 26.0, _GAP, 26.0, _GAP, 26.0)

BANNER, NOTE, FIND, TILE, DAY, TASK = 1, 2, 3, 5, 10, 20
"""The rows in which they begin."""
_HEIGHTS = {
    1: 30, 2: 14, 3: 23, 4: 6, 5: 15, 6: 24, 7: 13, 8: 15, 9: 7, 10: 18,
    **{DAY + at: 17.5 for at in range(1, TODAY_ROWS + 1)}, 19: 7, 20: 23,
}  # fmt: skip

_SAMPLE = Text(
    "这里是虚构的示例数据。用过之后点“清除示例”，列表和设置会保留。",
    "This is invented sample data. When done, choose Clear the sample: lists and settings stay.",
)
STAMPS_HERE = ("refreshed_at", "refreshed_as_of", "orders_source")
_STAMP_FORMATS = {
    "refreshed_as_of": Text('"数据截至 "yyyy-mm-dd', '"Data to "yyyy-mm-dd'),
    "refreshed_at": Text('"刷新于 "yyyy-mm-dd hh:mm', '"Refreshed "yyyy-mm-dd hh:mm'),
}
_CHART_ROWS = 13
_NO_CHANGE = Text("已更新", "Up to date")
_PRESS = Text("请点“刷新”", "choose Refresh")
_CHANGES = (
    Text("客户", "customers"),
    Text("交易行", "order lines"),
)
_AMOUNT_CHANGED = Text("金额有改动", "amounts edited")
_DAY_CHANGED = Text("日期已变", "another day")
_TODAY = Text("今天先做这{n}家 ›", "The first {n} of today ›")


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
    _grid(sheet)
    _banner(book, sheet, settings.get("company"), is_sample=is_sample)
    add_home_find(book, sheet, FIND, FIRST, FIRST + 2)
    _tiles(book, sheet)
    _day(book, sheet)
    labels = {block.key: block.label[book.lang] for block in BLOCKS}
    _place(sheet, charts.months_chart(data, labels["months"], book.lang), (TILES[3], TILES[5]), DAY, TASK - 1)
    _tasks(book, sheet)
    grades = charts.grades_chart(data, labels["grades"])
    regions = charts.regions_chart(data, labels["regions"], book.lang)
    below = TASK + 2
    _place(sheet, grades, (TILES[0], TILES[2]), below, below + _CHART_ROWS)
    _place(sheet, regions, (TILES[3], TILES[5]), below, below + _CHART_ROWS)
    last = add_more(book, sheet, below + _CHART_ROWS + 1, [FIRST + tile.at for tile in TILES], LAST)
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.showRowColHeaders = False
    sheet.sheet_view.zoomScale = 100
    for pane in sheet.sheet_view.selection:
        pane.activeCell = pane.sqref = f"{get_column_letter(FIRST)}{FIND}"
    print_set_up(sheet, book.lang, landscape=True, last=LAST)
    sheet.print_area = f"A1:{get_column_letter(LAST)}{last}"
    sheet.row_breaks.append(Break(id=TASK + 1))  # the first screen is the first page


def _grid(sheet: Worksheet) -> None:
    sheet.column_dimensions["A"].width = 1.6
    for number, width in enumerate(_WIDTHS, start=FIRST):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for row, height in _HEIGHTS.items():
        sheet.row_dimensions[row].height = height


def _banner(book: Book, sheet: Worksheet, company: object, *, is_sample: bool) -> None:
    """What the book is; up to which day and when it was refreshed (stamps that refresh writes), what changed since."""
    lang, styles = book.lang, book.styles
    styles.fill_row(sheet, BANNER, 1, LAST + 1, Look(fill=BRAND))
    title = RIBBON_TAB[lang]
    look = Look(size=16, bold=True, colour=WHITE, fill=BRAND, horizontal="left")
    formula = f'=IF(set_company="","{title}",set_company&" · {title}")'
    book.formula(sheet, BANNER, FIRST, look, formula, f"{company} · {title}" if company else title)
    quiet = Look(colour="E4F0F4", fill=BRAND, horizontal="left")
    for key, tile in zip(("refreshed_as_of", "refreshed_at"), TILES[3:5], strict=True):
        column = FIRST + tile.at
        styles.put(sheet, BANNER, column, replace(quiet, number_format=_STAMP_FORMATS[key][lang]))
        define(book.book, f"stamp_{key}", cell_reference(sheet.title, BANNER, column))
    # The sample is refreshed as it is made, so what its book will show is known before anything calculates it.
    shown = (_NO_CHANGE if is_sample else _PRESS)[lang]
    state = replace(quiet, bold=True, colour=WHITE, shrink=True)
    book.formula(sheet, BANNER, FIRST + TILES[5].at, state, _changed_formula(lang), shown)
    styles.put(sheet, NOTE, FIRST + TILES[3].at, Look(size=9, colour=MUTED, horizontal="left"))
    define(book.book, "stamp_orders_source", cell_reference(sheet.title, NOTE, FIRST + TILES[3].at))
    sample = Look(size=9, colour=AMBER, horizontal="left")
    formula = f'=IF(meta_is_sample=TRUE,"{_SAMPLE[lang]}","")'
    book.formula(sheet, NOTE, FIRST, sample, formula, _SAMPLE[lang] if is_sample else "")
    define(book.book, HOME_BANNER, cell_reference(sheet.title, NOTE, FIRST))
    tone = highlights.Tone(AMBER, AMBER_TINT)
    sheet.conditional_formatting.add(
        f"A{NOTE}:{get_column_letter(LAST + 1)}{NOTE}", highlights.when("meta_is_sample=TRUE", tone)
    )


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


def _tiles(book: Book, sheet: Worksheet) -> None:
    """Label, figure, line and change of each tile; each of the four leads to the rows that are counted."""
    lang, styles = book.lang, book.styles
    base = Look(fill=CARD, horizontal="left", indent=1)
    for tile in TILES:
        first = FIRST + tile.at
        colour = RED if tile.key == "overdue" else BRAND
        looks = (
            replace(base, size=9, colour=MUTED, top=BRAND, thick=True),
            replace(base, size=16, bold=True, colour=colour, shrink=True, number_format=tile.formats[lang]),
            replace(base, size=8, colour=BRAND if tile.key == "target" else MUTED, number_format="@"),
            replace(base, size=9, colour=INK, number_format="@", shrink=True),
        )
        for row, look in enumerate(looks, start=TILE):
            styles.merged(sheet, row, first, _end(tile) - first + 1, look)
            _link(sheet, row, first, _place_of(tile.leads_to, lang))
        sheet.cell(TILE, first, f"{tile.label[lang]} ›")
    define(book.book, HOME_TILES, block_reference(sheet.title, TILE + 1, FIRST, 3, TILE_COLUMNS))


def _end(tile: Tile) -> int:
    """The last column of a tile: the next one begins after a gap."""
    after = next((other.at for other in TILES if other.at > tile.at), TILE_COLUMNS + 1)
    return FIRST + after - 2


def _place_of(table: str, lang: Any) -> str:
    """Where a link to a table goes: its name on a sheet of several, else its sheet."""
    one = sheet_of(table)
    return place_name(table) if one.is_stacked else f"'{one.label[lang]}'!A1"


def _link(sheet: Worksheet, row: int, column: int, location: str) -> None:
    cell: Any = sheet.cell(row, column)
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=location, display=None)


def _day(book: Book, sheet: Worksheet) -> None:
    """The first rows of the day, which refresh fills: each name leads to its row on the list."""
    lang, styles = book.lang, book.styles
    there = sheet_of("tblToday")
    top = CellRange(book.book[there.label[lang]].tables["tblToday"].ref).min_row  # of its header
    head = Look(bold=True, colour=BRAND, bottom=BRAND, horizontal="left")
    styles.fill_row(sheet, DAY, FIRST, _end(TILES[2]), head)
    sheet.cell(DAY, FIRST, _TODAY[lang].format(n=TODAY_ROWS))
    _link(sheet, DAY, FIRST, _place_of("tblToday", lang))
    looks = {
        "customer_name": Look(bold=True, colour=BRAND, horizontal="left", number_format="@"),
        "short": Look(size=9, colour=INK, horizontal="left", shrink=True, number_format="@"),
        "owner": Look(size=9, colour=INK, horizontal="left", shrink=True, number_format="@"),
    }
    plain = Look(colour=INK, horizontal="left", shrink=True, number_format="@")
    for row in range(DAY + 1, DAY + 1 + TODAY_ROWS):
        for column, key in enumerate(TODAY_COLUMNS, start=FIRST):
            styles.put(sheet, row, column, replace(looks.get(str(key), plain), bottom=LINE))
        _link(sheet, row, FIRST, f"'{there.label[lang]}'!B{top + row - DAY}")
    where = block_reference(sheet.title, DAY + 1, FIRST, TODAY_ROWS, len(TODAY_COLUMNS))
    define(book.book, FIRST_TODAY, where)


def _place(sheet: Worksheet, chart: Any, tiles: tuple[Tile, Tile], top: int, bottom: int) -> None:
    """Put a chart over the columns of these tiles and the rows from `top` to the one before `bottom`."""
    charts.add_over(sheet, chart, (FIRST + tiles[0].at - 1, top - 1), (_end(tiles[1]), bottom - 1))


def _tasks(book: Book, sheet: Worksheet) -> None:
    """A button a task, as far as there are places for them: the last leads to the sheet of contents."""
    look = Look(bold=True, colour=BRAND, fill=HUES[SheetGroup.DAILY].tint, bottom=BRAND, horizontal="center")
    for tile, (task, place) in zip(TILES, _places(book), strict=False):
        first = FIRST + tile.at
        book.styles.merged(sheet, TASK, first, _end(tile) - first + 1, look)
        sheet.cell(TASK, first, task.label[book.lang])
        _link(sheet, TASK, first, place)


def _places(book: Book) -> list[tuple[Task, str]]:
    """The tasks whose sheet is there, and where a link to each goes."""
    there = {one.key: one.label[book.lang] for one in SHEETS}
    return [(task, _begins(task) or f"'{there[task.sheet]}'!A1") for task in TASKS if task.sheet in there]


def _begins(task: Task) -> str | None:
    """The name of the cell in which a form begins."""
    if not task.form:
        return None
    begun = form(task.form)
    return begun.range_name(begun.cells[0].key)
