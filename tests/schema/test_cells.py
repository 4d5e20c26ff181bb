"""What one cell may hold."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from workbook.schema.cells import join_choices, number_from_text, split_choices


@given(st.decimals(-(10**9), 10**9, places=2))
def test_an_amount_reads_as_it_was_written(amount: Any) -> None:
    """With thousands commas and a currency mark, it is the same number."""
    assert number_from_text(f"￥{amount:,}") == float(amount)


def test_choices_split_at_any_comma() -> None:
    """Several labels in a cell, whichever comma stands between."""
    assert split_choices("a、b，c, d；") == ["a", "b", "c", "d"]
    assert split_choices(join_choices(["甲", "乙"])) == ["甲", "乙"]
