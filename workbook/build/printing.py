"""How a sheet comes out of the printer."""

from __future__ import annotations

from typing import Any

from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from workbook.language import Lang, Text

_PAGES = Text("第 &P 页，共 &N 页", "Page &P of &N")


def print_set_up(sheet: Worksheet, lang: Lang, repeat_rows: str | None = None, *, landscape: bool = True) -> None:
    """A4, as wide as the page, header rows on every page, the sheet's name above and page numbers below."""
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.header, margins.footer = 0.7, 0.6, 0.3, 0.3
    above: Any = sheet.oddHeader
    below: Any = sheet.oddFooter
    above.left.text, above.right.text, below.left.text = "&A", "&D", "&F"
    below.right.text = _PAGES[lang]
    for part in (above.left, above.right, below.left, below.right):
        part.size = 8
    if repeat_rows:
        sheet.print_title_rows = repeat_rows
