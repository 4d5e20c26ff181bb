"""A1 references: columns, cells, ranges, and formulas moved by rows and columns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

MAX_ROW, MAX_COLUMN = 1_048_576, 16_384


@lru_cache(maxsize=MAX_COLUMN)
def column_name(index: int) -> str:
    """The letters of a column, 1 being A.

    >>> column_name(28)
    'AB'
    """
    name = ""
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def column_index(name: str) -> int:
    """The number of a column's letters.

    >>> column_index("AB")
    28
    """
    index = 0
    for letter in name.upper():
        index = index * 26 + ord(letter) - 64
    return index


@dataclass(frozen=True, slots=True, order=True)
class Area:
    """A rectangle of cells, ends included, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def height(self) -> int:
        """Rows."""
        return self.bottom - self.top + 1

    @property
    def width(self) -> int:
        """Columns."""
        return self.right - self.left + 1

    def meets(self, other: Area) -> bool:
        """Whether they share a cell."""
        return (
            self.top <= other.bottom
            and other.top <= self.bottom
            and self.left <= other.right
            and other.left <= self.right
        )

    def __contains__(self, other: Area) -> bool:
        return (
            self.top <= other.top
            and self.left <= other.left
            and self.bottom >= other.bottom
            and self.right >= other.right
        )

    def __str__(self) -> str:
        first = f"{column_name(self.left)}{self.top}"
        last = f"{column_name(self.right)}{self.bottom}"
        return first if first == last else f"{first}:{last}"


_CORNER = re.compile(r"\$?([A-Za-z]{1,3})?\$?([1-9][0-9]{0,6})?\Z")


def parse_area(text: str) -> Area:
    """The rectangle of 'B2', '$A$1:C3', 'A:C' or '1:3'. Raises ValueError."""
    first, _, last = text.partition(":")
    corners = [_corner(part) for part in (first, last or first)]
    (row1, column1), (row2, column2) = corners
    whole_columns, whole_rows = row1 is None and row2 is None, column1 is None and column2 is None
    if (whole_columns and whole_rows) or ((whole_columns or whole_rows) and not last):
        raise ValueError(text)
    if whole_columns:
        row1, row2 = 1, MAX_ROW
    if whole_rows:
        column1, column2 = 1, MAX_COLUMN
    if row1 is None or row2 is None or column1 is None or column2 is None:
        raise ValueError(text)
    area = Area(min(row1, row2), min(column1, column2), max(row1, row2), max(column1, column2))
    if area.bottom > MAX_ROW or area.right > MAX_COLUMN:
        raise ValueError(text)
    return area


def _corner(text: str) -> tuple[int | None, int | None]:
    match = _CORNER.match(text)
    if not match or not (match.group(1) or match.group(2)):
        raise ValueError(text)
    letters, digits = match.groups()
    return int(digits) if digits else None, column_index(letters) if letters else None


def parse_sqref(text: str) -> list[Area]:
    """The rectangles of a space-separated list; raises ValueError."""
    return [parse_area(part) for part in text.split()]


def quoted(sheet: str) -> str:
    """A sheet's name as a formula writes it.

    >>> quoted("My sheet")
    "'My sheet'"
    """
    if re.fullmatch(r"[^\W\d][\w.]*", sheet) and not re.fullmatch(r"[A-Za-z]{1,3}\d+|[RrCc]\d*", sheet):
        return sheet
    return "'" + sheet.replace("'", "''") + "'"


_FORMULA_PART = re.compile(
    r'"(?:[^"]|"")*"'  # text
    r"|'(?:[^']|'')*+(?:'!?|\Z)"  # a quoted sheet
    r"|\[(?:'.|[^\[\]']|\[(?:'.|[^\[\]'])*+\])*+\]"  # a structured or external reference
    r"|(?<![\w.$])(\$?)([A-Za-z]{1,3})(\$?)([1-9][0-9]{0,6})(?![\w(.!])"  # a cell
    r"|(?<![\w.$:])(\$?)([A-Za-z]{1,3}):(\$?)([A-Za-z]{1,3})(?![\w(.!])"  # whole columns
    r"|(?<![\w.$:])(\$?)([1-9][0-9]{0,6}):(\$?)([1-9][0-9]{0,6})(?![\w(.!])"  # whole rows
)


def shift_formula(formula: str, rows: int, columns: int) -> str:
    """A formula as it reads when copied by so many rows and columns: relative references move.

    >>> shift_formula("SUM(A1,$B$2)&\\"A1\\"", 1, 1)
    'SUM(B2,$B$2)&"A1"'
    """
    if not rows and not columns:
        return formula

    def moved_row(fixed: str, row: str) -> str:
        number = int(row) if fixed else (int(row) + rows - 1) % MAX_ROW + 1
        return f"{fixed}{number}"

    def moved_column(fixed: str, letters: str) -> str:
        index = column_index(letters)
        return fixed + column_name(index if fixed else (index + columns - 1) % MAX_COLUMN + 1)

    def moved(match: re.Match[str]) -> str:
        c_fixed, cell_column, r_fixed, cell_row, c1, column1, c2, column2, r1, row1, r2, row2 = match.groups()
        if cell_column:
            if column_index(cell_column) > MAX_COLUMN or int(cell_row) > MAX_ROW:
                return match.group()
            return moved_column(c_fixed, cell_column) + moved_row(r_fixed, cell_row)
        if column1:
            return f"{moved_column(c1, column1)}:{moved_column(c2, column2)}"
        if row1:
            return f"{moved_row(r1, row1)}:{moved_row(r2, row2)}"
        return match.group()

    return _FORMULA_PART.sub(moved, formula)


def minus(one: Area, other: Area) -> list[Area]:
    """A rectangle without another, as up to four rectangles."""
    if not one.meets(other):
        return [one]
    top, bottom = max(one.top, other.top), min(one.bottom, other.bottom)
    pieces = [
        Area(one.top, one.left, other.top - 1, one.right),
        Area(top, one.left, bottom, other.left - 1),
        Area(top, other.right + 1, bottom, one.right),
        Area(other.bottom + 1, one.left, one.bottom, one.right),
    ]
    return [piece for piece in pieces if piece.top <= piece.bottom and piece.left <= piece.right]
