"""The sheets of a book in their order: added, moved, listed, with what hangs on them: relationships, content types,
defined names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from workbook.engine.parts.workbook_part import SheetEntry
from workbook.errors import InputError, Unsupported
from workbook.language import Text

if TYPE_CHECKING:
    from workbook.engine.book.document import Document

WORKSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_EMPTY = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    b' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    b'<dimension ref="A1"/><sheetViews><sheetView workbookViewId="0"/></sheetViews>'
    b'<sheetFormatPr defaultRowHeight="15"/><sheetData/>'
    b'<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/></worksheet>'
)


def check_sheet_name(document: Document, name: str, *, but: int | None = None) -> None:
    """Raise InputError for a name no sheet can have, or that another has."""
    bad = (
        not name
        or len(name) > 31
        or bool(re.search(r"[\\/?*\[\]:]", name))
        or name.startswith("'")
        or name.endswith("'")
    )
    taken = document.workbook.find_sheet(name)
    if bad or (taken is not None and taken != but) or name.casefold() == "history":
        raise InputError(
            Text(
                f"工作表不能叫“{name}”：1 到 31 个字符，不含 \\ / ? * [ ] :，也不能与别的工作表同名。",
                f"A sheet cannot be called “{name}”: 1 to 31 characters, none of \\ / ? * [ ] :,"
                " and no other sheet's name.",
            )
        )


def add_sheet(document: Document, position: int, name: str | None) -> SheetEntry:
    """A new empty sheet at a position, made the active one. Raises InputError for a bad name."""
    workbook = document.workbook
    check_structure(document)
    if name is None:
        number = len(workbook.sheets) + 1
        while workbook.find_sheet(f"Sheet{number}") is not None:
            number += 1
        name = f"Sheet{number}"
    check_sheet_name(document, name)
    part = document.free_part("worksheets/sheet{}.xml")
    document.put_part(part, _EMPTY, content_type=WORKSHEET)
    return place_sheet(document, part, name, position)


def place_sheet(document: Document, part: str, name: str, position: int) -> SheetEntry:
    """List a new worksheet part among the sheets, at a position, as the active one."""
    workbook = document.workbook
    check_structure(document)
    relationship = document.relate(document.workbook_part, "worksheet", part)
    entry = SheetEntry(name, max(s.sheet_id for s in workbook.sheets) + 1, relationship, part, "worksheet")
    rearrange(document, [*workbook.sheets[:position], entry, *workbook.sheets[position:]])
    workbook.active = position
    return entry


def move_sheet(document: Document, entry: SheetEntry, position: int) -> None:
    """Put a sheet at another position (counted among the others)."""
    check_structure(document)
    workbook = document.workbook
    active = workbook.sheets[workbook.active]
    others = [sheet for sheet in workbook.sheets if sheet != entry]
    rearrange(document, [*others[:position], entry, *others[position:]])
    workbook.active = workbook.sheets.index(active)


def rearrange(document: Document, sheets: list[SheetEntry]) -> None:
    """Put the sheets in another order; names keep their sheet."""
    workbook = document.workbook
    old = list(workbook.sheets)
    where = {sheet.relationship: position for position, sheet in enumerate(sheets)}
    names = []
    for name in workbook.names:
        if name.sheet is None:
            names.append(name)
        elif (new := where.get(old[name.sheet].relationship)) is not None:
            names.append(replace(name, sheet=new))
    workbook.sheets = sheets
    workbook.set_names(names)


def reference_to(name: str) -> re.Pattern[str]:
    """What names a sheet in a formula, the sign behind it included."""
    plain = re.escape(name)
    inside_quotes = re.escape(name.replace("'", "''"))
    return re.compile(rf"(?:'{inside_quotes}'|(?<![\w.'\]]){plain})!", re.IGNORECASE)


def check_structure(document: Document) -> None:
    """Raise Unsupported where sheets may not come, go or change their names."""
    if document.workbook.protected:
        raise Unsupported(
            Text(
                "工作簿的结构受保护，不能增删工作表。请先在 Excel 里取消保护。",
                "The book's structure is protected: no sheet can be added, deleted or renamed. Unprotect it in Excel.",
            )
        )


def mentions(document: Document, part: str, wanted: Sequence[bytes]) -> bool:
    """Whether one of some texts stands in a part."""
    carry = b""
    for chunk in document.chunks(part):
        text = carry + chunk
        if any(one in text for one in wanted):
            return True
        carry = chunk[-400:]
    return False
