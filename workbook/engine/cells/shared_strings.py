"""The shared strings of a book: a table of texts that cells point into (ECMA-376 part 1, 18.4)."""

from __future__ import annotations

import re
from typing import Any

from workbook.engine.text.markup import Node, parse
from workbook.engine.text.xml_text import BadXml, unescape, unescape_x

_PLAIN = re.compile(rb"<si>\s*+<t(?: xml:space=\"preserve\")?>([^<]*+)</t>\s*+</si>\s*+|<si>\s*+<t\s*+/>\s*+</si>\s*+")
_OPEN = re.compile(rb"<sst\b[^>]*+>\s*+")


def read(data: bytes) -> list[str]:
    """All strings in order. Rich text gives its runs joined; phonetic guides are left out."""
    opened = _OPEN.search(data)
    if opened and b"<!" not in data and data.startswith((b"<?xml", b"<sst")) and b'encoding="U' in data[:100]:
        found = _read_plain(data, opened.end())
        if found is not None:
            return found
    return [text_of(node) for node in parse(data).all("si")]


def _read_plain(data: bytes, at: int) -> list[str] | None:
    """The usual table: every entry one plain <t>; None when some entry is not."""
    found: list[bytes] = []
    match_at = _PLAIN.match
    while (match := match_at(data, at)) is not None:
        found.append(match.group(1) or b"")
        at = match.end()
    if not data.startswith(b"</sst>", at):
        return None
    try:
        texts = b"\x00".join(found).decode("utf-8").split("\x00") if found else []
    except UnicodeDecodeError as error:
        raise BadXml("encoding") from error
    if len(texts) != len(found):
        raise BadXml("character")
    return [clean(text) if "&" in text or "_x" in text or "\r" in text else text for text in texts]


def clean(text: str) -> str:
    """The text that a <t> element's raw content means."""
    return unescape_x(unescape(text.replace("\r\n", "\n").replace("\r", "\n")))


def text_of(node: Node) -> str:
    """The text of an <si> or <is> element: its own <t>, or its runs' joined."""
    pieces = []
    for child in node.children:
        if child.name == "t":
            pieces.append(child.text)
        elif child.name == "r":
            pieces += [part.text for part in child.children if part.name == "t"]
    return unescape_x("".join(pieces))


class Strings:
    """The shared strings, as a list and, for long columns, as an arrow array."""

    def __init__(self, texts: list[str]) -> None:
        self.texts = texts
        self.has_empty = "" in texts
        self._array: Any = None

    def __getitem__(self, index: int) -> str:
        return self.texts[index]

    def __len__(self) -> int:
        return len(self.texts)

    def array(self) -> Any:
        """A pyarrow string array of all texts."""
        if self._array is None:
            import pyarrow as pa

            self._array = pa.array(self.texts, pa.string())
        return self._array
