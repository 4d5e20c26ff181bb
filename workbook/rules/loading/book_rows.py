"""Loaded rows matched with the book: whose row each is, and which customers and products it names.

A table with its own id (customers, products): the first row of an id wins, later rows of it are counted, and so is
every value in which they differ. Customers and products without an id column are told apart by their name, list
values by their label. A row whose id is in the book is
never written over: it is counted as already there. Order lines and payments without an id of their own are told by
`line_identity`; another table without an id takes every row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbook import schema
from workbook.rules.basics import references
from workbook.rules.loading.line_identity import IDENTITY, KnownLines, known_lines
from workbook.rules.loading.match_keys import NAMED, match_keys, name_of
from workbook.rules.loading.typed_columns import spelling
from workbook.rules.loading.typed_rows import Rows
from workbook.schema.cells import split_choices
from workbook.schema.model import Kind, Table

if TYPE_CHECKING:
    import pandas as pd


ROW_ID = "row_id"


@dataclass(frozen=True)
class Unknown:
    """Values of a column that name nothing in the book: how many rows, and the distinct values in file order."""

    rows: int
    values: tuple[str, ...]


@dataclass(frozen=True)
class Merged:
    """What is new for the book. new + already + repeated + rejected = read."""

    rows: pd.DataFrame  # index = place in Rows.lines; a number the file lacks is blank
    already: int  # rows whose id the book has
    repeated: int  # further rows of an id that the file has had
    differing: dict[str, int]  # field key -> repeated rows whose value is not that of the first
    unknown: dict[str, Unknown]  # REF field key -> references to nobody, or to several
    parts: dict[str, dict[str, str]]  # REF field key -> part of a name -> the row it was taken for: 'C00002 Full name'
    unlisted: dict[str, Unknown]  # CHOICE field key -> values its list does not have
    entries: dict[str, tuple[str, ...]]  # list key -> labels to add
    known: pd.DataFrame  # the rows whose id the book has, those told by their row_id aside
    lines: KnownLines  # of order lines and payments: those the book has, or may have


def merge(
    rows: Rows,
    table: Table,
    existing: pd.DataFrame,
    targets: Mapping[str, pd.DataFrame],
    lists: Mapping[str, pd.DataFrame],
    *,
    add_to_lists: bool = False,
    again: bool = False,
) -> Merged:
    """Tell new rows from known ones. existing: the book's rows of the table (its key, name where it has one, and what
    `line_identity` looks at); targets: name -> frame of each table referred to; again: repeats without a number are
    rows of their own."""
    frame, by_row_id = _without_row_ids(rows.frame, existing)
    frame, known, repeated, differing = _new_rows(frame, table, existing)
    known, _, _ = referring(known, table, targets)
    frame, unknown, parts = referring(frame, table, targets)
    frame, unlisted, entries = _listed(frame, table, lists, add_to_lists=add_to_lists)
    lines = _known_lines(frame, table, existing, targets)
    if again:
        lines.asked.clear()
    frame = frame.drop(index=[*lines.same, *lines.corrected, *lines.asked])
    already = len(known) + by_row_id + len(lines.same)
    return Merged(frame, already, repeated, differing, unknown, parts, unlisted, entries, known, lines)


def _known_lines(
    frame: pd.DataFrame, table: Table, existing: pd.DataFrame, targets: Mapping[str, pd.DataFrame]
) -> KnownLines:
    """Of order lines and payments those the book has: customers as numbers, products by name, on both sides."""
    if table.name not in IDENTITY or existing.empty or "customer_id" not in existing.columns:
        return KnownLines()
    ours, _, _ = referring(existing, table, targets)
    mine = frame
    products = targets.get("tblProducts")
    if products is not None and len(products):
        for_products = {"id_key": "product_id", "name_key": "name"}
        mine, ours = (
            one.assign(product=references.canonical(one["product"], products, **for_products))
            if "product" in one.columns
            else one
            for one in (mine, ours)
        )
    return known_lines(mine, ours, table)


def identity(table: Table, loaded: pd.DataFrame) -> str | None:
    """The column that tells whether two rows are one; None: every row is new."""
    if table.key in loaded.columns:
        return table.key
    if table.name in NAMED and "name" in loaded.columns:
        return "name"
    return "label" if is_list(table) and "label" in loaded.columns else None


def is_list(table: Table) -> bool:
    """Is this the table of a dictionary list? Its rows are told apart by their label."""
    return table.name in {one.table_name for one in schema.LISTS}


def list_rows(labels: pd.Series[str], existing: pd.DataFrame) -> pd.DataFrame:
    """New rows of a dictionary list: the label is the key, the order goes on, the value is in use."""
    import pandas as pd

    last = existing["order"].max()
    start = 0 if pd.isna(last) else int(last)
    return pd.DataFrame(
        {
            "key": labels,
            "label": labels,
            "order": [float(start + place) for place in range(1, len(labels) + 1)],
            "in_use": True,
        },
        index=labels.index,
    )


def _without_row_ids(frame: pd.DataFrame, existing: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """The rows without those whose row_id the book has, whatever else they say; and how many those are."""
    if ROW_ID not in frame.columns:
        return frame, 0
    there = frame[ROW_ID].notna() & frame[ROW_ID].isin(existing.get(ROW_ID, frame[ROW_ID].iloc[:0]))
    return frame[~there].drop(columns=ROW_ID), int(there.sum())


def _new_rows(
    frame: pd.DataFrame, table: Table, existing: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame, int, dict[str, int]]:
    """The rows that are new, those whose id the book has, and the number and differences of repeated ones."""
    key = identity(table, frame)
    if key is None:
        return frame, frame.iloc[:0], 0, {}
    ids = match_keys(frame[key])
    known = ids.isin(match_keys(existing[key]).dropna().unique()) if key in existing.columns else ids.isna() & False
    again = ids.duplicated() & ids.notna() & ~known
    differing: dict[str, int] = {}
    if bool(again.any()):
        firsts = ids[ids.notna() & ~ids.duplicated()]
        first_row = dict(zip(firsts.array, firsts.index, strict=True))
        at = ids[again].map(first_row)
        for column in frame.columns:
            later = frame.loc[again, column]
            first = frame.loc[at, column].set_axis(later.index)
            unlike = later.notna() & ~(later == first).fillna(value=False).astype(bool)
            if count := int(unlike.sum()):
                differing[column] = count
    return frame[~known & ~again], frame[known], int(again.sum()), differing


def referring(
    frame: pd.DataFrame, table: Table, targets: Mapping[str, pd.DataFrame]
) -> tuple[pd.DataFrame, dict[str, Unknown], dict[str, dict[str, str]]]:
    """References as ids, where an id, a unique name, or a part of one was written; what names nobody stays as written.
    With them, by field: what names nobody, and the parts of names with the rows they were taken for."""
    unknown: dict[str, Unknown] = {}
    parts: dict[str, dict[str, str]] = {}
    for field in table.refs:
        target = targets.get(str(field.ref))
        if field.key not in frame.columns or target is None:
            continue
        to = schema.table(str(field.ref))
        written = frame[field.key]
        got = references.resolve(written, target, id_key=str(to.key), name_key=name_of(to))
        frame = frame.assign(**{field.key: got.ids.where(got.ids.notna(), written).astype("str")})
        if got.parts:
            parts[field.key] = {
                part: references.spelled_out(target, at, str(to.key), name_of(to)) for part, at in got.parts.items()
            }
        lost = written[got.unknown.union(got.ambiguous, sort=False)]
        blank = int(written.isna().sum()) if field.required else 0
        if len(lost) + blank:
            unknown[field.key] = Unknown(len(lost) + blank, tuple(lost.unique()))
    return frame, unknown, parts


LONGEST_ENTRY = 255
"""Characters that a value of a list may have."""


def _listed(
    frame: pd.DataFrame, table: Table, lists: Mapping[str, pd.DataFrame], *, add_to_lists: bool
) -> tuple[pd.DataFrame, dict[str, Unknown], dict[str, tuple[str, ...]]]:
    """Values that lists do not have: told, or (save for the program's own lists, and for texts that no dropdown
    shows) added under their own label."""
    unlisted: dict[str, Unknown] = {}
    entries: dict[str, dict[str, str]] = {}
    for field in table.inputs:
        if not field.list or field.key not in frame.columns:
            continue
        keys = set(lists[field.list]["key"])
        column = frame[field.key].dropna()
        strange = [value for value in column.unique() if not _parts(value, field.kind) <= keys]
        if not strange:
            continue
        if add_to_lists and schema.listing(field.list).group != "program":
            long = [value for value in strange if any(len(part) > LONGEST_ENTRY for part in _parts(value, field.kind))]
            if long:
                unlisted[field.key] = Unknown(int(column.isin(long).sum()), tuple(long))
                strange = [value for value in strange if value not in long]
            new = entries.setdefault(field.list, {})
            for value in strange:
                for part in sorted(_parts(value, field.kind) - keys, key=value.index):
                    new.setdefault(spelling(part), part)
            if field.kind is Kind.CHOICE:  # south and South become one entry
                same = {value: new[spelling(value)] for value in strange}
                frame = frame.assign(**{field.key: frame[field.key].replace(same).astype("str")})
        else:
            unlisted[field.key] = Unknown(int(column.isin(strange).sum()), tuple(strange))
    return frame, unlisted, {key: tuple(new.values()) for key, new in entries.items()}


def _parts(value: str, kind: Kind) -> set[str]:
    return set(split_choices(value)) if kind is Kind.CHOICES else {value}
