"""Cells of the stand-in, kept column by column, so that a block of a hundred thousand rows is a slice of each."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping, Sequence
from typing import Any

At = tuple[int, int]  # row, column; both from 1


class Grid(MutableMapping[At, Any]):
    """What stands in cells, by row and column; a cell that holds nothing is not there."""

    def __init__(self) -> None:
        self._columns: dict[int, list[Any]] = {}  # None where nothing stands; the first entry is row 1

    def copy(self) -> Grid:
        """Cells of its own."""
        made = Grid()
        made._columns = {column: list(cells) for column, cells in self._columns.items()}
        return made

    def __getitem__(self, at: At) -> Any:
        if (found := self.get(at)) is None:
            raise KeyError(at)
        return found

    def get(self, at: At, default: Any = None) -> Any:
        cells = self._columns.get(at[1])
        found = cells[at[0] - 1] if cells is not None and at[0] <= len(cells) else None
        return default if found is None else found

    def __setitem__(self, at: At, value: Any) -> None:
        self.put(at[1], at[0], [value])

    def __delitem__(self, at: At) -> None:
        if self.get(at) is None:
            raise KeyError(at)
        self._columns[at[1]][at[0] - 1] = None

    def __iter__(self) -> Iterator[At]:
        for column, cells in self._columns.items():
            for row, value in enumerate(cells, start=1):
                if value is not None:
                    yield row, column

    def __len__(self) -> int:
        return sum(len(cells) - cells.count(None) for cells in self._columns.values())

    def column(self, column: int, top: int, bottom: int) -> list[Any]:
        """The cells of a stretch of a column, None where nothing stands."""
        cells = self._columns.get(column, [])[top - 1 : bottom]
        return cells + [None] * (bottom - top + 1 - len(cells))

    def columns_between(self, left: int, right: int) -> list[int]:
        """The columns of a stretch in which anything has stood."""
        return sorted(column for column in self._columns if left <= column <= right)

    def bottom(self, column: int) -> int:
        """The last row of a column that may hold something."""
        return len(self._columns.get(column, ()))

    def put(self, column: int, top: int, values: Sequence[Any]) -> None:
        """Overwrite a stretch of a column; None takes away."""
        cells = self._columns.get(column)
        if cells is None:
            if all(value is None for value in values):
                return
            cells = self._columns[column] = []
        cells += [None] * (top - 1 - len(cells))
        cells[top - 1 : top - 1 + len(values)] = values

    def take_rows(self, left: int, right: int, top: int, bottom: int) -> None:
        """Cells go; what stands below them in their columns moves up."""
        for column, cells in self._columns.items():
            if left <= column <= right:
                del cells[top - 1 : bottom]

    def make_room(self, left: int, right: int, top: int, count: int) -> None:
        """What stands in these columns from a row on moves down."""
        for column, cells in self._columns.items():
            if left <= column <= right and len(cells) >= top:
                cells[top - 1 : top - 1] = [None] * count

    def differences(self, later: Grid) -> Iterator[At]:
        """Where two grids do not hold the same, column by column."""
        for column in sorted(self._columns.keys() | later._columns.keys()):
            mine, theirs = self._columns.get(column, []), later._columns.get(column, [])
            if mine == theirs:
                continue
            rows = max(len(mine), len(theirs))
            pairs = zip(self.column(column, 1, rows), later.column(column, 1, rows), strict=True)
            yield from ((row, column) for row, (one, other) in enumerate(pairs, start=1) if one != other)

    def columns_and_rows(self) -> tuple[list[int], int]:
        """The columns that hold something, and the last row that does."""
        filled = {column: cells for column, cells in self._columns.items() if cells.count(None) < len(cells)}
        last = 0
        for cells in filled.values():
            last = max(last, next(at for at in range(len(cells), 0, -1) if cells[at - 1] is not None))
        return sorted(filled), last
