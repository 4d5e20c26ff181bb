"""Commands on a book of an older version: what only reads still reads, all else says what to run first."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from workbook.errors import StructureError, UnknownVersion
from workbook.schema.command_model import Host

if TYPE_CHECKING:
    import xlwings as xw

    from macros.report import Report
    from workbook.language import Text
    from workbook.schema.command_model import Command


def on_version(one: Command, run: Callable[..., Report], book: xw.Book, **options: Any) -> tuple[Report, Text | None]:
    """Run a command by its function; beside its report the sentence that the book is old, where it is one and was read.
    UnknownVersion where the command would write into an old book, or misses there what that version had not; and for a
    newer book."""
    from workbook.tables import older

    old = None if one.key == "upgrade" else older(book)
    if old is not None and one.host is not Host.READ:
        raise UnknownVersion(old)
    try:
        if one.host is not Host.BOOK or not one.undone:
            return run(book, **options), old
        from macros.keeping.result_rows import keeping

        return keeping(one, book, lambda: run(book, **options)), old
    except StructureError:
        if old is None:
            raise
        raise UnknownVersion(old) from None
