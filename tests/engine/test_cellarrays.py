"""Cells made by array operations are the cells made one by one, and so are rows of them."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.engine.cells.cell_arrays import as_texts, cell_texts, number_array, row_texts, whole_rows
from workbook.engine.cells.cell_values import Formula, cell_xml, number_text
from workbook.engine.cells.row_edits import is_cell
from workbook.engine.cells.typed_cells import TypedCells, joined, typed_cells, types_of
from workbook.errors import InputError

NUMBERS = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**17), 10**17).map(float)
Pair = tuple[TypedCells, list[Any]]
SPELLED = ["_x0041_", "a_x", " 前", "后 ", "a\nb", "&<>\"'", "\u3000宽", "a\tb", "x\x01"]
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12) | st.sampled_from(SPELLED)
MOMENTS = st.datetimes(dt.datetime(1904, 1, 2), dt.datetime(9999, 12, 31))


@st.composite
def columns(draw: st.DrawFn) -> Pair:
    """Typed cells, and the same as values."""
    dtype, element = draw(st.sampled_from([("float64", NUMBERS), ("str", TEXTS), ("datetime64[us]", MOMENTS)]))
    listed = draw(st.lists(st.none() | element, min_size=1, max_size=30))
    cells = typed_cells(pd.Series(listed, dtype=dtype))
    assert cells is not None
    formula = draw(st.sampled_from([None, '=A1&"<"']))
    if formula is not None:
        listed = [Formula(formula, one) for one in listed]
    return TypedCells(cells.kind, cells.array, formula), listed


def _same(one: Any, other: Any) -> bool:
    return type(one) is type(other) and bool(one == other)


@given(columns())
def test_typed_cells_are_a_sequence_of_cells(column: Pair) -> None:
    """Length, each entry, a slice, the types and the blanks are those of the list."""
    cells, listed = column
    assert len(cells) == len(listed)
    assert all(map(_same, cells, listed))
    assert all(_same(cells[at], listed[at]) for at in (0, -1, len(listed) // 2))
    assert list(cells[1:3]) == listed[1:3]
    assert cells.types == types_of(listed)
    assert cells.blanks.tolist() == [getattr(one, "cached", one) is None for one in listed]
    assert list(cells.take(np.array([len(listed) - 1, 0]))) == [listed[-1], listed[0]]


@given(columns(), columns())
def test_joined_cells_are_those_of_both(
    first: tuple[TypedCells, list[Any]], second: tuple[TypedCells, list[Any]]
) -> None:
    """Of one type or not."""
    assert list(joined(first[1], second[0])) == first[1] + second[1]


def test_cells_of_one_type_stay_an_array() -> None:
    """The few first ones become a part of it."""
    found = joined([None, 1.5], TypedCells(float, np.array([2.0])))
    assert isinstance(found, TypedCells)
    assert list(found) == [None, 1.5, 2.0]


@given(columns(), st.sampled_from([-1, 0, 7]), st.booleans())
def test_a_column_is_its_cells(column: Pair, style: int, date1904: bool) -> None:
    """Whatever a column holds, its cells are the bytes that each cell by itself would be, none where it is no cell."""
    cells, listed = column
    rows = range(3, 3 + len(listed))
    one_by_one = [
        cell_xml(f"AB{row}", style, value, date1904=date1904) if is_cell(value, style) else ""
        for row, value in zip(rows, listed, strict=True)
    ]
    assert cell_texts("AB", row_texts(rows), cells, style, date1904=date1904).to_pylist() == one_by_one


@given(st.lists(NUMBERS | st.just(math.nan), max_size=50))
def test_numbers_are_written_as_one_by_one(numbers: list[float]) -> None:
    """The shortest digits that read back the same; nothing for none."""
    expected = [None if math.isnan(number) else number_text(number) for number in numbers]
    assert number_array(np.array(numbers, dtype=np.float64)).to_pylist() == expected


@given(st.lists(st.tuples(st.integers(1, 20), st.booleans(), st.booleans()), unique_by=lambda row: row[0]))
def test_rows_have_their_cells(drawn: list[tuple[int, bool, bool]]) -> None:
    """In the order of the columns; a row without any is left out."""
    batch = sorted(drawn)
    rows = [row for row, _, _ in batch]
    first = [f"<a{row}/>" if there else "" for row, there, _ in batch]
    second = [(row, f"<b{row}/>") for row, _, there in batch if there]
    found = whole_rows(rows, [(rows, as_texts(first)), ([row for row, _ in second], as_texts([c for _, c in second]))])
    lines = [cell + dict(second).get(row, "") for row, cell in zip(rows, first, strict=True)]
    assert found.decode() == "".join(
        f'<row r="{row}">{line}</row>' for row, line in zip(rows, lines, strict=True) if line
    )


def test_what_is_written_stays_when_the_values_change() -> None:
    """The array is a copy."""
    values = np.array([1.0, 2.0])
    cells = typed_cells(values)
    values[0] = 9.0
    assert cells is not None
    assert list(cells) == [1.0, 2.0]


@pytest.mark.parametrize(
    "values",
    [np.array([1.0, np.inf]), pd.Series(["x" * 32_768]), np.array([True]), pd.Series(["a", 1.0], dtype=object), [1.0]],
)
def test_other_values_are_no_typed_cells(values: Any) -> None:
    """Infinity becomes an error value, a text that is too long is refused: cell by cell."""
    assert typed_cells(values) is None


def test_an_empty_text_is_a_blank() -> None:
    """As everywhere."""
    cells = typed_cells(pd.Series(["", "a", None], dtype="str"))
    assert cells is not None
    assert list(cells) == [None, "a", None]


def test_a_date_before_the_calendar_is_refused() -> None:
    """As by itself."""
    cells = typed_cells(np.array(["1899-12-01"], dtype="datetime64[s]"))
    assert cells is not None
    with pytest.raises(InputError):
        cell_texts("A", row_texts([1]), cells, 0, date1904=False)
