"""Parts of names: the rows whose name holds a text."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.rules.basics.name_parts import holders, may_be_part

SIGNS = st.text(alphabet="广州市蓝汀禾渡ab- ", max_size=8)


def plain(text: str) -> str:
    return text.replace("-", "").replace(" ", "")


@given(st.lists(SIGNS | st.none(), min_size=1, max_size=6), st.lists(SIGNS, max_size=6))
def test_it_finds_what_looking_at_each_name_finds(names: list[str | None], values: list[str]) -> None:
    """And nothing else, where no unit of a place is left out."""
    column = pd.Series(names, dtype="str")
    found = holders(values, [column])
    assert len(found) == len(values)
    for value, rows in zip(values, found, strict=True):
        inside = [at for at, name in enumerate(names) if name and plain(value) and plain(value) in plain(name)]
        assert set(inside) <= set(rows.tolist())
        if not any("市" in name for name in names if name):
            assert rows.tolist() == inside


def test_a_row_counts_once_whatever_holds_it() -> None:
    """Its name twice, its other names, the name without its 市."""
    names = pd.Series(["广州市蓝汀蓝汀", "杭州禾渡"], dtype="str")
    others = pd.Series(["蓝汀机电", None], dtype="str")
    assert [rows.tolist() for rows in holders(["蓝汀", "广州蓝", "蓝汀"], [names, others])] == [[0], [0], [0]]


@pytest.mark.parametrize("value", ["", "渡", "-", "ab", "C00002", "2026", "１２３４", "SO-1001"])
def test_too_little_and_numbers_name_nobody_by_part(value: str) -> None:
    """A number that is not there is unknown, whatever name has its digits."""
    assert not may_be_part(value)


@pytest.mark.parametrize("value", ["禾渡", "Ash", "3M中国", "中国3"])
def test_two_characters_or_three_letters_may_be_a_part(value: str) -> None:
    """So short are names that people use."""
    assert may_be_part(value)
