"""Rows of a workbook file that somebody hid, filtered out or struck through: they are read like others, and told."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from xml.sax.saxutils import unescape

from workbook.language import Text

LARGEST = 64 * 2**20
"""A sheet of more bytes is not searched: it is an export, not a list that somebody worked on."""

_ROW = re.compile(rb"<row\b([^>]*?)(?:/>|>(.*?)</row>)", re.DOTALL)
_NUMBER = re.compile(rb'\br="(\d+)"')
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_CELL = re.compile(rb'<c\b[^>]*?\bs="(\d+)"[^>]*?>\s*(?:<f|<v|<is)')
_HIDDEN_TOLD = Text(
    "有 {n:,} 行被隐藏或筛选掉（第 {rows} 行），{what}",
    "{n:,} rows are hidden or filtered out (rows {rows}); they were {what}",
)
_STRUCK_TOLD = Text(
    "有 {n:,} 行划了删除线（第 {rows} 行），{what}", "{n:,} rows are struck out (rows {rows}); they were {what}"
)
_UNREADABLE = (zipfile.BadZipFile, KeyError, OSError, NotImplementedError)
_READ = Text("也读了；不要它们请加 --rows visible", "read all the same; leave them out with --rows visible")
_LEFT = Text("没有读", "left out")


@dataclass(frozen=True)
class MarkedRows:
    """Numbers of rows on their sheet."""

    hidden: frozenset[int] = field(default_factory=frozenset)
    struck: frozenset[int] = field(default_factory=frozenset)

    def told(self, *, left_out: bool) -> list[Text]:
        """What to tell of them."""
        what = _LEFT if left_out else _READ
        found = []
        for rows, text in ((self.hidden, _HIDDEN_TOLD), (self.struck, _STRUCK_TOLD)):
            if rows:
                some = [str(row) for row in sorted(rows)[:10]]
                more = "…" if len(rows) > len(some) else ""
                listed = Text("、".join(some) + more, ", ".join(some) + more)
                found.append(text.format(n=len(rows), rows=listed, what=what))
        return found


def marked_rows(content: bytes, sheets: Sequence[str]) -> dict[str, MarkedRows]:
    """The hidden and struck rows of these sheets of an .xlsx; none of other files."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            struck = _struck_styles(package)
            return {sheet: _marked(package, sheet, struck) for sheet in sheets}
    except _UNREADABLE:
        return {sheet: MarkedRows() for sheet in sheets}


def _marked(package: zipfile.ZipFile, sheet: str, struck: frozenset[int]) -> MarkedRows:
    try:
        part = _part_of(package, sheet)
        if part is None or package.getinfo(part).file_size > LARGEST:
            return MarkedRows()
        cells = package.read(part)
    except _UNREADABLE:
        return MarkedRows()
    hidden: set[int] = set()
    out: set[int] = set()
    if _HIDDEN.search(cells) or struck:
        for match in _ROW.finditer(cells):
            number = _NUMBER.search(match[1])
            if number is None:
                continue
            if _HIDDEN.search(match[1]):
                hidden.add(int(number[1]))
            if struck and match[2] and (first := _CELL.search(match[2])) and int(first[1]) in struck:
                out.add(int(number[1]))
    return MarkedRows(frozenset(hidden), frozenset(out))


def _part_of(package: zipfile.ZipFile, sheet: str) -> str | None:
    """The part that holds a sheet."""
    book = package.read("xl/workbook.xml").decode("utf-8", "replace")
    links = package.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    for tag in re.findall(r"<sheet\b[^>]*>", book):
        name, link = re.search(r'\bname="([^"]*)"', tag), re.search(r'\br:id="([^"]*)"', tag)
        if name and link and unescape(name[1], {"&quot;": '"', "&apos;": "'"}) == sheet:
            for one in re.findall(r"<Relationship\b[^>]*>", links):
                if f'Id="{link[1]}"' in one and (target := re.search(r'Target="([^"]*)"', one)):
                    return target[1].lstrip("/") if target[1].startswith("/") else f"xl/{target[1]}"
    return None


def _struck_styles(package: zipfile.ZipFile) -> frozenset[int]:
    """Numbers of the cell formats whose font is struck through."""
    if "xl/styles.xml" not in package.namelist():
        return frozenset()
    styles = package.read("xl/styles.xml").decode("utf-8", "replace")
    fonts = re.search(r"<fonts\b.*?</fonts>", styles, re.DOTALL)
    formats = re.search(r"<cellXfs\b.*?</cellXfs>", styles, re.DOTALL)
    if not fonts or not formats or "<strike" not in fonts[0]:
        return frozenset()
    struck = {
        at
        for at, font in enumerate(re.findall(r"<font\b[^>]*?(?:/>|>.*?</font>)", fonts[0], re.DOTALL))
        if re.search(r'<strike(?:\s*/>|\s+val="(?:1|true)")', font)
    }
    named = re.findall(r'<xf\b[^>]*?\bfontId="(\d+)"', formats[0])
    return frozenset(at for at, font in enumerate(named) if int(font) in struck)
