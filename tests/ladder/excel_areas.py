"""Parts of a sheet that are no rectangle of their own: rows or columns to be counted, the areas that show, and merged
cells, of which only the first holds anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from tests.ladder import excel_stubs
from tests.ladder.excel_contents import Bounds
from tests.ladder.excel_object import Collection, Com

if TYPE_CHECKING:
    from tests.ladder.excel_range import Range


class Lines(Com):
    """The rows or columns of a range, to be counted."""

    kind = "Excel.Range"

    def __init__(self, count: int) -> None:
        self._count = count

    def get_Count(self) -> int:
        return self._count

    def call_AutoFit(self) -> None:
        return None


class Pieces(Com):
    """A range of several areas."""

    kind = "Excel.Range"

    def __init__(self, areas: Sequence[Range]) -> None:
        self._areas = areas

    def get_Areas(self) -> Areas:
        return Areas(self._areas)


class Areas(Collection):
    """The areas of a range."""

    kind = "Excel.Areas"

    def __init__(self, areas: Sequence[Range]) -> None:
        self._areas = areas

    def _items(self) -> dict[str, Com]:
        return {str(at): area for at, area in enumerate(self._areas)}


def stretches(rows: Iterable[int]) -> list[tuple[int, int]]:
    """Ascending rows as (first, last) of each stretch without a gap."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs


class Merges:
    """The merged cells of a sheet."""

    def __init__(self, areas: Iterable[Bounds] = ()) -> None:
        self.areas = list(areas)

    def across(self, left: int, top: int, right: int, bottom: int) -> Iterator[Bounds]:
        """Those that share cells with a rectangle."""
        for area in self.areas:
            if area[0] <= right and left <= area[2] and area[1] <= bottom and top <= area[3]:
                yield area

    def covered(self, row: int, column: int) -> bool:
        """Whether a cell lies under the first one of its merged area."""
        return any((row, column) != (area[1], area[0]) for area in self.across(column, row, column, row))

    def require_whole(self, left: int, top: int, right: int, bottom: int) -> None:
        """Excel's error where something is done to a part of a merged cell."""
        for area in self.across(left, top, right, bottom):
            if not (left <= area[0] and area[2] <= right and top <= area[1] and area[3] <= bottom):
                raise excel_stubs.disp_exception()

    def move(self, left: int, right: int, first: int, by: int) -> None:
        """Cells of these columns from a row on have moved down (or up, over those that are deleted)."""
        kept: list[Bounds] = []
        for area in self.areas:
            inside = left <= area[0] and area[2] <= right
            if inside and first + by <= area[1] < first:
                continue  # deleted with its cells
            down = by if inside and area[1] >= first else 0
            kept.append((area[0], area[1] + down, area[2], area[3] + down))
        self.areas = kept
