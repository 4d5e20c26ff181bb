"""The font of a range's cells, as xlwings sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbook.engine.colours import Rgb, hexadecimal, rgb_of
from workbook.engine.markup import Markup
from workbook.engine.refusing import Refusing
from workbook.engine.xmltext import escape_attribute

if TYPE_CHECKING:
    from workbook.engine.looks import Looks

_ORDER = (
    "b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color", "name", "family",
    "charset", "scheme",
)  # fmt: skip


class Font(Refusing):
    """The font of a range's cells. A property that the cells do not share is None."""

    __slots__ = ("_range",)

    def __init__(self, cells: Looks) -> None:
        self._range = cells

    def _read(self, name: str) -> dict[str, str] | None:
        """The attributes of one element of the font, {} where it has none; None where the cells differ."""
        styles = self._range.styles

        def read(style: int) -> Any:
            node = styles.element("fonts", style)
            child = node.find(name) if node is not None else None
            return None if child is None else tuple(sorted(child.attributes.items()))

        found = {read(style) for style in self._range.distinct_styles()}
        if len(found) != 1:
            return None
        value = found.pop()
        if value is None:
            return {}
        return {"": "", **dict(value)}

    def _write(self, name: str, xml: str) -> None:
        styles = self._range.styles

        def change(style: int) -> int:
            return styles.with_element("fonts", style, with_element(styles.source("fonts", style), name, xml))

        self._range.restyle(change)

    def _flag(self, name: str) -> bool | None:
        found = self._read(name)
        return None if found is None else bool(found) and found.get("val", "1") not in ("0", "false")

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
        found = self._read("sz")
        return float(found["val"]) if found else None

    @size.setter
    def size(self, value: float) -> None:
        self._write("sz", f'<sz val="{value:g}"/>')

    @property
    def name(self) -> str | None:
        """The typeface."""
        return (self._read("name") or {}).get("val")

    @name.setter
    def name(self, value: str) -> None:
        self._write("name", f'<name val="{escape_attribute(value)}"/>')

    @property
    def color(self) -> Rgb | None:
        """Red, green and blue from 0 to 255."""
        found = self._read("color")
        if found is None:
            return None
        return rgb_of(found, self._range.theme) if found else (0, 0, 0)

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
