"""Where rows and cells stand in a sheet's text, whatever its spelling: other prefixes, single quotes, comments, cells
and rows without addresses. Slow and exact; the usual spelling is found faster (`sheetwrite`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workbook.engine.text.markup import TOKEN, attributes, local
from workbook.engine.text.references import column_index
from workbook.engine.text.xml_text import BadXml


@dataclass(slots=True)
class FoundCell:
    """Where a cell stands in a chunk."""

    column: int
    start: int
    tag_end: int
    end: int


@dataclass(slots=True)
class FoundRow:
    """Where a row and its cells stand in a chunk."""

    number: int
    start: int
    tag_end: int
    close_start: int
    end: int
    cells: list[FoundCell]


def found_rows(chunk: bytes) -> list[FoundRow]:
    """Every row and cell of a chunk with its place, whatever the spelling."""
    rows: list[FoundRow] = []
    row: FoundRow | None = None
    cell: FoundCell | None = None
    depth = at = number = column = 0
    while (match := TOKEN.match(chunk, at)) is not None:
        at = match.end()
        _, slash, name, source, closed, _ = match.groups()
        if name is None:
            continue
        kind, start = local(name), match.end(1)
        if cell is not None:
            if not slash and not closed:
                depth += 1
            elif slash and depth:
                depth -= 1
            elif slash:
                cell.end, cell = at, None
        elif kind == "row" and slash:
            if row is not None:
                row.close_start, row.end, row = start, at, None
        elif kind == "row":
            written = attributes(source).get("r")
            number = int(written) if written else number + 1
            row = FoundRow(number, start, at, at, at, [])
            rows.append(row)
            column = 0
            if closed:
                row = None
        elif kind == "c" and not slash and row is not None:
            reference = attributes(source).get("r")
            column = column_index(reference.rstrip("0123456789")) if reference else column + 1
            new = FoundCell(column, start, at, at)
            row.cells.append(new)
            cell, depth = (None if closed else new), 0
    if chunk[at:].strip() or row is not None or cell is not None:
        raise BadXml("cells")
    return rows


def row_sources(chunk: bytes) -> Iterator[tuple[int, bytes]]:
    """The number and the attributes' source of each row in a chunk."""
    number = at = 0
    while (match := TOKEN.match(chunk, at)) is not None:
        at = match.end()
        name = match.group(3)
        if name is not None and local(name) == "row" and not match.group(2):
            written = attributes(match.group(4)).get("r")
            number = int(written) if written and written.isdigit() else number + 1
            yield number, match.group(4)


def row_styles(chunk: bytes) -> dict[int, int]:
    """The styles that rows of a chunk give to cells that are not there (`s` counts where `customFormat` is on)."""
    if b"customFormat" not in chunk:
        return {}
    found = {}
    for number, source in row_sources(chunk):
        at = attributes(source)
        style = at.get("s", "")
        if at.get("customFormat") in ("1", "true") and style.isdigit() and style != "0":
            found[number] = int(style)
    return found
