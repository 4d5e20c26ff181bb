"""Pasted block: which rows are data, which column is which field, and what was recognised of each.

>>> block = Block([["2026展会"], ["公司名称", "联系电话", "摊位"], ["甲乙有限公司", "020-88880000", "A1"]], [1, 2, 3])
>>> found = understand(block, "customers")
>>> [column.field for column in found.columns], [found.lines[row] for row in found.rows]
(['name', 'phone', None], [3])
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from workbook.errors import InputError
from workbook.language import Text
from workbook.rules.cleaning import text as texts
from workbook.rules.cleaning.data_rows import data_rows
from workbook.rules.cleaning.header_names import ColumnMatch
from workbook.rules.reading import own_totals
from workbook.rules.reading.column_choice import MARKED, crossed
from workbook.rules.reading.filled_down import filled_down, merged_down
from workbook.rules.reading.grid import Merged
from workbook.rules.reading.habits import PLAIN, Habits
from workbook.rules.reading.leads_meant import meant_leads
from workbook.rules.reading.lines_meant import blanked, meant_lines
from workbook.rules.reading.list_columns import WORKED_OUT, columns_of, found_columns
from workbook.rules.reading.marks import CURRENCY, STATUS
from workbook.rules.reading.meant import Meant
from workbook.rules.reading.own_rows import OWN
from workbook.schema.tables.leads import TARGETS, lead_fields

_BY_HEADER = ("key", "name", "affix")
"""How columns are told by what their headers say."""
_FEW = 2
"""So many headers that fit are chance: names and dates stand in any list."""

MOST_COLUMNS = 500
"""Columns of a pasted list."""


@dataclass(frozen=True)
class Block:
    """Pasted cells, row by row, the line (of the sheet or file) each row stands in, and which cells are merged over
    several rows."""

    rows: Sequence[Sequence[object]]
    lines: Sequence[int]
    merged: Sequence[Merged] = ()

    def __post_init__(self) -> None:
        """InputError for more columns than a list has: each is held against every field and every other column."""
        width = max(map(len, self.rows), default=0)
        if width > MOST_COLUMNS:
            raise InputError(
                Text(
                    f"粘贴的名单有 {width:,} 列，最多 {MOST_COLUMNS} 列。请只粘贴需要的列。",
                    f"The pasted list has {width:,} columns; at most {MOST_COLUMNS} are read. Paste only some.",
                )
            )

    def hash(self) -> str:
        """The same for the same cells, wherever they stand; what is in use of a sheet may end in blank rows today, and
        without them once the book was saved."""
        rows = ["\x1f".join(texts.of(cell) for cell in row).rstrip("\x1f") for row in self.rows]
        together = "\x1e".join(rows).strip("\x1e")
        return hashlib.sha256(together.encode("utf-8", "surrogatepass")).hexdigest()[:32]


@dataclass(frozen=True)
class Understood:
    """What was understood of a block. `rows`: places of the data rows in `cells`; `skipped`: of total lines and
    repeated headers; `left_out`: columns not to keep; `from_above`: (row, column) of the blank cells that are merged
    with a filled one above -> the row of that one."""

    target: str
    columns: tuple[ColumnMatch, ...]
    rows: tuple[int, ...]
    cells: Sequence[Sequence[object]]
    lines: Sequence[int]
    left_out: frozenset[int]
    skipped: tuple[int, ...] = ()
    from_above: Mapping[tuple[int, int], int] = field(default_factory=dict)
    row_ids: Mapping[int, str] = field(default_factory=dict)
    """Of the book's own rows: place in `cells` -> the row_id that stands in it."""
    marks: Mapping[str, int] = field(default_factory=dict)
    """Columns that are no field but say what a row means -> their places."""
    header_row: int | None = None
    """Place of the (lower) header row."""
    meant: Meant = field(default_factory=Meant)
    """What the cells mean where that is not what stands there."""

    @property
    def worked_out(self) -> tuple[str, ...]:
        """Headers of the columns that the book works out itself."""
        return tuple(one.header for one in self.columns if one.why == WORKED_OUT)

    @property
    def idle(self) -> frozenset[int]:
        """Columns that only number the rows: shown as pasted, not worth a remark."""
        return frozenset(column.index for column in self.columns if column.idle)

    @property
    def unknown(self) -> frozenset[int]:
        """Columns that are kept in the remarks: no field, nor part of one."""
        kept = (one for one in self.columns if one.field is None and one.part is None and not one.idle)
        return frozenset(one.index for one in kept) - self.left_out

    @property
    def headers(self) -> tuple[str, ...]:
        """The headers of the columns."""
        return tuple(one.header for one in self.columns)

    def place_of(self) -> dict[str, int]:
        """Field key -> place of its column."""
        return {column.field: column.index for column in self.columns if column.field is not None}

    def read_as(self, key: str) -> list[object]:
        """The data cells of a field, as they are meant."""
        found = self.meant.values.get(key)
        return found if found is not None else self.values(self.place_of()[key])

    def values(self, place: int) -> list[object]:
        """The data cells of a column."""
        return [row[place] if place < len(row) else None for row in (self.cells[at] for at in self.rows)]


def understand(
    block: Block, target: str, mapping: Mapping[str, str] | None = None, habits: Habits = PLAIN
) -> Understood:
    """Find header, columns and data rows. target: a key of TARGETS, or the name of another table; mapping: header (or
    #3, the third column) -> field (its key or label; "-": leave the column out); habits: how the list is written.

    InputError where the block is empty, or the mapping names a column or field that is not there.
    """
    told = found_columns(block.rows, target, mapping, habits)
    if told.form is not None:
        block = Block(told.form[0], [block.lines[at] for at in told.form[1]])
    fields, columns = lead_fields(target), told.columns
    cells, from_above = merged_down(block.rows, block.merged, columns, told.header.first_row, fields)
    rows = tuple(data_rows(cells, told.header))
    heads = [at for mark, at in told.marks.items() if mark in (STATUS, CURRENCY)]
    cells = filled_down(cells, rows, {one.field: one.index for one in columns if one.field}, target, heads)
    data = set(rows)
    below = (at for at in range(told.header.first_row, len(block.rows)) if at not in data)
    skipped = tuple(at for at in below if any(texts.half_width(texts.of(cell)) for cell in block.rows[at]))
    numbered = next((at for at, one in told.ours.items() if one.field == f"{OWN}row_id"), None)
    ids = {
        at: texts.of(cells[at][numbered]).strip() for at in rows if numbered is not None and numbered < len(cells[at])
    }
    marks = {mark: at for mark, at in told.marks.items() if columns[at].why == MARKED}
    seen = Understood(target, columns, rows, cells, block.lines, told.left_out, skipped, from_above, ids, marks)
    top = told.header.header_rows
    seen = replace(seen, header_row=top[-1] if top else None)
    meant = _meaning(seen, block, habits)
    meant.told += [*told.remarks, *crossed(columns)]
    return replace(seen, meant=meant)


def _meaning(seen: Understood, block: Block, habits: Habits) -> Meant:
    """What the rows mean, with the file's own total held against them."""
    if seen.target == "customers":
        meant = meant_leads(seen.place_of(), seen.marks, seen.values, habits)
        blanked(meant, seen.place_of().values(), seen.headers, seen.values)
        meant.home = habits.country
        return meant
    meant = meant_lines(seen.place_of(), seen.marks, seen.headers, seen.values, seen.target, habits)
    meant.home = habits.country
    place = seen.place_of().get("amount")
    if seen.skipped and place is not None:
        now = meant.values.get("amount")
        counted = dict(enumerate(now)) if now is not None else {}
        lines, sums = [seen.cells[at] for at in seen.rows], [block.rows[at] for at in seen.skipped]
        own_totals.check(meant, sums, place, seen.headers[place], lines, counted)
    return meant


def likely_target(block: Block, seen: Understood, sample: int = 100) -> str | None:
    """The other target that a list's headers name more fields of, all required ones among them; None where there is
    none, or the target chosen says more."""
    best, most = None, max(_named(seen.columns), _FEW)
    for target, table in TARGETS.items():
        if target == seen.target:
            continue
        columns = columns_of(block.rows[:sample], target)
        required = {one.key for one in table.inputs if one.required and one.key not in (table.key, "kind")}
        fields = {column.field for column in columns if column.how in _BY_HEADER}
        required -= {"salesperson"}  # an export of one person's visits often leaves it out
        if required <= fields and _named(columns) > most:
            best, most = target, _named(columns)
    return best


def _named(columns: Sequence[ColumnMatch]) -> int:
    return sum(column.how in _BY_HEADER for column in columns)
