"""What is fixed to cells and must go with them when they move: merged cells, links, notes, comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.engine.markup import parse
from workbook.engine.references import Area, parse_area
from workbook.engine.refusing import unsupported
from workbook.engine.surroundings import fixed_areas

if TYPE_CHECKING:
    from workbook.engine.sheetpart import SheetPart


def fixed_to(sheet: SheetPart) -> list[Area]:
    """The cells to which something is fixed."""
    tail = sheet.tail
    with sheet.document.reading(sheet.part):
        fixed = fixed_areas(tail, sheet.prefix)
    for relation in sheet.document.relationships(sheet.part):
        if relation.kind in ("comments", "threadedComment") and sheet.document.has(relation.target):
            with sheet.document.reading(relation.target):
                for node in parse(sheet.document.read(relation.target)).walk():
                    if node.name in ("comment", "threadedComment"):
                        fixed.append(parse_area(node.get("ref") or "A1"))
    return fixed


def check_movable(sheet: SheetPart, area: Area, what: str) -> None:
    """Raise Unsupported when merged cells, links or notes stand among cells that are to move."""
    if any(one.meets(area) for one in fixed_to(sheet)):
        raise unsupported(f"{what} that hold merged cells, hyperlinks or notes")
