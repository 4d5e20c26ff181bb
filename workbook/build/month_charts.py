"""The two charts of the month's report: twelve months against target and last year; salespeople against target."""

from __future__ import annotations

from typing import Any

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.worksheet.worksheet import Worksheet

from workbook.build.charts import SHORT_AMOUNT, add_over, quiet_axes
from workbook.build.pages import month_report_layout as layout
from workbook.build.palette import INK, MUTED, SERIES, WHITE
from workbook.language import Lang
from workbook.schema.month_report import LINES

_MONTHS_COLUMNS, _PEOPLE_COLUMN = 13, 15  # the first chart's columns of the grid, and where the second begins

_AIM = LineProperties(solidFill=INK, prstDash="solid", w=19050)
_YEAR_BEFORE = LineProperties(solidFill=SERIES[1], prstDash="sysDot", w=19050)


def add_month_charts(sheet: Worksheet, lang: Lang, above: int) -> None:
    """Both charts, over the figures beside the pages; they may be filled later."""
    months, people = _months(sheet, lang, above), _people(sheet, lang, above)
    top = above + layout.CHART_ROW - 1
    for chart, first, last in ((months, 0, _MONTHS_COLUMNS), (people, _PEOPLE_COLUMN - 1, layout.COLUMNS)):
        add_over(sheet, chart, (first, top), (last, top + layout.CHART_ROWS))


def _columns(sheet: Worksheet, left: int, series: int, rows: int, above: int) -> tuple[Reference, list[Reference]]:
    """The labels, and the figures of each series with its name."""
    top = above + layout.DATA_ROW
    labels = Reference(sheet, min_col=left, min_row=top + 1, max_row=top + rows)
    values = [Reference(sheet, min_col=left + at, min_row=top, max_row=top + rows) for at in range(1, series + 1)]
    return labels, values


def _months(sheet: Worksheet, lang: Lang, above: int) -> Any:
    labels, values = _columns(sheet, layout.MONTHS_AT, len(layout.MONTH_SERIES), LINES["months"], above)
    chart: Any = BarChart()
    chart.type, chart.gapWidth = "col", 45
    chart.add_data(values[0], titles_from_data=True)
    chart.set_categories(labels)
    _fill(chart.series[0], SERIES[0])
    line: Any = LineChart()
    for reference in values[1:]:
        line.add_data(reference, titles_from_data=True)
    line.set_categories(labels)
    for one, drawn in zip(line.series, (_AIM, _YEAR_BEFORE), strict=True):
        one.graphicalProperties = GraphicalProperties(ln=drawn)
        one.marker.symbol = "none"
        one.smooth = False
    _quiet(chart, lang)
    chart.x_axis.tickLblSkip = 2
    chart += line
    return chart


def _people(sheet: Worksheet, lang: Lang, above: int) -> Any:
    labels, values = _columns(sheet, layout.PEOPLE_AT, len(layout.PEOPLE_SERIES), LINES["people"], above)
    chart: Any = BarChart()
    chart.type, chart.gapWidth, chart.overlap = "bar", 40, 0
    for reference in values:
        chart.add_data(reference, titles_from_data=True)
    chart.set_categories(labels)
    _fill(chart.series[0], SERIES[0])
    _fill(chart.series[1], WHITE, border=MUTED)
    _quiet(chart, lang)
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.tickLblSkip = 1
    chart.y_axis.crosses = "max"
    return chart


def _fill(series: Any, colour: str, border: str | None = None) -> None:
    series.graphicalProperties = GraphicalProperties(solidFill=colour)
    if border is None:
        series.graphicalProperties.line.noFill = True
    else:
        series.graphicalProperties.line = LineProperties(solidFill=border)
    series.invertIfNegative = False


def _quiet(chart: Any, lang: Lang) -> None:
    chart.style = 2
    chart.legend.position = "t"
    chart.roundedCorners = False
    chart.graphical_properties = GraphicalProperties(solidFill=WHITE)
    chart.graphical_properties.line.noFill = True
    quiet_axes(chart, SHORT_AMOUNT[lang])
    chart.x_axis.tickLblPos = "low"
    chart.layout = Layout(manualLayout=ManualLayout(layoutTarget="inner", x=0.14, y=0.14, w=0.83, h=0.7))
