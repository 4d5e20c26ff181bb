"""The text of a shape and its fonts, as xlwings sees them. A paragraph's end reads as a line feed, a line break inside
one as a vertical tab, as in Excel."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from workbook.engine import drawings
from workbook.engine.colours import Rgb, hexadecimal
from workbook.engine.drawings import Drawn
from workbook.engine.drawingtext import (
    BEFORE_FILL,
    BEFORE_LATIN,
    FILLS,
    Paragraph,
    Run,
    paragraphs,
    put_child,
    rgb,
    written,
)
from workbook.engine.markup import Markup, Node, parse
from workbook.engine.refusing import Refusing, unsupported
from workbook.engine.xmltext import escape_attribute

if TYPE_CHECKING:
    from workbook.engine.shapes import Shape

_DEFAULT_SIZE = 18.0
"""Points of a text that nobody gave a size (21.1.2.3.9)."""


def _body(one: Drawn) -> Node | None:
    if one.node.name != "sp":
        raise unsupported(f"the text of a {one.kind}")
    return one.node.find("txBody")


def _read(shape: Shape) -> list[Paragraph]:
    sheet = shape.parent.part
    body = _body(shape.drawn)
    return paragraphs(sheet.document.read(drawings.drawing_part(sheet) or ""), body) if body is not None else []


def text_of(shape: Shape) -> str:
    """The text of a shape."""
    return "\n".join("".join(run.text for run in one.runs) for one in _read(shape))


def set_text(shape: Shape, text: str) -> None:
    """Give a shape another text, which looks as the first piece of the old one."""
    old = _read(shape)
    first = old[0] if old else Paragraph("", (), "")
    look = first.runs[0].look if first.runs else ""
    _write(shape, [replace(first, runs=(Run(line, look),)) for line in text.replace("\r\n", "\n").split("\n")])


def _write(shape: Shape, listed: Sequence[Paragraph]) -> None:
    def change(markup: Markup, one: Drawn) -> None:
        body = _body(one)
        if body is not None and (old := body.all("p")):
            markup.replace(old[0].start, old[-1].end, written(old[0].prefix.decode(), listed).encode())
            return
        after = one.node.find("style") or one.node.find("spPr")
        at = after.end if after is not None else one.node.open_end
        p = one.node.prefix.decode()
        inner = f'<a:bodyPr xmlns:a="{drawings.MAIN}"/>' + written("a:", listed).replace(
            "<a:p>", f'<a:p xmlns:a="{drawings.MAIN}">'
        )
        markup.replace(at, at, f"<{p}txBody>{inner}</{p}txBody>".encode())

    drawings.edit(shape.parent.part, shape.key, change)


class ShapeCharacters(Refusing):
    """The signs of a shape's text from one position to another; all of them at first."""

    __slots__ = ("_first", "_last", "_shape")

    def __init__(self, shape: Shape, first: int | None = None, last: int | None = None) -> None:
        self._shape, self._first, self._last = shape, first, last

    @property
    def text(self) -> str:
        """The signs."""
        return text_of(self._shape)[self._first : self._last]

    def __getitem__(self, item: int | slice) -> ShapeCharacters:
        length = len(text_of(self._shape))
        if isinstance(item, slice):
            first, last, _ = item.indices(length)
            return ShapeCharacters(self._shape, first, last)
        first = item + length if item < 0 else item
        if not 0 <= first < length:
            raise IndexError("character index out of range")
        return ShapeCharacters(self._shape, first, first + 1)

    @property
    def font(self) -> ShapeFont:
        """Their font."""
        return ShapeFont(self._shape, self._first, self._last)


class ShapeFont(Refusing):
    """The font of some signs of a shape's text. A property that they do not share is None."""

    __slots__ = ("_first", "_last", "_shape")

    def __init__(self, shape: Shape, first: int | None = None, last: int | None = None) -> None:
        self._shape, self._first, self._last = shape, first, last

    def _cut(self) -> list[tuple[Paragraph, list[tuple[Run, bool]]]]:
        """Each paragraph with its runs, cut at both ends of the signs, and whether each is one of them."""
        found = []
        at = 0
        first, last = self._first or 0, 1 << 40 if self._last is None else self._last
        for one in _read(self._shape):
            runs = []
            for run in one.runs:
                length = len(run.text)
                cuts = [0, *(cut for end in (first, last) if 0 < (cut := end - at) < length), length]
                for start, end in pairwise(sorted(set(cuts))):
                    runs.append((Run(run.text[start:end], run.look), first <= at + start < last))
                at += length
            found.append((one, runs))
            at += 1  # the paragraph's end
        return found

    def _shared(self, meaning: Callable[[Node | None], Any]) -> Any:
        looks = {run.look for _, runs in self._cut() for run, own in runs if own} or {""}
        found = {meaning(parse(look.encode()) if look else None) for look in looks}
        return found.pop() if len(found) == 1 else None

    def _change(self, change: Callable[[Markup], None]) -> None:
        def changed(look: str) -> str:
            markup = Markup((look or "<a:rPr/>").encode())
            change(markup)
            return markup.result().decode()

        cut = [
            replace(one, runs=tuple(Run(run.text, changed(run.look)) if own else run for run, own in runs))
            for one, runs in self._cut()
        ]
        body = _body(self._shape.drawn)
        prefix = next((node.prefix.decode() for node in body.all("p")), "a:") if body is not None else "a:"
        if prefix != "a:":  # what is new here is written with the usual prefix
            cut = [
                replace(one, runs=tuple(replace(r, look=re.sub(r"<(/?)a:", rf"<\1{prefix}", r.look)) for r in one.runs))
                for one in cut
            ]
        _write(self._shape, cut)

    def _flag(self, name: str) -> bool | None:
        found: bool | None = self._shared(lambda node: node is not None and node.get(name) in ("1", "true"))
        return found

    @property
    def bold(self) -> bool | None:
        """Heavy type."""
        return self._flag("b")

    @bold.setter
    def bold(self, value: bool) -> None:
        self._change(lambda markup: markup.set(markup.root, b="1" if value else "0"))

    @property
    def italic(self) -> bool | None:
        """Slanted type."""
        return self._flag("i")

    @italic.setter
    def italic(self, value: bool) -> None:
        self._change(lambda markup: markup.set(markup.root, i="1" if value else "0"))

    @property
    def size(self) -> float | None:
        """Points."""
        found: float | None = self._shared(
            lambda node: int(size) / 100 if node is not None and (size := node.get("sz")) else _DEFAULT_SIZE
        )
        return found

    @size.setter
    def size(self, value: float) -> None:
        self._change(lambda markup: markup.set(markup.root, sz=str(round(value * 100))))

    @property
    def name(self) -> str | None:
        """The typeface; '+mn-lt' where it is the theme's."""

        def meaning(node: Node | None) -> str:
            latin = node.find("latin") if node is not None else None
            return (latin.get("typeface") if latin is not None else None) or "+mn-lt"

        found: str | None = self._shared(meaning)
        return found

    @name.setter
    def name(self, value: str) -> None:
        latin = f'<a:latin typeface="{escape_attribute(value)}"/>'
        self._change(lambda markup: put_child(markup, ("latin",), BEFORE_LATIN, latin))

    @property
    def color(self) -> Rgb | None:
        """Red, green and blue from 0 to 255."""
        theme = self._shape.parent.part.document.theme
        reference = self._shape.drawn.node.find("style", "fontRef")

        def meaning(node: Node | None) -> Rgb | None:
            fill = node.find("solidFill") if node is not None else None
            holder = fill if fill is not None else reference
            colour = holder.children[0] if holder is not None and holder.children else None
            return (0, 0, 0) if colour is None else rgb(colour, theme)

        found: Rgb | None = self._shared(meaning)
        return found

    @color.setter
    def color(self, value: Rgb | int | str) -> None:
        fill = f'<a:solidFill><a:srgbClr val="{hexadecimal(value)}"/></a:solidFill>'
        self._change(lambda markup: put_child(markup, FILLS, BEFORE_FILL, fill))
