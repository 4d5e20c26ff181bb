"""What hangs on a table's columns, or on a sheet, from other parts: slicers, and queries that fill a table. It holds
ids, so taking a column or sheet away from under it would make Excel repair the book."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import TYPE_CHECKING

from workbook.engine.text.markup import Node, parse
from workbook.engine.text.refusals import unsupported

if TYPE_CHECKING:
    from workbook.engine.book.book_tables import Table
    from workbook.engine.book.document import Document
    from workbook.engine.parts.workbook_part import SheetEntry


def check_columns_may_change(table: Table, gone: Container[str] = ()) -> None:
    """Raise Unsupported where a query or an XML map fills the table, whose list of columns would not fit any more, or
    where a slicer filters by a column whose id is among `gone`."""
    document = table.sheet.document
    with document.reading(table.part):
        kind = parse(document.read(table.part)).get("tableType") or "worksheet"
    if kind != "worksheet":
        raise unsupported("changing the columns of a table that a query or an XML map fills")
    for node in _slicers(document):
        filters = node.name == "tableSlicerCache" and node.get("tableId") == str(table.model.id)
        if filters and node.get("column") in gone:
            raise unsupported("deleting the column that a slicer filters by")


def check_no_slicer(document: Document, entry: SheetEntry) -> None:
    """Raise Unsupported where a slicer or timeline filters a table or pivot table of a sheet."""
    tables = {str(table.model.id) for table in document.tables if table.sheet.part == entry.part}
    for node in _slicers(document):
        of_table = node.name == "tableSlicerCache" and node.get("tableId") in tables
        of_pivot = node.name == "pivotTable" and node.get("tabId") == str(entry.sheet_id)
        if of_table or of_pivot:
            raise unsupported("deleting a sheet whose table or pivot table a slicer or timeline filters")


def _slicers(document: Document) -> Iterator[Node]:
    for relation in document.relations:
        if relation.kind in ("slicerCache", "timelineCache") and document.has(relation.target):
            with document.reading(relation.target):
                yield from parse(document.read(relation.target)).walk()
