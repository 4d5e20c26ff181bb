"""Giving a sheet another name: whatever names it in a formula follows."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from workbook.engine.follow.name_updates import follow_name, follow_source
from workbook.engine.follow.sheet_list import check_sheet_name, check_structure, reference_to
from workbook.engine.follow.sheet_spans import renamed_ends
from workbook.engine.text.references import quoted

if TYPE_CHECKING:
    from workbook.engine.book.document import Document
    from workbook.engine.parts.workbook_part import SheetEntry

_TEXTS = re.compile(r'("(?:[^"]|"")*")')


def rename_sheet(document: Document, entry: SheetEntry, name: str) -> SheetEntry:
    """Give a sheet another name; formulas in cells, names, validations, formats, tables, charts and pivot sources
    follow. Raises InputError."""
    workbook = document.workbook
    if name == entry.name:
        return entry
    check_structure(document)
    position = workbook.sheets.index(entry)
    check_sheet_name(document, name, but=position)
    follow_name(document, entry.name, lambda text: renamed_formula(text, entry.name, name))
    follow_source(document, "sheet", entry.name, name)
    renamed = replace(entry, name=name)
    workbook.sheets[position] = renamed
    return renamed


def renamed_formula(text: str, old: str, new: str) -> str:
    """A formula that names a sheet by its new name; texts in it stay.

    >>> renamed_formula('SUM(Old!A1:A2)&"Old!"', "Old", "New")
    'SUM(New!A1:A2)&"Old!"'
    """
    return replaced_reference(renamed_ends(text, old, new), reference_to(old), quoted(new) + "!")


def replaced_reference(text: str, reference: re.Pattern[str], wanted: str) -> str:
    """A formula with another text for each reference of a kind; texts in it stay."""
    pieces = _TEXTS.split(text)
    return "".join(piece if piece[:1] == '"' else reference.sub(lambda _: wanted, piece) for piece in pieces)
