"""What is drawn on page 2: the months as columns with the mean of three as a line; the products' shares as bars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.formatting.rule import DataBarRule
from openpyxl.utils import get_column_letter

from macros.desk.cards.page_two import BAR_COLUMN, CHART_COLUMNS, CHART_LINE, CHART_ROWS
from macros.desk.cards.plan import COLUMN_POINTS, COLUMNS
from workbook.build.charts import SHORT_AMOUNT, quiet_axes
from workbook.build.palette import LINE, SERIES
from workbook.language import Text

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from workbook.rules.card.model import Card

AMOUNT, MEAN = Text("净额", "Net amount"), Text("3个月平均", "Mean of 3 months")
_CM = 2.54 / 72  # of a point
_DATA = COLUMNS + 3  # the first column of the chart's figures, beside what is printed


def add_chart(sheet: Worksheet, card: Card, row: int) -> None:
    """The chart of the months, its upper left corner in this row, its figures beside what is printed."""
    lang = card.lang
    for column, head in enumerate(("", AMOUNT[lang], MEAN[lang])):
        cell: Any = sheet.cell(row, _DATA + column)
        cell.value, cell.data_type = head, "s"
    for at, month in enumerate(card.months, row + 1):
        name: Any = sheet.cell(at, _DATA)
        name.value, name.data_type = f"{month.first_day:%y-%m}", "s"
        sheet.cell(at, _DATA + 1, month.amount)
        sheet.cell(at, _DATA + 2, month.mean)
    last = row + len(card.months)
    names = Reference(sheet, min_col=_DATA, min_row=row + 1, max_row=last)
    chart: Any = BarChart()
    chart.type = "col"
    chart.gapWidth = 40
    chart.add_data(Reference(sheet, min_col=_DATA + 1, min_row=row, max_row=last), titles_from_data=True)
    chart.set_categories(names)
    bars = chart.series[0]
    bars.graphicalProperties = GraphicalProperties(solidFill=SERIES[0])
    bars.graphicalProperties.line.noFill = True
    bars.invertIfNegative = False
    line: Any = LineChart()
    line.add_data(Reference(sheet, min_col=_DATA + 2, min_row=row, max_row=last), titles_from_data=True)
    line.set_categories(names)
    drawn = line.series[0]
    drawn.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=SERIES[1], w=19050))
    drawn.marker.symbol = "none"
    drawn.smooth = False
    quiet_axes(chart, SHORT_AMOUNT[lang])
    chart += line
    chart.x_axis.tickLblPos = "low"
    chart.legend.position = "t"
    chart.graphical_properties = GraphicalProperties(ln=LineProperties(solidFill=LINE))
    chart.roundedCorners = False
    chart.width, chart.height = CHART_COLUMNS * COLUMN_POINTS * _CM, CHART_ROWS * CHART_LINE * _CM
    sheet.add_chart(chart, f"A{row}")


def add_bars(sheet: Worksheet, first: int, last: int, largest: float) -> None:
    """A bar behind each product's share, the largest as wide as its cell."""
    column = get_column_letter(BAR_COLUMN)
    made: Any = DataBarRule  # openpyxl says no types
    rule = made("num", 0, "num", largest, color=f"FF{SERIES[0]}")
    sheet.conditional_formatting.add(f"{column}{first}:{column}{last}", rule)
