"""A worksheet part read whole: what stands around its cells, and the cells column by column."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from workbook.engine.cells.column_grid import Column
from workbook.engine.cells.exact_reader import ExactReader
from workbook.engine.cells.row_finder import row_styles
from workbook.engine.cells.shared_strings import Strings
from workbook.engine.cells.sheet_stream import SheetText

SMALL_PART = 1 << 17
"""Bytes of a worksheet part above which the fast reader pays."""


@dataclass(frozen=True, slots=True)
class SheetCells:
    """What a worksheet part holds."""

    head: bytes
    tail: bytes
    prefix: bytes
    """The namespace prefix of the sheet's elements, colon included."""
    is_usual: bool
    """Whether the fast reader has read it."""
    error_codes: list[str]
    columns: dict[int, Column]
    row_styles: dict[int, int]
    """The format that a row gives to cells to come, by row."""
    is_ordered: bool = True
    """Whether rows and cells stand in ascending order, each once. Others are read, but not written to."""


def load(
    text: Callable[[], SheetText], size: int, strings: Callable[[], Strings], *, date1904: bool = False
) -> SheetCells:
    """Read a part of `size` bytes; `text` starts a new pass over it. The fast reader for large sheets, the exact one
    for small sheets and for what the fast one refuses. Raises BadXml."""
    from workbook.engine.cells.chunk_positions import Unusual
    from workbook.engine.cells.fast_reader import FastReader

    sheet = text()
    exact = ExactReader(strings, date1904)
    fast = FastReader(strings, date1904)
    styles: dict[int, int] = {}
    large = size > SMALL_PART and not sheet.prefix
    try:
        for chunk in sheet.body(trusting=large):
            (fast if large else exact).read(chunk)
            styles.update(row_styles(chunk))
    except Unusual:
        sheet, large = text(), False
        for chunk in sheet.body():
            exact.read(chunk)
            styles.update(row_styles(chunk))
    reader = fast if large else exact
    found = reader.columns()
    ordered = large or exact.is_ordered
    return SheetCells(sheet.head, sheet.tail, sheet.prefix, large, reader.error_codes, found, styles, ordered)
