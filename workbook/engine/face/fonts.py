"""The font of a range's cells: xlwings' Font on a closed file."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from workbook.engine.parts.colours import Rgb, hexadecimal, rgb_of
from workbook.engine.text.markup import Markup, Node
from workbook.engine.text.refusals import Refusing
from workbook.engine.text.xml_text import escape_attribute

if TYPE_CHECKING:
    from workbook.engine.areas.cell_looks import CellLooks

_ORDER = (
    "b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color", "name", "family",
    "charset", "scheme",
)  # fmt: skip


class Font(Refusing):
    """The font of a range's cells. A property that they do not share is None; what counts is what a font means, not how
    it is spelt: <b/> is <b val="1"/>, and no <b> is <b val="0"/>."""

    __slots__ = ("_cells",)

    def __init__(self, cells: CellLooks) -> None:
        self._cells = cells

    def _fonts(self, name: str) -> list[Node | None]:
        """One child of each of the fonts; None where a font has none."""
        styles = self._cells.styles
        fonts = [styles.element("fonts", style) for style in self._cells.distinct_styles()]
        return [font.find(name) if font is not None else None for font in fonts]

    def _write(self, name: str, xml: str) -> None:
        """Replace one child of every font."""
        styles = self._cells.styles

        def change(style: int) -> int:
            return styles.with_element("fonts", style, with_element(styles.source("fonts", style), name, xml))

        self._cells.restyle(change)

    def _read(self, name: str, meaning: Callable[[Node | None], Any]) -> Any:
        found = {meaning(node) for node in self._fonts(name)}
        return found.pop() if len(found) == 1 else None

    def _flag(self, name: str) -> bool | None:
        found: bool | None = self._read(
            name, lambda node: node is not None and (node.get("val") or "1") not in ("0", "false")
        )
        return found

    @property
    def bold(self) -> bool | None:
        """Heavy type."""
        return self._flag("b")

    @bold.setter
    def bold(self, value: bool) -> None:
        self._write("b", "<b/>" if value else "")

    @property
    def italic(self) -> bool | None:
        """Slanted type."""
        return self._flag("i")

    @italic.setter
    def italic(self, value: bool) -> None:
        self._write("i", "<i/>" if value else "")

    @property
    def size(self) -> float | None:
        """Points."""
        found: float | None = self._read("sz", lambda node: float(node.get("val") or 0) if node is not None else None)
        return found

    @size.setter
    def size(self, value: float) -> None:
        self._write("sz", f'<sz val="{value:g}"/>')

    @property
    def name(self) -> str | None:
        """The typeface."""
        found: str | None = self._read("name", lambda node: node.get("val") if node is not None else None)
        return found

    @name.setter
    def name(self, value: str) -> None:
        self._write("name", f'<name val="{escape_attribute(value)}"/>')

    @property
    def color(self) -> Rgb | None:
        """Red, green and blue from 0 to 255."""
        theme = self._cells.theme
        found: Rgb | None = self._read(
            "color", lambda node: rgb_of(node.attributes, theme) if node is not None else (0, 0, 0)
        )
        return found

    @color.setter
    def color(self, value: Rgb | int | str) -> None:
        self._write("color", f'<color rgb="FF{hexadecimal(value)}"/>')


def with_element(source: str, name: str, xml: str) -> str:
    """A <font> with one of its children replaced. A typeface of its own leaves the theme's."""
    data = (source or "<font/>").encode()
    pieces = {child.name: data[child.start : child.end].decode() for child in Markup(data).root.children}
    if name == "name":
        pieces.pop("scheme", None)
    pieces[name] = xml
    ordered = sorted(pieces, key=lambda child: _ORDER.index(child) if child in _ORDER else len(_ORDER))
    return "<font>" + "".join(pieces[child] for child in ordered) + "</font>"
