"""How wide a text is, in characters of the body font, and how high a row must be for its long texts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from math import ceil

ROW_HEIGHT, LINE_HEIGHT = 18.0, 15.0
"""Points: a row of one line, and each line more."""


def text_width(text: str) -> float:
    """Width of a line in characters of the body font: a full-width character takes two.

    >>> text_width("客户ID")
    6.0
    """
    return float(sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text))


def wrapped_width(text: str, column: float) -> float:
    """The width of a line that needs as many lines, in a column of so many characters, as a text with line ends of its
    own.

    >>> wrapped_width("ab", 11.0), wrapped_width("ab\\n\\nabcdefghijkl", 11.0)
    (2.0, 40.0)
    """
    lines = text.split("\n")
    if len(lines) == 1:
        return text_width(text)
    room = max(column - 1, 1)
    return room * sum(max(ceil(text_width(line) / room), 1) for line in lines)


HIGHEST = 409.0  # points: a row of Excel is no higher


def row_height(texts: Iterable[tuple[float, float]]) -> float:
    """The height of a row in points, never more than Excel allows; `texts`: how wide each of its long texts is, and its
    column, in characters.

    >>> row_height([(30.0, 21.0), (5.0, 21.0)]), row_height([(32_000.0, 21.0)])
    (33.0, 409.0)
    """
    lines = max((ceil(text / max(column - 1, 1)) for text, column in texts), default=1)
    return min(HIGHEST, ROW_HEIGHT + LINE_HEIGHT * (max(lines, 1) - 1))
