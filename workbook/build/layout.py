"""Where things stand on a sheet: rows, frozen panes, and which columns are folded away at first."""

from __future__ import annotations

from math import ceil

from workbook.build.formats import column_width
from workbook.language import Lang
from workbook.schema.model import Field, Kind, Table

TITLE_ROW, BAND_ROW, HEADER_ROW, FIRST_ROW = 1, 2, 3, 4

_FROZEN_ROOM = 78.0  # characters that may stand still on the left; more would leave a laptop no room to scroll
_NAMES = ("name", "customer_name", "title", "subject")
_WIDE = 18  # a table with more visible columns than this is folded
_KEPT_SECOND, _KEPT_LATER = 0.4, 0.2
_SMALLEST_FOLD = 3  # folding one or two columns away costs more clicks than it saves room


def frozen_columns(table: Table, lang: Lang) -> int:
    """How many columns (from A) stay put: up to the name, if that leaves room; else the first visible one."""
    frozen = next(n for n, f in enumerate(table.fields, start=1) if not f.hidden)
    width = 0.0
    for column, field in enumerate(table.fields, start=1):
        if field.hidden:
            continue
        width += column_width(field, lang)
        if width > _FROZEN_ROOM:
            break
        if field.key in _NAMES:
            frozen = column
    return frozen


def folded_columns(table: Table) -> set[str]:
    """Keys of the columns that a wide table folds away at first: the tails of all groups but the first.

    The second group keeps two fifths of its columns, the later ones a fifth: a table's declaration goes from what is
    looked at daily to what is looked up.
    """
    if sum(not f.hidden for f in table.fields) <= _WIDE:
        return set()
    folded: set[str] = set()
    for rank, group in enumerate(table.groups):
        members = [f for f in table.fields if f.group == group and not f.hidden]
        if rank == 0:
            continue
        kept = ceil(len(members) * (_KEPT_SECOND if rank == 1 else _KEPT_LATER))
        tail = members[kept:]
        if len(tail) >= _SMALLEST_FOLD:
            folded |= {f.key for f in tail}
    return folded


def wrapping_columns(table: Table) -> frozenset[str]:
    """Keys of the columns whose long text goes over several lines.

    Not those folded away (a row would be high for no visible reason), nor what the program writes between the
    columns of a sheet that users fill.
    """
    folded = folded_columns(table)
    return frozenset(
        f.key
        for f in table.fields
        if f.kind is Kind.NOTE and not (f.hidden or f.one_line or f.key in folded) and (table.result or not f.computed)
    )


def bands(table: Table) -> list[tuple[Field, int, int]]:
    """Runs of columns of one group: (first field, first column, last column); columns count from 1."""
    runs: list[tuple[Field, int, int]] = []
    for column, field in enumerate(table.fields, start=1):
        if runs and runs[-1][0].group == field.group:
            runs[-1] = (runs[-1][0], runs[-1][1], column)
        else:
            runs.append((field, column, column))
    return runs
