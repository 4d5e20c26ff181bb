"""The cells of one sheet, column by column: what the file holds (`Grid`); what was written since is `overlay`'s.

A sheet of 1,000,000 × 8 cells as Python objects takes a gigabyte; as typed columns it takes what the values take.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from workbook.engine.cells.cell_values import ERRORS, CellError, Value, to_datetime

BLANK, NUMBER, TEXT, BOOL, ERROR = range(5)
Texts = Any
"""A pyarrow string array (large sheets) or an object array of str (small ones), one entry a cell."""


@dataclass(slots=True)
class Column:
    """The cells of one column that are in the file, by ascending row. All arrays have one entry a cell."""

    rows: npt.NDArray[np.int32]
    kinds: npt.NDArray[np.int8]
    numbers: npt.NDArray[np.float64]
    """The number; 0/1 for a boolean; the position in `error_codes` for an error; else NaN."""
    styles: npt.NDArray[np.int32]
    formulas: npt.NDArray[np.bool_]
    texts: Texts | None
    formula: str | None = None
    """The formula of every cell that has one, with '=', where the reader saw that it is the same in all."""

    def span(self, top: int, bottom: int) -> tuple[int, int]:
        """The positions of the cells from row `top` to row `bottom`."""
        first, last = np.searchsorted(self.rows, (top, bottom + 1))
        return int(first), int(last)


@dataclass(slots=True)
class Grid:
    """All cells of a sheet as the file has them."""

    columns: dict[int, Column]
    date_styles: npt.NDArray[np.bool_]
    """For each style of the book: is it a date format."""
    date1904: bool = False
    error_codes: list[str] = field(default_factory=lambda: list(ERRORS))
    formula_count: int = 0
    """How many cells hold formulas."""

    def __post_init__(self) -> None:
        self.formula_count = sum(int(column.formulas.sum()) for column in self.columns.values())

    def bounds(self) -> tuple[int, int]:
        """Last row and last column that has a cell (0, 0 when there is none)."""
        if not self.columns:
            return 0, 0
        return max(int(column.rows[-1]) for column in self.columns.values()), max(self.columns)

    def values(self, index: int, top: int, bottom: int) -> list[Value]:
        """The values of one column from row `top` to row `bottom`, None where there is no cell."""
        column = self.columns.get(index)
        result: list[Value] = [None] * (bottom - top + 1)
        if column is None:
            return result
        first, last = column.span(top, bottom)
        if first == last:
            return result
        found = self._cell_values(column, first, last)
        if last - first == len(result):
            return found
        for row, value in zip(column.rows[first:last].tolist(), found, strict=True):
            result[row - top] = value
        return result

    def _cell_values(self, column: Column, first: int, last: int) -> list[Value]:
        kinds = column.kinds[first:last]
        distinct = set(np.unique(kinds).tolist())
        if distinct <= {NUMBER, BLANK}:
            plain = self._numbers(column, first, last, kinds)
            if plain is not None:
                return plain
        texts: Sequence[str | None] = text_list(column.texts, first, last) if TEXT in distinct else ()
        if distinct <= {TEXT, BLANK} and distinct:
            return list(texts) if texts else [None] * (last - first)
        numbers = column.numbers[first:last].tolist()
        dates = self.date_styles[column.styles[first:last]].tolist()
        values: list[Value] = []
        for position, kind in enumerate(kinds.tolist()):
            if kind == NUMBER:
                number = numbers[position]
                values.append(to_datetime(number, date1904=self.date1904) if dates[position] else number)
            elif kind == TEXT:
                values.append(texts[position])
            elif kind == BOOL:
                values.append(numbers[position] != 0)
            elif kind == ERROR:
                values.append(CellError(self.error_codes[int(numbers[position])]))
            else:
                values.append(None)
        return values

    def _numbers(self, column: Column, first: int, last: int, kinds: npt.NDArray[np.int8]) -> list[Value] | None:
        """The values of cells that are numbers, dates or blank; None where numbers and dates are mixed."""
        from workbook.engine.cells.changed_cells import moments_of

        filled = kinds == NUMBER
        numbers = column.numbers[first:last]
        dated = self.date_styles[column.styles[first:last]] & filled
        values: list[Value]
        if not dated.any():
            values = numbers.tolist()
        elif bool((dated == filled).all()) and bool(((numbers >= 0) & (numbers < 2_958_466))[filled].all()):
            moments = moments_of(np.where(filled, numbers, np.nan), self.date1904)
            values = moments.astype("datetime64[us]").tolist()
        else:
            return None
        for position in np.flatnonzero(~filled).tolist():
            values[position] = None
        return values

    def style(self, row: int, index: int) -> int | None:
        """The style of a cell that is in the file."""
        column = self.columns.get(index)
        if column is None:
            return None
        at = int(np.searchsorted(column.rows, row))
        return int(column.styles[at]) if at < len(column.rows) and column.rows[at] == row else None

    def has_formula(self, row: int, index: int) -> bool:
        """Whether the file's cell holds a formula."""
        column = self.columns.get(index)
        if column is None:
            return False
        at = int(np.searchsorted(column.rows, row))
        return at < len(column.rows) and bool(column.rows[at] == row and column.formulas[at])


def text_list(texts: Texts, first: int, last: int) -> Sequence[str | None]:
    """Texts as a list of str."""
    part = texts[first:last]
    found: list[str | None] = part.tolist() if isinstance(part, np.ndarray) else part.to_pylist()
    return found


class ColumnBuilder:
    """Collects the cells of one column, one by one."""

    __slots__ = ("formulas", "kinds", "numbers", "rows", "styles", "texts")

    def __init__(self) -> None:
        self.rows: list[int] = []
        self.kinds: list[int] = []
        self.numbers: list[float] = []
        self.styles: list[int] = []
        self.formulas: list[bool] = []
        self.texts: list[str | None] = []

    def column(self) -> Column:
        """The collected cells, by row; of two cells with one address the later counts."""
        rows = np.array(self.rows, dtype=np.int32)
        column = Column(
            rows,
            np.array(self.kinds, dtype=np.int8),
            np.array(self.numbers, dtype=np.float64),
            np.array(self.styles, dtype=np.int32),
            np.array(self.formulas, dtype=np.bool_),
            np.array(self.texts, dtype=object) if TEXT in self.kinds else None,
        )
        if len(rows) > 1 and not bool((rows[1:] > rows[:-1]).all()):
            order = np.argsort(rows, kind="stable")
            keep = order[np.append(rows[order][1:] != rows[order][:-1], True)]
            return take(column, keep)
        return column


def take(column: Column, keep: npt.NDArray[np.intp]) -> Column:
    """Some of the cells of a column."""
    texts = column.texts
    if texts is not None:
        texts = texts[keep] if isinstance(texts, np.ndarray) else texts.take(keep)
    return Column(
        column.rows[keep],
        column.kinds[keep],
        column.numbers[keep],
        column.styles[keep],
        column.formulas[keep],
        texts,
        column.formula,
    )
