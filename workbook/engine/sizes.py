"""The size of a range's rows and columns, as xlwings sees it: widths, heights, places, hiding and grouping."""

from __future__ import annotations

import math
import re

from workbook.engine import autofit
from workbook.engine.cellrange import CellRange
from workbook.engine.markup import Markup
from workbook.engine.references import MAX_COLUMN, MAX_ROW
from workbook.engine.refusing import unsupported
from workbook.engine.sheetcolumns import columns_between, with_column
from workbook.engine.sheetpart import SheetPart
from workbook.engine.surroundings import edit_head, put

_DEFAULT_WIDTH, _DEFAULT_HEIGHT = 8.43, 15.0
_DIGIT, _PADDING = 7, 5
"""Pixels: a digit of the usual font (Calibri 11), and what a cell has beside its text."""
_POINTS = 0.75
"""Points a pixel at 96 pixels an inch."""
MAX_LEVEL = 7
_FORMAT = re.compile(rb"<(?:[\w.-]+:)?sheetFormatPr\s([^>]*)>")
_DEFAULTS = {
    name: re.compile(rb"(?<![\w.-])" + name.encode() + rb"\s*=\s*[\"']([0-9.]+)[\"']")
    for name in ("defaultColWidth", "defaultRowHeight", "zeroHeight")
}
_YES = ("1", "true")


def default_of(part: SheetPart, name: str) -> float | None:
    """A number that the sheet gives for all rows or columns without one of their own."""
    tag = _FORMAT.search(part.head)
    found = _DEFAULTS[name].search(tag.group(1)) if tag else None
    return float(found.group(1)) if found else None


def to_file_width(characters: float) -> str:
    """A width in characters as the file counts it, cell padding included (ECMA-376 part 1, 18.3.1.13)."""
    return f"{int((characters * _DIGIT + _PADDING) / _DIGIT * 256) / 256:.8g}"


def from_file_width(width: float) -> float:
    """The width in characters that Excel shows for the file's one."""
    return round(max(width - _PADDING / _DIGIT, 0), 2)


class Sizes(CellRange):
    """Widths in characters of the usual font, heights and places in points."""

    __slots__ = ()

    def _spans(self, first: int, last: int) -> list[tuple[int, int, dict[str, str]]]:
        part = self.part
        with part.document.reading(part.part):
            return columns_between(part.head, part.prefix, first, last)

    def _set_columns(self, values: dict[str, str | None]) -> None:
        area, part = self.rectangle, self.part
        with part.document.reading(part.part):
            part.head = with_column(part.head, part.prefix, area.left, area.right, values)

    def _width_of(self, attributes: dict[str, str]) -> float:
        if "width" in attributes:
            return from_file_width(float(attributes["width"]))
        default = default_of(self.part, "defaultColWidth")
        return _DEFAULT_WIDTH if default is None else from_file_width(default)

    @property
    def column_width(self) -> float | None:
        """The columns' width in characters; None where they differ."""
        area = self.rectangle
        found = {self._width_of(attributes) for _, _, attributes in self._spans(area.left, area.right)}
        return found.pop() if len(found) == 1 else None

    @column_width.setter
    def column_width(self, value: float) -> None:
        if not 0 <= value <= 255:
            raise ValueError("a column is 0 to 255 characters wide")
        self._set_columns({"width": to_file_width(value), "customWidth": "1"})

    def _points_across(self, first: int, last: int) -> float:
        total = 0
        for low, high, attributes in self._spans(first, last) if first <= last else []:
            if attributes.get("hidden") not in _YES:
                total += (high - low + 1) * math.floor(self._width_of(attributes) * _DIGIT + _PADDING + 0.5)
        return total * _POINTS

    @property
    def width(self) -> float:
        """Points from its left edge to its right one."""
        area = self.rectangle
        return self._points_across(area.left, area.right)

    @property
    def left(self) -> float:
        """Points from the sheet's left edge."""
        return self._points_across(1, self.rectangle.left - 1)

    def column_at(self, points: float) -> tuple[int, float]:
        """The column that stands so many points from the sheet's left edge, and how far into it that is."""
        left = 0.0
        for low, high, attributes in self._spans(1, MAX_COLUMN):
            if attributes.get("hidden") in _YES:
                continue
            width = math.floor(self._width_of(attributes) * _DIGIT + _PADDING + 0.5) * _POINTS
            if points < left + (high - low + 1) * width:
                into, rest = divmod(points - left, width)
                return low + int(into), rest
            left += (high - low + 1) * width
        raise ValueError("off the sheet")

    # rows

    def _default_height(self) -> float:
        return default_of(self.part, "defaultRowHeight") or _DEFAULT_HEIGHT

    def _set_rows(self, values: dict[str, str | None]) -> None:
        area, part = self.rectangle, self.part
        if area.height > 100_000:
            raise unsupported("changing the look of so many rows at once")
        for row in range(area.top, area.bottom + 1):
            part.change_row(row, values)

    @property
    def row_height(self) -> float | None:
        """The rows' height in points; None where they differ."""
        area, default = self.rectangle, self._default_height()
        rows = self.part.row_tags(area.top, area.bottom)
        found = {float(at.get("ht") or default) for at in rows.values()}
        if len(rows) < area.height:
            found.add(default)
        return found.pop() if len(found) == 1 else None

    @row_height.setter
    def row_height(self, value: float) -> None:
        if not 0 <= value <= 409.5:
            raise ValueError("a row is 0 to 409.5 points high")
        self._set_rows({"ht": f"{value:g}", "customHeight": "1"})

    def _points_down(self, first: int, last: int) -> float:
        if first > last:
            return 0.0
        default = self._default_height()
        rows = self.part.row_tags(first, last)
        own = sum(0.0 if at.get("hidden") in _YES else float(at.get("ht") or default) for at in rows.values())
        return own + (last - first + 1 - len(rows)) * default

    @property
    def height(self) -> float:
        """Points from its upper edge to its lower one."""
        area = self.rectangle
        return self._points_down(area.top, area.bottom)

    @property
    def top(self) -> float:
        """Points from the sheet's upper edge."""
        return self._points_down(1, self.rectangle.top - 1)

    def row_at(self, points: float) -> tuple[int, float]:
        """The row that stands so many points from the sheet's upper edge, and how far into it that is."""
        default, top, next_row = self._default_height(), 0.0, 1
        own = {
            row: 0.0 if at.get("hidden") in _YES else float(at.get("ht") or default)
            for row, at in self.part.row_tags(1, MAX_ROW).items()
        }
        for row in [*sorted(own), MAX_ROW + 1]:
            if default and points < top + (row - next_row) * default:
                into, rest = divmod(points - top, default)
                return next_row + int(into), rest
            top += (row - next_row) * default
            if points < top + own.get(row, 0.0):
                return row, points - top
            top += own.get(row, 0.0)
            next_row = row + 1
        raise ValueError("off the sheet")

    def autofit(self, axis: str | None = None) -> None:
        """Fit columns ('c') to their texts, as far as widths can be told without a font; rows ('r') get their height
        from Excel when it opens the book. Whole columns or rows fit themselves only; other ranges fit both."""
        area = self.rectangle
        kind = (axis or "")[:1]
        if kind == "r" or (kind != "c" and area.height < MAX_ROW):
            free: dict[str, str | None] = {"ht": None, "customHeight": None}
            for row in self.part.row_tags(area.top, area.bottom):
                self.part.change_row(row, free)
        if kind == "c" or (kind != "r" and area.width < MAX_COLUMN):
            for column, width in autofit.widths(self.part, self.within_bounds(area)).items():
                self.sheet.area(autofit.whole(column)).column_width = width

    # hiding

    @property
    def row_hidden(self) -> bool | None:
        """Whether the rows are hidden; None where only some are."""
        area = self.rectangle
        rows = self.part.row_tags(area.top, area.bottom)
        hidden = sum(at.get("hidden") in _YES for at in rows.values())
        return False if hidden == 0 else True if hidden == area.height else None

    @row_hidden.setter
    def row_hidden(self, value: bool) -> None:
        self._set_rows({"hidden": "1" if value else None})

    @property
    def column_hidden(self) -> bool | None:
        """Whether the columns are hidden; None where only some are."""
        area = self.rectangle
        hidden = {at.get("hidden") in _YES for _, _, at in self._spans(area.left, area.right)}
        return hidden.pop() if len(hidden) == 1 else None

    @column_hidden.setter
    def column_hidden(self, value: bool) -> None:
        self._set_columns({"hidden": "1" if value else None})

    # grouping

    def group(self, by: str) -> None:
        """Put the rows ('rows') or columns ('columns') one outline level lower. Raises ValueError beyond level 7."""
        self._shift_level(by, 1)

    def ungroup(self, by: str) -> None:
        """Put the rows or columns one outline level higher. Raises ValueError where there is no group."""
        self._shift_level(by, -1)

    def _shift_level(self, by: str, step: int) -> None:
        area, part = self.rectangle, self.part
        if by.startswith("c"):
            for low, high, attributes in self._spans(area.left, area.right):
                level = _level(attributes.get("outlineLevel"), step)
                with part.document.reading(part.part):
                    part.head = with_column(part.head, part.prefix, low, high, {"outlineLevel": level})
            levels = [at.get("outlineLevel", "0") for _, _, at in self._spans(1, MAX_COLUMN)]
            self._write_depth("outlineLevelCol", max(map(int, levels)))
            return
        if area.height > 100_000:
            raise unsupported("grouping so many rows at once")
        rows = part.row_tags(area.top, area.bottom)
        new = {row: _level(rows.get(row, {}).get("outlineLevel"), step) for row in range(area.top, area.bottom + 1)}
        for row, level in new.items():
            part.change_row(row, {"outlineLevel": level})
        everywhere = part.row_tags(1, MAX_ROW).values()
        self._write_depth("outlineLevelRow", max((int(at.get("outlineLevel") or 0) for at in everywhere), default=0))

    def _write_depth(self, name: str, depth: int) -> None:
        part = self.part
        prefix = part.prefix.decode()
        value = str(depth) if depth else None

        def change(markup: Markup) -> None:
            node = markup.root.find("sheetFormatPr")
            if node is not None:
                markup.set_attributes(node, {name: value})
            elif value:
                put(markup, "sheetFormatPr", f'<{prefix}sheetFormatPr defaultRowHeight="15" {name}="{value}"/>')

        with part.document.reading(part.part):
            part.head = edit_head(part.head, part.prefix, change)


def _level(old: str | None, step: int) -> str | None:
    level = int(old or "0") + step
    if not 0 <= level <= MAX_LEVEL:
        raise ValueError("there is no group to undo" if level < 0 else f"groups nest at most {MAX_LEVEL} deep")
    return str(level) if level else None
