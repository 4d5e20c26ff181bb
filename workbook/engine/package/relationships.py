"""Relationships between parts, and the package's content types (Open Packaging Conventions, ECMA-376 part 2)."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from workbook.engine.text.markup import Markup, parse
from workbook.engine.text.xml_text import BadXml, escape_attribute

EMPTY = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


@dataclass(frozen=True, slots=True)
class Relationship:
    """One relationship; `target` is a part's name, or a URL when external."""

    id: str
    kind: str
    """The last word of the type: transitional and strict files differ only before it."""
    target: str
    external: bool


def of_part(part: str) -> str:
    """The name of the part that holds a part's relationships ('' stands for the package)."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", name + ".rels")


def resolve(part: str, target: str) -> str:
    """The name of the part that a target written in `part` means. Raises BadXml outside the package."""
    target = target.replace("\\", "/")  # as a few programs write it
    if target.startswith("/"):
        path = posixpath.normpath(target[1:])
    else:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(part), target))
    if path.startswith(("..", "/")):
        raise BadXml("target outside the package")
    return path


def relative(part: str, target: str) -> str:
    """How `part` writes a target."""
    return posixpath.relpath(target, posixpath.dirname(part) or ".")


def read(part: str, data: bytes) -> list[Relationship]:
    """The relationships that `part` has, in the order of the file."""
    found = []
    for node in parse(data).all("Relationship"):
        at = node.attributes
        external = at.get("TargetMode") == "External"
        target = at.get("Target", "")
        kind = at.get("Type", "").rstrip("/").rpartition("/")[2]
        found.append(Relationship(at.get("Id", ""), kind, target if external else resolve(part, target), external))
    return found


def add(part: str, data: bytes, kind: str, target: str, *, external: bool = False) -> tuple[bytes, str]:
    """A relationships part with one more; returns it and the new id. `kind` may be a whole type URL."""
    markup = Markup(data)
    taken = {node.get("Id") for node in markup.root.children}
    number = 1
    while f"rId{number}" in taken:
        number += 1
    url = kind if "://" in kind else TYPES + kind
    where = target if external else relative(part, target)
    mode = ' TargetMode="External"' if external else ""
    prefix = markup.root.prefix.decode()
    markup.append(
        markup.root,
        f'<{prefix}Relationship Id="rId{number}" Type="{url}" Target="{escape_attribute(where)}"{mode}/>',
    )
    return markup.result(), f"rId{number}"


def remove(data: bytes, ids: set[str]) -> bytes:
    """A relationships part without those ids."""
    markup = Markup(data)
    for node in markup.root.children:
        if node.get("Id") in ids:
            markup.remove(node)
    return markup.result()


def content_type(data: bytes, part: str) -> str:
    """What [Content_Types].xml says a part is ('' when it says nothing)."""
    root = parse(data)
    wanted = "/" + part.lower()
    for node in root.all("Override"):
        if (node.get("PartName") or "").lower() == wanted:
            return node.get("ContentType") or ""
    extension = part.rpartition(".")[2].lower()
    for node in root.all("Default"):
        if (node.get("Extension") or "").lower() == extension:
            return node.get("ContentType") or ""
    return ""


def set_content_types(data: bytes, added: dict[str, str], removed: set[str]) -> bytes:
    """[Content_Types].xml with overrides added (part name → type) and those of removed parts taken out."""
    markup = Markup(data)
    gone = {"/" + part.lower() for part in removed}
    for node in markup.root.all("Override"):
        if (node.get("PartName") or "").lower() in gone:
            markup.remove(node)
    prefix = markup.root.prefix.decode()
    new = "".join(
        f'<{prefix}Override PartName="/{escape_attribute(part)}" ContentType="{kind}"/>' for part, kind in added.items()
    )
    if new:
        markup.append(markup.root, new)
    return markup.result()


def set_default_type(data: bytes, extension: str, kind: str) -> bytes:
    """[Content_Types].xml with a type for all parts of a file extension that has none yet."""
    markup = Markup(data)
    if any((node.get("Extension") or "").lower() == extension for node in markup.root.all("Default")):
        return data
    prefix = markup.root.prefix.decode()
    at = markup.root.open_end
    markup.replace(at, at, f'<{prefix}Default Extension="{extension}" ContentType="{kind}"/>'.encode())
    return markup.result()
