"""References to a table's rows grow with them, as in Excel: one that covers all data rows of some of its columns
('B2:B10', '$B$2:$C$10'), in a formula, name, validation or chart of any sheet, covers the rows added at the end too.

Formulas inside the table stay as they are: a running total ('SUM(B$2:B10)' in its last row) covers all rows by chance.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from workbook.engine.follow.reference_updates import (
    FORMULA_FOLDERS,
    follow_formulas,
    follow_names,
    follow_part,
    follow_tail,
    may_refer,
)
from workbook.engine.text.formula_references import map_references
from workbook.engine.text.references import Area

if TYPE_CHECKING:
    from workbook.engine.book.book_tables import Table


def widen(table: Table, old: Area) -> None:
    """Widen what covers the data rows `old` to those the table has now. A reference to the only row of a table stays:
    it may mean that row."""
    new = table.model.data
    if new is None or old.height < 2 or new.bottom <= old.bottom:
        return
    sheet, document = table.sheet, table.sheet.document
    name = document.entry_of(sheet.part).name.casefold()

    def wider(area: Area) -> Area:
        rows = (area.top, area.bottom) == (old.top, old.bottom)
        return replace(area, bottom=new.bottom) if rows and old.left <= area.left and area.right <= old.right else area

    def within(own: str) -> Callable[[str], str]:
        def changed(text: str) -> str:
            if str(old.bottom) not in text:  # as nearly all do
                return text
            return map_references(text, lambda title, area: wider(area) if (title or own).casefold() == name else area)

        return changed

    sought = str(old.bottom).encode()
    for one in document.worksheets():
        if one is sheet or may_refer(one, old.bottom):
            changed = within(document.entry_of(one.part).name)
            follow_formulas(one, changed, table.model.area if one is sheet else None)
            if sought in one.tail:
                follow_tail(one, changed, None)
    follow_names(document, within(""))
    for part in document.part_names():
        if (
            part.rpartition("/")[0].endswith(FORMULA_FOLDERS)
            and "Records" not in part
            and sought in document.read(part)
        ):
            follow_part(document, part, name, wider, within(""))
