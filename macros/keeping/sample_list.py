"""The sample's list on the leads sheet: removed with the sample, restored when that is undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.pasting.pasted_list import leads_sheet, pasted_block
from workbook import tables
from workbook.build.sample.leads import sample_leads
from workbook.errors import MissingTable
from workbook.rules.reading.pasted_block import Block
from workbook.schema.home import LEADS_HINT, LEADS_ROW

if TYPE_CHECKING:
    import xlwings as xw


def remove_sample_list(book: xw.Book) -> bool:
    """Blank the sheet where it holds the sample's list and nothing else; says whether it did."""
    grid = sample_leads(tables.language(book))
    if _hash(book) != Block(grid, range(1, len(grid) + 1)).hash():
        return False
    sheet = leads_sheet(book)
    blank: list[list[str | None]] = [[None] * len(grid[0]) for _ in grid]
    blank[0][0] = LEADS_HINT[tables.language(book)]
    sheet.range((pasted_block(book).lines[0], 1)).value = blank
    return True


def restore_sample_list(book: xw.Book) -> None:
    """The sample's list again, where nothing has been pasted since."""
    if _hash(book) == "":
        sheet = leads_sheet(book)
        sheet.range((LEADS_ROW, 1)).value = [
            [text or None for text in row] for row in sample_leads(tables.language(book))
        ]


def _hash(book: xw.Book) -> str | None:
    """Of the pasted cells; '' for an empty sheet, None where the sheet is gone."""
    try:
        block = pasted_block(book)
    except MissingTable:
        return None
    filled = any(cell not in (None, "") for row in block.rows for cell in row)
    return block.hash() if filled else ""
