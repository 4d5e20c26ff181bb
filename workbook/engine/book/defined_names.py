"""Defined names: what may be one, what a name or reference means, and how a name refers to cells."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from workbook.engine.text.references import MAX_COLUMN, MAX_ROW, Area, column_index, column_name, parse_area, quoted
from workbook.errors import InputError
from workbook.language import Text

if TYPE_CHECKING:
    from workbook.engine.book.document import Document
    from workbook.engine.parts.workbook_part import SheetEntry

TARGET = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!(.+)\Z")
_STRUCTURED = re.compile(r"([^\W\d][\w.]*)(?:\[(.*)\])?\Z", re.DOTALL)
_CELL = re.compile(r"([A-Za-z]{1,3})([1-9][0-9]{0,6})\Z")
_ROW_COLUMN = re.compile(r"[Rr][0-9]*(?:[Cc][0-9]*)?\Z|[Cc][0-9]*\Z|true\Z|false\Z", re.IGNORECASE)
"""Addresses of the other style (R1C1, RC, C2), and the two constants."""


def check_name(name: str) -> None:
    """Raise InputError for what cannot be a defined name."""
    good = bool(re.match(r"[^\W\d][\w.?\\]*\Z|\\[\w.?\\]*\Z", name)) and len(name) <= 255
    cell = _CELL.match(name)
    looks_like_cell = bool(_ROW_COLUMN.match(name)) or (
        cell is not None and column_index(cell.group(1)) <= MAX_COLUMN and int(cell.group(2)) <= MAX_ROW
    )
    if not good or looks_like_cell:
        raise InputError(
            Text(
                f"“{name}”不能作名称：用字母或汉字开头，不含空格，也不能像单元格地址。",
                f"“{name}” cannot be a name: start with a letter, no spaces, and not like a cell's address.",
            )
        )


Place = tuple["SheetEntry", Area]
"""A sheet and a rectangle of its cells."""


def resolve(document: Document, text: str, sheet: SheetEntry | None = None) -> Place | None:
    """The cells that a reference, name or structured reference means, `sheet` being where it is read; None when it
    means none."""
    workbook = document.workbook
    match = TARGET.match(text)
    if match:
        title = (match.group(1) or match.group(2)).replace("''", "'")
        at = workbook.find_sheet(title)
        if at is None:
            return None
        sheet, text = workbook.sheets[at], match.group(3)
        position = workbook.find_name(text, at)
        if position is not None:
            return resolve(document, workbook.names[position].text, sheet)
    if sheet is not None:
        try:
            return sheet, parse_area(text)
        except ValueError:
            pass
    return _named(document, text, sheet) or _structured(document, text)


def _named(document: Document, text: str, sheet: SheetEntry | None) -> Place | None:
    workbook = document.workbook
    for scope in ([workbook.sheets.index(sheet)] if sheet is not None else []) + [None]:
        at = workbook.find_name(text, scope)
        if at is not None and workbook.names[at].text.casefold() != text.casefold():
            return resolve(document, workbook.names[at].text, sheet)
    return None


def _structured(document: Document, text: str) -> Place | None:
    match = _STRUCTURED.match(text)
    table = document.table(match.group(1)) if match else None
    if match is None or table is None:
        return None
    entry = document.entry_of(table.sheet.part)
    model = table.model
    inside = match.group(2)
    areas = {"#all": model.area, "#headers": model.header, "#totals": model.totals, "#data": model.data}
    if not inside:
        return (entry, model.data) if model.data else None
    parts = re.findall(r"\[((?:'.|[^'\]])*)\]", inside) if inside.startswith("[") else [inside]
    area, columns = model.data, []
    for part in parts:
        if part.lower() in areas:
            area = areas[part.lower()]
        else:
            columns.append(re.sub(r"'(.)", r"\1", part))
    if area is None:
        return None
    names = [column.name.casefold() for column in model.columns]
    if any(column.casefold() not in names for column in columns):
        return None
    if columns:
        positions = [area.left + names.index(column.casefold()) for column in columns]
        area = replace(area, left=min(positions), right=max(positions))
    return entry, area


def reference(sheet: str, area: Area) -> str:
    """How a defined name refers to a rectangle of a sheet."""
    first = f"${column_name(area.left)}${area.top}"
    last = f"${column_name(area.right)}${area.bottom}"
    return f"{quoted(sheet)}!{first}" + ("" if first == last else f":{last}")
