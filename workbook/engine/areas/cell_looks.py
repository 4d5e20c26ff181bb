"""What cells look like: number format, fill, line breaks, of all cells of an area at once. A property that the cells
do not share is None."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from workbook.engine.areas.line_styles import restyle_columns, restyle_rows, write_styles
from workbook.engine.parts.colours import Rgb, hexadecimal, rgb_of
from workbook.engine.parts.styles import Styles
from workbook.engine.text.markup import Markup
from workbook.engine.text.references import MAX_COLUMN, MAX_ROW, Area
from workbook.engine.text.refusals import unsupported

if TYPE_CHECKING:
    from workbook.engine.book.sheet_part import SheetPart

MANY = 5_000_000  # cells that are given a style one by one


class CellLooks:
    """The formats of an area's cells."""

    __slots__ = ("_area", "_part")

    def __init__(self, part: SheetPart, area: Area) -> None:
        self._part, self._area = part, area

    @property
    def styles(self) -> Styles:
        """The book's cell formats."""
        return self._part.document.styles

    @property
    def theme(self) -> Sequence[str]:
        """The book's theme colours."""
        return self._part.document.theme

    def distinct_styles(self) -> set[int]:
        """The styles that occur."""
        area, part = self._area, self._part
        if area.height * area.width > 100_000:
            bottom, right = part.bounds()
            bottom, right = max(min(area.bottom, bottom), area.top), max(min(area.right, right), area.left)
            area = Area(area.top, area.left, bottom, right)
        return {style for c in range(area.left, area.right + 1) for style in set(part.styles(c, area.top, area.bottom))}

    def restyle(self, change: Callable[[int], int]) -> None:
        """Give every cell the style that `change` makes of the one it has. Whole columns and rows keep the style
        themselves, for the cells to come."""
        area, part = self._area, self._part
        known: dict[int, int] = {}

        def changed(style: int) -> int:
            if style not in known:
                known[style] = change(style)
            return known[style]

        if area.height == MAX_ROW:
            restyle_columns(part, area, changed)
            return
        if area.width == MAX_COLUMN:
            restyle_rows(part, area, changed)
            return
        if area.height * area.width > MANY:
            raise unsupported("formatting so many cells at once")
        for column in range(area.left, area.right + 1):
            old = part.styles(column, area.top, area.bottom)
            write_styles(part, column, area.top, [changed(style) for style in old])

    def _shared(self, read: Callable[[int], Any]) -> Any:
        found = {read(style) for style in self.distinct_styles()}
        return found.pop() if len(found) == 1 else None

    @property
    def number_format(self) -> str | None:
        """The number format's code."""
        result: str | None = self._shared(self.styles.number_format)
        return result

    @number_format.setter
    def number_format(self, value: str) -> None:
        self.restyle(lambda style: self.styles.with_number_format(style, value))

    @property
    def color(self) -> Rgb | None:
        """The fill, red, green and blue from 0 to 255; None without one."""
        theme = self.theme
        result: Rgb | None = self._shared(lambda style: _fill(self.styles, style, theme))
        return result

    @color.setter
    def color(self, value: Rgb | int | str | None) -> None:
        styles = self.styles
        if value is None:
            self.restyle(lambda style: styles.with_attributes(style, {"fillId": "0"}))
            return
        fill = f'<fill><patternFill patternType="solid"><fgColor rgb="FF{hexadecimal(value)}"/></patternFill></fill>'
        self.restyle(lambda style: styles.with_element("fills", style, fill))

    @property
    def wrap_text(self) -> bool | None:
        """Whether long text breaks into lines."""
        result: bool | None = self._shared(lambda style: wraps(self.styles, style))
        return result

    @wrap_text.setter
    def wrap_text(self, value: bool) -> None:
        self.restyle(lambda style: _aligned(self.styles, style, {"wrapText": "1" if value else None}))


def wraps(styles: Styles, style: int) -> bool:
    """Whether a style breaks long text into lines."""
    node = Markup(b"<xf>" + styles.inner(style).encode() + b"</xf>").root.find("alignment")
    return node is not None and node.get("wrapText") in ("1", "true")


def _aligned(styles: Styles, style: int, values: dict[str, str | None]) -> int:
    """The style that differs from `style` in attributes of its alignment (None removes one)."""
    markup = Markup(b"<xf>" + styles.inner(style).encode() + b"</xf>")
    node = markup.root.find("alignment")
    if node is not None:
        markup.set_attributes(node, values)
        inner = markup.result()[4:-5].decode()
    else:
        attributes = "".join(f' {name}="{value}"' for name, value in values.items() if value)
        inner = (f"<alignment{attributes}/>" if attributes else "") + styles.inner(style)
    return styles.with_attributes(style, {"applyAlignment": "1"}, inner)


def _fill(styles: Styles, style: int, theme: Sequence[str]) -> Rgb | None:
    node = styles.element("fills", style)
    pattern = node.find("patternFill") if node is not None else None
    if pattern is None or pattern.get("patternType") in (None, "none", "gray125"):
        return None
    colour = pattern.find("fgColor")
    return rgb_of(colour.attributes, theme) if colour is not None else None
