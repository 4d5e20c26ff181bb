"""Where a table stands in a book, its columns as raw cells, and what to say where it is gone: alike for both hosts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from workbook.engine.text.references import column_index, column_name
from workbook.errors import MissingTable
from workbook.language import Text
from workbook.schema.model import Table

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


@dataclass(frozen=True)
class Below:
    """Cells below a table: the sheet's row and column of the first one, and the rows, of one width, to the last one in
    use; the cells of other tables are blank. A totals row counts as the table's own."""

    top: int
    left: int
    rows: Sequence[Sequence[object]]


Placed = Mapping[str, tuple[int, int, int, int]]
"""Where the tables of a sheet stand: top, left, bottom, right by name."""


@dataclass(frozen=True)
class SheetCells:
    """What stands on a sheet: first column, the rows from the first one in use, and where its tables stand. On a closed
    file, where rows are cheap to ask for, the tables only."""

    top: int
    left: int
    rows: Sequence[Sequence[object]]
    tables: Placed


Seen = dict[str, SheetCells]
"""Sheets that were looked at, by name: several tables of one are looked below with one question each."""


ColumnWrite = tuple[Place, "Mapping[str, pd.Series]", Mapping[str, str]]
"""Whole columns to write: where, the values by header, and the formulas of columns that have one."""


def stretches(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Ascending numbers as (first, last) of each stretch without a gap.

    >>> stretches([1, 2, 3, 7, 9, 10])
    [(1, 3), (7, 7), (9, 10)]
    """
    found: list[tuple[int, int]] = []
    for one in numbers:
        if found and found[-1][1] == one - 1:
            found[-1] = (found[-1][0], one)
        else:
            found.append((one, one))
    return found


def runs(values: Sequence[object]) -> list[tuple[int, int]]:
    """The stretches of equal values, as (first, last) position.

    >>> runs([18.0, 18.0, 33.0])
    [(0, 1), (2, 2)]
    """
    ends = [at for at, value in enumerate(values) if at + 1 == len(values) or values[at + 1] != value]
    return [(before + 1, end) for before, end in zip([-1, *ends], ends, strict=False)]


def plain(values: pd.Series) -> list[Any]:
    """Cell values for xlwings: None for missing, datetime for dates, Python scalars."""
    import pandas as pd

    present = values.notna().to_numpy()
    if pd.api.types.is_datetime64_any_dtype(values):
        return [v.to_pydatetime() if ok else None for v, ok in zip(values, present, strict=True)]
    return [v if ok else None for v, ok in zip(values.astype(object), present, strict=True)]


def missing_table(table: Table) -> MissingTable:
    """The refusal that names a table that is gone."""
    return MissingTable(
        Text(
            f"找不到表“{table.label.zh}”（{table.name}）。它的工作表可能被删除了："
            "请在Excel里按 Ctrl+Z 恢复，或从备份恢复；命令 upgrade 能补回一张空的。",
            f"The table {table.label.en} ({table.name}) is gone. Its sheet may have been deleted: "
            "press Ctrl+Z in Excel, or restore a backup; the command upgrade puts a blank one back.",
        )
    )


def no_header_row(table: Table) -> MissingTable:
    """The refusal that names a table whose header row is not shown."""
    return MissingTable(
        Text(
            f"表“{table.label.zh}”（{table.name}）的标题行被关闭了。请在“表设计”里勾选“标题行”。",
            f"The table {table.label.en} ({table.name}) has its header row switched off. "
            "Tick Header Row on the Table Design tab.",
        )
    )
