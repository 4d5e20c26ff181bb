"""What stands around a sheet's cells: views, columns, merged cells, hyperlinks, table parts, and the ranges of
validations and formats that must follow a table's rows.

Head and tail of a worksheet are no documents of their own; each is completed with the tags it lacks, edited as
`Markup`, and cut back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from workbook.engine.parts.table_part import TableModel
from workbook.engine.text.markup import Markup, Node
from workbook.engine.text.references import MAX_ROW, Area, parse_area, parse_sqref
from workbook.engine.text.xml_text import BadXml

_DIMENSION = re.compile(rb"(<(?:[\w.-]+:)?dimension\s[^>]*?ref=[\"'])([^\"']*)([\"'])")
_SQREF = re.compile(rb"(\ssqref=)(\"[^\"]*\"|'[^']*')")
_XM_SQREF = re.compile(rb"(<(?:[\w.-]+:)?sqref>)([^<]*)(</)")
ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
    "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems",
    "tableParts", "extLst",
)  # fmt: skip
"""The order of a worksheet's children (ECMA-376 part 1, 18.3.1.99)."""


def edit_head(head: bytes, prefix: bytes, change: Callable[[Markup], None]) -> bytes:
    """The head after `change` has been at it. Raises BadXml."""
    closing = b"</" + prefix + b"worksheet>"
    if b"sheetData" in head.rpartition(b"<")[2]:
        closing = b"</" + prefix + b"sheetData>" + closing
    markup = Markup(head + closing)
    change(markup)
    return markup.result()[: -len(closing)]


def edit_tail(tail: bytes, prefix: bytes, change: Callable[[Markup], None]) -> bytes:
    """The tail after `change` has been at it. Raises BadXml."""
    opening = b"<" + prefix + b"worksheet>"
    if tail.lstrip().startswith(b"</" + prefix + b"sheetData"):
        opening += b"<" + prefix + b"sheetData>"
    markup = Markup(opening + tail)
    change(markup)
    return markup.result()[len(opening) :]


def put(markup: Markup, name: str, xml: str) -> None:
    """Add a child to the worksheet in its place, or replace the one that is there ('' takes it out)."""
    root = markup.root
    old = root.find(name)
    if old is not None:
        markup.replace(old.start, old.end, xml.encode())
        return
    if not xml:
        return
    rank = ORDER.index(name)
    at = root.open_end
    for child in root.children:
        if 0 <= _rank(child) < rank:
            at = max(at, child.end)
    if at == root.open_end and root.children and root.children[0].name not in ORDER:
        raise BadXml("worksheet")
    markup.replace(at, at, xml.encode())


def _rank(child: Node) -> int:
    """Where a child of the worksheet stands; one that is offered in several ways where these do; -1 for one unknown."""
    inside = child.walk() if child.name == "AlternateContent" else (child,)
    return next((ORDER.index(node.name) for node in inside if node.name in ORDER), -1)


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
    following its new size; `tables` are all of the sheet, as they were and as they are."""
    lowest = max((new.area.top for _, new in tables), default=0)
    both = [(old.data, new.data, new.area.top == lowest) for old, new in tables]
    moves = [(old, new, is_lowest) for old, new, is_lowest in both if old and new and old != new]
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


def follow(area: Area, moves: Sequence[tuple[Area, Area, bool]]) -> Area:
    """A range that lies over a table's columns and reaches to its last row reaches to the new last row, and as far
    below it as before; above another table, rows of the sheet were put in for that."""
    for old, new, is_lowest in moves:
        within = old.left <= area.left and area.right <= old.right and area.top >= old.top - 1
        if within and area.top <= old.bottom <= area.bottom < MAX_ROW and new.bottom >= area.top:
            spare = area.bottom - old.bottom
            bottom = new.bottom + spare if is_lowest or not spare else max(area.bottom, new.bottom)
            return Area(area.top, area.left, min(bottom, MAX_ROW), area.right)
    return area


def view(markup: Markup) -> Node:
    """The sheet's first view. Raises BadXml when there is none."""
    node = markup.root.find("sheetViews", "sheetView")
    if node is None:
        raise BadXml("no sheet view")
    return node


def ensure_view(head: bytes, prefix: bytes) -> bytes:
    """The head with a sheet view."""
    p = prefix.decode()

    def change(markup: Markup) -> None:
        if markup.root.find("sheetViews", "sheetView") is None:
            put(markup, "sheetViews", f'<{p}sheetViews><{p}sheetView workbookViewId="0"/></{p}sheetViews>')

    return edit_head(head, prefix, change)
