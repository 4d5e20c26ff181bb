"""Dynamic arrays: formulas that fill as many cells as their answer has. The file holds such a formula as an array
formula of its first cell, with a number on the cell (`cm`) that leads to the book's metadata part
([MS-XLSX] 2.4.130 dynamicArrayProperties; ECMA-376 part 1, 18.9)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbook.engine.text.formula_spelling import tokens
from workbook.engine.text.future_functions import GIVE_ARRAYS, TAKE_RANGES
from workbook.engine.text.markup import Markup, Node
from workbook.engine.text.references import column_name

if TYPE_CHECKING:
    from workbook.engine.book.document import Document
    from workbook.engine.book.sheet_part import SheetPart

_TYPE = "XLDAPR"
_URI = "{bdbb8cdc-fa1e-496e-a857-3c3f30c029c3}"
_SPREADSHEET = "http://schemas.microsoft.com/office/spreadsheetml/2017/dynamicarray"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheetMetadata+xml"
_EMPTY = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<metadata xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"></metadata>'
)
_COPIED = (
    "copy", "pasteAll", "pasteValues", "merge", "splitFirst", "rowColShift", "clearFormats", "clearComments", "assign",
    "coerce", "cellMeta",
)  # fmt: skip
_ORDER = ("metadataTypes", "metadataStrings", "mdxMetadata", "futureMetadata", "cellMetadata", "valueMetadata")


def fills_several(formula: str) -> bool:
    """Whether a formula may fill more than one cell: it calls a function that gives an array, or calculates with a
    whole range where one value is asked for.

    >>> [fills_several(text) for text in ("=SUM(A1:A3)", "=SUM(A1:A3*2)", "=A1:A3", "=SORT(A1:A3)", "=A1*2")]
    [False, True, True, True, False]
    """
    calls: list[str] = []
    pending = before = ""
    found = list(tokens(formula.removeprefix("=")))
    for at, (kind, text) in enumerate(found):
        if kind == "call":
            pending = text.upper()
            if pending in GIVE_ARRAYS:
                return True
        elif text == "(":
            calls.append(pending)
            pending = ""
        elif text == ")":
            if calls:
                calls.pop()
        elif text in ("{", "#"):
            return True
        elif kind == "range":
            after = found[at + 1][1] if at + 1 < len(found) else ""
            alone = before in ("(", ",") and after in (",", ")") and bool(calls) and calls[-1] in TAKE_RANGES
            if not alone and before != "@" and "SUMPRODUCT" not in calls:  # which calculates with arrays by itself
                return True
        before = text
    return False


def cell_metadata(document: Document) -> int:
    """The number that cells with a dynamic array carry; the book's metadata gets an entry where it has none."""
    relations = document.relationships(document.workbook_part)
    part = next((relation.target for relation in relations if relation.kind == "sheetMetadata"), None)
    if part is None:
        part = document.free_part("metadata{}.xml")
        document.put_part(part, _EMPTY, content_type=_KIND)
        document.relate(document.workbook_part, "sheetMetadata", part)
    with document.reading(part):
        data, number = _with_entry(document.read(part))
    if data is not None:
        document.put_part(part, data)
    return number


def _with_entry(data: bytes) -> tuple[bytes | None, int]:
    """The metadata with an entry for dynamic arrays (None where it has one), and the entry's number."""
    markup = Markup(data)
    if markup.root.self_closed:
        markup = Markup(_EMPTY)
    root = markup.root
    types, future, cells = root.find("metadataTypes"), _future(root), root.find("cellMetadata")
    known = types.all("metadataType") if types else []
    kind = next((n for n, node in enumerate(known, 1) if node.get("name") == _TYPE), None)
    entries = future.all("bk") if future else []
    entry = next((n for n, node in enumerate(entries) if _is_dynamic(node)), None)
    listed = cells.all("bk") if cells else []
    if kind is not None and entry is not None:
        for number, node in enumerate(listed, 1):
            record = node.find("rc")
            if record is not None and (record.get("t"), record.get("v")) == (str(kind), str(entry)):
                return None, number
    p = root.prefix.decode()
    if kind is None:
        flags = "".join(f' {name}="1"' for name in _COPIED)
        one = f'<{p}metadataType name="{_TYPE}" minSupportedVersion="120000"{flags}/>'
        _add(markup, "metadataTypes", types, one, len(known) + 1)
        kind = len(known) + 1
    if entry is None:
        one = (
            f'<{p}bk><{p}extLst><{p}ext uri="{_URI}"><xda:dynamicArrayProperties xmlns:xda="{_SPREADSHEET}"'
            f' fDynamic="1" fCollapsed="0"/></{p}ext></{p}extLst></{p}bk>'
        )
        _add(markup, "futureMetadata", future, one, len(entries) + 1, f' name="{_TYPE}"')
        entry = len(entries)
    one = f'<{p}bk><{p}rc t="{kind}" v="{entry}"/></{p}bk>'
    _add(markup, "cellMetadata", cells, one, len(listed) + 1)
    return markup.result(), len(listed) + 1


def _future(root: Node) -> Node | None:
    return next((node for node in root.all("futureMetadata") if node.get("name") == _TYPE), None)


def _is_dynamic(entry: Node) -> bool:
    return any(node.name == "dynamicArrayProperties" and node.get("fDynamic") in ("1", "true") for node in entry.walk())


def _add(markup: Markup, name: str, old: Node | None, one: str, count: int, more: str = "") -> None:
    """Put one more into a list of the metadata, or make the list, in its place."""
    if old is not None:
        markup.append(old, one)
        markup.set(old, count=str(count))
        return
    root = markup.root
    p = root.prefix.decode()
    xml = f'<{p}{name}{more} count="1">{one}</{p}{name}>'
    rank = _ORDER.index(name)
    before = [child.end for child in root.children if child.name in _ORDER[: rank + 1]]
    at = max([root.open_end, *before])
    markup.replace(at, at, xml.encode())


def metadata_of(sheet: SheetPart, row: int, column: int) -> int | None:
    """The number that a cell of the file carries, where it does."""
    wanted = re.compile(rb"<(?:[\w.-]+:)?c\s[^>]*?\br=[\"']%s[\"'][^>]*>" % f"{column_name(column)}{row}".encode())
    for chunk in sheet.text().body():
        tag = wanted.search(chunk)
        if tag is not None:
            number = re.search(rb"\scm=[\"']([0-9]+)[\"']", tag.group())
            return int(number.group(1)) if number else None
    return None
