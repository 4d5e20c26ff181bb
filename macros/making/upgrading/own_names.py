"""Names of the user's own - of sheets and of cells - in the new book, and what the workbook lists beside them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from macros.making.upgrading.matching import is_programs_name
from workbook.engine.text.markup import Markup

if TYPE_CHECKING:
    from macros.making.upgrading.own_parts import Copying
    from macros.making.upgrading.references import Moves
    from workbook.engine.book.document import Document
    from workbook.engine.parts.workbook_part import DefinedName, SheetEntry

_SHEET_NAME = 31  # characters that Excel takes


def free_sheet_names(own: Iterable[SheetEntry], taken: Iterable[str]) -> dict[str, str]:
    """The names of the user's own sheets in the new book; one that the program has now gets a number."""
    used = {name.casefold() for name in taken}
    found: dict[str, str] = {}
    for entry in own:
        name, number = entry.name, 1
        while name.casefold() in used:
            number += 1
            mark = f" ({number})"
            name = entry.name[: _SHEET_NAME - len(mark)] + mark
        used.add(name.casefold())
        found[entry.name] = name
    return found


def renamed_names(old: Document, new: Document) -> dict[str, str]:
    """The user's defined names that are the program's now, and what they are called instead."""
    found: dict[str, str] = {}
    for one in _own(old):
        if one.sheet is None and new.workbook.find_name(one.name, None) is not None:
            number = 2
            while new.workbook.find_name(f"{one.name}_{number}", None) is not None:
                number += 1
            found[one.name] = f"{one.name}_{number}"
    return found


def _own(old: Document) -> list[DefinedName]:
    return [one for one in old.workbook.names if not (one.sheet is None and is_programs_name(one.name))]


def carry_names(old: Document, new: Document, moves: Moves, sheets: dict[str, str]) -> None:
    """Add the user's names: those of the book, and those of the user's own sheets (their print areas too)."""
    place = {entry.name: at for at, entry in enumerate(new.workbook.sheets)}
    names = list(new.workbook.names)
    for one in _own(old):
        sheet, at = None if one.sheet is None else old.workbook.sheets[one.sheet].name, None
        if sheet is not None:
            if sheet not in sheets and (one.name.startswith("_xlnm") or sheet not in moves.sheets):
                continue
            at = place[sheets.get(sheet) or moves.sheets[sheet]]
        name = moves.names.get(one.name, one.name) if sheet is None else one.name
        if any(known.name.casefold() == name.casefold() and known.sheet == at for known in names):
            continue
        names.append(replace(one, name=name, text=moves.formula(one.text, sheet), sheet=at, source=""))
    new.workbook.set_names(names)


def listed_parts(old: Document, new: Document, copying: Copying) -> list[tuple[str, str]]:
    """Copy what the workbook leads to for the sake of the user's own sheets - sources of pivot tables, other books that
    formulas lean on - and give what it must list: the element's name and its markup."""
    with old.reading(old.workbook_part):
        root = Markup(old.read(old.workbook_part)).root
    targets = {relation.id: relation for relation in old.relations}
    found: list[tuple[str, str]] = []
    outside = root.find("externalReferences")
    for node in outside.all("externalReference") if outside else []:
        relation = targets.get(node.get("id") or "")
        if relation is not None and old.has(relation.target):
            part = copying.part(relation.target, relation.kind)
            number = new.relate(new.workbook_part, relation.kind, part)
            found.append(("externalReferences", f'<externalReference r:id="{number}"/>'))
    caches = root.find("pivotCaches")
    for node in caches.all("pivotCache") if caches else []:
        relation = targets.get(node.get("id") or "")
        if relation is not None and relation.target in copying.names:
            number = new.relate(new.workbook_part, relation.kind, copying.names[relation.target])
            found.append(("pivotCaches", f'<pivotCache cacheId="{node.get("cacheId")}" r:id="{number}"/>'))
    return found


_AFTER = {
    "externalReferences": ("sheets", "functionGroups"),
    "pivotCaches": (
        "sheets", "functionGroups", "externalReferences", "definedNames", "calcPr", "oleSize", "customWorkbookViews",
    ),
}  # fmt: skip
_RELATIONS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def with_listed(workbook: bytes, listed: Iterable[tuple[str, str]]) -> bytes:
    """A workbook part with these elements in their places."""
    whole: dict[str, str] = {}
    for name, element in listed:
        whole[name] = whole.get(name, "") + element
    for name, inner in whole.items():
        markup = Markup(workbook)
        at = max(node.end for node in markup.root.children if node.name in _AFTER[name])
        markup.replace(at, at, f"<{name} {_RELATIONS}>{inner}</{name}>".encode())
        workbook = markup.result()
    return workbook
