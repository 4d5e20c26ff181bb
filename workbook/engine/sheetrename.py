"""Giving a sheet another name: whatever names it in a formula follows."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from workbook.engine.following import (
    FORMULA_FOLDERS,
    follow_formulas,
    follow_names,
    follow_part,
    follow_tables,
    follow_tail,
)
from workbook.engine.markup import Markup
from workbook.engine.references import quoted
from workbook.engine.refusing import unsupported
from workbook.engine.sheetset import check_sheet_name, check_structure, mentions, reference_to
from workbook.engine.xmltext import escape

if TYPE_CHECKING:
    from workbook.engine.document import Document
    from workbook.engine.workbookpart import SheetEntry

_TEXTS = re.compile(r'("(?:[^"]|"")*")')


def rename_sheet(document: Document, entry: SheetEntry, name: str) -> SheetEntry:
    """Give a sheet another name; formulas in cells, names, validations, formats, tables, charts and pivot sources
    follow. Raises InputError, and Unsupported where a formula spans several sheets from or to it."""
    workbook = document.workbook
    if name == entry.name:
        return entry
    check_structure(document)
    position = workbook.sheets.index(entry)
    check_sheet_name(document, name, but=position)
    spans = re.compile(rf"{re.escape(entry.name)}:[^'!(),]+'?!|:{re.escape(entry.name)}'?!", re.IGNORECASE)

    def check(text: str) -> str:
        if spans.search(text):
            raise unsupported(f"renaming a sheet at the end of a reference through several sheets ({text})")
        return text

    _follow(document, entry.name, check)
    _follow(document, entry.name, lambda text: renamed_formula(text, entry.name, name))
    _follow_pivots(document, entry.name, name)
    renamed = replace(entry, name=name)
    workbook.sheets[position] = renamed
    return renamed


def renamed_formula(text: str, old: str, new: str) -> str:
    """A formula that names a sheet by its new name; texts in it stay.

    >>> renamed_formula("SUM(Old!A1:A2)&\"Old!\"", "Old", "New one")
    'SUM(\'New one\'!A1:A2)&"Old!"'
    """
    pattern = reference_to(old)
    wanted = quoted(new) + "!"
    return "".join(piece if piece[:1] == '"' else pattern.sub(lambda _: wanted, piece) for piece in _TEXTS.split(text))


def _follow(document: Document, old: str, changed: Callable[[str], str]) -> None:
    wanted = [escape(one).encode() for one in {old, old.replace("'", "''"), old.lower(), old.upper()}]
    for sheet in document.worksheets():
        if sheet.is_loaded or sheet.overlay or mentions(document, sheet.part, wanted):
            follow_formulas(sheet, changed)
            follow_tail(sheet, changed, None)
    follow_names(document, changed)
    follow_tables(document, lambda text, _: changed(text))
    for part in document.part_names():
        if part.rpartition("/")[0].endswith(FORMULA_FOLDERS):
            follow_part(document, part, "", lambda area: area, changed)


def _follow_pivots(document: Document, old: str, new: str) -> None:
    for relation in document.relations:
        if relation.kind == "pivotCacheDefinition" and document.has(relation.target):
            with document.reading(relation.target):
                markup = Markup(document.read(relation.target))
                source = markup.root.find("cacheSource", "worksheetSource")
                if source is not None and (source.get("sheet") or "").casefold() == old.casefold():
                    markup.set(source, sheet=new)
                    document.put_part(relation.target, markup.result())
