"""Whole columns held against the file at once give the same answer as cell by cell."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.engine.cells.cell_values import to_cell
from workbook.engine.cells.changed_cells import differences
from workbook.engine.cells.column_grid import BLANK, BOOL, NUMBER, TEXT, ColumnBuilder, Grid

PLAIN, DATED = 0, 1
CELLS = st.one_of(
    st.just((BLANK, float("nan"), None, PLAIN)),
    st.sampled_from([0.0, 1.0, 1.5, 45000.0]).map(lambda n: (NUMBER, n, None, PLAIN)),
    st.sampled_from([1.0, 45000.0, 45000.5]).map(lambda n: (NUMBER, n, None, DATED)),
    st.sampled_from(["a", "A", "1", "是"]).map(lambda t: (TEXT, float("nan"), t, PLAIN)),
    st.sampled_from([0.0, 1.0]).map(lambda n: (BOOL, n, None, PLAIN)),
)
COLUMNS: list[tuple[Any, str]] = [
    (st.sampled_from([0.0, 1.0, 1.5, 45000.0, float("nan")]), "float64"),
    (st.sampled_from([0, 1, 45000]), "int64"),
    (st.sampled_from([dt.datetime(2023, 3, 15), dt.datetime(2023, 3, 15, 12), pd.NaT]), "datetime64[s]"),
    (st.sampled_from(["a", "A", "1", "是", "", None]), "str"),
    (st.booleans(), "bool"),
    (st.none(), "object"),
]


def grid_of(cells: dict[int, tuple[int, float, str | None, int]]) -> Grid:
    """A sheet with one column, cells by row."""
    builder = ColumnBuilder()
    for row, (kind, number, text, style) in cells.items():
        builder.rows.append(row)
        builder.kinds.append(kind)
        builder.numbers.append(number)
        builder.texts.append(text)
        builder.styles.append(style)
        builder.formulas.append(False)
    return Grid({1: builder.column()} if cells else {}, np.array([False, True]))


@pytest.mark.parametrize(("values", "dtype"), COLUMNS, ids=[dtype for _, dtype in COLUMNS])
def test_it_agrees_with_a_comparison_cell_by_cell(values: st.SearchStrategy[Any], dtype: str) -> None:
    """Whatever stands in the file, and whichever cells are not there at all."""

    @given(st.dictionaries(st.integers(4, 12), CELLS).map(lambda d: dict(sorted(d.items()))), st.data())
    def holds(cells: dict[int, tuple[int, float, str | None, int]], data: st.DataObject) -> None:
        new = pd.Series(data.draw(st.lists(values, min_size=9, max_size=9)), dtype=dtype)
        grid = grid_of(cells)
        told = differences(grid, 1, 4, new)
        assert told is not None
        wanted = [to_cell(float(v) if dtype == "int64" else v) for v in new.tolist()]
        known = grid.values(1, 4, 12)
        assert told.tolist() == [type(a) is not type(b) or a != b for a, b in zip(wanted, known, strict=True)]

    holds()


def test_formulas_and_mixed_columns_are_left_to_the_slow_way() -> None:
    """None is the answer where only a look at each cell can tell."""
    grid = grid_of({4: (NUMBER, 1.0, None, PLAIN), 5: (NUMBER, 2.0, None, PLAIN)})
    assert differences(grid, 1, 4, pd.Series([1.0, "a"], dtype=object)) is None
    assert differences(grid, 1, 4, [1.0, 2.0]) is None
    assert differences(grid, 1, 4, pd.Series([1.0, float("inf")])) is None
    grid.columns[1].formulas[0] = True
    assert differences(grid, 1, 4, pd.Series([1.0, 2.0])) is None
