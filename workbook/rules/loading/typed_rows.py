"""Typed rows of a loaded table: what is good, what was left out and why.

A row is left out, with its line and the reason, when a required cell is blank or cannot be read, when an amount
cannot be read of which figures are made (`REJECTING`), when a text is longer than a cell, or when it has more cells
than its header. Any other cell that cannot be read stays blank, is told, and its text goes to the remarks. A
reference that names nobody is no such reason: the row stays and check names it, so that totals reconcile with the
file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbook import schema
from workbook.errors import InputError
from workbook.language import Text
from workbook.rules.cleaning import codes
from workbook.rules.loading.source_table import Source, scale
from workbook.rules.loading.typed_columns import spelling, typed
from workbook.schema.model import Field, Kind, Table

if TYPE_CHECKING:
    import pandas as pd

DEFAULTS: Mapping[tuple[str, str], str] = {("tblCustomers", "kind"): "company"}
"""List keys given where a required choice is blank; the report says how often."""

REJECTING: Mapping[str, frozenset[str]] = {
    "tblTransactions": frozenset({"quantity", "unit_price", "discount", "amount"})
}
"""Fields that nobody must fill, and that reject their row all the same when they cannot be read: an order line without
its amount would count as nothing, and totals would not be the file's."""

NUMBERS_OF_GROUPS = frozenset({("tblTransactions", "order_no")})
"""Numbers that make rows one thing: where they lost digits, two rows that look alike stay two."""

REMARKS = "remarks"
"""The field that takes the texts of cells that could not be read, where a table has it."""

LONGEST = 32_767
"""Characters a cell of a sheet holds."""

LONGEST_NOTE = 500
"""So many characters of a cell that could not be read go to the remarks."""

_TOO_LONG = Text("超过一个单元格能放的 32,767 个字", "More than the 32,767 characters a cell holds")
_LONG = Text("这一行有 {n} 格，标题行只有 {width} 格", "The row has {n} cells, the header only {width}")
_NOTED = Text("{why}；这一格没有读入，原文记在备注", "{why}; the cell was left blank, its text is in the remarks")
_DROPPED = Text("{why}；这一格没有读入", "{why}; the cell was left blank")
_BLANK = Text("“{zh}”是空的", "{en} is blank")


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that was left out: its line in the file, the field at fault (None: the row), what stands there."""

    line: int
    field: str | None
    value: str
    reason: Text


@dataclass(frozen=True)
class Rows:
    """Typed rows of a source. `frame`: the mapped fields (and those filled by default), index = place in `lines`."""

    frame: pd.DataFrame
    lines: list[int]  # line of every data row of the file, good or not
    rejected: tuple[Rejected, ...]
    remarks: tuple[Rejected, ...]  # read, but somebody should look
    defaults: dict[str, pd.Index] = field(default_factory=dict)  # field key -> rows of `frame` filled by default

    @property
    def read(self) -> int:
        """Data rows of the file, good or not."""
        return len(self.lines)


def read_rows(source: Source, table: Table, lists: Mapping[str, pd.DataFrame]) -> Rows:
    """Type every column and leave bad rows out. InputError when a required column is missing altogether."""
    import pandas as pd

    _complete(source, table)
    seen = source.seen
    places, rejected = seen.rows, too_long(source)
    rejected += [(row, Rejected(seen.lines[places[row]], None, "", why)) for row, why in seen.meant.left_out.items()]
    rejected += [(row, Rejected(seen.lines[places[row]], None, "", why)) for row, why in seen.meant.asked.items()]
    lines = [seen.lines[at] for at in places]
    index = pd.RangeIndex(len(places))
    columns: dict[str, pd.Series] = {}
    remarks: list[Rejected] = []
    texts: dict[int, list[str]] = {}  # row -> what could not be read, for its remarks
    for key, column in source.columns.items():
        one = table[key]
        own = key in seen.meant.values or key in seen.place_of()  # else the invoice's day for the order's
        cells = pd.Series(
            [str(cell).strip() for cell in (seen.read_as(key) if own else seen.values(column))],
            index=index,
            dtype="str",
        )
        got = typed(cells, one, labels_of(one, lists) if one.list else None, seen.meant.home)
        columns[key] = got.values
        if (table.name, key) in NUMBERS_OF_GROUPS and got.remarks:
            values = got.values.astype(object)
            values[list(got.remarks)] = [codes.told_apart(values[row], lines[row]) for row in got.remarks]
            columns[key] = values.astype("str")
        for row in cells.index[cells.str.len() > LONGEST]:
            rejected.append((int(row), Rejected(lines[row], key, cells[row][:200], _TOO_LONG)))
        if one.kind is Kind.MONEY and (unit := scale(source.headers[column])) != 1:
            columns[key] = got.values * unit
        for row, why in got.troubles.items():
            if rejects(one, table):
                rejected.append((row, Rejected(lines[row], key, cells[row], why)))
                continue
            left = _NOTED if REMARKS in table else _DROPPED
            remarks.append(Rejected(lines[row], key, cells[row], left.format(why=why)))
            texts.setdefault(row, []).append(f"{source.headers[column]}：{cells[row]}"[:LONGEST_NOTE])
        remarks += [Rejected(lines[row], key, cells[row], why) for row, why in got.remarks.items()]
    frame = pd.DataFrame(columns, index=index)
    if texts and REMARKS in table:
        frame = _with_remarks(frame, texts)
    frame, filled = _with_defaults(frame, table)
    for one in table.inputs:
        if one.required and one.key in frame.columns and one.kind is not Kind.REF and not _is_number(one, table):
            told = {row for row, bad in rejected if bad.field == one.key}
            blank = [row for row in frame.index[frame[one.key].isna()] if row not in told]
            reason = _BLANK.format(zh=one.label.zh, en=one.label.en)
            rejected += [(int(row), Rejected(lines[row], one.key, "", reason)) for row in blank]
    return sifted(frame, lines, rejected, remarks, filled)


def sifted(
    frame: pd.DataFrame,
    lines: list[int],
    rejected: list[tuple[int, Rejected]],
    remarks: Sequence[Rejected],
    filled: Mapping[str, pd.Series],
) -> Rows:
    """The rows without the rejected ones (each with its place), and without what was to be told of those. filled: field
    key -> whether each row of `frame` has it by default."""
    good = frame.drop(index=list({row for row, _ in rejected}))
    rejected = sorted(rejected, key=lambda pair: pair[0])
    left_out = {lines[row] for row, _ in rejected}
    defaults = {key: good.index[where[good.index]] for key, where in filled.items()}
    return Rows(
        good,
        lines,
        tuple(one for _, one in rejected),
        tuple(one for one in remarks if one.line not in left_out),
        {key: rows for key, rows in defaults.items() if len(rows)},
    )


def rejects(one: Field, table: Table) -> bool:
    """Does a cell of this field that cannot be read reject its row?"""
    return one.required or one.key in REJECTING.get(table.name, ())


def _with_remarks(frame: pd.DataFrame, more: Mapping[int, Sequence[str]]) -> pd.DataFrame:
    """The frame with a line in the remarks for each cell that could not be read."""
    import pandas as pd

    column = frame[REMARKS] if REMARKS in frame.columns else pd.Series(None, index=frame.index, dtype="str")
    column = column.astype(object)
    for row, said in more.items():
        before = column[row]
        column[row] = "\n".join([*([before] if isinstance(before, str) else []), *said])
    return frame.assign(**{REMARKS: column.astype("str")})


def labels_of(one: Field, lists: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    """Any spelling of a list value -> its key: the book's labels, and the default labels of both languages.

    Keys are no spellings: South in a list of American states is not 华南, though that one's key is "south".
    """
    rows = lists[str(one.list)]
    known = set(rows["key"])
    labels: dict[str, str] = {}
    for entry in schema.listing(str(one.list)).entries:
        if entry.key in known:
            labels |= {spelling(entry.label.zh): entry.key, spelling(entry.label.en): entry.key}
    return labels | {spelling(label): key for label, key in zip(rows["label"], rows["key"], strict=True)}


def too_long(source: Source) -> list[tuple[int, Rejected]]:
    """The data rows with more cells than the header."""
    seen = source.seen
    width = len(source.headers) if seen.header_row is None else len(seen.cells[seen.header_row])
    return [
        (row, Rejected(seen.lines[at], None, "", _LONG.format(n=len(seen.cells[at]), width=width)))
        for row, at in enumerate(seen.rows)
        if len(seen.cells[at]) > width and any(seen.cells[at][width:])
    ]


def _complete(source: Source, table: Table) -> None:
    """Refuse a source that lacks a required column: not one row could be loaded."""
    missing = [
        one
        for one in table.inputs
        if one.required
        and one.key not in source.columns
        and (table.name, one.key) not in DEFAULTS
        and not _is_number(one, table)
        and not (one.key == "name" and table.key in source.columns)
    ]
    if missing:
        zh, en = "、".join(f"“{m.label.zh}”" for m in missing), ", ".join(m.label.en for m in missing)
        here = ", ".join(header for header in source.headers if header)[:500]
        raise InputError(
            Text(
                f'文件里没有{zh}。请用 --map "文件的列名={missing[0].label.zh}" 指定是哪一列。文件的列：{here}。',
                f'The file has no column for {en}. Say which it is with --map "Their column={missing[0].label.en}". '
                f"The file's columns: {here}.",
            )
        )


def _is_number(one: Field, table: Table) -> bool:
    """The table's own number, which the program gives where it is blank."""
    return one.key == table.key and table.id_format is not None


def _with_defaults(frame: pd.DataFrame, table: Table) -> tuple[pd.DataFrame, dict[str, pd.Series]]:
    """The frame with blank required cells filled where there is a default, and which rows those are."""
    import pandas as pd

    filled: dict[str, pd.Series] = {}
    for (name, key), value in DEFAULTS.items():
        if name == table.name:
            column = frame[key] if key in frame.columns else pd.Series(None, index=frame.index, dtype="str")
            filled[key] = column.isna()
            frame = frame.assign(**{key: column.fillna(value).astype("str")})
    if "name" in table and table["name"].required and "name" not in frame.columns and table.key in frame.columns:
        frame = frame.assign(name=frame[str(table.key)])  # purchases of numbered customers nobody has named
        filled["name"] = frame["name"].notna()
    return frame, filled
