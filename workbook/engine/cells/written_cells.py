"""What was written to a sheet since it was read, column by column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from workbook.engine.cells.cell_values import REMOVE, Cell, Formula, Mark, Value
from workbook.engine.text.references import MAX_ROW

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

    def formulas(self) -> list[tuple[int, Formula]]:
        """The rows that hold a formula in the end; an array of one type says itself that it holds none."""
        runs = [run.values for run in self.runs if getattr(run.values, "formula", "") is not None]
        if not any(Formula in {*map(type, values)} for values in (self.singles.values(), *runs)):
            return []
        return [(row, value) for row, value in self.final().items() if isinstance(value, Formula)]

    def final(self, end: int = MAX_ROW + 1) -> dict[int, Cell | Mark]:
        """What stands in each written row above row `end` in the end."""
        result: dict[int, Cell | Mark] = {}
        for run in self.runs:
            result.update(enumerate(run.values[: max(end - run.top, 0)], run.top))
        result.update((row, value) for row, value in self.singles.items() if row < end)
        return dict(sorted(result.items()))

    def last_filled(self) -> int:
        """The last row written with anything but a blank."""
        last = max((row for row, value in self.singles.items() if value not in (None, REMOVE)), default=0)
        for run in self.runs:
            for row in range(run.bottom, max(last, run.top - 1), -1):
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
