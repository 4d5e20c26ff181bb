"""The signs of a cell's text and their fonts, as xlwings sees them (rich text, ECMA-376 part 1, 18.4)."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from workbook.engine.fonts import Font, SharedFont, with_element
from workbook.engine.markup import Markup, Node, parse
from workbook.engine.refusing import Refusing, unsupported
from workbook.engine.values import Formula, RichText
from workbook.engine.xmltext import unescape_x

if TYPE_CHECKING:
    from workbook.engine.looks import Looks
    from workbook.engine.sheetpart import SheetPart

Runs = tuple[tuple[str, str], ...]
"""Pieces of a text, each with the markup of its <rPr>, without prefixes; '' for the cell's own font."""


class Characters(Refusing):
    """The signs from one position to another; all of them at first."""

    __slots__ = ("_cells", "_first", "_last")

    def __init__(self, cells: Looks, first: int | None = None, last: int | None = None) -> None:
        self._cells, self._first, self._last = cells, first, last

    def _whole(self, *, cut: bool = False) -> str:
        area = self._cells.rectangle
        value = self._cells.part.whole_cells(area.left, area.top, area.top)[0]
        if isinstance(value, str) and area.height * area.width == 1:
            return value
        if not cut and self._first is None and not isinstance(value, Formula):
            return "" if value is None else str(value)
        raise unsupported("Range.characters of several cells, numbers or formulas")

    @property
    def text(self) -> str:
        """The signs."""
        return str(self._whole(cut=self._first is not None))[self._first : self._last]

    def __getitem__(self, item: int | slice) -> Characters:
        length = len(self._whole(cut=True))
        if isinstance(item, slice):
            first, last, _ = item.indices(length)
        else:
            first = item + length if item < 0 else item
            last = first + 1
            if not 0 <= first < length:
                raise IndexError("character index out of range")
        return Characters(self._cells, first, last)

    @property
    def font(self) -> Font | CharacterFont:
        """Their font."""
        whole = self._first is None and self._last is None
        if whole and not any(look for _, look in runs_of(self._cells)):
            return Font(self._cells)
        return CharacterFont(self._cells, self._first, self._last)


class CharacterFont(SharedFont):
    """The font of some of a cell's signs."""

    __slots__ = ("_first", "_last")

    def __init__(self, cells: Looks, first: int | None, last: int | None) -> None:
        super().__init__(cells)
        self._first, self._last = first, last

    def _pieces(self) -> list[tuple[str, str, bool]]:
        """The text's pieces, cut at both ends of the signs: text, font, whether it is one of them."""
        found: list[tuple[str, str, bool]] = []
        at = 0
        runs = runs_of(self._cells)
        length = sum(len(text) for text, _ in runs)
        first, last = self._first or 0, length if self._last is None else self._last
        for text, look in runs:
            cuts = [0, *(cut for end in (first, last) if 0 < (cut := end - at) < len(text)), len(text)]
            for start, end in pairwise(cuts):
                found.append((text[start:end], look, first <= at + start < last))
            at += len(text)
        return found

    def _own(self) -> str:
        """The cell's font as the markup of a run."""
        area, styles = self._cells.rectangle, self._cells.styles
        font = styles.source("fonts", self._cells.part.style(area.top, area.left)) or "<font/>"
        return font.replace("<font", "<rPr", 1).replace("</font>", "</rPr>").replace("<name ", "<rFont ")

    def _fonts(self, name: str) -> list[Node | None]:
        tag = "rFont" if name == "name" else name
        return [parse((look or self._own()).encode()).find(tag) for _, look, own in self._pieces() if own]

    def _write(self, name: str, xml: str) -> None:
        changed = []
        for text, look, own in self._pieces():
            font = (look or self._own()).replace("rPr", "font").replace("<rFont ", "<name ")
            new = with_element(font, name, xml).replace("font>", "rPr>").replace("<name ", "<rFont ")
            changed.append((text, new if own else look))
        area = self._cells.rectangle
        self._cells.part.write_column(area.left, area.top, [RichText.of(changed)])


def runs_of(cells: Looks) -> Runs:
    """The pieces of a cell's text, as it is now."""
    area, part = cells.rectangle, cells.part
    written, value = part.overlay.written(area.left, area.top)
    if not written:
        found = _runs_in_file(part, str(cells.first_cell))
        if found:
            return found
        value = part.value(area.top, area.left)
    if isinstance(value, RichText):
        return value.runs
    return ((str(value), ""),) if isinstance(value, str) else ()


def _runs_in_file(sheet: SheetPart, address: str) -> Runs:
    """The pieces of a text in the file; () where the cell has none, or is spelt in an unusual way."""
    pattern = re.compile(rb'<c r="' + address.encode() + rb'"((?:\s[^>]*)?)>(.*?)</c>', re.DOTALL)
    with sheet.document.reading(sheet.part):
        for chunk in sheet.text().body():
            match = pattern.search(chunk)
            if match is None:
                continue
            cell = parse(b"<c>" + match.group(2) + b"</c>")
            if b't="inlineStr"' in match.group(1):
                source, inline = b"<c>" + match.group(2) + b"</c>", cell.find("is")
                return _runs(source, inline) if inline is not None else ()
            number = cell.find("v")
            part = sheet.document.related("sharedStrings")
            if b't="s"' not in match.group(1) or number is None or part is None:
                return ()
            strings = Markup(sheet.document.read(part))
            return _runs(strings.data, strings.root.all("si")[int(number.text)])
    return ()


def _runs(source: bytes, item: Node) -> Runs:
    found = []
    for run in item.all("r"):
        text, look = run.find("t"), run.find("rPr")
        xml = source[look.start : look.end].decode() if look is not None else ""
        if look is not None and look.prefix:
            xml = re.sub(f"<(/?){re.escape(look.prefix.decode())}", r"<\1", xml)
        found.append((unescape_x(text.text) if text is not None else "", xml))
    return tuple(found)
