"""Columns of a list: which field each one is, by its header, by what it holds, and by what the user says of it.

>>> [column.field for column in columns_of([["公司名称", "联系电话", "摊位"], ["甲乙有限公司", "020-88880000", "A1"]],
...                                        "customers")]
['name', 'phone', None]
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from workbook.errors import InputError
from workbook.language import Text
from workbook.rules.cleaning import headers as header_rules
from workbook.rules.cleaning import text as texts
from workbook.rules.cleaning.content_kinds import Look
from workbook.rules.cleaning.header_names import ColumnMatch, Headers, known, normal
from workbook.rules.reading.column_choice import (
    LEFT_OUT,
    NAME_OF,
    as_said,
    beside,
    by_name,
    column_said,
    field_said,
    marked,
    preferred,
    stood_in,
    taught,
)
from workbook.rules.reading.habits import PLAIN, Habits
from workbook.rules.reading.label_forms import as_rows
from workbook.rules.reading.lead_columns import told_apart
from workbook.rules.reading.marks import MARK, headers_of
from workbook.rules.reading.name_parts import mark_parts
from workbook.rules.reading.own_rows import OWN, own_names
from workbook.schema.tables.leads import NO_FIELD, lead_fields

REASON = Text("不导入的原因", "Why it was not imported")
"""Header of the column that a workbook of rejects adds; it is no part of the list when that is pasted again."""

_LOOKS: Mapping[str, Mapping[Look, Sequence[str]]] = {
    "customers": header_rules.LOOKS,
    "transactions": {"date": ("date",), "company": ("customer_id",), "amount": ("amount",)},
    "payments": {"date": ("date",), "company": ("customer_id",), "amount": ("amount",)},
    "visits": {"date": ("date",), "company": ("customer_id",)},
}
_OWN_COLUMN = Text("这是程序写的一列", "the program's own column")
WORKED_OUT = Text("客户簿自己算出的一列，不导入", "a column that the book works out itself; left out")
"""Why a column of the book's own is no field."""
_DEEPEST = 20
"""The header is looked for in so many rows from the top."""

LARGEST_FORM = 500
"""Rows of a block of labels and values: more of them are a list."""

SAMPLE = 500
"""So many rows tell what the columns are."""


@dataclass(frozen=True)
class FoundColumns:
    """Header and columns of a list, with what is said of them. `ours`: columns that the book fills itself; `marks`:
    columns that say what the rows mean; `left_out`: columns not to keep; `form`: of a form of labels and values, its
    cells as rows and the place of the first line of each; `remarks`: what to tell of columns that are not read."""

    header: Headers
    columns: tuple[ColumnMatch, ...]
    ours: Mapping[int, ColumnMatch]
    marks: Mapping[str, int]
    left_out: frozenset[int] = frozenset()
    form: tuple[list[list[object]], list[int]] | None = None
    remarks: Sequence[Text] = ()


def columns_of(rows: Sequence[Sequence[object]], target: str) -> tuple[ColumnMatch, ...]:
    """The columns of a list alone, of which nothing is said."""
    return found_columns(rows, target).columns


def found_columns(
    rows: Sequence[Sequence[object]], target: str, mapping: Mapping[str, str] | None = None, habits: Habits = PLAIN
) -> FoundColumns:
    """Find header and columns. mapping, habits: as `pasted_block.understand` has them; InputError as there."""
    if not any(texts.half_width(texts.of(cell)) for row in rows for cell in row):
        raise InputError(
            Text(
                "没有可预览的内容：请先把名单粘贴到“粘贴区”。",
                "There is nothing to preview: paste a list on the sheet Paste area.",
            )
        )
    fields = lead_fields(target)
    mapping = {**taught(rows[:_DEEPEST], habits.headers), **(mapping or {})}
    said = {column_said(header): field_said(field, fields, target) for header, field in mapping.items()}
    names = {key: [*lead.headers] for key, lead in fields.items()}
    for header, key in said.items():
        if key != NO_FIELD and not header.startswith("#"):
            names[key].insert(0, header)
    form = as_rows(rows, known(names)) if len(rows) <= LARGEST_FORM else None
    told = _recognised(rows if form is None else form[0], target, names)
    columns, left_out = as_said(told.columns, said, mapping)
    columns = _left_alone(stood_in(columns, fields), left_out, told.ours)
    aside, said_aside = beside(columns)
    left_out |= aside
    columns = [replace(one, field=None, idle=True, part=None) if one.index in aside else one for one in columns]
    return replace(told, columns=tuple(columns), left_out=frozenset(left_out), form=form, remarks=said_aside)


def _recognised(rows: Sequence[Sequence[object]], target: str, names: Mapping[str, Sequence[str]]) -> FoundColumns:
    of_names = {f"{NAME_OF}{key}": lead.by_name for key, lead in lead_fields(target).items() if lead.by_name}
    wanted = {**own_names(rows, target), **names, **of_names, **headers_of(target)}
    found = header_rules.read(rows[:SAMPLE], wanted, _LOOKS.get(target, {}))
    columns = preferred(by_name(found.columns), target)
    marks = {str(one.field): one.index for one in columns if (one.field or "").startswith(MARK)}
    columns = tuple(map(marked, columns))
    ours = {one.index: one for one in columns if (one.field or "").startswith(OWN)}
    columns = tuple(
        replace(one, field=None, how="none", why=WORKED_OUT) if one.index in ours else one for one in columns
    )
    if target == "customers":
        first = rows[found.first_row : SAMPLE]
        columns = told_apart(
            mark_parts(columns), lambda place: [row[place] if place < len(row) else None for row in first]
        )
    return FoundColumns(found, tuple(columns), ours, marks)


def _left_alone(
    columns: Sequence[ColumnMatch], left_out: set[int], ours: Mapping[int, ColumnMatch]
) -> list[ColumnMatch]:
    """The columns, those of the program's own left out."""
    own = {normal(REASON.zh), normal(REASON.en)}
    left_out |= {column.index for column in columns if column.field is None and normal(column.header) in own}
    left_out |= {column.index for column in columns if column.field is None and column.index in ours}
    return [
        replace(column, why=_OWN_COLUMN)
        if column.index in left_out and column.why not in (LEFT_OUT, WORKED_OUT)
        else column
        for column in columns
    ]
