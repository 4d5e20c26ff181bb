"""An xlwings engine for closed .xlsx and .xlsm files: the same macro runs where Excel is not.

    import workbook.engine as engine

    with engine.open_book("my.xlsm") as book:      # an xlwings.Book
        book.sheets["客户"].range("A2").value = 1
        book.save()                                 # atomic; only what changed is written

Reading parses a sheet once, when it is first needed. Saving copies every part that was not written to as it is, and
in a written sheet replaces only the bytes of the written cells. What a closed file cannot do raises
`workbook.errors.Unsupported` (a NotImplementedError) with a sentence. Whole tables go through
`workbook.engine.columns`.
"""

from workbook.engine.book.saved_writes import StaleValue
from workbook.engine.cells.cell_values import CellError, Formula
from workbook.engine.doors import as_caller, has_changes, is_ours, open_book, reading_ahead

__all__ = ["CellError", "Formula", "StaleValue", "as_caller", "has_changes", "is_ours", "open_book", "reading_ahead"]
