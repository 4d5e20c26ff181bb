"""Cells of a sheet merged over several rows, found with few calls, as each one crosses over to Excel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from workbook.rules.reading.grid import Merged

if TYPE_CHECKING:
    import xlwings as xw


def merged_down(used: xw.Range, rows: Sequence[Sequence[Any]]) -> list[Merged]:
    """The merged areas of a range, by rows and columns of its values `rows`; those of one row are left out.

    A merged area shows as a filled cell over a blank one, so only such cells are asked, and those only where the
    range, and then their column, says that anything is merged.
    """
    if used.merge_cells is False:
        return []
    found: list[Merged] = []
    covered: set[tuple[int, int]] = set()
    for column in range(max(map(len, rows), default=0)):
        firsts = [
            row for row in range(len(rows) - 1)
            if rows[row][column] not in (None, "") and rows[row + 1][column] in (None, "")
        ]  # fmt: skip
        if not firsts or used.columns[column].merge_cells is False:
            continue
        for row in firsts:
            if (row, column) in covered:
                continue
            height, width = used[row, column].merge_area.shape
            if height > 1:
                found.append((row, column, row + height - 1, column + width - 1))
                covered |= {(row, column + step) for step in range(width)}
    return found
