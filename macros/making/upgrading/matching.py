"""Which table, column and sheet of the older book is which of today's, and what is the user's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from workbook import schema
from workbook.engine.book.table_headers import headers as headers_of
from workbook.language import Lang
from workbook.schema.cells import half_width
from workbook.schema.model import Field
from workbook.schema.model import Table as Declared
from workbook.schema.sheets import SHEETS
from workbook.schema.versions.names import Names

if TYPE_CHECKING:
    from macros.making.upgrading.migrations import Became
    from workbook.engine.book.book_tables import Table
    from workbook.engine.book.document import Document
    from workbook.engine.parts.workbook_part import SheetEntry

_COLUMN = re.compile(r"^=?\w+\[(.*)\]$", re.DOTALL)
_PROGRAMS_NAME = re.compile(r"(?:home|card|find|entry|report|go|col|lst|set|meta|stamp|data|fn)_\w+\Z|AsOfDate\Z")


@dataclass(frozen=True)
class Column:
    """A column of an older table."""

    header: str
    position: int
    key: str | None  # of today's column; None: the user's own, or one that is gone
    gone: bool = False  # the program's, which no longer has it
    named: bool = False  # the user has given it another header than the program's


@dataclass
class Matched:
    """A table of the older book and today's."""

    table: Declared
    old: Table
    columns: tuple[Column, ...]
    headers: dict[str, str] = field(default_factory=dict)  # older header -> the one it has in the new book

    @property
    def own(self) -> Iterator[Column]:
        """The columns that the user has added."""
        return (one for one in self.columns if one.key is None and not one.gone)

    @cached_property
    def rows(self) -> int:
        """The rows of data, blank ones at the end left out."""
        data = self.old.model.data
        if data is None:
            return 0
        sheet = self.old.sheet
        columns = [sheet.whole_cells(at, data.top, data.bottom) for at in range(data.left, data.right + 1)]
        return max((len(cells) - at for cells in columns if (at := _blank_end(cells)) < len(cells)), default=0)


def _blank_end(cells: Sequence[object]) -> int:
    """How many blank cells stand at the end."""
    return next((at for at, cell in enumerate(reversed(cells)) if cell is not None), len(cells))


def matched_tables(old: Document, names: Names, became: Became) -> list[Matched]:
    """Every table that both books have."""
    found: list[Matched] = []
    for table in (*schema.TABLES, *(one.table for one in schema.LISTS)):
        before = next((was for was, now in became.tables.items() if now == table.name), table.name)
        there = old.table(before)
        if there is not None and there.model.header_rows:
            found.append(Matched(table, there, tuple(_columns(old, there, table, before, names, became))))
    return found


def _columns(
    old: Document, there: Table, table: Declared, before: str, names: Names, became: Became
) -> Iterator[Column]:
    """The columns of a table from the left: by the hidden name that Excel keeps right, else by header."""
    headers = headers_of(there)
    was = names.tables.get(before, {})
    by_header: dict[str, str] = {}
    for key in dict.fromkeys((*was, *table.keys)):
        if (header := _named_header(old, before, key)) in headers:
            by_header.setdefault(header, key)
    spelled = {half_width(header).casefold(): header for header in reversed(headers)}
    for key in dict.fromkeys((*was, *table.keys)):
        if key in by_header.values():
            continue
        for label in _labels(was.get(key, ()), next((f for f in table.fields if f.key == key), None)):
            header = spelled.get(half_width(label).casefold())
            if header is not None and header not in by_header:
                by_header[header] = key
                break
    for position, header in enumerate(headers):
        known = by_header.get(header)
        if known is None:
            yield Column(header, position, None)
            continue
        now = became.columns.get((before, known), (table.name, known))
        if now is None or now[1] not in table:
            yield Column(header, position, None, gone=True)
            continue
        labels = _labels(was.get(known, ()), table[now[1]])
        is_programs = half_width(header).casefold() in {half_width(one).casefold() for one in labels}
        yield Column(header, position, now[1], named=not is_programs)


def _labels(was: Sequence[str], one: Field | None) -> tuple[str, ...]:
    """What a column is or was called."""
    return (*was, *(() if one is None else (one.label.zh, one.label.en, one.key, *one.also)))


def _named_header(old: Document, table: str, key: str) -> str | None:
    at = old.workbook.find_name(f"col_{table}_{key}", None)
    match = None if at is None else _COLUMN.match(old.workbook.names[at].text)
    return re.sub(r"'(.)", r"\1", match[1]) if match else None


def new_headers(one: Matched, lang: Lang) -> dict[str, str]:
    """The headers in the new book by those of the older one: a user's own header stays, where no other column of the
    new table has it."""
    taken = {f.label[lang].casefold() for f in one.table.fields}
    found: dict[str, str] = {}
    for column in one.columns:
        if column.gone:
            continue
        label = column.header if column.key is None else one.table[column.key].label[lang]
        if column.key is not None and column.named and column.header.casefold() not in taken:
            label = column.header
        elif column.key is None:
            label, number = column.header, 1
            while label.casefold() in taken:
                number += 1
                label = f"{column.header}{number}"
        taken.add(label.casefold())
        found[column.header] = label
    return found


def is_programs_name(name: str) -> bool:
    """Whether a defined name is one that the program gives."""
    return _PROGRAMS_NAME.match(name) is not None


_CODE_NAME = re.compile(rb"<(?:\w+:)?sheetPr\b[^>]*?\bcodeName=\"([^\"]*)\"")


def code_name(document: Document, entry: SheetEntry) -> str:
    """A sheet's name in VBA; "" where it has none."""
    if entry.kind != "worksheet":
        return ""
    match = _CODE_NAME.search(next(document.chunks(entry.part), b"")[:8192])
    return match[1].decode() if match else ""


def programs_sheets(old: Document, names: Names, became: Became) -> dict[str, str | None]:
    """The older book's sheets that are the program's, by name: today's code name, None where it is gone. Known by
    their code name; one that has none (as LibreOffice may leave it) by its label or the tables on it."""
    by_label = {label.casefold(): code for code, pair in names.sheets.items() for label in pair}
    today = {one.code_name for one in SHEETS}
    found: dict[str, str | None] = {}
    for entry in old.workbook.sheets:
        code = code_name(old, entry)
        if code not in names.sheets:
            code = by_label.get(entry.name.casefold(), "") if not code or code.startswith("Sheet") else ""
        if code:
            now = became.sheets.get(code, code)
            found[entry.name] = now if now in today else None
    return found
