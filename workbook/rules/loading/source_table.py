"""Source tables: the header row and the column mapping of a file of another program.

A grid is what a reader hands over: rows of text cells, with the line (CSV) or row (xlsx) each one starts at. Title
lines above the header are passed over: the header is the row, of the first twenty, that names the most fields.

A column is a field by what `--map` says, else by the field's key, its label in either language, a synonym; a
reference also by the name of what it refers to (客户名称 for 客户编号). `--map "Column=-"` leaves a column out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbook import schema
from workbook.errors import InputError
from workbook.language import Text
from workbook.nearest import Name, unknown_name
from workbook.rules.cleaning.header_names import normal
from workbook.schema.model import Field, Kind, Table
from workbook.schema.tables.trade import STANDS_IN

DEEPEST = 20
"""The header is looked for in so many rows from the top."""

NO_FIELD = "-"
"""What a column is mapped to that shall not be loaded."""


Merged = tuple[int, int, int, int]
"""Merged cells, whose text stands in the first: first row, first column, last row, last column, from 0."""


@dataclass(frozen=True)
class Grid:
    """The cells of a file as text, blank ones as '', with the line or row number of each row, what the user should
    know of how it was read, and which cells are merged over several rows."""

    rows: Sequence[Sequence[str]]
    lines: Sequence[int]
    remarks: Sequence[Text] = ()
    merged: Sequence[Merged] = ()
    sheets: Sequence[str] = ()
    """The sheets of the file, where there are several and what was read is no table of a customer book."""


@dataclass(frozen=True)
class Source:
    """What a grid holds for one table. `columns`: field key -> place of its column in `headers`."""

    headers: tuple[str, ...]
    columns: Mapping[str, int]
    unused: tuple[str, ...]  # headers that no field of the table answers to
    worked_out: tuple[str, ...]  # headers of columns that the book fills itself
    first: int  # place of the first data row in the grid


_ROW_ID = re.compile(r"[0-9a-f]{16}")
"""A row_id as commands give it."""


def read_source(grid: Grid, table: Table, mapping: Mapping[str, str]) -> Source:
    """Find the header and match its columns to the table's fields.

    InputError for an empty file, a header no field answers to, a mapped column or field that is not there.
    """
    filled = [at for at, row in enumerate(grid.rows) if any(row)]
    if not filled:
        raise InputError(Text("文件是空的，没有可导入的行。", "The file is empty: there are no rows to load."))
    wanted = _wanted(table, mapping)
    best, most = filled[0], -1
    for at in [at for at in filled if at < filled[0] + DEEPEST]:
        count = len(_match(grid.rows[at], table, wanted)) + sum(normal(h) in wanted for h in grid.rows[at])
        if count > most:
            best, most = at, count
    headers = tuple(cell.strip() for cell in grid.rows[best])
    _all_there(headers, mapping)
    columns = _match(headers, table, wanted, own_rows=_holds_row_ids(grid.rows[best + 1 :], headers, table))
    if not columns:
        raise InputError(_nothing_known(headers, table))
    left_out = {place for place, header in enumerate(headers) if wanted.get(normal(header)) == NO_FIELD}
    known = {*columns.values(), *left_out}
    others = [header for place, header in enumerate(headers) if header and place not in known]
    ours = {normal(name) for field in table.fields if field.computed for name in _names(field)}
    unused = tuple(header for header in others if normal(header) not in ours)
    return Source(headers, columns, unused, tuple(header for header in others if normal(header) in ours), best + 1)


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


def _holds_row_ids(rows: Sequence[Sequence[str]], headers: Sequence[str], table: Table) -> bool:
    """Whether a column that is headed as the book's own row_id holds such: other programs number rows under the same
    words."""
    names = {normal(name) for field in table.fields if field.kind is Kind.ROW_ID for name in _names(field)}
    places = [place for place, header in enumerate(headers) if normal(header) in names]
    return any(_ROW_ID.fullmatch(row[place].strip()) for row in rows for place in places if place < len(row))


def _match(
    headers: Sequence[str], table: Table, wanted: Mapping[str, str], *, own_rows: bool = False
) -> dict[str, int]:
    """Field key -> place: mapped columns first, then by key, label, synonym, and references by name. own_rows: row_ids
    of the book are among the columns."""
    columns: dict[str, int] = {}
    taken: set[int] = set()
    plain = [normal(header) for header in headers]
    for place, header in enumerate(plain):
        if header in wanted:
            taken.add(place)
            if wanted[header] != NO_FIELD:
                columns.setdefault(wanted[header], place)
    for spellings in _passes(table, own_rows):
        for place, header in enumerate(plain):
            key = spellings.get(header)
            if key and place not in taken and key not in columns:
                columns[key] = place
                taken.add(place)
    for key, stands_in in STANDS_IN.items():
        if key in table and key not in columns and stands_in in columns:
            columns[key] = columns[stands_in]
    return columns


def _passes(table: Table, own_rows: bool) -> Iterator[dict[str, str]]:
    """Normal spelling -> field key, surest first; of two fields with one spelling the first in the table has it."""
    fields = [field for field in table.fields if (own_rows if field.kind is Kind.ROW_ID else not field.computed)]
    for names in (
        lambda field: (field.key,),
        lambda field: (field.label.zh, field.label.en),
        lambda field: field.also,
        lambda field: () if field.ref == table.name else _names_of_target(field),  # its own name is no parent's
    ):
        spellings: dict[str, str] = {}
        for field in fields:
            for name in names(field):
                spellings.setdefault(normal(name), field.key)
        spellings.pop("", None)
        yield spellings


def _names(field: Field) -> tuple[str, ...]:
    return (field.key, field.label.zh, field.label.en, *field.also)


def _names_of_target(field: Field) -> tuple[str, ...]:
    """How the name of the row that a reference points to is headed in its own table."""
    if field.kind is not Kind.REF or not field.ref:
        return ()
    target = schema.table(field.ref)
    return _names(target["name"]) if "name" in target else ()


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
