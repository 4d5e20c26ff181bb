"""What stands around a sheet's cells and must follow them: the used range, and ranges that cover a table's rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workbook.engine.references import Area, parse_area, parse_sqref
from workbook.engine.tableparts import TableModel

_DIMENSION = re.compile(rb"(<(?:[\w.-]+:)?dimension\s[^>]*?ref=[\"'])([^\"']*)([\"'])")
_SQREF = re.compile(rb"(\ssqref=)(\"[^\"]*\"|'[^']*')")
_XM_SQREF = re.compile(rb"(<(?:[\w.-]+:)?sqref>)([^<]*)(</)")


def with_dimension(head: bytes, last_row: int, last_column: int) -> bytes:
    """The head with a <dimension> that reaches at least to that cell."""
    match = _DIMENSION.search(head)
    if not match or not last_row:
        return head
    try:
        area = parse_area(match.group(2).decode("ascii"))
    except ValueError:
        return head
    if area.bottom >= last_row and area.right >= last_column:
        return head
    wider = Area(area.top, area.left, max(area.bottom, last_row), max(area.right, last_column))
    return head[: match.start(2)] + str(wider).encode() + head[match.end(2) :]


def with_table_ranges(tail: bytes, tables: Sequence[tuple[TableModel, TableModel]]) -> bytes:
    """The tail with the ranges of validations and conditional formats (x14 ones included) that cover a table's rows
    following its new size."""
    moves = [(old.data, new.data) for old, new in tables if old.data and new.data and old.data != new.data]
    if not moves:
        return tail

    def followed(text: bytes) -> bytes:
        try:
            areas = parse_sqref(text.decode("ascii"))
        except (ValueError, UnicodeDecodeError):
            return text
        new = [follow(area, moves) for area in areas]
        return text if new == areas else " ".join(map(str, new)).encode()

    tail = _SQREF.sub(lambda m: m.group(1) + m.group(2)[:1] + followed(m.group(2)[1:-1]) + m.group(2)[-1:], tail)
    return _XM_SQREF.sub(lambda m: m.group(1) + followed(m.group(2)) + m.group(3), tail)


def follow(area: Area, moves: Sequence[tuple[Area, Area]]) -> Area:
    """A range that lies over a table's columns and reaches to its last row reaches to the new last row."""
    for old, new in moves:
        within = old.left <= area.left and area.right <= old.right and area.top >= old.top - 1
        if within and area.top <= old.bottom and area.bottom == old.bottom and new.bottom >= area.top:
            return Area(area.top, area.left, new.bottom, area.right)
    return area
