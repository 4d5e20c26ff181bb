"""Copies of the parts that hang on a sheet, for a copy of the sheet: notes with their boxes, drawings with their
charts. Images are shared."""

from __future__ import annotations

import re
from collections.abc import Callable

from workbook.engine.book import cell_notes
from workbook.engine.book.document import Document
from workbook.engine.package import relationships as rels
from workbook.engine.package.package_parts import TYPES
from workbook.engine.text.markup import Markup
from workbook.engine.text.refusals import unsupported
from workbook.engine.text.xml_text import escape

_SHARED = frozenset(("image", "hyperlink"))
_COPIED = frozenset(("drawing", "comments", "vmlDrawing", "chart", "chartStyle", "chartColorStyle", "themeOverride"))
HANGING = frozenset(("drawing", "comments", "vmlDrawing"))
"""What a sheet leads to that can be copied."""
Rename = Callable[[str], str]
"""A formula for the copy: what names the sheet names its copy."""


def check_copyable(document: Document, part: str) -> None:
    """Raise Unsupported where a part leads to one that is not copied."""
    for relation in document.relationships(part):
        if relation.external or relation.kind in _SHARED:
            continue
        if relation.kind not in _COPIED:
            raise unsupported(f"copying a sheet with {relation.kind}")
        check_copyable(document, relation.target)


def copied(document: Document, part: str, renamed: Rename) -> str:
    """A copy of a part and of what it leads to; returns the copy's name."""
    folder = document.workbook_part.rpartition("/")[0]
    pattern = re.sub(r"\d*(\.\w+)\Z", r"{}\1", part.removeprefix(f"{folder}/").replace("{", "").replace("}", ""))
    with document.reading(TYPES):
        kind = rels.content_type(document.read(TYPES), part)
    new = document.free_part(pattern)
    data = document.read(part)
    if part.endswith(".vml"):
        data = _own_ids(document, data)
    else:
        with document.reading(part):
            data = _for_the_copy(data, renamed)
    document.put_part(new, data, content_type=kind)
    relations = rels.of_part(part)
    if document.has(relations):
        with document.reading(relations):
            markup = Markup(document.read(relations))
            for node in markup.root.all("Relationship"):
                if node.get("TargetMode") == "External":
                    continue
                target = document.resolve(part, node.get("Target") or "")
                if (node.get("Type") or "").rpartition("/")[2] not in _SHARED:
                    target = copied(document, target, renamed)
                markup.set(node, Target=rels.relative(new, target))
        document.put_part(rels.of_part(new), markup.result())
    return new


def _for_the_copy(data: bytes, renamed: Rename) -> bytes:
    markup = Markup(data)
    for node in markup.root.walk():
        if node.name == "f" and not node.self_closed and (text := renamed(node.text)) != node.text:
            markup.replace(node.open_end, node.close_start, escape(text).encode())
        elif link := node.get("textlink"):
            markup.set(node, textlink=renamed(link))
        elif node.name == "comment":
            markup.set(node, uid=None)  # two with one uid are one
    return markup.result()


def _own_ids(document: Document, data: bytes) -> bytes:
    """A drawing of boxes with shape ids that no other has."""
    block = cell_notes.free_block(document)

    def own(match: re.Match[bytes]) -> bytes:
        return b"_x0000_s%d" % (block * cell_notes.ID_BLOCK + int(match.group(1)) % cell_notes.ID_BLOCK)

    data = cell_notes.SHAPE_ID.sub(own, data)
    return re.sub(rb"(<o:idmap[^>]*?data=[\"'])[\d,]+", rb"\g<1>%d" % block, data)
