"""What a range's cells look like, as xlwings sees it: number format, font, fill, alignment, sizes, merged cells."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from workbook.engine import surroundings
from workbook.engine.markup import Markup, Node
from workbook.engine.references import MAX_COLUMN, MAX_ROW, Area
from workbook.engine.refusing import Refusing, unsupported
from workbook.engine.styles import Styles
from workbook.engine.xmltext import escape_attribute

if TYPE_CHECKING:
    from workbook.engine.ranges import Range
    from workbook.engine.sheets import Sheet

MANY = 5_000_000
_INDEXED = ("000000", "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF")
_HORIZONTAL = {
    "general": "general", "left": "left", "center": "center", "right": "right", "fill": "fill", "justify": "justify",
    "center_across_selection": "centerContinuous", "distributed": "distributed",
}  # fmt: skip
_DEFAULT_WIDTH, _DEFAULT_HEIGHT = 8.43, 15.0


class Formatted(Refusing):
    """The look of a range's cells. A property that the cells do not share is None."""

    __slots__ = ()
    sheet: Sheet
    area: Area | None

    @property
    def _styles(self) -> Styles:
        return self.sheet.part.document.styles

    def _cells_area(self) -> Area:
        if self.area is None:
            raise IndexError("the range is empty")
        return self.area

    def distinct_styles(self) -> set[int]:
        """The styles that occur."""
        area = self._cells_area()
        part = self.sheet.part
        if area.height * area.width > 100_000:
            bottom, right = part.bounds()
            bottom, right = max(min(area.bottom, bottom), area.top), max(min(area.right, right), area.left)
            area = Area(area.top, area.left, bottom, right)
        return {style for c in range(area.left, area.right + 1) for style in set(part.styles(c, area.top, area.bottom))}

    def restyle(self, change: Callable[[int], int]) -> None:
        """Give every cell the style that `change` makes of the one it has."""
        area = self._cells_area()
        if area.height * area.width > MANY:
            raise unsupported("formatting whole columns or rows")
        part = self.sheet.part
        known: dict[int, int] = {}
        for column in range(area.left, area.right + 1):
            old = part.styles(column, area.top, area.bottom)
            for style in set(old):
                if style not in known:
                    known[style] = change(style)
            part.overlay.write_style(column, area.top, [known[style] for style in old])

    def _shared(self, read: Callable[[int], Any]) -> Any:
        found = {read(style) for style in self.distinct_styles()}
        return found.pop() if len(found) == 1 else None

    @property
    def number_format(self) -> str | None:
        """The number format's code."""
        result: str | None = self._shared(self._styles.number_format)
        return result

    @number_format.setter
    def number_format(self, value: str) -> None:
        self.restyle(lambda style: self._styles.with_number_format(style, value))

    @property
    def color(self) -> tuple[int, int, int] | None:
        """The fill, red, green and blue from 0 to 255; None without one."""
        result: tuple[int, int, int] | None = self._shared(lambda style: _fill(self._styles, style))
        return result

    @color.setter
    def color(self, value: tuple[int, int, int] | int | str | None) -> None:
        styles = self._styles
        if value is None:
            self.restyle(lambda style: styles.with_attributes(style, {"fillId": "0"}))
            return
        xml = f'<fill><patternFill patternType="solid"><fgColor rgb="FF{_hex(value)}"/></patternFill></fill>'
        fill = str(styles.add_child("fills", xml))
        self.restyle(lambda style: styles.with_attributes(style, {"fillId": fill, "applyFill": "1"}))

    @property
    def font(self) -> Font:
        """The font."""
        return Font(self)

    @property
    def wrap_text(self) -> bool | None:
        """Whether long text breaks into lines."""
        result: bool | None = self._shared(
            lambda style: _alignment(self._styles, style).get("wrapText") in ("1", "true")
        )
        return result

    @wrap_text.setter
    def wrap_text(self, value: bool) -> None:
        self._align("wrapText", "1" if value else None)

    @property
    def horizontal_alignment(self) -> str | None:
        """Where text stands between left and right."""
        names = {written: name for name, written in _HORIZONTAL.items()}
        result: str | None = self._shared(
            lambda style: names.get(_alignment(self._styles, style).get("horizontal", "general"))
        )
        return result

    @horizontal_alignment.setter
    def horizontal_alignment(self, value: str) -> None:
        self._align("horizontal", None if value == "general" else _HORIZONTAL[value])

    @property
    def vertical_alignment(self) -> str | None:
        """Where text stands between top and bottom."""
        result: str | None = self._shared(lambda style: _alignment(self._styles, style).get("vertical", "bottom"))
        return result

    @vertical_alignment.setter
    def vertical_alignment(self, value: str) -> None:
        self._align("vertical", None if value == "bottom" else value)

    def _align(self, name: str, value: str | None) -> None:
        styles = self._styles

        def change(style: int) -> int:
            markup = Markup(b"<xf>" + styles.inner(style).encode() + b"</xf>")
            node = markup.root.find("alignment")
            if node is not None:
                markup.set_attributes(node, {name: value})
                inner = markup.result()[4:-5].decode()
            else:
                inner = (f'<alignment {name}="{value}"/>' if value else "") + styles.inner(style)
            return styles.with_attributes(style, {"applyAlignment": "1"}, inner)

        self.restyle(change)

    # sizes

    @property
    def column_width(self) -> float | None:
        """The columns' width in characters."""
        area = self._cells_area()
        found = {self._width_of(column) for column in range(area.left, min(area.right, area.left + 512) + 1)}
        return found.pop() if len(found) == 1 else None

    @column_width.setter
    def column_width(self, value: float) -> None:
        if not 0 <= value <= 255:
            raise ValueError("a column is 0 to 255 characters wide")
        self._set_columns({"width": f"{int((value * 7 + 5) / 7 * 256) / 256:.8g}", "customWidth": "1"})

    def _width_of(self, column: int) -> float:
        part = self.sheet.part
        with part.document.reading(part.part):
            for at in surroundings.columns(part.head, part.prefix):
                if int(at["min"]) <= column <= int(at["max"]) and "width" in at:
                    # the file counts the cell's 5 pixels of padding, 7 pixels being one character of the usual font
                    return round(max(float(at["width"]) - 5 / 7, 0), 2)
        return _DEFAULT_WIDTH

    def _set_columns(self, values: dict[str, str | None]) -> None:
        area, part = self._cells_area(), self.sheet.part
        with part.document.reading(part.part):
            part.head = surroundings.with_column(part.head, part.prefix, area.left, area.right, values)

    @property
    def row_height(self) -> float | None:
        """The rows' height in points."""
        area = self._cells_area()
        rows = self.sheet.part.row_tags(area.top, min(area.bottom, area.top + 100_000))
        found = {float(at.get("ht") or _DEFAULT_HEIGHT) for at in rows.values()}
        if len(rows) < min(area.height, 100_001):
            found.add(_DEFAULT_HEIGHT)
        return found.pop() if len(found) == 1 else None

    @row_height.setter
    def row_height(self, value: float) -> None:
        if not 0 <= value <= 409.5:
            raise ValueError("a row is 0 to 409.5 points high")
        self._set_rows({"ht": f"{value:g}", "customHeight": "1"})

    def _set_rows(self, values: dict[str, str | None]) -> None:
        area, part = self._cells_area(), self.sheet.part
        if area.height == MAX_ROW:
            raise unsupported("setting the height of all rows")
        for row in range(area.top, area.bottom + 1):
            part.row_attributes[row] = {**part.row_attributes.get(row, {}), **values}

    @property
    def row_hidden(self) -> bool | None:
        """Whether the rows are hidden."""
        area = self._cells_area()
        rows = self.sheet.part.row_tags(area.top, area.bottom)
        hidden = sum(at.get("hidden") in ("1", "true") for at in rows.values())
        return False if hidden == 0 else True if hidden == area.height else None

    @row_hidden.setter
    def row_hidden(self, value: bool) -> None:
        self._set_rows({"hidden": "1" if value else None})

    @property
    def column_hidden(self) -> bool | None:
        """Whether the columns are hidden."""
        area, part = self._cells_area(), self.sheet.part
        with part.document.reading(part.part):
            listed = surroundings.columns(part.head, part.prefix)
        spans = [(int(at["min"]), int(at["max"])) for at in listed if at.get("hidden") in ("1", "true")]
        hidden = sum(any(low <= column <= high for low, high in spans) for column in range(area.left, area.right + 1))
        return False if hidden == 0 else True if hidden == area.width else None

    @column_hidden.setter
    def column_hidden(self, value: bool) -> None:
        self._set_columns({"hidden": "1" if value else None})

    # merged cells

    def _merged(self) -> list[Area]:
        part = self.sheet.part
        with part.document.reading(part.part):
            return surroundings.merged(part.tail, part.prefix)

    def _set_merged(self, areas: list[Area]) -> None:
        part = self.sheet.part
        with part.document.reading(part.part):
            part.tail = surroundings.with_merged(part.tail, part.prefix, areas)

    @property
    def merge_cells(self) -> bool | None:
        """Whether the range lies in merged cells; None when only part of it does."""
        area = self._cells_area()
        meeting = [one for one in self._merged() if one.meets(area)]
        if not meeting:
            return False
        return True if any(area in one for one in meeting) else None

    @property
    def merge_area(self) -> Range:
        """The merged range that the first cell stands in; else that cell's range itself."""
        area = self._cells_area()
        cell = Area(area.top, area.left, area.top, area.left)
        for one in self._merged():
            if one.meets(cell):
                return self.sheet.area(one)
        return self.sheet.area(area)

    def merge(self, across: bool = False) -> None:
        """Merge the cells (or each row's); values other than the first are lost, as in Excel."""
        area = self._cells_area()
        rows = [Area(row, area.left, row, area.right) for row in range(area.top, area.bottom + 1)]
        new = [one for one in (rows if across else [area]) if one.height * one.width > 1]
        if area.right - area.left > MAX_COLUMN or area.height > 100_000:
            raise unsupported("merging whole columns")
        kept = [one for one in self._merged() if not one.meets(area)]
        self._set_merged(kept + new)
        part = self.sheet.part
        for one in new:
            for column in range(one.left, one.right + 1):
                first = one.top + (column == one.left)
                if first <= one.bottom:
                    part.write_column(column, first, [None] * (one.bottom - first + 1))

    def unmerge(self) -> None:
        """Take merged cells apart."""
        area = self._cells_area()
        self._set_merged([one for one in self._merged() if not one.meets(area)])


class Font(Refusing):
    """The font of a range's cells."""

    __slots__ = ("_range",)

    def __init__(self, cells: Formatted) -> None:
        self._range = cells

    def _read(self, name: str, attribute: str = "val") -> Any:
        styles = self._range._styles

        def read(style: int) -> Any:
            node = _child(styles, "fonts", styles.xfs[style].get("fontId") if style < len(styles.xfs) else None)
            child = node.find(name) if node is not None else None
            return None if child is None else tuple(sorted(child.attributes.items()))

        found = {read(style) for style in self._range.distinct_styles()}
        if len(found) != 1:
            return None
        value = found.pop()
        return () if value is None else dict(value).get(attribute, "1")

    def _write(self, name: str, xml: str) -> None:
        styles = self._range._styles

        def change(style: int) -> int:
            base = styles.xfs[style].get("fontId") if style < len(styles.xfs) else None
            font = styles.add_child("fonts", _with_child(styles.child("fonts", int(base or 0))[1], name, xml))
            return styles.with_attributes(style, {"fontId": str(font), "applyFont": "1"})

        self._range.restyle(change)

    def _flag(self, name: str) -> bool | None:
        found = self._read(name)
        return None if found is None else found not in ((), "0", "false")

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
        return float(found) if found else None

    @size.setter
    def size(self, value: float) -> None:
        self._write("sz", f'<sz val="{value:g}"/>')

    @property
    def name(self) -> str | None:
        """The typeface."""
        return self._read("name") or None

    @name.setter
    def name(self, value: str) -> None:
        self._write("name", f'<name val="{escape_attribute(value)}"/>')

    @property
    def color(self) -> tuple[int, int, int] | None:
        """Red, green and blue from 0 to 255; None where the file names a theme's colour."""
        found = self._read("color", "rgb")
        if found == ():
            return (0, 0, 0)
        return _rgb(found) if found and len(found) in (6, 8) else None

    @color.setter
    def color(self, value: tuple[int, int, int] | int | str) -> None:
        self._write("color", f'<color rgb="FF{_hex(value)}"/>')


_FONT_ORDER = ("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color", "name", "family", "charset", "scheme")  # fmt: skip  # noqa: E501


def _with_child(source: str, name: str, xml: str) -> str:
    """A <font> with one of its children replaced. A typeface of its own leaves the theme's."""
    root = Markup((source or "<font/>").encode()).root
    data = (source or "<font/>").encode()
    pieces = {child.name: data[child.start : child.end].decode() for child in root.children}
    if name == "name":
        pieces.pop("scheme", None)
    pieces[name] = xml
    ordered = sorted(pieces, key=lambda child: _FONT_ORDER.index(child) if child in _FONT_ORDER else 99)
    return "<font>" + "".join(pieces[child] for child in ordered) + "</font>"


def _child(styles: Styles, group: str, index: str | None) -> Node | None:
    node, source = styles.child(group, int(index or 0))
    return node if node is not None else Markup(source.encode()).root if source else None


def _alignment(styles: Styles, style: int) -> dict[str, str]:
    node = Markup(b"<xf>" + styles.inner(style).encode() + b"</xf>").root.find("alignment")
    return node.attributes if node is not None else {}


def _fill(styles: Styles, style: int) -> tuple[int, int, int] | None:
    node = _child(styles, "fills", styles.xfs[style].get("fillId") if style < len(styles.xfs) else None)
    pattern = node.find("patternFill") if node is not None else None
    if pattern is None or pattern.get("patternType") in (None, "none", "gray125"):
        return None
    color = pattern.find("fgColor")
    if color is None:
        return None
    if (rgb := color.get("rgb")) is not None:
        return _rgb(rgb)
    index = color.get("indexed")
    return _rgb(_INDEXED[int(index) % 8]) if index is not None and index.isdigit() and int(index) < 16 else None


def _rgb(text: str) -> tuple[int, int, int]:
    red, green, blue = (int(text[-6:][at : at + 2], 16) for at in (0, 2, 4))
    return red, green, blue


def _hex(value: tuple[int, int, int] | int | str) -> str:
    """A colour as xlwings takes it: (r, g, b), '#rrggbb', or Excel's number (blue first)."""
    if isinstance(value, str):
        digits = value.lstrip("#")
        if len(digits) != 6:
            raise ValueError(f"no colour: {value!r}")
        return f"{int(digits, 16):06X}"
    if isinstance(value, int):
        return f"{value & 255:02X}{value >> 8 & 255:02X}{value >> 16 & 255:02X}"
    red, green, blue = value
    return f"{red:02X}{green:02X}{blue:02X}"
