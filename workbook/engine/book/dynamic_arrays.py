"""Dynamic arrays: formulas that fill as many cells as their answer has. The file holds such a formula as an array
formula of its first cell, with a number on the cell (`cm`) that leads to the book's metadata part
([MS-XLSX] 2.4.130 dynamicArrayProperties; ECMA-376 part 1, 18.9). New ones are not made here; those of the file keep
their number when their formula is written again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbook.engine.text.references import column_name

if TYPE_CHECKING:
    from workbook.engine.book.sheet_part import SheetPart


def metadata_of(sheet: SheetPart, row: int, column: int) -> int | None:
    """The number that a cell of the file carries, where it does."""
    wanted = re.compile(rb"<(?:[\w.-]+:)?c\s[^>]*?\br=[\"']%s[\"'][^>]*>" % f"{column_name(column)}{row}".encode())
    for chunk in sheet.text().body():
        tag = wanted.search(chunk)
        if tag is not None:
            number = re.search(rb"\scm=[\"']([0-9]+)[\"']", tag.group())
            return int(number.group(1)) if number else None
    return None
