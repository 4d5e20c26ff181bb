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
from workbook.build.usual_names import with_usual_names

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_RELATION = f"{{{_OFFICE}}}id"
_CHARACTER = re.compile(rb"&#(\d{3,});")
_INLINE_CELL = re.compile(rb'<c r="([A-Z]+\d+)"([^>]*?) t="inlineStr"><is>(.*?)</is></c>')
_FORMULA_CELL = re.compile(rb'<c r="([A-Z]+\d+)"([^>]*)>(<f[^>]*>[^<]*</f>)<v\s*/?>(?:</v>)?</c>')


def finished(body: bytes, cached: Mapping[tuple[str, str], object]) -> bytes:
    """The body with cached values (by sheet name and cell), usual names, fixed dates and a fixed zip."""
    parts = with_font_order(with_fixed_dates(read_parts(body)))
    parts = with_cached_values(parts, cached)
    return zipped(with_utf8(with_own_name(with_usual_names(with_shared_strings(parts)))))


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


def with_shared_strings(parts: Parts) -> Parts:
    """Move the texts of all cells into the shared strings part, where Excel itself keeps them."""
    index: dict[bytes, int] = {}
    uses = 0

    def share(match: re.Match[bytes]) -> bytes:
        nonlocal uses
        uses += 1
        at = index.setdefault(match[3], len(index))
        return b'<c r="%s"%s t="s"><v>%d</v></c>' % (match[1], match[2], at)

    done = dict(parts)
    for part in sheet_parts(parts).values():
        done[part] = _INLINE_CELL.sub(share, parts[part])
    _declare(done, "sharedStrings", "sharedStrings.xml")
    strings = b"".join(b"<si>%s</si>" % text for text in index)
    done["xl/sharedStrings.xml"] = (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<sst xmlns="%s" count="%d" uniqueCount="%d">%s</sst>'
        % (_MAIN.encode(), uses, len(index), strings)
    )
    return done


def _declare(parts: Parts, kind: str, name: str) -> None:
    """Add a workbook relationship and a content type for a part, unless they are there."""
    rels, types = "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
    if f"relationships/{kind}".encode() in parts[rels]:
        return
    link = f'<Relationship Type="{_OFFICE}/{kind}" Target="{name}" Id="rId_{kind}"/></Relationships>'
    type_ = f'<Override PartName="/xl/{name}" ContentType="{_SPREADSHEET}.{kind}+xml"/></Types>'
    parts[rels] = parts[rels].replace(b"</Relationships>", link.encode())
    parts[types] = parts[types].replace(b"</Types>", type_.encode())


def with_utf8(parts: Parts) -> Parts:
    """Write characters as themselves where openpyxl spells them &#23458;: a third of the size, and readable."""
    return {
        name: _CHARACTER.sub(lambda m: chr(int(m[1])).encode(), data) if name.endswith((".xml", ".rels")) else data
        for name, data in parts.items()
    }


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
        value = to_excel(value)  # type: ignore[no-untyped-call]
    if isinstance(value, bool):
        kind, shown = b' t="b"', str(int(value))
    elif isinstance(value, int | float):
        kind, shown = b"", f"{value:.15g}"
    else:
        kind, shown = b' t="str"', escape(str(value)) if value else ""
    return b'<c r="%s"%s%s>%s<v>%s</v></c>' % (cell, attributes, kind, formula, shown.encode())
