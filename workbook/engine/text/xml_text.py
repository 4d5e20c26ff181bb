"""Safe XML text: one encoding, no document types, no entities; escaping as spreadsheets need it."""

from __future__ import annotations

import re

_PROLOG = re.compile(rb"(?:\s++|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
_DECLARED = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_UTF8_NAMES = (b"utf-8", b"utf8", b"us-ascii", b"ascii", b"utf-16")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
# What XML 1.0 cannot hold, and a text that itself looks like an escape.
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]|_(?=x[0-9A-Fa-f]{4}_)")
_REFERENCE = re.compile(r"&(?:#x([0-9A-Fa-f]{1,6})|#([0-9]{1,7})|(amp|lt|gt|quot|apos));|&")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


class BadXml(ValueError):
    """A part is not well-formed, or uses what a workbook has no use for; the caller says which part."""


def utf8(data: bytes) -> bytes:
    """The same document in UTF-8 (most parts pass through untouched). Raises BadXml for a document type."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = _recode(data, "utf-16")
    elif data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    declared = _DECLARED.match(data[:200])
    if declared and declared.group(1).lower() not in _UTF8_NAMES:
        data = _recode(data, declared.group(1).decode("ascii"))
    prolog = _PROLOG.match(data)
    after = prolog.end() if prolog else 0
    if data[after : after + 2] == b"<!":
        raise BadXml("document type")
    return data


def _recode(data: bytes, encoding: str) -> bytes:
    try:
        text = data.decode(encoding)
    except (LookupError, UnicodeError) as error:
        raise BadXml(encoding) from error
    return re.sub(r"^\ufeff?<\?xml.*?\?>", "", text, count=1, flags=re.DOTALL).encode("utf-8", "replace")


_SPECIAL = re.compile("[&<>\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]|_x")


def is_plain(text: str) -> bool:
    """Whether `escape` leaves the text, and every piece of it, as it is."""
    if text.isprintable():  # most texts: looking for four words is faster than a pattern
        return not ("&" in text or "<" in text or ">" in text or "_x" in text)
    return _SPECIAL.search(text) is None


def escape(text: str) -> str:
    """Text for element content: markup escaped, control characters as _xHHHH_ (ECMA-376 part 1, 22.9.2.19)."""
    if _UNWRITABLE.search(text):
        text = _UNWRITABLE.sub(lambda m: "_x005F_" if m.group() == "_" else f"_x{ord(m.group()):04X}_", text)
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text


def escape_attribute(text: str) -> str:
    """Text for an attribute in double quotes; line breaks survive as references."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return text.replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")


def unescape_x(text: str) -> str:
    """Undo _xHHHH_; two halves of a character are one, and a half alone is U+FFFD: no column of texts could hold it."""
    if "_x" not in text:
        return text
    text = _ESCAPED.sub(lambda m: chr(int(m.group(1), 16)), text)
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def unescape(text: str) -> str:
    """Undo markup escapes. Raises BadXml for a reference that is not one of XML's own."""
    return _REFERENCE.sub(_referred, text) if "&" in text else text


def _referred(match: re.Match[str]) -> str:
    hexadecimal, decimal, named = match.groups()
    if named:
        return _NAMED[named]
    if hexadecimal is None and decimal is None:
        raise BadXml("entity")
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        raise BadXml("character")
    return chr(code)
