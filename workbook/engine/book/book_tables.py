"""The tables of the open book, and the order they stand in on their sheets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbook.engine.package.zip_directory import damaged
from workbook.engine.parts import table_part
from workbook.language import Text

if TYPE_CHECKING:
    from workbook.engine.book.document import Document
    from workbook.engine.book.sheet_part import SheetPart
    from workbook.engine.parts.table_part import TableModel
    from workbook.engine.parts.workbook_part import SheetEntry


class Table:
    """A table of the open book: its part, the sheet it stands on, and its model as it is now."""

    def __init__(self, part: str, sheet: SheetPart, model: TableModel) -> None:
        self.part, self.sheet = part, sheet
        self.saved = model
        self.model = model
        self.followed = model
        """The model that the ranges of validations and formats around the table are in step with."""
        self.headers: tuple[int, TableModel, tuple[str, ...]] | None = None
        """The header texts, with the state of sheet and table that they were read in."""


def read_tables(document: Document, entry: SheetEntry) -> list[Table]:
    """The tables that a sheet's relationships lead to. Raises NotAWorkbook where one is missing or damaged."""
    found = []
    for relation in document.relationships(entry.part):
        if relation.kind == "table":
            part = relation.target
            if not document.has(part):
                raise damaged(document.path, Text(f"缺少表 {part}", f"table {part} is missing"))
            with document.reading(part):
                model = table_part.read(document.read(part))
            found.append(Table(part, document.sheet(entry), model))
    return found


def in_order(document: Document, sheet: SheetPart, tables: list[Table]) -> list[Table]:
    """The tables of a sheet as its <tableParts> lists them."""
    if len(tables) < 2:
        return tables
    parts = {r.id: r.target for r in document.relationships(sheet.part) if r.kind == "table"}
    listed = [
        parts.get(i.decode()) for i in re.findall(rb"<(?:[\w.-]+:)?tablePart\s[^>]*?id=[\"']([^\"']+)", sheet.tail)
    ]
    return sorted(tables, key=lambda table: listed.index(table.part) if table.part in listed else len(listed))
