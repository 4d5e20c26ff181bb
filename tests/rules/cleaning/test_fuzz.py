"""No value of one cell ends a command: every reader of cells answers whatever is written with its kind's signs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import fuzzing
from tests.fuzzing import fuzz, fuzz_each
from workbook import schema
from workbook.rules.check import check_table
from workbook.rules.cleaning import (
    amounts,
    codes,
    columns,
    dates,
    emails,
    id_numbers,
    phones,
    postcodes,
    tax_numbers,
    websites,
)
from workbook.rules.cleaning import text as texts
from workbook.rules.cleaning.cleaned import Cleaned
from workbook.rules.cleaning.content_kinds import look_of
from workbook.rules.importing.row_cleaning import clean_rows
from workbook.rules.loading.typed_columns import typed
from workbook.rules.loading.typed_rows import labels_of
from workbook.rules.reading.pasted_block import Block, understand
from workbook.schema import birthdays
from workbook.schema.cells import parse_cell
from workbook.schema.model import Field, Kind, Table
from workbook.schema.tables.leads import TARGETS, lead_fields
from workbook.schema.values import parse_column

READERS: dict[str, tuple[Callable[[str], Cleaned[Any]], st.SearchStrategy[str]]] = {
    "text": (texts.clean, fuzzing.NAME),
    "name": (texts.clean_name, fuzzing.NAME),
    "code": (codes.read, fuzzing.CODE),
    "phone": (phones.clean, fuzzing.PHONE),
    "email": (emails.clean, fuzzing.MAIL),
    "website": (websites.clean, fuzzing.SITE),
    "postcode": (postcodes.clean, fuzzing.POSTCODE),
    "taxno": (tax_numbers.clean, fuzzing.TAX),
    "idnumber": (id_numbers.clean, fuzzing.IDENTITY),
    "date": (dates.clean, fuzzing.DATE),
    "amount": (amounts.clean, fuzzing.AMOUNT),
    "birthday": (lambda text: Cleaned.of(birthdays.tidy(text), text), fuzzing.DATE),
}


@pytest.mark.parametrize("kind", READERS)
@fuzz
@given(data=st.data())
def test_every_text_of_its_kind_is_cleaned_or_said(kind: str, data: st.DataObject) -> None:
    """A reader gives a value or none; a text that became none is a blank or has its note."""
    read, written = READERS[kind]
    text = data.draw(written)
    cleaned = read(text)
    assert cleaned.value is not None or cleaned.note is not None or kind == "text" or _blank(text)


def _blank(text: str) -> bool:
    return texts.is_placeholder(texts.half_width(text)) or texts.is_placeholder(codes.bare(text))


@fuzz
@given(written=st.one_of(fuzzing.PHONE, fuzzing.NAME))
def test_every_text_is_split_into_numbers(written: str) -> None:
    """What a telephone cell holds is numbers and the rest, whatever it is."""
    row = columns.split_phones(pd.Series([written], dtype=object)).iloc[0]
    left = any(isinstance(part, str) and part for part in row)
    assert left or not any(sign.isalnum() for sign in written) or texts.is_placeholder(texts.half_width(written))


@pytest.mark.parametrize("kind", list(Kind))
@fuzz_each
@given(written=fuzzing.EVERY)
def test_load_reads_every_text_as_every_kind(kind: Kind, written: str) -> None:
    """A loaded text is a value of the field's kind, or a trouble."""
    field = Field("x", schema.TABLES[0].label, kind)
    got = typed(pd.Series([written], dtype="str"), field)
    assert len(got.values) == 1


@pytest.mark.parametrize("kind", list(Kind))
@fuzz_each
@given(cell=fuzzing.CELL)
def test_the_table_layer_reads_every_cell_as_every_kind(kind: Kind, cell: Any) -> None:
    """A cell of the book, of any type, is a value of its kind or a trouble."""
    column, _ = parse_column(pd.Series([cell], dtype=object), kind)
    assert len(column) == 1
    parse_cell(cell, kind)


@fuzz
@given(cells=st.lists(fuzzing.EVERY, max_size=5))
def test_every_column_looks_like_something_or_nothing(cells: list[str]) -> None:
    """What a column holds is told by its values, whatever they are."""
    assert 0 <= look_of(cells).share <= 1


CHECKED = [one for one in schema.TABLES if not one.result]
LISTS = {
    one.key: pd.DataFrame(
        {
            "key": [entry.key for entry in one.entries],
            "label": [entry.label.zh for entry in one.entries],
            "in_use": [True] * len(one.entries),
        }
    )
    for one in schema.LISTS
}


@pytest.mark.parametrize("table", CHECKED, ids=lambda one: one.name)
@fuzz_each
@given(data=st.data())
def test_check_looks_at_every_row(table: Table, data: st.DataObject) -> None:
    """Whatever stands in one cell of a table, check says what is wrong with the row, or nothing."""
    import datetime as dt

    field = data.draw(st.sampled_from(table.inputs))
    column, _ = parse_column(pd.Series([data.draw(fuzzing.CELL)], dtype=object), field.kind)
    frame = pd.DataFrame({field.key: column})
    tables = {
        str(one.ref): pd.DataFrame({str(schema.table(str(one.ref)).key): ["C1"], "name": ["Ash"]}, dtype="str")
        for one in table.refs
    }
    for one in check_table(table, frame, LISTS, tables, dt.date(2026, 6, 30), {}):
        assert one.table == table.name


@pytest.mark.parametrize("target", TARGETS)
@fuzz
@given(data=st.data())
def test_preview_reads_every_row(target: str, data: st.DataObject) -> None:
    """A pasted row of any cells under known headers is read to its end, and nothing of it is lost silently."""
    fields = lead_fields(target)
    keys = data.draw(st.lists(st.sampled_from(sorted(fields)), min_size=1, max_size=4, unique=True))
    header = [fields[key].label.zh for key in keys]
    row = [data.draw(fuzzing.EVERY) for _ in keys]
    block = Block([header, row], [1, 2])
    spelled = {str(lead.field.list): labels_of(lead.field, LISTS) for lead in fields.values() if lead.field.list}
    seen = understand(block, target, {})
    assert len(clean_rows(seen, spelled, "zh")) == len(seen.rows)
