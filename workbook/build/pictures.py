"""The pictures on top of the analysis sheets: at most three beside each other, over the fixed blocks of the data sheet.

They are told apart without colour: the first series is dark, the second light with a border; of regions neighbours
differ in lightness; a bar has its figure beside it.
"""

from __future__ import annotations

from typing import Any, Literal

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.legend import Legend
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from workbook.build import charts, palette
from workbook.build.layout import BAND_ROW
from workbook.build.pages.hidden import block_place
from workbook.language import Lang
from workbook.schema.home import BLOCKS, PICTURES
from workbook.schema.sheets import sheet as declared

ROWS = 15
"""Rows of a sheet that its pictures take."""

_WIDE, _GAP = 55.5, 1.5  # characters
_PIXEL = 9525  # units of a drawing
_BARS = frozenset(("team", "visits_owed", "funnel", "ages", "flow"))
_FILLS = (("17627A", None), ("FFFFFF", palette.INK), ("E0A030", None))
_REGIONS = (
    ("123B4A", None), ("E0A030", None), ("5F8FA3", None), ("F6E7C8", palette.MUTED), ("2F6B4A", None),
    ("FFFFFF", palette.MUTED),
)  # fmt: skip
_LINES: tuple[tuple[str, Literal["solid", "dash", "sysDot"], str], ...] = (
    ("17627A", "solid", "circle"), ("E0A030", "dash", "square"), ("444444", "sysDot", "triangle"),
)  # fmt: skip
_MONEY = frozenset(("team", "ages"))


def rows_above(key: str) -> int:
    """The rows that a sheet keeps for its pictures."""
    return ROWS if key in PICTURES else 0


def add_pictures(sheet: Worksheet, data: Worksheet, key: str, lang: Lang) -> None:
    """The pictures of a sheet (its key), from the left."""
    titles = {block.key: block.label[lang] for block in BLOCKS}
    for at, block in enumerate(PICTURES[key]):
        chart = (
            charts.pareto_chart(data, titles[block]) if block == "pareto" else _named(data, block, titles[block], lang)
        )
        left = at * (_WIDE + _GAP)
        start, end = _at(sheet, left, BAND_ROW), _at(sheet, left + _WIDE, BAND_ROW + ROWS - 1)
        chart.anchor = TwoCellAnchor("oneCell", start, end)
        sheet.add_chart(chart)


def add_all(book: Any, data: Worksheet) -> None:
    """Every sheet's pictures, where the sheet is there."""
    for key in PICTURES:
        add_pictures(book.book[declared(key).label[book.lang]], data, key, book.lang)


def _at(sheet: Worksheet, wanted: float, row: int) -> AnchorMarker:
    """The place so many characters from the left, in a row counted from 0; hidden columns have no width."""
    column = 0
    for column in range(len(sheet.column_dimensions) + 40):
        one = sheet.column_dimensions.get(get_column_letter(column + 1))
        width = 0.0 if one is not None and one.hidden else (one.width if one is not None else 9.0)
        if width > wanted:
            break
        wanted -= width
    return AnchorMarker(col=column, colOff=round(wanted * 7 * _PIXEL), row=row, rowOff=0)


def _named(data: Worksheet, key: str, title: str, lang: Lang) -> Any:
    """A chart of a block whose first row names the series."""
    top, left, rows, columns = block_place(key)
    chart: Any = LineChart() if key == "satisfaction" else BarChart()
    for at in range(1, columns + 1):
        chart.add_data(Reference(data, min_col=left + at, min_row=top, max_row=top + rows - 1), titles_from_data=True)
    chart.set_categories(Reference(data, min_col=left, min_row=top + 1, max_row=top + rows - 1))
    charts.frame(chart, title)
    form = charts.SHORT_AMOUNT[lang] if key in _MONEY else "0%" if key == "region_years" else "0"
    charts.quiet_axes(chart, form)
    if key == "satisfaction":
        _lines(chart)
    else:
        _filled(chart, key, form)
    if columns > 1:
        chart.legend = Legend()
        chart.legend.position = "r" if key == "region_years" else "t"
    else:
        chart.legend = None
    wide = 0.36 if key == "funnel" else 0.24 if key in _BARS else 0.08
    rest = 0.58 if key == "funnel" else 0.7 if key in _BARS else 0.7 if key == "region_years" else 0.88
    chart.layout = Layout(manualLayout=ManualLayout(layoutTarget="inner", x=wide, y=0.22, w=rest, h=0.66))
    return chart


def _filled(chart: Any, key: str, form: str) -> None:
    """Bars: the series in their fills, with their figures where there is room."""
    chart.type = "bar" if key in _BARS else "col"
    chart.gapWidth = 45
    if key in ("region_years", "funnel"):
        chart.grouping = "percentStacked" if key == "region_years" else "stacked"
        chart.overlap = 100
    for series, (colour, border) in zip(chart.series, _REGIONS if key == "region_years" else _FILLS, strict=False):
        series.graphicalProperties = GraphicalProperties(solidFill=colour)
        series.graphicalProperties.line = LineProperties(solidFill=border) if border else LineProperties(noFill=True)
        series.invertIfNegative = False
    if key in _BARS:
        chart.x_axis.scaling.orientation = "maxMin"
        chart.x_axis.tickLblSkip = 1
        chart.y_axis.majorGridlines = None
        chart.y_axis.delete = True
    if key in _BARS - {"funnel"}:
        chart.dataLabels = DataLabelList(
            showVal=True, showSerName=False, showCatName=False, showLegendKey=False, numFmt=form
        )
        chart.dataLabels.txPr = charts.small_text()


def _lines(chart: Any) -> None:
    """Marks from one to five, each line with a dash and a marker of its own."""
    chart.y_axis.scaling.min, chart.y_axis.scaling.max, chart.y_axis.majorUnit = 1, 5, 1
    for series, (colour, dash, marker) in zip(chart.series, _LINES, strict=True):
        series.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=colour, w=22225, prstDash=dash))
        series.marker.symbol, series.marker.size = marker, 6
        series.marker.graphicalProperties = GraphicalProperties(solidFill=colour)
        series.smooth = False
