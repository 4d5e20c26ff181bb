"""The last strokes on a body: cached values of formulas, and bytes that depend on nothing but the input.

openpyxl writes a formula without its value. A reader that does not calculate (a viewer, a script, our own engine)
would see nothing, so the values known at build time are put in.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from xml.sax.saxutils import escape

from lxml import etree
from openpyxl.utils.datetime import to_excel

from workbook.build.pack import Parts, read_parts, with_fixed_dates, with_font_order, zipped

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_FORMULA_CELL = re.compile(rb'<c r="([A-Z]+\d+)"([^>]*)>(<f[^>]*>[^<]*</f>)<v\s*/?>(?:</v>)?</c>')


def finished(body: bytes, cached: Mapping[tuple[str, str], object]) -> bytes:
    """The body with cached values (by sheet name and cell), fixed dates and a fixed zip."""
    parts = with_font_order(with_fixed_dates(read_parts(body)))
    parts = with_cached_values(parts, cached)
    return zipped(with_own_name(parts))


def with_cached_values(parts: Parts, cached: Mapping[tuple[str, str], object]) -> Parts:
    """Put values beside formulas; ValueError if one of them finds no formula to stand beside."""
    done = dict(parts)
    left = dict(cached)
    for title, part in sheet_parts(parts).items():
        known = {cell: value for (sheet, cell), value in cached.items() if sheet == title}
        if not known:
            continue

        def fill(match: re.Match[bytes], known: Mapping[str, object] = known, title: str = title) -> bytes:
            cell = match[1].decode()
            left.pop((title, cell), None)
            return _cell(match, known.get(cell))

        done[part] = _FORMULA_CELL.sub(fill, parts[part])
    if left:
        raise ValueError(f"no formula stands at {sorted(left)[:5]}")
    return done


def sheet_parts(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Sheet name -> name of its part."""
    relations = etree.fromstring(parts["xl/_rels/workbook.xml.rels"])
    targets = {one.get("Id"): one.get("Target", "") for one in relations}
    found: dict[str, str] = {}
    for sheet in etree.fromstring(parts["xl/workbook.xml"]).iter(f"{{{_MAIN}}}sheet"):
        target = targets[sheet.get(_RELATION)]
        found[sheet.get("name", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return found


def with_own_name(parts: Parts) -> Parts:
    """Say in the document properties what made the file: openpyxl would call it Microsoft Excel."""
    name = "docProps/app.xml"
    made = re.sub(rb"<Application>[^<]*</Application>", b"<Application>Customer Book</Application>", parts[name])
    return {**parts, name: re.sub(rb"<AppVersion>[^<]*</AppVersion>", b"<AppVersion>1.0</AppVersion>", made)}


def _cell(match: re.Match[bytes], value: object) -> bytes:
    cell, attributes, formula = match[1], re.sub(rb'\st="[^"]*"', b"", match[2]), match[3]
    if isinstance(value, dt.date):
        value = to_excel(value)
    if isinstance(value, bool):
        kind, shown = b' t="b"', str(int(value))
    elif isinstance(value, int | float):
        kind, shown = b"", f"{value:.15g}"
    else:
        kind, shown = b' t="str"', escape(str(value)) if value else ""
    return b'<c r="%s"%s%s>%s<v>%s</v></c>' % (cell, attributes, kind, formula, shown.encode())
