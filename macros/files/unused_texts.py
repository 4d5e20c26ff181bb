"""Texts of a saved workbook that no cell shows any more, made blank: a file keeps the texts of former cells in its list
of shared strings, where whoever opens the zip would still read what was erased."""

from __future__ import annotations

import re
from pathlib import Path

from workbook.engine.package.atomic_save import write_book
from workbook.engine.package.zip_package import open_package

STRINGS = "xl/sharedStrings.xml"
_CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*\st=\"s\"[^>]*(?<!/)>(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>(\d+)<", re.DOTALL)
_SHARED = re.compile(rb"<(?:\w+:)?c\b[^>]*\st=\"s\"[^>]*(?<!/)>")
_ITEM = re.compile(rb"<(?P<p>\w+:)?si(?:\s[^>]*)?(?:/>|>.*?</(?P=p)?si>|>.*?</si>)", re.DOTALL)


def blank_unused(path: Path) -> int | None:
    """Blank them in the file, which is replaced whole; how many there were, None where its sheets are written in a way
    that is not understood. FileBusy or CannotWrite where it cannot be written."""
    package = open_package(path)
    if STRINGS not in package:
        return 0
    used: set[int] = set()
    for name in package.members:
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            content = b"".join(package.chunks(name))
            found = [int(one) for one in _CELL.findall(content)]
            if len(found) != len(_SHARED.findall(content)):
                return None  # better every text than a wrong one
            used.update(found)
    new, count = blanked(b"".join(package.chunks(STRINGS)), used)
    if count:
        write_book(package, path, {STRINGS: new}, {}, set())
    return count


def blanked(data: bytes, used: set[int]) -> tuple[bytes, int]:
    """The list of shared strings with those not used blank, and how many these are.

    >>> blanked(b"<sst><si><t>a</t></si><si><t>b</t></si></sst>", {1})
    (b'<sst><si><t></t></si><si><t>b</t></si></sst>', 1)
    """
    parts: list[bytes] = []
    last = count = 0
    for at, match in enumerate(_ITEM.finditer(data)):
        if at in used or match[0] == b"<si><t></t></si>":
            continue
        prefix = match["p"] or b""
        parts += [data[last : match.start()], b"<%bsi><%bt></%bt></%bsi>" % (prefix, prefix, prefix, prefix)]
        last, count = match.end(), count + 1
    return b"".join([*parts, data[last:]]), count
