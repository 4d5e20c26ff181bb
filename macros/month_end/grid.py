"""A report as the grid of its two pages: a value for every cell, row by row."""

from __future__ import annotations

import re

from workbook.build.pages import month_report_layout as layout
from workbook.build.pages.month_report_layout import Block
from workbook.language import Lang, Text
from workbook.rules.cleaning.text import writable
from workbook.rules.month_report.model import MonthReport, Value
from workbook.rules.month_report.tables import OTHER_PEOPLE
from workbook.schema.month_report import LINES
from workbook.schema.registry import listing

Grid = list[list[Value]]

TITLE = Text("月报", "Month report")
YEAR_TITLE = Text("年报", "Year's report")
_SPAN = Text("{start} 至 {end}，截至 {as_of}", "{start} to {end}, as of {as_of}")
_RUNNING = Text("（未结束，与上期、去年的相同天数比较）", " (running: held against the same days)")
_WHOSE = Text("业务员：{who}", "salesperson: {who}")
_ADJUSTED = Text("结账后调整 {amount:+,.2f}", "adjusted after closing by {amount:+,.2f}")
_MORE = Text("{title}（共{n}家）", "{title} ({n} in all)")
_NONE = Text("没有", "none")
_BETWEEN = " · "


def title(report: MonthReport) -> str:
    """What the report is called: whose company, of which period."""
    lang = report.lang
    name = (YEAR_TITLE if len(report.period) == 4 else TITLE)[lang]
    return _BETWEEN.join(part for part in (report.company, f"{name} {report.period}", report.whose) if part)


def under_title(report: MonthReport) -> str:
    """The days it counts, whose it is, what changed after closing."""
    lang = report.lang
    said = _SPAN[lang].format(start=report.start, end=report.end, as_of=report.as_of)
    parts = [said + (_RUNNING[lang] if report.running else "")]
    if report.whose:
        parts.append(_WHOSE[lang].format(who=report.whose))
    if report.adjusted:
        parts.append(_ADJUSTED[lang].format(amount=report.adjusted))
    return _BETWEEN.join(parts)


def closing(report: MonthReport) -> str:
    """Whether the period is closed."""
    entries = listing("closing").entries
    return next(one.label[report.lang] for one in entries if one.key == report.closing)


def block_title(report: MonthReport, block: Block) -> str:
    """The heading of a table, with how many there are where not all are shown."""
    many = {"stopped": report.totals.get("stopped"), "debtors": report.totals.get("debtors")}.get(block.key)
    name = block.title[report.lang]
    return _MORE[report.lang].format(title=name, n=many) if many and many > block.rows else name


def grid(report: MonthReport) -> Grid:
    """`layout.LAST` rows of `layout.ALL_COLUMNS` cells; blank ones are None."""
    made: Grid = [[None] * layout.ALL_COLUMNS for _ in range(layout.LAST)]

    def put(row: int, column: int, value: Value) -> None:
        made[row - 1][column - 1] = writable(value) if isinstance(value, str) else value

    put(layout.TITLE_ROW, 1, title(report))
    put(layout.TITLE_ROW, 20, closing(report))
    put(layout.SUB_ROW, 1, under_title(report))
    for row, said in zip(layout.SENTENCE_ROWS, report.sentences, strict=False):
        put(row, 1, said)
    left = 1
    for tile, wide in zip(report.tiles, layout.TILE_WIDTHS, strict=True):
        for at, value in enumerate((tile.label, tile.value, tile.change)):
            put(layout.TILE_ROW + at, left, value)
        left += wide
    lang = report.lang
    for text, column in ((layout.MONTHS_CHART, 1), (layout.PEOPLE_CHART, 15)):
        put(layout.CHART_TITLE_ROW, column, text[lang])
    for series, column in ((layout.MONTH_SERIES, layout.MONTHS_AT), (layout.PEOPLE_SERIES, layout.PEOPLE_AT)):
        for at, text in enumerate(series, start=1):
            put(layout.DATA_ROW, column + at, text[lang])
    for key, column, wanted in (("months", layout.MONTHS_AT, 4), ("people", layout.PEOPLE_AT, 3)):
        drawn = (line for line in report.tables[key] if not _is_others(str(line[0]), lang))
        for at, line in enumerate(drawn, start=1):
            for number, value in enumerate(line[:wanted]):
                put(layout.DATA_ROW + at, column + number, value)
    for block in layout.BLOCKS:
        put(block.row, block.left, block_title(report, block))
        if not report.tables[block.key]:
            put(block.first, block.left, _NONE[lang])
        left = block.left
        for number, one in enumerate(block.columns):
            put(block.row + 1, left, one.label[lang])
            for at, line in enumerate(report.tables[block.key][: block.rows]):
                put(block.first + at, left, line[number])
            left += one.wide
    put(layout.POINTS_ROW, 1, layout.POINTS[lang])
    for at, point in enumerate(report.points[: LINES["points"]], start=1):
        put(layout.POINTS_ROW + at, 1, f"{at}. {point}")
    return made


def _is_others(name: str, lang: Lang) -> bool:
    """Is this the name of the row of those for whom there was no room? In a picture it would dwarf the others.

    >>> _is_others("其余191人", "zh"), _is_others("余其人", "zh")
    (True, False)
    """
    return re.fullmatch(OTHER_PEOPLE[lang].replace("{n}", r"\d+"), name) is not None
