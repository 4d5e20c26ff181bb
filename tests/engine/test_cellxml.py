"""Cells made a column at a time are the cells made one by one."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.engine.cells.cell_values import Formula, cell_xml, number_text, to_serial
from workbook.engine.cells.cell_xml import FEW, column_xml, number_texts, serials
from workbook.errors import InputError

NUMBERS = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**17), 10**17).map(float)
TEXTS = st.text(min_size=1, max_size=12) | st.sampled_from(["_x0041_", "a_x", " 前", "后 ", "a\nb", "&<>\"'", "\ud800"])
MOMENTS = st.datetimes(dt.datetime(1900, 1, 1), dt.datetime(9999, 12, 31))
KINDS: list[st.SearchStrategy[Any]] = [
    NUMBERS,
    TEXTS,
    MOMENTS,
    st.booleans(),
    st.none(),
    NUMBERS | st.none(),
    TEXTS | st.none(),
    MOMENTS | st.none(),
    NUMBERS.map(lambda number: Formula("=A1&B1", number)),
    (NUMBERS | TEXTS).map(lambda known: Formula('="<"&A1', known)),
    NUMBERS | TEXTS | MOMENTS | st.booleans() | st.none(),
]
COLUMNS = st.one_of([st.lists(kind, min_size=FEW, max_size=3 * FEW) for kind in KINDS])


@given(COLUMNS, st.sampled_from([[0], [7], [0, 7]]), st.booleans())
def test_a_column_is_its_cells(values: list[Any], styles: list[int], date1904: bool) -> None:
    """Whatever a column holds, its cells are the bytes that each cell by itself would be."""
    if date1904:
        values = [None if isinstance(one, dt.datetime) and one.year < 1904 else one for one in values]
    looks = [styles[k % len(styles)] for k in range(len(values))]
    rows = range(3, 3 + len(values))
    one_by_one = [
        cell_xml(f"AB{row}", style, value, date1904=date1904)
        for row, style, value in zip(rows, looks, values, strict=True)
    ]
    assert column_xml("AB", rows, values, looks, date1904=date1904) == one_by_one


@given(st.lists(NUMBERS, max_size=50))
def test_numbers_are_written_as_one_by_one(numbers: list[float]) -> None:
    """The shortest digits that read back the same."""
    assert number_texts(numbers) == [number_text(number) for number in numbers]


@given(st.lists(MOMENTS, min_size=1, max_size=50))
def test_moments_have_their_serial_numbers(moments: list[dt.datetime]) -> None:
    """Excel's calendar with its day that never was."""
    assert serials(moments).tolist() == [to_serial(moment) for moment in moments]


def test_a_date_before_the_calendar_is_refused() -> None:
    """As by itself."""
    with pytest.raises(InputError):
        serials([dt.datetime(1899, 12, 1)] * FEW)
