"""What is drawn on page 2 of a card's file, with its figures beside what is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from macros.desk.cards.page_two import BAR_COLUMN, CHART_COLUMNS, CHART_LINE, CHART_ROWS
from macros.desk.cards.plan import COLUMN_POINTS, COLUMNS
from workbook.build.card_chart import draw_months, draw_shares

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from workbook.rules.card.model import Card

_DATA = COLUMNS + 3  # the first column of the chart's figures, beside what is printed


def add_chart(sheet: Worksheet, card: Card, row: int) -> None:
    """The chart of the months, its upper left corner in this row."""
    for at, month in enumerate(card.months, row):
        name: Any = sheet.cell(at, _DATA)
        name.value, name.data_type = f"{month.first_day:%y-%m}", "s"
        sheet.cell(at, _DATA + 1, month.amount)
        sheet.cell(at, _DATA + 2, month.mean)
    size = (CHART_COLUMNS * COLUMN_POINTS, CHART_ROWS * CHART_LINE)
    draw_months(sheet, card.lang, (row, _DATA, len(card.months)), f"A{row}", size)


def add_bars(sheet: Worksheet, first: int, last: int, largest: float) -> None:
    """A bar behind each product's share, the largest as wide as its cell."""
    draw_shares(sheet, BAR_COLUMN, first, last, largest)
