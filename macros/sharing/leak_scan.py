"""The leak scan: a written copy is opened part by part, as a stranger would, and searched for what it withholds.

Every part of the zip is read: the texts and attributes of XML, the modules of the VBA project and its bytes, whatever
else is there. Nothing here knows how the copy was made.
"""

from __future__ import annotations

import hashlib
import html
import re
import zipfile
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from workbook.rules.sharing.tokens import AT, LEAST_ADDRESS, LEAST_DIGITS, address, found_in, half_width
from workbook.rules.sharing.withheld import Withheld, withheld_of

_CELL_TAGS = re.compile(r"</?(?:c|row|v|is|t|si|r|rPr)(?:\s[^<>]*)?/?>")
_BETWEEN = re.compile(r"[<>\"=\x00-\x1f]+")
_SUSPECT = re.compile(rf"(?:\d\D{{0,4}}){{{LEAST_DIGITS}}}|{AT}")
_MARKUP = (".xml", ".rels", ".vml")


@dataclass(frozen=True)
class Known:
    """What an empty book of the same lists says anyway, in examples and explanations, and its parts by digest: one that
    stands in a copy byte for byte says nothing else."""

    words: Withheld
    parts: frozenset[bytes]


def leaks(path: Path, withheld: Withheld, parts: AbstractSet[bytes] = frozenset()) -> list[tuple[str, str]]:
    """Part and what stands in it, for everything withheld that the file holds; empty for a copy that may go out.
    `parts`: the digests of those that need no look."""
    return [(name, what) for name, texts in _parts(path, parts) for what in _in(texts, withheld)]


def known_of(path: Path, every: Withheld) -> Known:
    """What an empty book holds of all that could be withheld."""
    found_here = {what for _, what in leaks(path, every)}
    addresses = {one for many in every.addresses.values() for one in many}
    with zipfile.ZipFile(path) as package:
        parts = frozenset(_digest(package.read(name)) for name in package.namelist())
    return Known(withheld_of(found_here - addresses, found_here & addresses), parts)


def _parts(path: Path, seen: AbstractSet[bytes] = frozenset()) -> Iterator[tuple[str, list[str]]]:
    """Every part with its texts, and the modules of the VBA project; names and comment of the zip always."""
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
        yield "zip", [*names, package.comment.decode(errors="replace")]
        for name in names:
            data = package.read(name)
            if _digest(data) in seen:
                continue
            yield name, texts_of(name, data)
            if name.endswith("vbaProject.bin"):
                yield "VBA", _modules(path)


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def texts_of(name: str, data: bytes) -> list[str]:
    """The different texts of a part."""
    if name.lower().endswith(_MARKUP):
        text = data.decode("utf-8-sig", errors="replace")
        text = _CELL_TAGS.sub("\n", text)
        parts = set(_BETWEEN.split(text))
        return [html.unescape(part) for part in parts if len(part) >= LEAST_ADDRESS]
    readings = [data.decode(code, errors="ignore") for code in ("utf-8", "utf-16-le", "gb18030")]
    return [part for reading in readings for part in set(_BETWEEN.split(reading)) if len(part) >= LEAST_ADDRESS]


def _modules(path: Path) -> list[str]:
    """The text of the VBA modules."""
    from pyopenvba import ExcelFile

    with ExcelFile(path) as book:
        return [line for source in book.vba_modules().values() for line in source.splitlines()]


def _in(texts: list[str], withheld: Withheld) -> list[str]:
    hits = withheld.has(sorted(found_in(half_width(text) for text in texts if _SUSPECT.search(text))))
    if withheld.addresses:
        joined = "\n".join(address(text) for text in texts)
        hits += sorted(set(withheld.addresses_in(joined)))
    return hits
