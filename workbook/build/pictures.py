"""Pictures beside analyses: charts on the sheets of the tables that they show, right of them."""

from __future__ import annotations

from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from workbook.build import charts
from workbook.build.sheets import Book
from workbook.schema.home import BLOCKS
from workbook.schema.tables.analyses import CONCENTRATION

_COLUMNS, _ROWS = 5, 20


def add_pareto(book: Book, data: Worksheet) -> None:
    """The Pareto picture on the sheet that has the table of concentration, wherever the table stands there."""
    title = next(block.label[book.lang] for block in BLOCKS if block.key == "pareto")
    for sheet in book.book.worksheets:
        if CONCENTRATION.name in sheet.tables:
            area = CellRange(sheet.tables[CONCENTRATION.name].ref)
            chart = charts.pareto_chart(data, title)
            start = AnchorMarker(col=area.max_col + 1, row=area.min_row - 1)
            end = AnchorMarker(col=area.max_col + 1 + _COLUMNS, row=area.min_row - 1 + _ROWS)
            chart.anchor = TwoCellAnchor(editAs="oneCell", _from=start, to=end)
            sheet.add_chart(chart)
