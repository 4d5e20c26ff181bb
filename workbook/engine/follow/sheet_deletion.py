"""Deleting a sheet: what refers to it keeps its shape and names #REF! instead, as in Excel."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbook.engine.follow.name_updates import follow_name
from workbook.engine.follow.reference_updates import GONE
from workbook.engine.follow.sheet_list import check_structure, rearrange, reference_to
from workbook.engine.follow.sheet_renaming import replaced_reference
from workbook.engine.follow.sheet_spans import leave_spans
from workbook.engine.follow.table_dependents import check_no_slicer
from workbook.engine.text.markup import parse
from workbook.engine.text.refusals import unsupported
from workbook.errors import Unsupported
from workbook.language import Text

if TYPE_CHECKING:
    from workbook.engine.book.document import Document
    from workbook.engine.parts.workbook_part import SheetEntry

_BRACKETS = r"(?:\[(?:[^\[\]]|\[[^\[\]]*\])*\])?"


def delete_sheet(document: Document, entry: SheetEntry) -> None:
    """Take a sheet out, with its tables, drawings and whatever nothing else uses; what refers to it or to its tables
    refers to #REF!; a reference through several sheets ends at the next one. Raises Unsupported for the last visible
    sheet, and for the source of a pivot table."""
    workbook = document.workbook
    check_structure(document)
    others = [sheet for sheet in workbook.sheets if sheet != entry]
    if not any(sheet.state == "visible" for sheet in others):
        raise Unsupported(Text("不能删除最后一张可见的工作表。", "The last visible sheet cannot be deleted."))
    check_may_go(document, entry)
    leave_spans(document, entry)
    tables = [table.model.display_name for table in document.tables if table.sheet.part == entry.part]
    position = workbook.sheets.index(entry)
    workbook.set_names([name for name in workbook.names if name.sheet != position])
    active = workbook.sheets[workbook.active]
    rearrange(document, others)
    workbook.active = workbook.sheets.index(active) if active in workbook.sheets else min(position, len(others) - 1)
    document.remove_part(document.workbook_part, entry.part)
    forget_sheet(document, entry.name, tables)


def check_may_go(document: Document, entry: SheetEntry) -> None:
    """Raise Unsupported where a pivot table reads the sheet, or a slicer filters what stands on it, and NotAWorkbook
    for a part that could not be followed: before anything is changed."""
    document.reachable("")
    check_no_slicer(document, entry)
    for relation in document.relations:
        if relation.kind == "pivotCacheDefinition" and document.has(relation.target):
            with document.reading(relation.target):
                source = parse(document.read(relation.target)).find("cacheSource", "worksheetSource")
            if source is not None and (source.get("sheet") or "").casefold() == entry.name.casefold():
                raise unsupported("deleting the sheet that a pivot table reads")


def forget_sheet(document: Document, name: str, tables: Sequence[str]) -> None:
    """Let formulas that refer to a sheet that is gone, or to one of its tables, refer to #REF!."""
    sheet = reference_to(name)
    follow_name(document, name, lambda text: replaced_reference(text, sheet, GONE))
    for table in tables:
        structured = re.compile(rf"(?<![\w.\]']){re.escape(table)}{_BRACKETS}(?![\w.(!])", re.IGNORECASE)
        follow_name(document, table, lambda text, structured=structured: replaced_reference(text, structured, GONE))  # type: ignore[misc]
