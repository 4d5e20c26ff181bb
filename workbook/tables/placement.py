"""Where a table stands in the open book, and its columns as raw cells."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbook.engine.references import column_index, column_name

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw


_ADDRESS = re.compile(r"\$?([A-Z]+)\$?(\d+)(?::\$?([A-Z]+)\$?(\d+))?\Z")


def bounds(address: str) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of a block, as Excel writes its address.

    >>> bounds("$C$4:$AA$10"), bounds("B2")
    ((3, 4, 27, 10), (2, 2, 2, 2))
    """
    match = _ADDRESS.match(address)
    assert match is not None
    left, top = column_index(match[1]), int(match[2])
    return left, top, column_index(match[3] or match[1]), int(match[4] or match[2])


@dataclass(frozen=True)
class Place:
    """A table of the open book: its sheet, header texts, and data body (rows and columns count from 1)."""

    name: str
    sheet: str
    headers: tuple[str, ...]
    first_row: int
    first_column: int
    n_rows: int
    listobject: xw.main.Table | None = None  # None where the engine's columnar methods know it by name
    blank: bool = False  # known to be fresh: its one row is blank in every column
    totals: bool = False  # a totals row stands below the data

    @property
    def public(self) -> xw.main.Table:
        """The table as public xlwings gives it."""
        assert self.listobject is not None
        return self.listobject


@dataclass(frozen=True)
class Raw:
    """Raw columns by header, each with the place's n_rows values; and which rows hold formulas, where that is known."""

    columns: dict[str, pd.Series]
    formulas: dict[str, list[int]] = field(default_factory=dict)  # rows with a formula
    uncalculated: dict[str, list[int]] = field(default_factory=dict)  # rows whose formula nothing has calculated yet


@dataclass(frozen=True)
class Block:
    """Cells of an open book by where they are: an Excel range itself dies when its cells are deleted."""

    sheet: xw.Sheet
    top: int
    left: int
    bottom: int
    right: int

    @property
    def cells(self) -> xw.Range:
        """The range that stands there now."""
        first, last = f"{column_name(self.left)}{self.top}", f"{column_name(self.right)}{self.bottom}"
        return self.sheet.range(first if first == last else f"{first}:{last}")  # by address: one question, not five

    @property
    def height(self) -> int:
        """How many rows."""
        return self.bottom - self.top + 1

    @property
    def width(self) -> int:
        """How many columns."""
        return self.right - self.left + 1

    def part(self, top: int, left: int, height: int, width: int) -> Block:
        """A block inside this one, counted from 0."""
        first, column = self.top + top, self.left + left
        return Block(self.sheet, first, column, first + height - 1, column + width - 1)
