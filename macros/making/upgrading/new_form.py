"""A book of the present version with all that an older one holds, as a file of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from macros.making.upgrading import carried_cells, carried_lists, own_names
from macros.making.upgrading.carried_rows import carry
from macros.making.upgrading.matching import code_name, matched_tables, programs_sheets
from macros.making.upgrading.migrations import became as became_since
from macros.making.upgrading.own_code import OwnCode, own_code
from macros.making.upgrading.own_sheets import OwnSheets
from macros.making.upgrading.references import Moves
from workbook import engine, tables
from workbook.engine.follow.sheet_renaming import rename_sheet
from workbook.schema.sheets import SHEETS
from workbook.schema.tables.import_sheets import LABELS
from workbook.schema.versions.names import Names, names_of

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
    """Write at `path` what the open book of an older version is today. Unsupported for VBA that cannot come along."""
    from workbook.build.book import build_body
    from workbook.build.pack import OwnModules, pack
    from workbook.build.vba import document_body

    lang = tables.language(book)
    old: Document = book.impl.document
    code = own_code(old.path, document_body())
    body = path.with_suffix(".xlsx")
    body.write_bytes(build_body(lang, guid=str(tables.get_name(book, "meta_book_guid") or "") or None))
    said, listed, code_names = _fill(book, body, version, (*code.modules, *code.classes))
    pack_body(body, listed)
    own = OwnModules(code.modules, code.classes, _behind(code, code_names, version), code.document, code.code_page)
    pack(body, lang, path, own)
    said.modules = code.names
    return said


def _fill(
    book: xw.Book, body: Path, version: int, modules: Iterable[str]
) -> tuple[Carried, list[tuple[str, str]], dict[str, str]]:
    """Put all that the older book holds into a new one without macros; what the workbook must list besides, and the
    names in VBA of the user's own sheets, by those before. `modules`: names that no sheet may have."""
    lang = tables.language(book)
    old: Document = book.impl.document
    names, became = names_of(version), became_since(version)
    said = Carried()
    moves = Moves(tables={one: new for one, new in became.tables.items() if new is not None})
    with engine.open_book(body) as fresh:  # beside the older one
        new: Document = fresh.impl.document
        matched = matched_tables(old, names, became)
        changes = carried_lists.relabelled(matched, names, lang)
        programs = programs_sheets(old, names, became)
        _sheets(old, new, programs, names, moves)
        own = [entry for entry in old.workbook.sheets if entry.name not in programs and entry.part]
        titles = own_names.free_sheet_names(own, (entry.name for entry in new.workbook.sheets))
        moves.names = own_names.renamed_names(old, new)
        moves.sheets |= {name: title for name, title in titles.items() if name != title}
        going = [carried_lists.going_of(one, new, names, became) for one in matched]
        carry(old, fresh, going, moves, lang)
        carried_cells.place_names(old, new, became, moves)
        carried_cells.carry_names(old, new, became, moves)
        said.rows = sum(len(one.rows) for one in going if not one.matched.table.name.startswith("dic"))
        said.columns = [(one.table.label[lang], column.header) for one in matched for column in one.own]
        for sheet in programs:
            target = moves.sheets.get(sheet)
            if target is None:
                continue
            if _is_leads(new, target):
                carried_cells.carry_pasted(old, new, sheet, target, moves)
            else:
                said.beside += len(carried_cells.carry_beside(old, new, sheet, target, moves))
        sheets = OwnSheets(old, new, moves, modules)
        for entry in own:
            sheets.add(entry, titles[entry.name])
        own_names.carry_names(old, new, moves, titles)
        listed = own_names.listed_parts(old, new, sheets.copying)
        said.sheets = list(titles.values())
        said.renamed = {one: now for one, now in (*titles.items(), *moves.names.items()) if one != now}
        fresh.save()
    with engine.open_book(body) as fresh:
        said.labels = carried_lists.put_labels(fresh, changes)
        carried_lists.keep_labels(fresh, known=any(one.table.name == LABELS.name for one in matched))
        fresh.save()
    return said, listed, sheets.code_names


def pack_body(body: Path, listed: list[tuple[str, str]]) -> None:
    """Write into the file what its workbook part must list."""
    from workbook.build.pack import read_parts, zipped

    if not listed:
        return
    parts = read_parts(body)
    parts["xl/workbook.xml"] = own_names.with_listed(parts["xl/workbook.xml"], listed)
    body.write_bytes(zipped(parts))


def _behind(code: OwnCode, own_sheets: Mapping[str, str], version: int) -> dict[str, str]:
    """The code behind sheets by today's code names; behind a sheet that is gone or shared it becomes a module's."""
    became = became_since(version)
    today = {one.code_name for one in SHEETS}
    found: dict[str, str] = {}
    for name, text in code.behind.items():
        now = own_sheets.get(name) or (name if name in today and name not in became.sheets else None)
        if now is not None:
            found[now] = text
        else:
            code.modules[f"Was_{name}"[:31]] = text
    return found


def _sheets(old: Document, new: Document, programs: dict[str, str | None], names: Names, moves: Moves) -> None:
    """Which sheet of the new book each of the program's is; one that the user has called otherwise keeps that name."""
    by_code = {code_name(new, entry): entry for entry in new.workbook.sheets}
    for entry in old.workbook.sheets:
        code = programs.get(entry.name)
        if code is None or code not in by_code:
            continue
        there = by_code[code]
        labels = {label.casefold() for label in (*names.sheets.get(code, ()), there.name)}
        free = new.workbook.find_sheet(entry.name) is None
        if code_name(old, entry) == code and entry.name.casefold() not in labels and free:
            there = by_code[code] = rename_sheet(new, there, entry.name)
        moves.sheets[entry.name] = there.name


def _is_leads(new: Document, name: str) -> bool:
    return any(entry.name == name and code_name(new, entry) == "shtLeads" for entry in new.workbook.sheets)
