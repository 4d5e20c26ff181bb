"""The cells of one sheet, column by column: what the file holds (`Grid`), and what was written since (`Overlay`).

A sheet of 1,000,000 × 8 cells as Python objects takes a gigabyte; as typed columns it takes what the values take.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from workbook.engine.references import MAX_ROW
from workbook.engine.values import ERRORS, REMOVE, Cell, CellError, Formula, Mark, Value, to_datetime

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
        from workbook.engine.differing import moments_of

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
        column.rows[keep], column.kinds[keep], column.numbers[keep], column.styles[keep], column.formulas[keep], texts
    )


SMALL = 64


@dataclass(slots=True)
class Segment:
    """A run of written cells in one column."""

    top: int
    values: Sequence[Cell | Mark]

    @property
    def bottom(self) -> int:
        """Its last row."""
        return self.top + len(self.values) - 1


class WrittenColumn:
    """What was written to one column: long runs, and single cells that are newer than every run."""

    __slots__ = ("removes", "runs", "singles")

    def __init__(self) -> None:
        self.runs: list[Segment] = []
        self.singles: dict[int, Cell | Mark] = {}
        self.removes = False

    def write(self, top: int, values: Sequence[Cell | Mark]) -> None:
        """Put values from row `top` down."""
        self.removes = self.removes or REMOVE in values[:1]
        if len(values) < SMALL:
            self.singles.update(zip(range(top, top + len(values)), values, strict=True))
            return
        new = Segment(top, values)
        if self.singles:
            self.singles = {row: v for row, v in self.singles.items() if not new.top <= row <= new.bottom}
        self.runs = [run for run in self.runs if run.top < new.top or run.bottom > new.bottom]
        self.runs.append(new)

    def lay_over(self, top: int, values: list[Any]) -> None:
        """Replace those entries of `values` (from row `top`) that were written; a removed cell reads as blank."""
        self._lay_over(top, values)
        if self.removes:
            values[:] = [None if value is REMOVE else value for value in values]

    def _lay_over(self, top: int, values: list[Any]) -> None:
        bottom = top + len(values) - 1
        for run in self.runs:
            first, last = max(top, run.top), min(bottom, run.bottom)
            if first <= last:
                values[first - top : last - top + 1] = run.values[first - run.top : last - run.top + 1]
        if len(self.singles) < len(values):
            for row, value in self.singles.items():
                if top <= row <= bottom:
                    values[row - top] = value
        else:
            for row in range(top, bottom + 1):
                if row in self.singles:
                    values[row - top] = self.singles[row]

    def meets(self, top: int, bottom: int) -> bool:
        """Whether a row from `top` to `bottom` was written."""
        return any(run.top <= bottom and top <= run.bottom for run in self.runs) or any(
            top <= row <= bottom for row in self.singles
        )

    def final(self, end: int = MAX_ROW + 1) -> dict[int, Cell | Mark]:
        """What stands in each written row above row `end` in the end."""
        result: dict[int, Cell | Mark] = {}
        for run in self.runs:
            result.update(zip(range(run.top, min(run.bottom + 1, end)), run.values, strict=False))
        result.update((row, value) for row, value in self.singles.items() if row < end)
        return dict(sorted(result.items()))

    def last_filled(self) -> int:
        """The last row written with anything but a blank."""
        last = max((row for row, value in self.singles.items() if value not in (None, REMOVE)), default=0)
        for run in self.runs:
            for row in range(run.bottom, last, -1):
                if run.values[row - run.top] not in (None, REMOVE) and row not in self.singles:
                    last = row
                    break
        return last


class Overlay:
    """What was written to a sheet since it was read: values and formulas, and styles."""

    __slots__ = ("styles", "values", "version")

    def __init__(self) -> None:
        self.version = 0
        """Counts the writes, so that what was worked out of the overlay can be kept until the next."""
        self.values: dict[int, WrittenColumn] = {}
        self.styles: dict[int, WrittenColumn] = {}

    def __bool__(self) -> bool:
        return bool(self.values or self.styles)

    def write(self, column: int, top: int, values: Sequence[Cell | Mark]) -> None:
        """Put values or formulas into one column."""
        self.version += 1
        self.values.setdefault(column, WrittenColumn()).write(top, values)

    def write_style(self, column: int, top: int, styles: Sequence[int]) -> None:
        """Give the cells of one column styles (indexes of the book's cell formats)."""
        self.version += 1
        self.styles.setdefault(column, WrittenColumn()).write(top, list(styles))

    def written(self, column: int, row: int) -> tuple[bool, Cell]:
        """Whether one cell was written, and what."""
        entry = self.values.get(column)
        if entry is None:
            return False, None
        marker: list[Any] = [_UNWRITTEN]
        entry.lay_over(row, marker)
        return marker[0] is not _UNWRITTEN, None if marker[0] is _UNWRITTEN else marker[0]


_UNWRITTEN = object()


def shown(values: Iterable[Cell]) -> list[Value]:
    """What readers of written cells see: a formula's known value."""
    return [value.cached if isinstance(value, Formula) else value for value in values]
