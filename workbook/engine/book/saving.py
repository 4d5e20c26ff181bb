"""Saving the open book: what has changed is written beside the rest of the file, all of it or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from workbook.engine.book.background_writing import shared_out
from workbook.engine.book.changed_parts import changed_parts
from workbook.engine.book.formula_inputs import remember
from workbook.engine.book.sheet_saving import is_changed
from workbook.engine.book.table_headers import sync_all_headers
from workbook.engine.package.atomic_save import write_book
from workbook.engine.package.file_formats import become
from workbook.engine.package.package_parts import TYPES
from workbook.errors import Unsupported
from workbook.language import Text

if TYPE_CHECKING:
    from workbook.engine.book.document import Document


def save(document: Document, path: Path | None = None) -> None:
    """Write the book to its own path or another one. Raises FileBusy, CannotWrite, NotAWorkbook."""
    target = path or document.path
    if document.read_only and target == document.path:
        raise Unsupported(
            Text(
                "这个工作簿是以只读方式打开的，只能另存。",
                "The book was opened read-only: save it under another name.",
            )
        )
    types = document.pending.get(TYPES)
    own_name = target == document.path and document.scratch is None
    become(document, document.workbook_part, document.relations, target, own_name=own_name)
    try:
        changed, added = changed_parts(document)
        document.read_here()
        remember(document)
        with shared_out(document, changed) as contents:
            write_book(document.package, target, contents, added, document.removed_parts)
    except BaseException:  # what was to become another kind of file is still what it was
        document.pending.pop(TYPES, None)
        if types is not None:
            document.pending[TYPES] = types
        raise
    document.reopen(target)


def has_changes(document: Document) -> bool:
    """Whether `save` would write anything."""
    sync_all_headers(document)
    if document.workbook.changed or document.pending or document.removed_parts:
        return True
    if any(table.model != table.saved for table in document.known_tables):
        return True
    return any(is_changed(sheet) for sheet in document.open_sheets())
