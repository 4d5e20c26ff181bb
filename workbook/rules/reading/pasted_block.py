"""Pasted block: which rows are data, which column is which field, and what was recognised of each.

>>> block = Block([["2026展会"], ["公司名称", "联系电话", "摊位"], ["甲乙有限公司", "020-88880000", "A1"]], [1, 2, 3])
>>> found = understand(block, "customers")
>>> [column.field for column in found.columns], [found.lines[row] for row in found.rows]
(['name', 'phone', None], [3])
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from workbook.errors import InputError
from workbook.language import Text
from workbook.nearest import Name, unknown_name
from workbook.rules.cleaning import headers as header_rules
from workbook.rules.cleaning import text as texts
from workbook.rules.cleaning.content_kinds import Look
from workbook.rules.cleaning.data_rows import data_rows
from workbook.rules.cleaning.header_names import ColumnMatch, normal
from workbook.rules.reading.filled_down import filled_down
from workbook.rules.reading.grid import Merged
from workbook.rules.reading.habits import PLAIN, Habits
from workbook.rules.reading.lines_meant import meant_lines
from workbook.rules.reading.meant import Meant
from workbook.rules.reading.marks import MARK, headers_of
from workbook.rules.reading.name_parts import mark_parts
from workbook.schema.tables.leads import NO_FIELD, TARGETS, LeadField, lead_fields, table_of
from workbook.schema.tables.trade import STANDS_IN

REASON = Text("不导入的原因", "Why it was not imported")
"""Header of the column that a workbook of rejects adds; it is no part of the list when that is pasted again."""

_LOOKS: Mapping[str, Mapping[Look, Sequence[str]]] = {
    "customers": header_rules.LOOKS,
    "transactions": {"date": ("date",), "company": ("customer_id",), "amount": ("amount",)},
    "payments": {"date": ("date",), "company": ("customer_id",), "amount": ("amount",)},
    "visits": {"date": ("date",), "company": ("customer_id",)},
}
_BY_HEADER = ("key", "name", "affix")
"""How columns are told by what their headers say."""
_FEW = 2
"""So many headers that fit are chance: names and dates stand in any list."""
_SAID = Text("按您的指定", "as you said")
_LEFT_OUT = Text("按您的指定不导入", "left out, as you said")
_OWN_COLUMN = Text("这是程序写的一列", "the program's own column")
_NAME_OF = f"{MARK}name of "
_BESIDE = Text("编号旁边的名称", "the name beside the number")
_MARKED = Text("说明这一行算不算、怎样算", "it says whether and how the row counts")
_WORKED_OUT = Text("客户簿自己算出的一列，不导入", "a column that the book works out itself; left out")
_OWN = "="
"""Before the key of a field that the program fills: what such a column of the book's own rows is."""
_DEEPEST = 20
"""The header is looked for in so many rows from the top."""


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
        return tuple(one.header for one in self.columns if one.why == _WORKED_OUT)

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


SAMPLE = 500
"""So many rows tell what the columns are."""


def understand(
    block: Block, target: str, mapping: Mapping[str, str] | None = None, habits: Habits = PLAIN
) -> Understood:
    """Find header, columns and data rows. target: a key of TARGETS, or the name of another table; mapping: header (or
    #3, the third column) -> field (its key or label; "-": leave the column out); habits: how the list is written.

    InputError where the block is empty, or the mapping names a column or field that is not there.
    """
    if not any(texts.half_width(texts.of(cell)) for row in block.rows for cell in row):
        raise InputError(
            Text(
                "没有可预览的内容：请先把名单粘贴到“粘贴区”。",
                "There is nothing to preview: paste a list on the sheet Paste area.",
            )
        )
    fields = lead_fields(target)
    said = {_column_said(header): _field_said(field, fields, target) for header, field in (mapping or {}).items()}
    names = {key: [*lead.headers] for key, lead in fields.items()}
    for header, key in said.items():
        if key != NO_FIELD and not header.startswith("#"):
            names[key].insert(0, header)
    own_names = _own_names(block, target)
    of_names = {f"{_NAME_OF}{key}": lead.by_name for key, lead in fields.items() if lead.by_name}
    wanted = {**own_names, **names, **of_names, **headers_of(target)}
    found = header_rules.read(block.rows[:SAMPLE], wanted, _LOOKS.get(target, {}))
    found = replace(found, columns=_by_name(found.columns))
    columns_of_marks = {str(one.field): one.index for one in found.columns if (one.field or "").startswith(MARK)}
    found = replace(found, columns=tuple(map(_marked, found.columns)))
    ours = {one.index: one for one in found.columns if (one.field or "").startswith(_OWN)}
    plain = tuple(
        replace(one, field=None, how="none", why=_WORKED_OUT) if one.index in ours else one for one in found.columns
    )
    found = replace(found, columns=plain)
    told = mark_parts(found.columns) if target == "customers" else found.columns
    columns, left_out = _as_said(told, said, mapping or {})
    columns = _stood_in(columns, fields)
    own = {normal(REASON.zh), normal(REASON.en)}
    left_out |= {column.index for column in columns if column.field is None and normal(column.header) in own}
    left_out |= {column.index for column in columns if column.field is None and column.index in ours}
    columns = [
        replace(column, why=_OWN_COLUMN)
        if column.index in left_out and column.why not in (_LEFT_OUT, _WORKED_OUT)
        else column
        for column in columns
    ]
    cells, from_above = _filled_down(block, columns, found.first_row, fields)
    rows = tuple(data_rows(cells, found))
    cells = filled_down(cells, rows, {one.field: one.index for one in columns if one.field}, target)
    data = set(rows)
    below = (at for at in range(found.first_row, len(block.rows)) if at not in data)
    skipped = tuple(at for at in below if any(texts.half_width(texts.of(cell)) for cell in block.rows[at]))
    left = frozenset(left_out)
    place = next((at for at, one in ours.items() if one.field == f"{_OWN}row_id"), None)
    ids = {at: texts.of(cells[at][place]).strip() for at in rows if place is not None and place < len(cells[at])}
    marks = {mark: at for mark, at in columns_of_marks.items() if columns[at].why == _MARKED}
    seen = Understood(target, tuple(columns), rows, cells, block.lines, left, skipped, from_above, ids, marks)
    seen = replace(seen, header_row=found.header_rows[-1] if found.header_rows else None)
    return replace(seen, meant=meant_lines(seen.place_of(), marks, seen.headers, seen.values, target, habits))


def _by_name(columns: tuple[ColumnMatch, ...]) -> tuple[ColumnMatch, ...]:
    """A column of names is the reference where the list has no numbers; beside numbers it says nothing more."""
    taken = {column.field for column in columns}
    result: list[ColumnMatch] = []
    for column in columns:
        if (column.field or "").startswith(_NAME_OF):
            key = str(column.field).removeprefix(_NAME_OF)
            beside = key in taken
            column = replace(column, field=None if beside else key, why=_BESIDE if beside else column.why, idle=beside)  # noqa: PLW2901
        result.append(column)
    return tuple(result)


def _marked(column: ColumnMatch) -> ColumnMatch:
    """A column that says what the rows mean is no field, and nothing of it goes to the remarks."""
    marked = (column.field or "").startswith(MARK)
    return replace(column, field=None, why=_MARKED, idle=True) if marked else column


def _own_names(block: Block, target: str) -> dict[str, list[str]]:
    """Where the rows are the book's own, copied from a sheet or shown as CSV: the names of what the program fills in
    its table. Told by their row_id or check mark, or by every header being one of the table's; a
    name that is shown beside a number is the book's own only where the number stands there too."""
    table = table_of(target)
    headed = {
        one.key: [one.label.zh, one.label.en, one.key, *(one.also if one.computed else ())] for one in table.fields
    }
    spelled = {key: {normal(name) for name in names} for key, names in headed.items()}
    every = set().union(*spelled.values())
    inputs = {normal(name) for one in lead_fields(target).values() for name in one.headers}
    for row in block.rows[:_DEEPEST]:
        here = {normal(texts.of(cell)) for cell in row} - {""}
        marks = {key for key in ("row_id", "check", table.key) if key in spelled and spelled[key] & here}
        known = len(here & every)
        all_ours = here <= every and (table.key is None or table.key in marks)
        if "row_id" in marks and spelled["row_id"] & here <= inputs and not _holds_row_ids(block, row, spelled["row_id"]):
            marks.discard("row_id")  # another program's own numbers, under the same words
            spelled["row_id"] = set()
        if ("row_id" in marks and known > 1) or (known > 2 and ("check" in marks or all_ours)):
            return {
                f"{_OWN}{one.key}": headed[one.key]
                for one in table.fields
                if (one.computed or (one.key == "row_id" and spelled["row_id"])) and not (one.shows and not spelled[one.shows] & here)
            }
    return {}


_ROW_ID = re.compile(r"[0-9a-f]{16}")
"""A row_id as commands give it."""


def _holds_row_ids(block: Block, header: Sequence[object], names: AbstractSet[str]) -> bool:
    """Does a column under one of these headers hold the book's own row_ids?"""
    places = [place for place, cell in enumerate(header) if normal(texts.of(cell)) in names]
    return any(
        _ROW_ID.fullmatch(texts.of(row[place]).strip())
        for row in block.rows[:SAMPLE]
        for place in places
        if place < len(row)
    )


def _filled_down(
    block: Block, columns: Sequence[ColumnMatch], first_row: int, fields: Mapping[str, LeadField]
) -> tuple[Sequence[Sequence[object]], dict[tuple[int, int], int]]:
    """The cells with what is merged over several data rows written in each of them. Figures stay where they stand: a
    sum over three rows is not three sums."""
    sorts = {one.index: fields[one.field].field.kind for one in columns if one.field is not None}
    rows: list[Sequence[object]] = list(block.rows)
    filled: dict[tuple[int, int], int] = {}
    for top, column, bottom, _ in block.merged:
        kind = sorts.get(column)
        if top < first_row or kind is None or kind.is_number or column >= len(rows[top]):
            continue
        for at in range(top + 1, min(bottom + 1, len(rows))):
            below = [*rows[at], *[None] * (column + 1 - len(rows[at]))]
            if not texts.of(below[column]).strip() and any(texts.of(cell).strip() for cell in below):
                below[column], rows[at] = rows[top][column], below
                filled[at, column] = top
    return rows, filled


def _stood_in(columns: list[ColumnMatch], fields: Mapping[str, LeadField]) -> list[ColumnMatch]:
    """The day and number of an invoice are those of the order where the list has no others."""
    found = {column.field for column in columns}
    moved = {stands_in: key for key, stands_in in STANDS_IN.items() if key in fields and key not in found}
    return [replace(one, field=moved[one.field]) if one.field in moved else one for one in columns]


def likely_target(block: Block, seen: Understood, sample: int = 100) -> str | None:
    """The other target that a list's headers name more fields of, all required ones among them; None where there is
    none, or the target chosen says more."""
    best, most = None, max(_named(seen.columns), _FEW)
    for target, table in TARGETS.items():
        if target == seen.target:
            continue
        found = understand(Block(block.rows[:sample], block.lines[:sample]), target)
        required = {one.key for one in table.inputs if one.required and one.key not in (table.key, "kind")}
        fields = {column.field for column in found.columns if column.how in _BY_HEADER}
        required -= {"salesperson"}  # an export of one person's visits often leaves it out
        if required <= fields and _named(found.columns) > most:
            best, most = target, _named(found.columns)
    return best


def _named(columns: Sequence[ColumnMatch]) -> int:
    return sum(column.how in _BY_HEADER for column in columns)


def _column_said(header: str) -> str:
    return header if header.startswith("#") and header[1:].isdecimal() else normal(header)


def _field_said(said: str, fields: Mapping[str, LeadField], target: str) -> str:
    bare = said.removeprefix(f"{target}.")
    if bare in ("-", NO_FIELD):
        return NO_FIELD
    if bare in fields:
        return bare
    for key, lead in fields.items():
        if normal(bare) in {normal(lead.label.zh), normal(lead.label.en)}:
            return key
    raise InputError(
        unknown_name(
            Text(f"没有“{said}”这一列可以导入。", f"There is no column “{said}” to import into."),
            said,
            [Name.of(lead.label, key, *lead.headers) for key, lead in fields.items()],
            Text("全部可以导入的列见“字典”里的“可导入的列”。", "The list Columns to import on Lists has them all."),
        )
    )


def _as_said(
    columns: Sequence[ColumnMatch], said: Mapping[str, str], mapping: Mapping[str, str]
) -> tuple[list[ColumnMatch], set[int]]:
    """The columns with the mapping that the user gave in place of what was recognised."""
    here = {normal(column.header) for column in columns} | {f"#{column.index + 1}" for column in columns}
    for header in mapping:
        if _column_said(header) not in here:
            raise InputError(
                unknown_name(
                    Text(f"名单里没有“{header}”这一列。", f"The list has no column “{header}”."),
                    header,
                    [Name.of(column.header) for column in columns if column.header],
                    Text("全部的列见名单的标题行。", "The list's header row has them all."),
                )
            )
    taken = {key for key in said.values() if key != NO_FIELD}
    result: list[ColumnMatch] = []
    left_out: set[int] = set()
    for column in columns:
        key = said.get(f"#{column.index + 1}") or (said.get(normal(column.header)) if column.header else None)
        if key == NO_FIELD:
            left_out.add(column.index)
            result.append(replace(column, field=None, how="none", why=_LEFT_OUT, idle=False, part=None))
        elif key is not None:
            result.append(replace(column, field=key, how="key", why=_SAID, idle=False, part=None))
        elif column.field in taken or (column.part and column.part[0] in taken and column.part[0] == "contact_name"):
            result.append(replace(column, field=None, how="none", part=None))
        else:
            result.append(column)
    return result, left_out
