"""What a range's cells look like, as xlwings sees it: number format, fill, font, lines, alignment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from workbook.engine.cellrange import CellRange
from workbook.engine.colours import Rgb, hexadecimal, rgb_of
from workbook.engine.linelooks import restyle_columns, restyle_rows, write_styles
from workbook.engine.markup import Markup
from workbook.engine.references import MAX_COLUMN, MAX_ROW, Area
from workbook.engine.refusing import unsupported
from workbook.engine.styles import Styles

if TYPE_CHECKING:
    from workbook.engine.borders import Borders
    from workbook.engine.characters import Characters
    from workbook.engine.condformats import ConditionalFormats
    from workbook.engine.fonts import Font
    from workbook.engine.validations import DataValidation

MANY = 5_000_000
"""Cells that are given a style one by one."""
_HORIZONTAL = {
    "general": "general", "left": "left", "center": "center", "right": "right", "fill": "fill", "justify": "justify",
    "center_across_selection": "centerContinuous", "distributed": "distributed",
}  # fmt: skip
_VERTICAL = ("top", "center", "bottom", "justify", "distributed")
MAX_INDENT = 250


class Looks(CellRange):
    """The look of a range's cells. A property that the cells do not share is None."""

    __slots__ = ()

    @property
    def styles(self) -> Styles:
        """The book's cell formats."""
        return self.part.document.styles

    @property
    def theme(self) -> Sequence[str]:
        """The book's theme colours."""
        return self.part.document.theme

    def distinct_styles(self) -> set[int]:
        """The styles that occur."""
        area, part = self.rectangle, self.part
        if area.height * area.width > 100_000:
            bottom, right = part.bounds()
            bottom, right = max(min(area.bottom, bottom), area.top), max(min(area.right, right), area.left)
            area = Area(area.top, area.left, bottom, right)
        return {style for c in range(area.left, area.right + 1) for style in set(part.styles(c, area.top, area.bottom))}

    def restyle(self, change: Callable[[int], int]) -> None:
        """Give every cell the style that `change` makes of the one it has. Whole columns and rows keep the style
        themselves, for the cells to come."""
        area, part = self.rectangle, self.part
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

    @property
    def conditional_formats(self) -> ConditionalFormats:
        """The rules that format the cells by what they hold."""
        from workbook.engine.condformats import ConditionalFormats

        return ConditionalFormats(self)

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

    def set_colors(self, colors: Sequence[Sequence[Any]]) -> None:
        """A fill for each cell: (r, g, b), None for no fill, `...` to leave it."""
        area = self.rectangle
        for row, line in enumerate(colors, area.top):
            for column, colour in enumerate(line, area.left):
                if colour is not ...:
                    self.sheet.area(Area(row, column, row, column)).color = colour

    @property
    def font(self) -> Font:
        """The font."""
        from workbook.engine.fonts import Font

        return Font(self)

    @property
    def characters(self) -> Characters:
        """The signs of the cell's text."""
        from workbook.engine.characters import Characters

        return Characters(self)

    @property
    def borders(self) -> Borders:
        """The lines around and between the cells."""
        from workbook.engine.borders import Borders

        return Borders(self)

    @property
    def data_validation(self) -> DataValidation:
        """What may be typed into the cells."""
        from workbook.engine.validations import DataValidation

        return DataValidation(self)

    # alignment

    @property
    def wrap_text(self) -> bool | None:
        """Whether long text breaks into lines."""
        result: bool | None = self._shared(lambda style: alignment(self.styles, style).get("wrapText") in ("1", "true"))
        return result

    @wrap_text.setter
    def wrap_text(self, value: bool) -> None:
        self._align(wrapText="1" if value else None)

    @property
    def horizontal_alignment(self) -> str | None:
        """Where text stands between left and right."""
        names = {written: name for name, written in _HORIZONTAL.items()}
        result: str | None = self._shared(
            lambda style: names.get(alignment(self.styles, style).get("horizontal", "general"))
        )
        return result

    @horizontal_alignment.setter
    def horizontal_alignment(self, value: str) -> None:
        if value not in _HORIZONTAL:
            raise ValueError(f"Invalid horizontal_alignment {value!r}: it is one of {', '.join(_HORIZONTAL)}")
        self._align(horizontal=None if value == "general" else _HORIZONTAL[value])

    @property
    def vertical_alignment(self) -> str | None:
        """Where text stands between top and bottom."""
        result: str | None = self._shared(lambda style: alignment(self.styles, style).get("vertical", "bottom"))
        return result

    @vertical_alignment.setter
    def vertical_alignment(self, value: str) -> None:
        if value not in _VERTICAL:
            raise ValueError(f"Invalid vertical_alignment {value!r}: it is one of {', '.join(_VERTICAL)}")
        self._align(vertical=None if value == "bottom" else value)

    def adjust_indent(self, amount: int) -> None:
        """Move text in by so many steps (out where negative). Text in a cell without alignment becomes left-aligned,
        as in Excel."""
        styles = self.styles

        def change(style: int) -> int:
            now = alignment(styles, style)
            indent = int(now.get("indent", "0")) + amount
            if not 0 <= indent <= MAX_INDENT:
                raise ValueError(f"an indent is 0 to {MAX_INDENT} steps")
            horizontal = now.get("horizontal", "general")
            side = horizontal if horizontal in ("left", "right", "distributed") else "left"
            return aligned(styles, style, {"indent": str(indent) if indent else None, "horizontal": side})

        self.restyle(change)

    def _align(self, **values: str | None) -> None:
        self.restyle(lambda style: aligned(self.styles, style, values))


def alignment(styles: Styles, style: int) -> dict[str, str]:
    """The attributes of a style's alignment."""
    node = Markup(b"<xf>" + styles.inner(style).encode() + b"</xf>").root.find("alignment")
    return node.attributes if node is not None else {}


def aligned(styles: Styles, style: int, values: dict[str, str | None]) -> int:
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
