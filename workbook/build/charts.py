"""The charts of the home sheet, and the Pareto picture, over the fixed blocks of the data sheet."""

from __future__ import annotations

from typing import Any, Literal

from openpyxl.chart import BarChart, LineChart, Reference, Series
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.legend import Legend
from openpyxl.chart.marker import DataPoint
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.drawing.text import (
    CharacterProperties,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
    RichTextProperties,
)
from openpyxl.worksheet.worksheet import Worksheet

from workbook.build import palette
from workbook.build.pages.hidden import block_place
from workbook.language import Lang, Text

# Colours of the grades, in the order in which the block lists them.
GRADE_COLOURS = ("2F6B4A", "175A8C", "E0A030", "B4BCC5")


# What the columns and the lines of the months are.
_SERIES = (Text("净额", "Net amount"), Text("去年同月", "A year before"), Text("目标", "Target"))

# Amounts in short: 12.3万 in Chinese, 123k in English.
SHORT_AMOUNT: dict[Lang, str] = {"zh": '[>=10000]0"."0,"万";0', "en": '[>=1000]#,##0,"k";0'}


def block_formats(lang: Lang) -> dict[str, str]:
    """Number formats of the blocks whose values are amounts or shares."""
    return dict.fromkeys(("months", "regions", "team", "ages"), SHORT_AMOUNT[lang]) | {
        "pareto": "0%",
        "region_years": "0%",
        "satisfaction": "0.0",
    }


def months_chart(data: Worksheet, title: str, lang: Lang) -> Any:
    """Columns: net amount of each of the last twelve months; a line for the same month a year before, a dotted one for
    the target."""
    chart = _bars(data, "months", title, palette.SERIES[0], SHORT_AMOUNT[lang])
    chart.gapWidth = 45
    chart.series[0].tx = SeriesLabel(v=_SERIES[0][lang])
    lines: Any = LineChart()
    top, left, rows, _ = block_place("months")
    looks: tuple[tuple[Text, str, Literal["solid", "sysDot"]], ...] = (
        (_SERIES[1], palette.GOLD, "solid"),
        (_SERIES[2], palette.MUTED, "sysDot"),
    )
    for at, (name, colour, dash) in enumerate(looks):
        values = Reference(data, min_col=left + 2 + at, min_row=top, max_row=top + rows - 1)
        series: Any = Series(values, title=name[lang])
        series.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=colour, w=19050, prstDash=dash))
        series.marker.symbol = "none"
        series.smooth = False
        lines.series.append(series)
    lines.set_categories(Reference(data, min_col=left, min_row=top, max_row=top + rows - 1))
    chart += lines
    chart.legend = Legend()
    chart.legend.position = "t"
    chart.legend.txPr = _text(900, palette.INK)
    chart.layout = Layout(manualLayout=ManualLayout(layoutTarget="inner", x=0.08, y=0.24, w=0.9, h=0.62))
    return chart


def grades_chart(data: Worksheet, title: str) -> Any:
    """Columns in the grades' own colours: how many customers are A, B, C, prospects."""
    chart = _bars(data, "grades", title, palette.SERIES[0], "0", labels=True)
    points = []
    for index, colour in enumerate(GRADE_COLOURS):
        point = DataPoint(idx=index)
        point.graphicalProperties = GraphicalProperties(solidFill=colour)
        points.append(point)
    chart.series[0].dPt = points
    chart.gapWidth = 70
    return chart


def regions_chart(data: Worksheet, title: str, lang: Lang) -> Any:
    """Bars, largest on top: net amount by region."""
    chart = _bars(data, "regions", title, palette.SERIES[2], SHORT_AMOUNT[lang], labels=True)
    chart.type = "bar"
    chart.x_axis.scaling.orientation = "maxMin"
    chart.layout = Layout(manualLayout=ManualLayout(layoutTarget="inner", x=0.28, y=0.16, w=0.54, h=0.78))
    return chart


def pareto_chart(data: Worksheet, title: str) -> Any:
    """The Pareto picture: the share of the amount that the first so many per cent of the customers make."""
    chart = _bars(data, "pareto", title, palette.SERIES[0], "0%")
    chart.gapWidth = 15
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = 0, 1
    chart.x_axis.tickLblSkip = 2
    return chart


def add_over(sheet: Worksheet, chart: Any, start: tuple[int, int], end: tuple[int, int]) -> None:
    """Put a chart over cells, with which it moves: columns and rows counted from 0, `end` the first ones beyond it."""
    corners = (AnchorMarker(col=column, row=row) for column, row in (start, end))
    chart.anchor = TwoCellAnchor("oneCell", *corners)
    sheet.add_chart(chart)


def _bars(data: Worksheet, block: str, title: str, colour: str, number_format: str, *, labels: bool = False) -> Any:
    top, left, rows, _ = block_place(block)
    chart: Any = BarChart()
    chart.type = "col"
    values = Reference(data, min_col=left + 1, min_row=top, max_row=top + rows - 1)
    names = Reference(data, min_col=left, min_row=top, max_row=top + rows - 1)
    chart.add_data(values, titles_from_data=False)
    chart.set_categories(names)
    series = chart.series[0]
    series.graphicalProperties = GraphicalProperties(solidFill=colour)
    series.graphicalProperties.line.noFill = True
    series.invertIfNegative = False
    chart.legend = None
    chart.gapWidth = 45
    frame(chart, title)
    quiet_axes(chart, number_format)
    if labels:
        chart.y_axis.majorGridlines = None
        chart.y_axis.delete = True
        chart.dataLabels = DataLabelList(showVal=True, showSerName=False, showCatName=False, showLegendKey=False)
        chart.dataLabels.txPr = small_text()
    chart.layout = Layout(manualLayout=ManualLayout(layoutTarget="inner", x=0.12, y=0.2, w=0.84, h=0.62))
    return chart


def frame(chart: Any, title: str) -> None:
    """Title, white surface, thin border."""
    chart.style = 2
    chart.title = _title(title)
    chart.graphical_properties = GraphicalProperties(solidFill=palette.WHITE)
    chart.graphical_properties.line = LineProperties(solidFill=palette.LINE)
    chart.roundedCorners = False


def small_text() -> RichText:
    """Of figures beside their bars."""
    return _text(900, palette.INK)


def quiet_axes(chart: Any, number_format: str) -> None:
    """Small grey axes with faint lines; amounts in this format."""
    for axis in (chart.x_axis, chart.y_axis):
        axis.delete = False  # openpyxl leaves this open and Excel then shows no axis
        axis.title = None
        axis.majorTickMark = "none"
        axis.txPr = _text(800, palette.MUTED)
        axis.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=palette.LINE))
    chart.y_axis.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill="EEF1F4"))
    chart.y_axis.number_format = number_format
    chart.y_axis.numFmt.sourceLinked = False


def _title(text: str) -> Title:
    properties = CharacterProperties(sz=1100, b=True, solidFill=palette.INK)
    run = RegularTextRun(rPr=properties, t=text)
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=properties), r=[run])
    title = Title(overlay=False)
    title.tx = _rich([paragraph])
    return title


def _rich(paragraphs: list[Paragraph]) -> Any:
    from openpyxl.chart.text import Text as ChartText

    return ChartText(rich=RichText(bodyPr=RichTextProperties(), p=paragraphs))


def _text(size: int, colour: str) -> RichText:
    properties = CharacterProperties(sz=size, b=False, solidFill=colour)
    return RichText(
        bodyPr=RichTextProperties(), p=[Paragraph(pPr=ParagraphProperties(defRPr=properties), endParaRPr=properties)]
    )
