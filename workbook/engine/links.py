"""Hyperlinks and notes of a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.engine.markup import Markup, Node, parse
from workbook.engine.references import Area, parse_area
from workbook.engine.refusing import Refusing
from workbook.engine.surroundings import edit_tail, put
from workbook.engine.xmltext import BadXml, escape_attribute, unescape_x

if TYPE_CHECKING:
    from workbook.engine.ranges import Range
    from workbook.engine.sheetpart import SheetPart
    from workbook.engine.sheets import Sheet

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


class Note(Refusing):
    """A note (an old-style comment) of a cell; reading only."""

    __slots__ = ("_sheet", "area", "author", "text")

    def __init__(self, sheet: Sheet, area: Area, text: str, author: str) -> None:
        self._sheet = sheet
        self.area = area
        object.__setattr__(self, "text", text)
        self.author = author

    def __setattr__(self, name: str, value: object) -> None:
        if name == "text":
            super().__setattr__("text of an existing note", value)
        super().__setattr__(name, value)

    @property
    def location(self) -> Range:
        """Its cell."""
        return self._sheet.area(self.area)


def notes(sheet: Sheet) -> list[Note]:
    """The notes of a sheet, in the order of the file."""
    document, part = sheet.book.document, sheet.entry.part
    found = []
    for relation in document.relationships(part):
        if relation.kind != "comments" or not document.has(relation.target):
            continue
        with document.reading(relation.target):
            root = parse(document.read(relation.target))
            authors = root.find("authors")
            names = [author.text for author in authors.children] if authors else []
            listed = root.find("commentList")
            for node in listed.all("comment") if listed else []:
                number = node.get("authorId") or "0"
                author = names[int(number)] if number.isdigit() and int(number) < len(names) else ""
                text = node.find("text")
                pieces = [one.text for one in text.walk() if one.name == "t"] if text else []
                found.append(Note(sheet, _area(node), unescape_x("".join(pieces)), author))
    return found
