"""Widths and heights of the columns and rows of an area, and whether they are hidden."""

from __future__ import annotations

import re

from workbook.engine.areas import column_autofit
from workbook.engine.book.sheet_part import SheetPart
from workbook.engine.parts.column_settings import columns_between, with_column
from workbook.engine.text.references import MAX_COLUMN, MAX_ROW, Area
from workbook.engine.text.refusals import unsupported

_DEFAULT_WIDTH, _DEFAULT_HEIGHT = 8.43, 15.0
_DIGIT, _PADDING = 7, 5
"""Pixels: a digit of the usual font (Calibri 11), and what a cell has beside its text."""
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


class LineSizes:
    """Widths in characters of the usual font, heights in points."""

    __slots__ = ("_area", "_part")

    def __init__(self, part: SheetPart, area: Area) -> None:
        self._part, self._area = part, area

    def _spans(self, first: int, last: int) -> list[tuple[int, int, dict[str, str]]]:
        part = self._part
        with part.document.reading(part.part):
            return columns_between(part.head, part.prefix, first, last)

    def _set_columns(self, values: dict[str, str | None]) -> None:
        area, part = self._area, self._part
        with part.document.reading(part.part):
            part.head = with_column(part.head, part.prefix, area.left, area.right, values)

    def _width_of(self, attributes: dict[str, str]) -> float:
        if "width" in attributes:
            return from_file_width(float(attributes["width"]))
        default = default_of(self._part, "defaultColWidth")
        return _DEFAULT_WIDTH if default is None else from_file_width(default)

    @property
    def column_width(self) -> float | None:
        """The columns' width in characters; None where they differ."""
        area = self._area
        found = {self._width_of(attributes) for _, _, attributes in self._spans(area.left, area.right)}
        return found.pop() if len(found) == 1 else None

    @column_width.setter
    def column_width(self, value: float) -> None:
        if not 0 <= value <= 255:
            raise ValueError("a column is 0 to 255 characters wide")
        self._set_columns({"width": to_file_width(value), "customWidth": "1"})

    # rows

    def _default_height(self) -> float:
        return default_of(self._part, "defaultRowHeight") or _DEFAULT_HEIGHT

    def _set_rows(self, values: dict[str, str | None]) -> None:
        area, part = self._area, self._part
        if area.height > 100_000:
            raise unsupported("changing the look of so many rows at once")
        for row in range(area.top, area.bottom + 1):
            part.change_row(row, values)

    @property
    def row_height(self) -> float | None:
        """The rows' height in points; None where they differ."""
        area, default = self._area, self._default_height()
        rows = self._part.row_tags(area.top, area.bottom)
        found = {float(0 if at.get("hidden") == "1" else at.get("ht") or default) for at in rows.values()}
        if len(rows) < area.height:
            found.add(default)
        return found.pop() if len(found) == 1 else None

    @row_height.setter
    def row_height(self, value: float) -> None:
        if not 0 <= value <= 409.5:
            raise ValueError("a row is 0 to 409.5 points high")
        self._set_rows({"ht": f"{value:g}", "customHeight": "1", "hidden": None if value else "1"})

    def autofit(self, axis: str | None = None) -> None:
        """Fit columns ('c') to their texts, as far as widths can be told without a font; rows ('r') get their height
        from Excel when it opens the book. Whole columns or rows fit themselves only; other ranges fit both."""
        area = self._area
        kind = (axis or "")[:1]
        if kind == "r" or (kind != "c" and area.height < MAX_ROW):
            free: dict[str, str | None] = {"ht": None, "customHeight": None}
            for row in self._part.row_tags(area.top, area.bottom):
                self._part.change_row(row, free)
        if kind == "c" or (kind != "r" and area.width < MAX_COLUMN):
            for column, width in column_autofit.widths(self._part, self._part.within_bounds(area)).items():
                LineSizes(self._part, column_autofit.whole(column)).column_width = width

    # hiding

    @property
    def row_hidden(self) -> bool | None:
        """Whether the rows are hidden; None where only some are."""
        area = self._area
        rows = self._part.row_tags(area.top, area.bottom)
        hidden = sum(at.get("hidden") in _YES for at in rows.values())
        return False if hidden == 0 else True if hidden == area.height else None

    @row_hidden.setter
    def row_hidden(self, value: bool) -> None:
        self._set_rows({"hidden": "1" if value else None})

    @property
    def column_hidden(self) -> bool | None:
        """Whether the columns are hidden; None where only some are."""
        area = self._area
        hidden = {at.get("hidden") in _YES for _, _, at in self._spans(area.left, area.right)}
        return hidden.pop() if len(hidden) == 1 else None

    @column_hidden.setter
    def column_hidden(self, value: bool) -> None:
        self._set_columns({"hidden": "1" if value else None})
