"""Reader of web pages and Excel-2003 XML that other programs save as .xls: their tables as rows of text.

An ERP's "export to Excel" is often one of these; Excel opens them with a warning, so people take them for workbooks.
A merged cell's text stands in its first cell, the others are blank, as on a sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from workbook.errors import InputError
from workbook.language import Text
from workbook.rules.reading.grid import Grid, Merged

_SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"
_HEAD = 65_536
Sheet = tuple[list[list[str]], list[Merged]]
"""Rows of text, and the cells that are merged over several rows."""

_WIDEST, _DEEPEST = 16_384, 1_048_576
"""Columns and rows of a sheet: a merged cell that claims more claims too much."""


def unpacked(content: bytes) -> bytes:
    """The page inside a web archive (.mht, also named .xls), as UTF-8; other content as it is."""
    if not content[:_HEAD].lstrip().lower().startswith(b"mime-version:"):
        return content
    import email
    import email.policy

    message = email.message_from_bytes(content.lstrip(), policy=email.policy.default)
    pages = [str(part.get_content()) for part in message.walk() if part.get_content_type() == "text/html"]
    return max((page for page in pages if "<table" in page.lower()), key=len, default="").encode() or content


def is_markup(content: bytes) -> bool:
    """Is this a web page with a table, or an XML spreadsheet?"""
    head = content[:_HEAD].replace(b"\x00", b"").lower()
    begins = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")
    return begins and (b"<table" in head or _SPREADSHEET.encode() in head)


def read_markup(path: Path, text: str) -> Grid:
    """The longest table of the page, or the longest sheet. InputError where nothing stands in any."""
    found = _sheets(text) if _SPREADSHEET in text[:_HEAD] else _html_tables(text)
    rows, merged = max(found, key=lambda one: len(one[0]), default=([], []))
    width = max(map(len, rows), default=0)
    if not any(map(any, rows)):
        raise InputError(Text(f"{path} 里没有内容。", f"{path} holds nothing."))
    return Grid([[*row, *[""] * (width - len(row))] for row in rows], range(1, len(rows) + 1), merged=merged)


def _html_tables(text: str) -> Iterator[Sheet]:
    from lxml import html

    if not text.strip():
        return
    parser = html.HTMLParser(no_network=True, huge_tree=False)
    page = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text), parser=parser)
    for table in page.iter("table"):
        lines = [line for line in table.iter("tr") if next(line.iterancestors("table")) is table]
        yield _laid_out(
            [
                (None, _number(cell.get("colspan")), _number(cell.get("rowspan")), _content(cell))
                for cell in line.iterchildren("td", "th")
            ]
            for line in lines
        )


def _content(cell: Any) -> str:
    for end in cell.iter("br"):
        end.tail = "\n" + (end.tail or "")
    lines = re.sub(r"[ \t\r\f]+", " ", cell.text_content()).split("\n")
    return "\n".join(line.strip() for line in lines if line.strip())


def _sheets(text: str) -> Iterator[Sheet]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
    root = etree.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text).encode("utf-8", "replace"), parser=parser)
    if root is None:
        return
    own = f"{{{_SPREADSHEET}}}"
    for table in root.iter(f"{own}Table"):
        yield _laid_out(
            [
                (
                    _number(cell.get(f"{own}Index")) - 1 if cell.get(f"{own}Index") else None,
                    _number(cell.get(f"{own}MergeAcross"), 0) + 1,
                    _number(cell.get(f"{own}MergeDown"), 0) + 1,
                    _value(cell.find(f"{own}Data"), own),
                )
                for cell in line.iterchildren(f"{own}Cell")
            ]
            for line in table.iterchildren(f"{own}Row")
        )


def _value(data: Any, own: str) -> str:
    if data is None:
        return ""
    text = "".join(data.itertext())
    return text.removesuffix(".000").removesuffix("T00:00:00") if data.get(f"{own}Type") == "DateTime" else text


def _number(text: str | None, default: int = 1) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 8 else default


def _laid_out(lines: Iterable[list[tuple[int | None, int, int, str]]]) -> Sheet:
    """Rows of (place where one is given, columns covered, rows covered, text) as rows of text."""
    rows: list[list[str]] = []
    merged: list[Merged] = []
    covered: dict[int, int] = {}  # column -> the row up to which a merged cell from above covers it
    for number, line in enumerate(lines):
        row: list[str] = []
        for place, across, down, text in line:
            while covered.get(len(row), 0) > number:
                row.append("")
            row += [""] * (min(place or 0, _WIDEST) - len(row))
            if down > 1:
                left = len(row)
                merged.append((number, left, number + min(down, _DEEPEST) - 1, left + min(across, _WIDEST) - 1))
                covered |= dict.fromkeys(range(len(row), len(row) + min(across, _WIDEST)), number + min(down, _DEEPEST))
            row += [text, *[""] * (min(across, _WIDEST) - 1)]
        rows.append(row[:_WIDEST])
    return rows, merged
