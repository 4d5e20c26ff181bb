"""Which sheet is in front: the workbook names it, and it alone says that its tab is selected. Excel edits all sheets
together whose tabs are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.engine.cells.sheet_stream import split
from workbook.engine.parts.sheet_frame import edit_head
from workbook.engine.text.markup import Markup

if TYPE_CHECKING:
    from workbook.engine.book.document import Document
    from workbook.engine.parts.workbook_part import SheetEntry


def select_tab(document: Document) -> None:
    """Where another sheet is in front than in the file, let its tab be the selected one. Raises NotAWorkbook."""
    workbook = document.workbook
    if not workbook.front_changed:
        return
    front = workbook.sheets[workbook.active]
    for entry in workbook.sheets:
        if entry.part:
            _select(document, entry, entry is front)


def _select(document: Document, entry: SheetEntry, selected: bool) -> None:
    differs: list[bool] = []

    def change(markup: Markup) -> None:
        views = markup.root.find("sheetViews")
        for one in views.all("sheetView") if views else []:
            if (one.get("tabSelected") in ("1", "true")) is not selected:
                differs.append(True)
                markup.set(one, tabSelected="1" if selected else None)

    with document.reading(entry.part):
        if entry.kind != "worksheet":
            markup = Markup(document.read(entry.part))
            change(markup)
            if differs:
                document.put_part(entry.part, markup.result())
            return
        part = document.sheet(entry)
        text = split(document.chunks(entry.part))  # most sheets need not be read for this
        head, prefix = (part.head, part.prefix) if part.is_loaded else (text.head, text.prefix)
        edit_head(head, prefix, change)
        if differs:
            part.head = edit_head(part.head, part.prefix, change)
