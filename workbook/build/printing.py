"""How a sheet comes out of the printer: A4, as wide as the page, and never so small that it cannot be read.

A page holds so many characters side by side that the smallest print on it is eight points high; of a wider sheet the
columns that fit are printed, from the left, where the most used ones stand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from workbook.language import Lang
from workbook.schema.home import PAGES

_SMALL = 8  # points of what stands at head and foot
_SMALLEST, _PRINTED = 10.0, 8.0
"""Points of the smallest text on a sheet, and what it must be at least on paper."""
_PORTRAIT, _LANDSCAPE = 537.0, 784.0  # points between the margins
_CHARACTER, _PADDING = 5.25, 3.75  # points of a character's width at 10 points, and what a column has besides


def print_set_up(
    sheet: Worksheet, lang: Lang, repeat_rows: str | None = None, *, landscape: bool | None = None, last: int = 0
) -> None:
    """A4, the sheet's name above and page numbers below; `repeat_rows` stand on every page. `last`: the last column to
    print (0: as many as fit); landscape where it is not said and the columns need it."""
    widths = _widths(sheet)
    fits = last or sum(1 for number in range(len(widths)) if _points(widths[: number + 1]) <= _room(_LANDSCAPE))
    if landscape is None:
        landscape = _points(widths[:fits]) > _room(_PORTRAIT)
    if fits < len(widths):
        area = f"{quote_sheetname(sheet.title)}!$A:${get_column_letter(fits)}"  # whole columns, whatever rows they have
        sheet.defined_names["_xlnm.Print_Area"] = DefinedName("_xlnm.Print_Area", attr_text=area)
    a4(sheet, Margins(sides=0.4, top=0.7, bottom=0.6, header=0.3, footer=0.3), landscape=landscape)
    above: Any = sheet.oddHeader
    above.left.text, above.right.text = "&A", "&D"
    for part in (above.left, above.right):
        part.size = _SMALL
    footer(sheet, "&F", right=PAGES[lang])
    sheet.HeaderFooter.scaleWithDoc = False
    if repeat_rows:
        sheet.print_title_rows = repeat_rows


@dataclass(frozen=True)
class Margins:
    """What stays white on a page, in inches; header and footer: how far they stand from the edge."""

    sides: float
    top: float
    bottom: float
    header: float
    footer: float


CARD_MARGINS = Margins(sides=0.4, top=0.45, bottom=0.55, header=0.2, footer=0.25)
"""Of the customer card, on its sheet and as a file."""


def a4(sheet: Worksheet, margins: Margins, *, landscape: bool = False, pages: int = 0) -> None:
    """A4, in the middle of the paper: no wider than the page, on so many pages (0: as many as it takes)."""
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, pages
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    white = sheet.page_margins
    white.left = white.right = margins.sides
    white.top, white.bottom, white.header, white.footer = margins.top, margins.bottom, margins.header, margins.footer


def footer(sheet: Worksheet, left: str | None = None, center: str | None = None, right: str | None = None) -> Any:
    """Small texts at the foot of every page; gives the footer."""
    below: Any = sheet.oddFooter
    for part, text in ((below.left, left), (below.center, center), (below.right, right)):
        if text is not None:
            part.text, part.size = text, _SMALL
    return below


def _widths(sheet: Worksheet) -> list[float]:
    """Of the columns that show, by number; 0 of those that are hidden."""
    found: list[float] = []
    for number in range(1, len(sheet.column_dimensions) + 1):
        dimension = sheet.column_dimensions[get_column_letter(number)]
        found.append(0.0 if dimension.hidden else float(dimension.width))
    return found


def _points(widths: list[float]) -> float:
    return sum(width * _CHARACTER + _PADDING for width in widths if width)


def _room(page: float) -> float:
    """Points that fit a page when the smallest print on it is as small as it may be."""
    return page * _SMALLEST / _PRINTED
