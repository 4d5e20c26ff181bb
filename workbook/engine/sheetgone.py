"""What refers to a sheet that is taken out: formulas keep their shape and name #REF! instead, as in Excel."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbook.engine.following import GONE
from workbook.engine.markup import parse
from workbook.engine.refusing import unsupported
from workbook.engine.renaming import follow_name
from workbook.engine.sheetrename import replaced_reference
from workbook.engine.sheetset import reference_to
from workbook.engine.tablebonds import check_no_slicer

if TYPE_CHECKING:
    from workbook.engine.document import Document
    from workbook.engine.workbookpart import SheetEntry

_BRACKETS = r"(?:\[(?:[^\[\]]|\[[^\[\]]*\])*\])?"


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
