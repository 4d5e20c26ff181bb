"""Hyperlinks of a sheet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbook.engine.parts.sheet_frame import edit_tail, put
from workbook.engine.text.markup import Markup, Node
from workbook.engine.text.references import Area, minus, parse_area
from workbook.engine.text.xml_text import BadXml, escape_attribute

if TYPE_CHECKING:
    from workbook.engine.book.sheet_part import SheetPart

_REF = re.compile(r"(\sref\s*=\s*[\"'])[^\"']*([\"'])")
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def hyperlink(sheet: SheetPart, cell: Area) -> str | None:
    """The address a cell links to: a URL, or '#' and a place in the book."""
    document = sheet.document
    found: list[dict[str, str]] = []

    def look(markup: Markup) -> None:
        node = markup.root.find("hyperlinks")
        found.extend(child.attributes for child in (node.children if node else []) if _area(child).meets(cell))

    with document.reading(sheet.part):
        edit_tail(sheet.tail, sheet.prefix, look)
    if not found:
        return None
    at = found[0]
    place = "#" + at["location"] if at.get("location") else ""
    target = next((r.target for r in document.relationships(sheet.part) if r.id == at.get("id")), "")
    return target + place or None


def _area(node: Node) -> Area:
    try:
        return parse_area(node.get("ref") or "")
    except ValueError as error:
        raise BadXml("hyperlink") from error


def add_hyperlink(sheet: SheetPart, area: Area, address: str, tip: str) -> None:
    """Link cells to a URL, or to a place in the book ('#Sheet!A1'). An older link of the same cells goes."""
    document, p = sheet.document, sheet.prefix.decode()
    if address.startswith("#"):
        where = f'location="{escape_attribute(address[1:])}"'
    else:
        where = f'xmlns:r="{_RELATIONSHIPS}" r:id="{document.relate(sheet.part, "hyperlink", address, external=True)}"'
    new = f'<{p}hyperlink ref="{area}" {where} tooltip="{escape_attribute(tip)}"/>'

    def change(markup: Markup) -> None:
        node = markup.root.find("hyperlinks")
        if node is None:
            put(markup, "hyperlinks", f"<{p}hyperlinks>{new}</{p}hyperlinks>")
            return
        for child in node.children:
            if _area(child) in area:
                markup.remove(child)
        markup.append(node, new)

    with document.reading(sheet.part):
        sheet.tail = edit_tail(sheet.tail, sheet.prefix, change)


def remove_links(sheet: SheetPart, area: Area) -> None:
    """Take the links of cells away; one that is also for other cells stays there."""
    if b"hyperlink" not in sheet.tail:
        return
    document = sheet.document

    def change(markup: Markup) -> None:
        node = markup.root.find("hyperlinks")
        if node is None:
            return
        left = 0
        for child in node.children:
            pieces = minus(_area(child), area)
            left += len(pieces)
            if pieces == [_area(child)]:
                continue
            tag = markup.data[child.start : child.end].decode()
            copies = "".join(_REF.sub(rf"\g<1>{piece}\g<2>", tag, count=1) for piece in pieces)
            markup.replace(child.start, child.end, copies.encode())
        if not left:
            markup.restart()
            put(markup, "hyperlinks", "")

    with document.reading(sheet.part):
        sheet.tail = edit_tail(sheet.tail, sheet.prefix, change)
