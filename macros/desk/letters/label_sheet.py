"""Labels on A4: a workbook that prints a page of rows × columns labels at full size, without margins.

A label is a block of three cells below each other: postcode and address, receiver and telephone, customer. The columns
share the width of the paper and the rows its height; what is long is wrapped, and shrunk where it would not fit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break

from macros.files.new_workbook import new_workbook, put
from workbook.build.palette import INK, MUTED
from workbook.build.styles import Look, Styles
from workbook.language import Lang, Text
from workbook.rules.letters.postal import Parcel
from workbook.schema.text_widths import text_width

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

SHEET = Text("标签", "Labels")
MOST_ROWS, MOST_COLUMNS = 20, 6
WIDTH, HEIGHT = 595.0, 841.0  # points of A4, less a point, so that no printer begins another page
_CHARACTER = 6.36  # points of a column's character, as the cards are laid out too
_SHARES = (0.5, 0.28, 0.22)  # of a label's height: address, receiver, customer
_SIDE = 0.9  # of the width that text may take
_SMALLEST, _LARGEST = 6.0, 1.6  # points of the text; how much larger it gets on large labels
_USUAL = 178.0  # points of width for which the sizes below are meant: three columns


def write_labels(parcels: Sequence[Parcel], rows: int, columns: int, lang: Lang, path: Path) -> None:
    """Write a new .xlsx, labels from left to right. OSError where it cannot be written."""
    with new_workbook(path, lang) as (book, styles):
        sheet = book.create_sheet(SHEET[lang])
        _page(sheet, columns)
        lines = -(-len(parcels) // columns)
        for line in range(lines):
            for at, share in enumerate(_SHARES):
                sheet.row_dimensions[line * len(_SHARES) + at + 1].height = HEIGHT / rows * share
            if line and line % rows == 0:
                sheet.row_breaks.append(Break(id=line * len(_SHARES)))
        for number, one in enumerate(parcels):
            _label(sheet, styles, one, number // columns * len(_SHARES) + 1, number % columns + 1, rows, columns)
        sheet.print_area = f"A1:{get_column_letter(columns)}{max(lines, 1) * len(_SHARES)}"


def _page(sheet: Worksheet, columns: int) -> None:
    sheet.sheet_view.showGridLines = False
    for column in range(1, columns + 1):
        sheet.column_dimensions[get_column_letter(column)].width = WIDTH / columns / _CHARACTER
    sheet.page_setup.orientation = "portrait"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.scale = 100
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = margins.bottom = margins.header = margins.footer = 0


def _label(sheet: Worksheet, styles: Styles, one: Parcel, row: int, column: int, rows: int, columns: int) -> None:
    width, height = WIDTH / columns * _SIDE, HEIGHT / rows
    texts = (
        " ".join(filter(None, (one.postcode, one.address))),
        "　".join(filter(None, (one.receiver, one.phone))),
        one.name if one.name != one.receiver else "",
    )
    looks = (
        Look(size=10, colour=INK, wrap=True, vertical="bottom", horizontal="left", indent=1),
        Look(size=11, bold=True, colour=INK, wrap=True, vertical="center", horizontal="left", indent=1),
        Look(size=8, colour=MUTED, wrap=True, vertical="top", horizontal="left", indent=1),
    )
    for at, (text, look, share) in enumerate(zip(texts, looks, _SHARES, strict=True)):
        size = _fitting(text, width, height * share, look.size)
        cell: Any = styles.put(sheet, row + at, column, replace(look, size=size))
        if text:
            put(cell, text)
            styles.stamp(cell, replace(look, size=size))


def _fitting(text: str, width: float, height: float, wanted: float) -> float:
    """The largest size in points, up to what is wanted for small labels, at which a text fits its cell."""
    size: float = round(wanted * min(_LARGEST, max(1.0, (width / _USUAL) ** 0.5)) * 2) / 2
    while size > _SMALLEST:
        lines = -(-text_width(text) * size / 2 // width)
        if lines * size * 1.35 <= height:
            return size
        size -= 0.5
    return _SMALLEST
