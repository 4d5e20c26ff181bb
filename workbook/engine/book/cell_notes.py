"""Notes of a sheet (the old kind of comment): their texts stand in a comments part, the boxes that show them in a VML
drawing (ECMA-376 part 1, 18.7; part 4, 14)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from workbook.engine.package.relationships import set_default_type
from workbook.engine.parts.sheet_frame import edit_tail, put
from workbook.engine.text.markup import Markup, Node
from workbook.engine.text.references import Area, parse_area
from workbook.engine.text.refusals import unsupported
from workbook.engine.text.xml_text import BadXml, escape, unescape_x
from workbook.errors import InputError
from workbook.language import Text

if TYPE_CHECKING:
    from workbook.engine.book.document import Document
    from workbook.engine.book.sheet_part import SheetPart
    from workbook.engine.package.zip_package import Package

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_NAMESPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_SHAPE = re.compile(rb"<v:shape\s.*?</v:shape>\s*", re.DOTALL)
SHAPE_ID = re.compile(rb"_x0000_s(\d+)")
ID_BLOCK = 1024
"""Shape ids come in blocks; each drawing names its own in <o:idmap>."""
MAX_TEXT = 32_767


def notes(sheet: SheetPart) -> list[tuple[Area, str]]:
    """Cell and author of each note of a sheet, in the order of the file. What Excel writes to stand for threaded
    comments is none."""
    return [(area, author) for _, area, author, _ in _listed(sheet) if not author.startswith("tc=")]


def note_text(sheet: SheetPart, cell: Area) -> str | None:
    """What the note of a cell says; None where there is none."""
    return _texts(sheet).get(cell)


def set_note_text(sheet: SheetPart, cell: Area, text: str) -> None:
    """Let a cell's note say something else."""
    document, name = sheet.document, _comments_part(sheet)
    assert name is not None  # the note came from there
    with document.reading(name):
        markup = Markup(document.read(name))
        for node in _nodes(markup):
            if _area(node) == cell and (old := node.find("text")) is not None:
                markup.replace(old.start, old.end, _text_markup(markup.root.prefix.decode(), text).encode())
    document.put_part(name, markup.result())


def _comments_part(sheet: SheetPart) -> str | None:
    document = sheet.document
    found = (r.target for r in document.relationships(sheet.part) if r.kind == "comments" and document.has(r.target))
    return next(found, None)


def _nodes(markup: Markup) -> list[Node]:
    listed = markup.root.find("commentList")
    return listed.all("comment") if listed else []


def _area(node: Node) -> Area:
    try:
        return parse_area(node.get("ref") or "")
    except ValueError as error:
        raise BadXml("comment") from error


def _listed(sheet: SheetPart) -> Iterator[tuple[Node, Area, str, str]]:
    """The comments of a sheet: element, cell, author, text."""
    document, name = sheet.document, _comments_part(sheet)
    if name is None:
        return
    with document.reading(name):
        markup = Markup(document.read(name))
        authors = markup.root.find("authors")
        names = [author.text for author in authors.children] if authors else []
        for node in _nodes(markup):
            number = node.get("authorId") or "0"
            author = names[int(number)] if number.isdigit() and int(number) < len(names) else ""
            text = node.find("text")
            pieces = [one.text for one in text.walk() if one.name == "t"] if text else []
            yield node, _area(node), author, unescape_x("".join(pieces))


_KNOWN: WeakKeyDictionary[SheetPart, tuple[str | None, Package, bytes | None, dict[Area, str]]] = WeakKeyDictionary()
"""The texts that were read, with the part, the package and the bytes put in its place that they were read of."""


def _texts(sheet: SheetPart) -> dict[Area, str]:
    """The texts of a sheet's notes, by cell; read once as long as nothing changes them."""
    document, name = sheet.document, _comments_part(sheet)
    now = name, document.package, document.pending.get(name or "")
    known = _KNOWN.get(sheet)
    if known is None or known[0] != name or any(old is not new for old, new in zip(known[1:3], now[1:], strict=True)):
        texts: dict[Area, str] = {}
        for _, area, _, text in _listed(sheet):
            texts.setdefault(area, text)
        known = _KNOWN[sheet] = (*now, texts)
    return known[3]


def _text_markup(prefix: str, text: str) -> str:
    if len(text) > MAX_TEXT:
        raise InputError(
            Text(f"批注最多 {MAX_TEXT} 个字符，请缩短。", f"A note has at most {MAX_TEXT} characters. Shorten it.")
        )
    written = escape(text.replace("\r\n", "\n").replace("\r", "\n"))
    return f'<{prefix}text><{prefix}t xml:space="preserve">{written}</{prefix}t></{prefix}text>'


def add_note(part: SheetPart, cell: Area, text: str) -> None:
    """Give a cell a note, without an author. Raises Unsupported for a cell that has a threaded comment."""
    if any(area == cell for _, area, _, _ in _listed(part)):
        raise unsupported("adding a note to a cell that has a comment")
    document = part.document
    name = _comments_part(part)
    if name is None:
        name = document.free_part("comments{}.xml")
        empty = f'<comments xmlns="{_MAIN}"><authors><author></author></authors><commentList></commentList></comments>'
        document.put_part(name, _declared(empty), content_type=_TYPE)
        document.relate(part.part, "comments", name)
    with document.reading(name):
        markup = Markup(document.read(name))
        author = _author(markup)
        prefix = markup.root.prefix.decode()
        listed = markup.root.find("commentList")
        if listed is None:
            raise BadXml("comments")
        inner = f'<{prefix}comment ref="{cell}" authorId="{author}">{_text_markup(prefix, text)}</{prefix}comment>'
        markup.append(listed, inner)
    document.put_part(name, markup.result())
    _draw_box(part, cell)


def _author(markup: Markup) -> int:
    """The position of the author without a name."""
    authors = markup.root.find("authors")
    if authors is None:
        raise BadXml("comments")
    for position, author in enumerate(authors.children):
        if not author.text:
            return position
    prefix = markup.root.prefix.decode()
    markup.append(authors, f"<{prefix}author></{prefix}author>")
    return len(authors.children)


def _declared(xml: str) -> bytes:
    return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + xml.encode()


def delete_notes(part: SheetPart, area: Area) -> None:
    """Take the notes of a range's cells away."""
    gone = [cell for cell, _ in notes(part) if cell in area]
    if not gone:
        return
    document, name = part.document, _comments_part(part)
    assert name is not None  # there are notes
    with document.reading(name):
        markup = Markup(document.read(name))
        for node in _nodes(markup):
            if _area(node) in gone:
                markup.remove(node)
    document.put_part(name, markup.result())
    drawing = _drawing(part)
    if drawing is not None:
        cells = {(cell.top - 1, cell.left - 1) for cell in gone}
        old = document.read(drawing)
        new = _SHAPE.sub(lambda match: b"" if _cell_of(match.group()) in cells else match.group(), old)
        document.put_part(drawing, new)


def _cell_of(shape: bytes) -> tuple[int, int] | None:
    """The cell (row and column from 0) whose note a shape shows."""
    row, column = re.search(rb"<x:Row>(\d+)<", shape), re.search(rb"<x:Column>(\d+)<", shape)
    return (int(row.group(1)), int(column.group(1))) if row and column and b'"Note"' in shape else None


def _drawing(sheet: SheetPart) -> str | None:
    """The VML drawing that the sheet shows."""
    listed: list[str] = []

    def look(markup: Markup) -> None:
        node = markup.root.find("legacyDrawing")
        listed.extend([node.get("id") or ""] if node else [])

    document, tail = sheet.document, sheet.tail
    with document.reading(sheet.part):
        edit_tail(tail, sheet.prefix, look)
    targets = {r.id: r.target for r in document.relationships(sheet.part) if document.has(r.target)}
    return targets.get(listed[0]) if listed else None


def _draw_box(sheet: SheetPart, cell: Area) -> None:
    document = sheet.document
    drawing = _drawing(sheet)
    if drawing is None:
        drawing = _new_drawing(sheet)
    data = document.read(drawing)
    end = data.rfind(b"</")
    if end < 0:
        raise document.damaged(drawing)
    block = re.search(rb"<o:idmap[^>]*?data=\"(\d+)", data)
    first = int(block.group(1)) * ID_BLOCK if block else ID_BLOCK
    number = max([first, *(int(found) for found in SHAPE_ID.findall(data))]) + 1
    document.put_part(drawing, data[:end] + _shape(number, cell).encode() + data[end:])


def _new_drawing(sheet: SheetPart) -> str:
    document, prefix = sheet.document, sheet.prefix.decode()
    name = document.free_part("drawings/vmlDrawing{}.vml")
    xml = (
        f'<xml {_NAMESPACES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{free_block(document)}"/>'
        '</o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202"'
        ' path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
        '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
    )
    document.put_part(name, xml.encode())
    types = "[Content_Types].xml"
    document.put_part(types, set_default_type(document.read(types), "vml", _VML_TYPE))
    key = document.relate(sheet.part, "vmlDrawing", name)
    element = f'<{prefix}legacyDrawing xmlns:r="{_RELATIONSHIPS}" r:id="{key}"/>'
    with document.reading(sheet.part):
        sheet.tail = edit_tail(sheet.tail, sheet.prefix, lambda markup: put(markup, "legacyDrawing", element))
    return name


def free_block(document: Document) -> int:
    """A block of shape ids that no other drawing of the book uses."""
    taken = {0}
    for part in document.part_names():
        if part.endswith(".vml"):
            taken.update(int(found) // ID_BLOCK for found in SHAPE_ID.findall(document.read(part)))
            taken.update(int(n) for ids in re.findall(rb"<o:idmap[^>]*?data=\"([\d,]+)", document.read(part))
                         for n in ids.split(b",") if n)  # fmt: skip
    return max(taken) + 1


def _shape(number: int, cell: Area) -> str:
    """The hidden box of a note, beside its cell."""
    left, top = cell.left, max(cell.top - 2, 0)
    return (
        f'<v:shape {_NAMESPACES} id="_x0000_s{number}" type="#_x0000_t202"'
        " style='position:absolute;margin-left:60pt;margin-top:2pt;width:108pt;height:60pt;z-index:1;"
        'visibility:hidden\' fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
        '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        "<v:textbox style='mso-direction-alt:auto'><div style='text-align:left'></div></v:textbox>"
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{left}, 15, {top}, 2, {left + 2}, 15, {top + 4}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>"
        f"<x:Row>{cell.top - 1}</x:Row><x:Column>{cell.left - 1}</x:Column></x:ClientData></v:shape>"
    )
