"""A book of the present version with all that an older one holds, as a file of its own."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from macros.making.upgrading import carried_cells, carried_lists
from macros.making.upgrading.carried_rows import carry
from macros.making.upgrading.matching import code_name, matched_tables, programs_sheets
from macros.making.upgrading.migrations import became as became_since
from macros.making.upgrading.references import Moves
from workbook import engine, tables
from workbook.schema.tables.import_sheets import LABELS
from workbook.schema.versions import names_of

if TYPE_CHECKING:
    import xlwings as xw

    from workbook.engine.book.document import Document


@dataclass
class Carried:
    """What went over, for the report."""

    rows: int = 0
    columns: list[tuple[str, str]] = field(default_factory=list)  # the user's own: table, header
    sheets: list[str] = field(default_factory=list)  # the user's own, by their names now
    renamed: dict[str, str] = field(default_factory=dict)  # the user's sheets and names that have another name now
    beside: int = 0  # cells beside the tables
    labels: int = 0  # values of lists that the program calls otherwise today
    modules: list[str] = field(default_factory=list)  # the user's VBA


def make(book: xw.Book, path: Path, version: int) -> Carried:
    """Write at `path` what the open book of an older version is today."""
    from workbook.build.book import build_book

    lang = tables.language(book)
    old: Document = book.impl.document
    names, became = names_of(version), became_since(version)
    build_book(path, lang, guid=str(tables.get_name(book, "meta_book_guid") or "") or None)
    said = Carried()
    moves = Moves(tables={old: new for old, new in became.tables.items() if new is not None})
    with _opened(path) as fresh:
        new: Document = fresh.impl.document
        matched = matched_tables(old, names, became)
        changes = carried_lists.relabelled(matched, names, lang)
        _sheets(old, new, programs_sheets(old, names, became), moves)
        going = [carried_lists.going_of(one, new, names, became) for one in matched]
        carry(old, fresh, going, moves, lang)
        carried_cells.place_names(old, new, became, moves)
        carried_cells.carry_names(old, new, became, moves)
        said.rows = sum(len(one.rows) for one in going if not one.matched.table.name.startswith("dic"))
        said.columns = [(one.table.label[lang], column.header) for one in matched for column in one.own]
        for sheet, target in list(moves.sheets.items()):
            if _is_leads(new, target):
                carried_cells.carry_pasted(old, new, sheet, target, moves)
            else:
                said.beside += len(carried_cells.carry_beside(old, new, sheet, target, moves))
        fresh.save()
    with _opened(path) as fresh:
        said.labels = carried_lists.put_labels(fresh, changes)
        carried_lists.keep_labels(fresh, known=any(one.table.name == LABELS.name for one in matched))
        fresh.save()
    return said


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[xw.Book]:
    """The new book, opened beside the older one."""
    with engine.open_book(path) as fresh:
        yield fresh


def _sheets(old: Document, new: Document, programs: dict[str, str | None], moves: Moves) -> None:
    """Which sheet of the new book each of the program's is; one that the user has called otherwise keeps that name."""
    by_code = {code_name(new, entry): entry for entry in new.workbook.sheets}
    for name, code in programs.items():
        if code in by_code:
            moves.sheets[name] = by_code[code].name


def _is_leads(new: Document, name: str) -> bool:
    return any(entry.name == name and code_name(new, entry) == "shtLeads" for entry in new.workbook.sheets)


