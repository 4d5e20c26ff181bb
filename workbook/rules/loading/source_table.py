"""Source tables: the columns of a file of another program as fields of a table, by the recogniser of pasted lists.

A grid is what a reader hands over: rows of text cells, with the line (CSV) or row (xlsx) each one starts at. Header,
columns, data rows and what they mean are found by `reading.pasted_block`, as for a list that is pasted. `--map
"Column=field"` says what a column is, `--map "Column=-"` leaves it out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbook.errors import InputError
from workbook.language import Text
from workbook.nearest import Name, unknown_name
from workbook.rules.cleaning.header_names import normal
from workbook.rules.reading.grid import Grid
from workbook.rules.reading.habits import PLAIN, Habits
from workbook.rules.reading.pasted_block import Block, Understood, understand
from workbook.schema.model import Field, Kind, Table
from workbook.schema.tables.leads import lead_fields, target_of
from workbook.schema.tables.trade import STANDS_IN

DEEPEST = 20
"""The header is looked for in so many rows from the top."""

NO_FIELD = "-"
"""What a column is mapped to that shall not be loaded."""


@dataclass(frozen=True)
class Source:
    """What a grid holds for one table. `columns`: field key -> place of its column in `headers`."""

    headers: tuple[str, ...]
    columns: Mapping[str, int]
    unused: tuple[str, ...]  # headers that no field of the table answers to
    worked_out: tuple[str, ...]  # headers of columns that the book fills itself
    seen: Understood


_ROW_ID = re.compile(r"[0-9a-f]{16}")
"""A row_id as commands give it."""


def read_source(grid: Grid, table: Table, mapping: Mapping[str, str], habits: Habits = PLAIN) -> Source:
    """Find the header, match its columns to the table's fields, and tell what the rows mean.

    InputError for an empty file, a header no field answers to, a mapped column or field that is not there.
    """
    if not any(map(any, grid.rows)):
        raise InputError(Text("文件是空的，没有可导入的行。", "The file is empty: there are no rows to load."))
    wanted = _wanted(table, mapping)
    target = target_of(table)
    seen = understand(Block(grid.rows, grid.lines, grid.merged), target, _spelled(grid, mapping, wanted), habits)
    headers = tuple(header.strip() for header in seen.headers)
    fields = lead_fields(target)
    columns = {key: place for key, place in seen.place_of().items() if fields[key].table is table}
    for key, stands_in in STANDS_IN.items():
        if key not in columns or stands_in not in table or stands_in in columns:
            continue
        if normal(headers[columns[key]]) in {normal(name) for name in _names(table[stands_in])}:
            columns[stands_in] = columns[key]
    places = [row[: len(headers)] for row in (seen.cells[at] for at in seen.rows)]
    if (row_ids := _row_ids(places, headers, table)) is not None:
        columns["row_id"] = row_ids
    if not columns:
        raise InputError(_nothing_known(headers, table))
    known = {*columns.values(), *seen.left_out, *seen.marks.values(), *seen.place_of().values()}
    known |= {one.index for one in seen.columns if one.part is not None}
    others = [header for place, header in enumerate(headers) if header and place not in known]
    ours = {normal(name) for field in table.fields if field.computed for name in _names(field)}
    unused = tuple(header for header in others if normal(header) not in ours)
    return Source(headers, columns, unused, tuple(header for header in others if normal(header) in ours), seen)


def _spelled(grid: Grid, mapping: Mapping[str, str], wanted: Mapping[str, str]) -> dict[str, str]:
    """The mapping with its fields as keys; InputError where the file has no such column."""
    if not mapping:
        return {}
    here = {normal(cell) for row in grid.rows[:DEEPEST] for cell in row}
    if any(normal(theirs) not in here for theirs in mapping):
        first = next(row for row in grid.rows if any(row))
        _all_there(max(grid.rows[:DEEPEST], key=lambda row: sum(map(bool, row)), default=first), mapping)
    return {theirs: wanted[normal(theirs)] for theirs in mapping}


def _wanted(table: Table, mapping: Mapping[str, str]) -> dict[str, str]:
    """Normal form of a mapped column -> field key; the field may be written as its key or a label."""
    wanted: dict[str, str] = {}
    for theirs, ours in mapping.items():
        if ours == NO_FIELD:
            wanted[normal(theirs)] = NO_FIELD
            continue
        field = next((f for f in table.inputs if normal(ours) in {normal(name) for name in _names(f)}), None)
        if ours in table and not table[ours].computed:
            field = table[ours]
        if field is None:
            raise InputError(_no_field(ours, table))
        wanted[normal(theirs)] = field.key
    return wanted


def _row_ids(rows: Sequence[Sequence[object]], headers: Sequence[str], table: Table) -> int | None:
    """The column headed as the book's own row_id, where it holds such: other programs number rows under the same
    words."""
    names = {normal(name) for field in table.fields if field.kind is Kind.ROW_ID for name in _names(field)}
    places = [place for place, header in enumerate(headers) if normal(header) in names]
    return next(
        (
            place
            for place in places
            if any(_ROW_ID.fullmatch(str(row[place]).strip()) for row in rows if place < len(row))
        ),
        None,
    )


def _names(field: Field) -> tuple[str, ...]:
    return (field.key, field.label.zh, field.label.en, *field.also)


def scale(header: str) -> int:
    """The unit a header gives its amounts in: 金额（万元） is 10,000.

    >>> scale("金额（万元）"), scale("销售额(千元)"), scale("金额")
    (10000, 1000, 1)
    """
    match = re.search(r"[(（\[【/\s](千|万|萬|百万|亿|億)元?[)）\]】]?\s*$", header)
    scales = {"千": 10**3, "万": 10**4, "萬": 10**4, "百万": 10**6, "亿": 10**8, "億": 10**8}
    return scales[match[1]] if match else 1


def _all_there(headers: Sequence[str], mapping: Mapping[str, str]) -> None:
    here = {normal(header) for header in headers}
    for theirs in mapping:
        if normal(theirs) not in here:
            raise InputError(
                unknown_name(
                    Text(f"文件里没有“{theirs}”这一列。", f"The file has no column “{theirs}”."),
                    theirs,
                    [Name.of(header) for header in headers if header],
                    Text("全部的列见文件的标题行。", "The file's header row has them all."),
                )
            )


def _no_field(ours: str, table: Table) -> Text:
    return unknown_name(
        Text(
            f"“{table.label.zh}”表没有可以导入的列“{ours}”。",
            f"The table {table.label.en} has no column “{ours}” that can be loaded.",
        ),
        ours,
        [Name.of(field.label, field.key, *field.also) for field in table.inputs],
        Text(f"全部的列见“{table.label.zh}”表的标题行。", f"The header row of {table.label.en} has them all."),
    )


def _nothing_known(headers: Sequence[str], table: Table) -> Text:
    return Text(
        f"文件里没有一列能对应到“{table.label.zh}”表的列。文件的列：{_listed(headers)}。"
        f'请用 --map "文件的列名=列" 指定；全部的列见“{table.label.zh}”表的标题行。',
        f"No column of the file is a column of {table.label.en}. The file's columns: {_listed(headers)}. "
        f'Say which is which with --map "Their column=column"; the header row of {table.label.en} has all columns.',
    )


def _listed(headers: Sequence[str]) -> str:
    return ", ".join(header for header in headers if header)[:500]
