"""What of a worksheet part is the same before and after an edit, found without the engine, in one pass over tags."""

from __future__ import annotations

import re

_TAG = re.compile(
    rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>"
    rb"|<(/?)([^\s/>!?]+)((?:\s+[^\s=/>]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*(/?)>",
    re.DOTALL,
)
_ADDRESS = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]*)([0-9]+)[\"']")
_SPANS = re.compile(rb"\s+spans\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_DIMENSION = re.compile(rb"(<(?:\w+:)?dimension\s+ref=)(?:\"[^\"]*\"|'[^']*')")
Place = tuple[int, int]
Piece = tuple[str, Place, bytes]
"""What it is ('cell', 'row' or 'between'), where, and its bytes."""


def pieces(data: bytes) -> list[Piece]:
    """A part cut into its cells, its rows' opening tags, and what stands between them."""
    found: list[Piece] = []
    row = column = last = depth = start = 0
    inside = in_cell = False

    def cut(kind: str, place: Place, begin: int, end: int) -> None:
        nonlocal last
        found.extend([("between", (0, 0), data[last:begin]), (kind, place, data[begin:end])])
        last = end

    for match in _TAG.finditer(data):
        closing, name, source, closed = match.groups()
        kind = (name or b"").rpartition(b":")[2]
        if in_cell and name is not None:
            depth += -1 if closing else not closed
            if not depth:
                in_cell = False
                cut("cell", (row, column), start, match.end())
        elif kind == b"sheetData":
            inside = not closing and not closed
        elif inside and kind == b"row" and not closing:
            address = _ADDRESS.search(source)
            row, column = int(address[2]) if address else row + 1, 0
            cut("row", (row, 0), match.start(), match.end())
        elif inside and kind == b"c":
            address = _ADDRESS.search(source)
            column = _column(address[1]) if address else column + 1
            if closed:
                cut("cell", (row, column), match.start(), match.end())
            else:
                in_cell, depth, start = True, 1, match.start()
    return [*found, ("between", (0, 0), data[last:])]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def untouched(data: bytes, touched: set[Place], old_rows: set[int]) -> bytes:
    """A part without the touched cells, without rows that were not among the old ones, and without what these force:
    the hints at a row's and the sheet's extent, and that a row without cells may be closed in itself."""
    kept: list[bytes] = []
    for kind, place, source in pieces(data):
        if kind == "cell" and place in touched:
            continue
        if kind == "row":
            if place[0] not in old_rows:
                continue
            kept.append(b" ".join(_SPANS.sub(b"", source).rstrip(b"/>").split()) + b">")
        else:
            kept.append(source)
    whole = _DIMENSION.sub(rb"\1", b"".join(kept))
    return re.sub(rb"</(?:\w+:)?row\s*>|<(?:\w+:)?sheetData\s*/>|</?(?:\w+:)?sheetData\s*>", b"", whole)


def rows(data: bytes) -> list[int]:
    """The numbers of a part's rows, in its order."""
    return [place[0] for kind, place, _ in pieces(data) if kind == "row"]


def cells(data: bytes) -> list[Place]:
    """The places of a part's cells, in its order."""
    return [place for kind, place, _ in pieces(data) if kind == "cell"]
