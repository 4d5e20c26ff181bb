"""What was written and saved since the book was opened, where it bears on formulas: until Excel has opened the file,
their results are those from before."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress
from typing import TYPE_CHECKING

from workbook.engine.book.sheet_saving import edits
from workbook.engine.cells.cell_values import KEEP, Formula, Mark

if TYPE_CHECKING:
    from workbook.engine.book.document import Document


def remember(document: Document) -> None:
    """Add what the document is about to save."""
    known = document.written
    from workbook.engine.cells.typed_cells import types_of, unknown  # importing the engine costs no numpy

    for sheet in document.open_sheets():
        if sheet.overlay:
            for edit in edits(sheet):
                kinds = types_of(edit.values)
                if kinds != {Mark} or any(value is not KEEP for value in edit.values):
                    known.cells.setdefault(sheet.part, {}).setdefault(edit.column, []).extend(_runs(edit.rows))
                if Formula in kinds:
                    new = list(compress(edit.rows, unknown(edit.values)))
                    known.unknown.setdefault(sheet.part, {}).setdefault(edit.column, []).extend(_runs(new))
    known.tables |= changed_tables(document)
    known.names |= document.workbook.changed_names()
    known.hiding = known.hiding or hiding_changed(document)
    known.order = known.order or document.workbook.order_changed


def _runs(numbers: Sequence[int]) -> Sequence[tuple[int, int]]:
    import numpy as np

    if not numbers:
        return []
    if isinstance(numbers, range):
        return [(numbers[0], numbers[-1])]
    rows = np.asarray(numbers)
    ends = np.flatnonzero(np.diff(rows) != 1)
    firsts, lasts = rows[np.concatenate(([0], ends + 1))], rows[np.concatenate((ends, [len(rows) - 1]))]
    return list(zip(firsts.tolist(), lasts.tolist(), strict=True))


def hiding_changed(document: Document) -> bool:
    """Whether rows were hidden or shown since the file was read."""
    return any(
        "hidden" in at or at.get("ht") == "0" for one in document.open_sheets() for at in one.row_attributes.values()
    )


def changed_tables(document: Document) -> set[str]:
    """The tables that have another place, size or columns than in the file."""
    return {
        table.model.display_name.casefold()
        for table in document.known_tables
        if (table.model.area, table.model.columns) != (table.saved.area, table.saved.columns)
    }
