"""What is drawn on a customer card: the months as columns with the mean of three as a line; the products' shares as
bars. The figures stand in cells beside it: month, net amount, mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl.chart import BarChart, LineChart, Reference, Series
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.formatting.rule import DataBarRule
from openpyxl.utils import get_column_letter

from workbook.build.charts import SHORT_AMOUNT, quiet_axes
from workbook.build.palette import LINE, SERIES
from workbook.language import Lang, Text

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

AMOUNT, MEAN = Text("净额", "Net amount"), Text("3个月平均", "Mean of 3 months")
_CM = 2.54 / 72  # of a point


def draw_months(
    sheet: Worksheet, lang: Lang, data: tuple[int, int, int], anchor: str, size: tuple[float, float]
) -> None:
    """The chart of the figures that stand at `data` (first row, first column, rows), so many points wide and high."""
    top, left, rows = data
    last = top + rows - 1
    names = Reference(sheet, min_col=left, min_row=top, max_row=last)

    def series(column: int, title: Text) -> Any:
        return Series(Reference(sheet, min_col=column, min_row=top, max_row=last), title=title[lang])

    chart: Any = BarChart()
    chart.type = "col"
    chart.gapWidth = 40
    chart.append(series(left + 1, AMOUNT))
    chart.set_categories(names)
    bars = chart.series[0]
    bars.graphicalProperties = GraphicalProperties(solidFill=SERIES[0])
    bars.graphicalProperties.line.noFill = True
    bars.invertIfNegative = False
    line: Any = LineChart()
    line.append(series(left + 2, MEAN))
    line.set_categories(names)
    drawn = line.series[0]
    drawn.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=SERIES[1], w=19050))
    drawn.marker.symbol = "none"
    drawn.smooth = False
    quiet_axes(chart, SHORT_AMOUNT[lang])
    chart += line
    chart.x_axis.tickLblPos = "low"
    chart.legend.position = "t"
    chart.visible_cells_only = False  # the figures stand in hidden columns
    chart.graphical_properties = GraphicalProperties(ln=LineProperties(solidFill=LINE))
    chart.roundedCorners = False
    chart.width, chart.height = size[0] * _CM, size[1] * _CM
    sheet.add_chart(chart, anchor)


def draw_shares(sheet: Worksheet, column: int, first: int, last: int, largest: float | None = None) -> None:
    """A bar behind each product's share, the largest as wide as its cell."""
    letter = get_column_letter(column)
    made: Any = DataBarRule  # openpyxl says no types
    end = ("max", None) if largest is None else ("num", largest)
    rule = made("num", 0, *end, color=f"FF{SERIES[0]}")
    sheet.conditional_formatting.add(f"{letter}{first}:{letter}{last}", rule)
