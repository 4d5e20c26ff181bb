"""The lines around and between a range's cells, as xlwings sees them.

The file keeps four sides and a diagonal a cell. Where two cells meet, the line belongs to either; the one set last
counts, so setting a side takes the neighbour's opposite side away, and reading looks at both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from workbook.engine.colours import Rgb, hexadecimal, rgb_of
from workbook.engine.markup import Markup, Node
from workbook.engine.references import MAX_COLUMN, MAX_ROW, Area
from workbook.engine.refusing import Refusing

if TYPE_CHECKING:
    from workbook.engine.looks import Looks
    from workbook.engine.styles import Styles

_STYLES = {
    "hair": ("continuous", "hairline"), "thin": ("continuous", "thin"), "medium": ("continuous", "medium"),
    "thick": ("continuous", "thick"), "dashed": ("dash", "thin"), "mediumDashed": ("dash", "medium"),
    "dashDot": ("dash_dot", "thin"), "mediumDashDot": ("dash_dot", "medium"), "dashDotDot": ("dash_dot_dot", "thin"),
    "mediumDashDotDot": ("dash_dot_dot", "medium"), "dotted": ("dot", "thin"), "double": ("double", "thick"),
    "slantDashDot": ("slant_dash_dot", "medium"),
}  # fmt: skip
"""Each of the file's line styles as Excel's pair of line style and weight (ECMA-376 part 1, 18.18.3)."""
_WRITTEN = {pair: style for style, pair in _STYLES.items()}
_ONLY = {"dot": "dotted", "double": "double", "slant_dash_dot": "slantDashDot"}
_OPPOSITE = {"left": "right", "right": "left", "top": "bottom", "bottom": "top"}
_STEP = {"left": (0, -1), "right": (0, 1), "top": (-1, 0), "bottom": (1, 0)}
_SIDES = ("left", "right", "top", "bottom", "diagonal")
ALL = (
    "edge_top", "edge_bottom", "edge_left", "edge_right", "inside_vertical", "inside_horizontal", "diagonal_down",
    "diagonal_up",
)  # fmt: skip
GRID = ALL[:6]


@dataclass(frozen=True, slots=True)
class Line:
    """One side of a cell: its style in the file's words ('' for no line) and its colour element."""

    style: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What is asked of a line; None leaves it."""

    line_style: str | None = None
    weight: str | None = None
    colour: str | None = None

    def of(self, line: Line) -> Line:
        """The line after the change. A weight or colour on no line draws a thin one; a style that is not drawn in
        the weight keeps its own."""
        if self.line_style == "none":
            return Line()
        style, weight = _STYLES.get(line.style, ("continuous", "thin"))
        if self.weight is not None:
            style, weight = (style if (style, self.weight) in _WRITTEN else "continuous"), self.weight
        elif style in _ONLY:
            weight = "thin"
        style = self.line_style or style
        written = _ONLY.get(style) or _WRITTEN.get((style, weight)) or _WRITTEN[style, "thin"]
        colour = f'<color rgb="FF{self.colour}"/>' if self.colour is not None else line.colour
        return Line(written, colour or '<color auto="1"/>')


class Borders(Refusing):
    """The lines of a range."""

    __slots__ = ("parent",)

    def __init__(self, cells: Looks) -> None:
        self.parent = cells

    def __getitem__(self, side: str) -> Border:
        return Border(self.parent, side)

    def __iter__(self) -> Iterator[Border]:
        return iter([self[side] for side in ALL])

    def _common(self, name: str) -> Any:
        area = self.parent.rectangle
        sides = [side for side in GRID if not _is_missing(side, area)]
        found = {getattr(self[side], name) for side in sides}
        return found.pop() if len(found) == 1 else None

    @property
    def line_style(self) -> str | None:
        """What all lines but the diagonals share."""
        result: str | None = self._common("line_style")
        return result

    @property
    def weight(self) -> str | None:
        """What all lines but the diagonals share."""
        result: str | None = self._common("weight")
        return result

    @property
    def color(self) -> Rgb | None:
        """What all lines but the diagonals share."""
        result: Rgb | None = self._common("color")
        return result

    def set(self, sides: Sequence[str], *, line_style: Any, weight: Any, color: Any) -> None:
        """Change sides; xlwings gives a mark of its own for what is not asked."""
        change = Change(
            None if _is_unset(line_style) else line_style or "none",
            None if _is_unset(weight) else weight,
            None if _is_unset(color) else hexadecimal(color),
        )
        for side in sides:
            draw(self.parent, side, change)


def _is_unset(value: Any) -> bool:
    return type(value).__name__ == "_Unset"


class Border(Refusing):
    """One side of a range; of several cells the first one speaks for all, as in Excel."""

    __slots__ = ("_cells", "_side")

    def __init__(self, cells: Looks, side: str) -> None:
        self._cells, self._side = cells, side

    def _line(self) -> Line:
        return line_of(self._cells, self._side)

    @property
    def line_style(self) -> str:
        """'none', 'continuous', 'dash', …"""
        return _STYLES.get(self._line().style, ("none", ""))[0]

    @line_style.setter
    def line_style(self, value: str | None) -> None:
        draw(self._cells, self._side, Change(line_style=value or "none"))

    @property
    def weight(self) -> str | None:
        """'hairline', 'thin', 'medium' or 'thick'; None without a line."""
        return _STYLES.get(self._line().style, ("", None))[1]

    @weight.setter
    def weight(self, value: str) -> None:
        draw(self._cells, self._side, Change(weight=value))

    @property
    def color(self) -> Rgb | None:
        """Red, green and blue; None without a line, and for the diagonals of several cells, as in Excel."""
        area = self._cells.rectangle
        line = self._line()
        if not line.style or (self._side.startswith("diagonal") and area.height * area.width > 1):
            return None
        node = Markup(line.colour.encode()).root if line.colour else None
        return rgb_of(node.attributes if node else {"auto": "1"}, self._cells.theme)

    @color.setter
    def color(self, value: Rgb | int | str) -> None:
        draw(self._cells, self._side, Change(colour=hexadecimal(value)))


def _is_missing(side: str, area: Area) -> bool:
    return (side == "inside_vertical" and area.width == 1) or (side == "inside_horizontal" and area.height == 1)


def line_of(cells: Looks, side: str) -> Line:
    """The line on a side of a range's first cell there, its own or its neighbour's."""
    area = cells.rectangle
    if _is_missing(side, area):
        return Line()
    if side.startswith("diagonal"):
        own = read(cells.styles, cells.part.style(area.top, area.left))
        return own["diagonal"] if own[side] == Line("1") else Line()
    row = area.bottom if side == "edge_bottom" else area.top
    column = area.right if side == "edge_right" else area.left
    name = {"inside_vertical": "right", "inside_horizontal": "bottom"}.get(side, side.removeprefix("edge_"))
    line = read(cells.styles, cells.part.style(row, column))[name]
    down, right = _STEP[name]
    if not line.style and 1 <= row + down <= MAX_ROW and 1 <= column + right <= MAX_COLUMN:
        line = read(cells.styles, cells.part.style(row + down, column + right))[_OPPOSITE[name]]
    return line


def draw(cells: Looks, side: str, change: Change) -> None:
    """Change one side of a range."""
    area = cells.rectangle
    if _is_missing(side, area):
        return
    styles = cells.styles
    if side.startswith("diagonal"):
        cells.restyle(lambda style: _with_diagonal(styles, style, side, change))
        return
    where = {
        "edge_top": replace(area, bottom=area.top), "edge_bottom": replace(area, top=area.bottom),
        "edge_left": replace(area, right=area.left), "edge_right": replace(area, left=area.right),
        "inside_vertical": replace(area, right=area.right - 1),
        "inside_horizontal": replace(area, bottom=area.bottom - 1),
    }[side]  # fmt: skip
    name = {"inside_vertical": "right", "inside_horizontal": "bottom"}.get(side, side.removeprefix("edge_"))
    cells.sheet.area(where).restyle(lambda style: _with_side(styles, style, name, change))
    down, right = _STEP[name]
    if (
        where.top + down < 1
        or where.left + right < 1
        or where.bottom + down > MAX_ROW
        or where.right + right > MAX_COLUMN
    ):
        return
    beside = Area(where.top + down, where.left + right, where.bottom + down, where.right + right)
    cells.sheet.area(beside).restyle(lambda style: _without_side(styles, style, _OPPOSITE[name]))


def read(styles: Styles, style: int) -> dict[str, Line]:
    """The lines of a style; 'diagonal_up' and 'diagonal_down' are Line('1') where that diagonal is drawn."""
    node = styles.element("borders", style)
    found = {side: Line() for side in (*_SIDES, "diagonal_up", "diagonal_down")}
    if node is None:
        return found
    source = styles.source("borders", style).encode()
    for child in node.children:
        side = {"start": "left", "end": "right"}.get(child.name, child.name)
        drawn = child.get("style") or "none"
        if side in _SIDES and drawn != "none":
            found[side] = Line(drawn, _colour(source, child))
    for name, attribute in (("diagonal_up", "diagonalUp"), ("diagonal_down", "diagonalDown")):
        if node.get(attribute) in ("1", "true"):
            found[name] = Line("1")
    return found


def _colour(source: bytes, side: Node) -> str:
    colour = side.find("color")
    return source[colour.start : colour.end].decode() if colour else ""


def _written(styles: Styles, style: int, lines: dict[str, Line]) -> int:
    if lines == read(styles, style):
        return style
    pieces = []
    for side in _SIDES:
        line = lines[side]
        pieces.append(f'<{side} style="{line.style}">{line.colour}</{side}>' if line.style else f"<{side}/>")
    up = ' diagonalUp="1"' if lines["diagonal_up"].style else ""
    down = ' diagonalDown="1"' if lines["diagonal_down"].style else ""
    return styles.with_element("borders", style, f"<border{up}{down}>{''.join(pieces)}</border>")


def _with_side(styles: Styles, style: int, side: str, change: Change) -> int:
    lines = read(styles, style)
    return _written(styles, style, {**lines, side: change.of(lines[side])})


def _without_side(styles: Styles, style: int, side: str) -> int:
    return _written(styles, style, {**read(styles, style), side: Line()})


def _with_diagonal(styles: Styles, style: int, side: str, change: Change) -> int:
    lines = read(styles, style)
    other = "diagonal_up" if side == "diagonal_down" else "diagonal_down"
    line = change.of(lines["diagonal"] if lines[side].style else Line())
    lines = {**lines, side: Line("1") if line.style else Line()}
    if line.style or not lines[other].style:
        lines["diagonal"] = line
    return _written(styles, style, lines)
