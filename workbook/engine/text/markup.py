"""A part as a tree of byte positions: read it, and change only the bytes that must change.

A writer that parses and serialises again loses the quotes, prefixes, spaces and orders of the original; here an edit
is a cut in the bytes and everything else stays as it was. Names are compared without their prefix, so transitional
and strict files, and any prefix, read the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbook.engine.text.xml_text import BadXml, escape_attribute, unescape, utf8

MAX_DEPTH = 200

_NAME = rb"[^\s/><\"'=&!?]++"
_ATTRIBUTE = rb"\s++" + _NAME + rb"\s*+=\s*+(?:\"[^\"<]*+\"|'[^'<]*+')"
TOKEN = re.compile(
    rb"([^<]*+)<(?:(/?)(" + _NAME + rb")((?:" + _ATTRIBUTE + rb")*+)\s*+(/?)>"
    rb"|!--(?:.*?)-->|!\[CDATA\[(.*?)\]\]>|\?.*?\?>)",
    re.DOTALL,
)
"""One piece of markup with the text before it: text, '/', name, attributes, '/', CDATA."""
_PAIR = re.compile(rb"(" + _NAME + rb")\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)')")


def local(name: bytes) -> str:
    """A name without its prefix."""
    return name.rpartition(b":")[2].decode("utf-8", "replace")


def attributes(source: bytes) -> dict[str, str]:
    """The attributes of a tag by local name (namespace declarations left out)."""
    found: dict[str, str] = {}
    for name, double, single in _PAIR.findall(source):
        if not name.startswith(b"xmlns"):
            found[local(name)] = _decode(double or single)
    return found


def _decode(raw: bytes) -> str:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadXml("encoding") from error
    if "\n" in text or "\t" in text or "\r" in text:  # attribute values are normalised (XML 1.0, 3.3.3)
        text = text.replace("\r\n", " ").replace("\n", " ").replace("\t", " ").replace("\r", " ")
    return unescape(text)


class Node:
    """An element and where it stands: data[start:open_end] is its opening tag, data[close_start:end] its closing."""

    __slots__ = (
        "attributes_source",
        "children",
        "close_start",
        "end",
        "name",
        "open_end",
        "prefix",
        "start",
        "text_parts",
    )

    def __init__(self, name: str, prefix: bytes, start: int, open_end: int, source: bytes) -> None:
        self.name, self.prefix, self.attributes_source = name, prefix, source
        self.start, self.open_end, self.close_start, self.end = start, open_end, open_end, open_end
        self.children: list[Node] = []
        self.text_parts: list[bytes] = []

    @property
    def self_closed(self) -> bool:
        """Whether the element is a single tag."""
        return self.close_start == self.end

    @property
    def attributes(self) -> dict[str, str]:
        """Values by local name."""
        return attributes(self.attributes_source)

    def get(self, name: str) -> str | None:
        """One attribute."""
        return self.attributes.get(name)

    @property
    def text(self) -> str:
        """The element's own text, CDATA included."""
        return b"".join(self.text_parts).decode("utf-8") if self.text_parts else ""

    def find(self, *path: str) -> Node | None:
        """The first descendant along a path of child names."""
        node: Node | None = self
        for name in path:
            if node is None:
                return None
            node = next((child for child in node.children if child.name == name), None)
        return node

    def all(self, name: str) -> list[Node]:
        """The children of that name."""
        return [child for child in self.children if child.name == name]

    def walk(self) -> Iterator[Node]:
        """This element and all below it, in document order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))


class Markup:
    """A part's bytes with its tree, and the cuts to be made in them."""

    def __init__(self, data: bytes) -> None:
        self.data = utf8(data)
        self.root = _tree(self.data)
        self._cuts: list[tuple[int, int, bytes]] = []

    def restart(self) -> None:
        """Forget all cuts."""
        self._cuts.clear()

    def replace(self, start: int, end: int, by: bytes) -> None:
        """Put `by` in the place of data[start:end]."""
        self._cuts.append((start, end, by))

    def remove(self, node: Node) -> None:
        """Take an element out."""
        self.replace(node.start, node.end, b"")

    def append(self, node: Node, inner: str) -> None:
        """Add markup at the end of an element; a self-closed one is opened. Once per element and round of edits."""
        if node.self_closed:
            tag = self.data[node.start : node.open_end].rstrip(b">").rstrip(b"/").rstrip()
            name = node.prefix + node.name.encode()
            self.replace(node.start, node.end, tag + b">" + inner.encode() + b"</" + name + b">")
        else:
            self.replace(node.close_start, node.close_start, inner.encode())

    def set(self, node: Node, **values: str | None) -> None:
        """Set attributes (None removes one) by their local name; new ones go to the end of the tag."""
        self.set_attributes(node, values)

    def set_attributes(self, node: Node, values: dict[str, str | None]) -> None:
        """`set` for names that are not Python identifiers."""
        at = node.start + 1 + len(node.prefix) + len(node.name.encode())
        source, wanted = node.attributes_source, dict(values)
        for match in _PAIR.finditer(source):
            name = local(match.group(1))
            if match.group(1).startswith(b"xmlns") or name not in wanted:
                continue
            value = wanted.pop(name)
            start, end = at + match.start(), at + match.end()
            if value is None:
                while self.data[start - 1 : start].isspace():
                    start -= 1
                self.replace(start, end, b"")
            elif _decode(match.group(2) or match.group(3) or b"") != value:
                self.replace(start, end, match.group(1) + b'="' + escape_attribute(value).encode() + b'"')
        new = "".join(f' {name}="{escape_attribute(value)}"' for name, value in wanted.items() if value is not None)
        if new:
            self.replace(at + len(source), at + len(source), new.encode())

    def result(self) -> bytes:
        """The bytes with all cuts made."""
        pieces, at = [], 0
        for start, end, by in sorted(self._cuts, key=lambda cut: (cut[0], cut[1])):
            pieces += [self.data[at:start], by]
            at = end
        pieces.append(self.data[at:])
        return b"".join(pieces)

    @property
    def changed(self) -> bool:
        """Whether any cut changes a byte."""
        return any(self.data[start:end] != by for start, end, by in self._cuts)


def parse(data: bytes) -> Node:
    """The tree of a part that is only read."""
    return _tree(utf8(data))


def _tree(data: bytes) -> Node:
    root: Node | None = None
    stack: list[Node] = []
    at = 0
    match_at = TOKEN.match
    while at < len(data):
        match = match_at(data, at)
        if match is None:
            if data[at:].strip() or stack:
                raise BadXml(f"markup at byte {at}")
            break
        text, slash, name, source, closed, cdata = match.groups()
        if stack:
            if text and not text.isspace():
                stack[-1].text_parts.append(_decoded(text))
            elif text:
                stack[-1].text_parts.append(text)
            if cdata:
                stack[-1].text_parts.append(cdata)
        elif (text and text.strip()) or cdata:
            raise BadXml("text outside the root")
        if name is not None:
            if slash:
                if not stack or source or closed:
                    raise BadXml("closing tag")
                node = stack.pop()
                if data[node.start + 1 : node.start + 1 + len(name)] != name:
                    raise BadXml(f"tags at byte {match.start()}")
                node.close_start, node.end = match.end(1), match.end()
            else:
                if not stack and root is not None:
                    raise BadXml("two roots")
                prefix = name[: len(name) - len(name.rpartition(b":")[2])]
                node = Node(local(name), prefix, match.end(1), match.end(), source)
                if stack:
                    stack[-1].children.append(node)
                else:
                    root = node
                if not closed:
                    stack.append(node)
                    if len(stack) > MAX_DEPTH:
                        raise BadXml("depth")
        at = match.end()
    if root is None or stack:
        raise BadXml("unfinished")
    return root


def _decoded(raw: bytes) -> bytes:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadXml("encoding") from error
    return (
        unescape(text.replace("\r\n", "\n").replace("\r", "\n")).encode("utf-8") if "&" in text or "\r" in text else raw
    )
