"""Parts named, linked and prefixed as Excel itself writes them.

A reader may take any legal name, but many only know the usual ones: web previews built on exceljs look for
`xl/comments1.xml` and for the prefix `xdr:`, others take a relationship's target as a path from its part. openpyxl
writes `xl/comments/comment1.xml`, no prefix, and targets from the root.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

from lxml import etree

from workbook.build.pack import CONTENT_TYPES, Parts

_DRAWINGML = "http://schemas.openxmlformats.org/drawingml/2006"
_PREFIXES = {
    "xdr": f"{_DRAWINGML}/spreadsheetDrawing",
    "c": f"{_DRAWINGML}/chart",
    "a": f"{_DRAWINGML}/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
_ROOTS = (_PREFIXES["xdr"], _PREFIXES["c"])
_RENAMED = (
    (re.compile(r"^xl/comments/comment(\d+)\.xml$"), r"xl/comments\1.xml"),
    (re.compile(r"^xl/drawings/commentsDrawing(\d+)\.vml$"), r"xl/drawings/vmlDrawing\1.vml"),
)


def with_usual_names(parts: Mapping[str, bytes]) -> Parts:
    """The same parts under their usual names and prefixes, every target relative to the part that names it."""
    names = {name: _usual(name) for name in parts}
    done: Parts = {}
    for name, data in parts.items():
        if name.endswith(".rels"):
            done[names[name]] = _relations(name, data, names)
        elif name == CONTENT_TYPES:
            done[name] = _content_types(data, names)
        elif name.startswith(("xl/drawings/", "xl/charts/")) and name.endswith(".xml"):
            done[name] = _prefixed(data)
        else:
            done[names[name]] = data
    return done


def _usual(name: str) -> str:
    for pattern, usual in _RENAMED:
        name = pattern.sub(usual, name)
    return name


def _relations(name: str, data: bytes, names: Mapping[str, str]) -> bytes:
    folder = posixpath.dirname(posixpath.dirname(name))
    root = etree.fromstring(data)
    for one in root:
        if one.get("TargetMode") != "External":
            target = one.get("Target", "")
            whole = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            one.set("Target", posixpath.relpath(names.get(whole, whole), folder or "."))
    return _written(root)


def _content_types(data: bytes, names: Mapping[str, str]) -> bytes:
    root = etree.fromstring(data)
    for one in root:
        if part := one.get("PartName"):
            one.set("PartName", "/" + names.get(part.lstrip("/"), part.lstrip("/")))
    return _written(root)


def _prefixed(data: bytes) -> bytes:
    """Drawings as xdr:, charts as c:, what both hold as a:."""
    root = etree.fromstring(data)
    if etree.QName(root).namespace not in _ROOTS:
        return data
    used = {etree.QName(one).namespace for one in root.iter() if isinstance(one.tag, str)}
    used |= {etree.QName(key).namespace for one in root.iter() for key in one.attrib}
    known = {prefix: uri for prefix, uri in _PREFIXES.items() if uri in used}
    return _written(_copied(root, known))


def _copied(node: etree._Element, known: Mapping[str, str], parent: etree._Element | None = None) -> etree._Element:
    attributes = {str(key): str(value) for key, value in node.attrib.items()}
    made = (
        etree.Element(node.tag, attributes, nsmap=dict(known))
        if parent is None
        else etree.SubElement(parent, node.tag, attributes)
    )
    made.text, made.tail = node.text, node.tail if parent is not None else None
    for child in node.iterchildren("*"):
        _copied(child, known, made)
    return made


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
