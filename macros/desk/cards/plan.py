"""A page as a plan: what stands in which cells of a grid, how high each row is; no file, no Excel.

The grid has `COLUMNS` narrow columns, so that blocks of any widths stand below each other. Widths of texts are measured
in halves of a Chinese character, as everywhere; rows are as high as the lines their longest text needs, and a text that
may not have them all is cut off with an ellipsis, never silently.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from workbook.schema.card_frame import COLUMN_WIDTH, COLUMNS, LINE, SIZE, Look
from workbook.schema.text_widths import text_width

COLUMN_POINTS = 21.0
UNIT = SIZE / 2  # points of half a Chinese character
PADDING = 5.0  # points that a cell keeps clear

CellValue = str | float | dt.date | None

__all__ = [
    "COLUMNS", "COLUMN_POINTS", "COLUMN_WIDTH", "LINE", "SIZE", "Cell", "CellValue", "Look", "Part", "Plan", "capacity",
    "clipped", "columns_of", "gap", "joined", "lines_of", "width",
]  # fmt: skip


@dataclass(frozen=True)
class Cell:
    """One cell, or a block of them merged into one; rows and columns from 1."""

    row: int
    column: int
    columns: int
    value: CellValue
    look: Look
    number_format: str = "General"
    right: bool = False


@dataclass
class Plan:
    """Cells from the top down; `heights` are the rows' in points."""

    cells: list[Cell] = field(default_factory=list)
    heights: list[float] = field(default_factory=list)

    @property
    def row(self) -> int:
        """The last row."""
        return len(self.heights)

    @property
    def height(self) -> float:
        """All rows together, in points."""
        return sum(self.heights)

    def space(self, points: float) -> None:
        """A blank row."""
        self.heights.append(points)

    def line(self, *parts: Part, least: float = LINE, most: int = 1) -> None:
        """One row: parts side by side from the left, at most so many lines high."""
        self.heights.append(least)
        column = 1
        lines = 1
        for part in parts:
            value, needed = _fitted(part, most)
            lines = max(lines, needed)
            if value is not None or part.look is not Look.BODY:
                self.cells.append(Cell(self.row, column, part.columns, value, part.look, part.format, part.right))
            column += part.columns
        self.heights[-1] = max(least, lines * LINE)


@dataclass(frozen=True)
class Part:
    """A part of a row: its value, over so many columns."""

    value: CellValue
    columns: int
    look: Look = Look.BODY
    format: str = "General"
    right: bool = False


def gap(columns: int) -> Part:
    """Nothing."""
    return Part(None, columns)


def capacity(columns: int) -> float:
    """How wide a text one line of so many columns takes.

    >>> capacity(24) > 2 * capacity(12)
    True
    """
    return (columns * COLUMN_POINTS - PADDING) / UNIT


def width(text: str) -> float:
    """How wide a text is, in halves of a Chinese character; fonts that stand in for the book's have wider letters."""
    wide = text_width(text)
    return wide + 0.2 * (2 * len(text) - wide)


def lines_of(text: str, columns: int) -> int:
    """How many lines a text needs there, broken between words and between Chinese characters.

    >>> lines_of("", 12), lines_of("客户" * 14, 12), lines_of("Flame-retardant cable 3×16", 4)
    (1, 2, 3)
    """
    room = capacity(columns)
    return sum(_broken(line, room) for line in text.split("\n"))


_PIECES = re.compile(r"(?:[^\s\u2e80-\uffff-]*-+|[^\s\u2e80-\uffff-]+|[\u2e80-\uffff])[、。，；：）！？…]*|\s+")
"""What is not broken: a word or its part up to a hyphen, a Chinese character, each with the sign after it."""


def _broken(line: str, room: float) -> int:
    lines, used = 1, 0.0
    for piece in _PIECES.findall(line):
        wide = width(piece)
        if used + wide > room and used and not piece.isspace():
            lines, used = lines + 1, 0.0
        if wide > room:  # a word longer than a line is broken
            lines += math.ceil(wide / room) - 1
            wide = wide % room
        used += wide
    return lines


def columns_of(label: str) -> int:
    """How many columns a label needs, so that it stands whole beside its value."""
    return next((n for n in (3, 4, 5) if width(label) <= capacity(n)), 6)


def clipped(text: str, columns: int, lines: int) -> str:
    """The text as it fits, with an ellipsis where it does not.

    >>> clipped("客户客户客户客", 3, 1)
    '客户客户客…'
    """
    if lines_of(text, columns) <= lines:
        return text
    kept = text.replace("\n", " ")[: int(capacity(columns) * lines) + 1]
    while kept and lines_of(kept + "…", columns) > lines:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def joined(parts: Sequence[str], between: str) -> str:
    """The parts that say anything."""
    return between.join(part for part in parts if part)


def _fitted(part: Part, most: int) -> tuple[CellValue, int]:
    if not isinstance(part.value, str):
        return part.value, 1
    if part.look in (Look.NAME, Look.LONG_NAME, Look.BADGE):
        return part.value, 1
    text = clipped(part.value, part.columns, most)
    return text, min(most, lines_of(text, part.columns))
