"""What Excel tells of a filter, and what is laid again."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from workbook.tables.live.filter_criteria import (
    AND,
    CELL_COLOUR,
    TOP,
    TOP_SHARE,
    Criterion,
    read_criterion,
    recounted_criterion,
)


class Filter(SimpleNamespace):
    """An Excel.Filter: a member it does not have is an error of Excel's."""

    def __getattr__(self, name: str) -> Any:
        raise RuntimeError(name)


@pytest.mark.parametrize(
    ("limit", "cells", "count"),
    [
        (">=8", [9.0, 8.0, 7.0, None, "8"], "2"),
        (">=7", [9.0, 7.0, 7.0, 7.0], "4"),  # any number from 2 to 4 shows the same
        (">=1", [float(n) for n in (*range(1, 10), 1, 1, 1)], "10"),  # from 10 to 12; ten is what Excel proposes
        (">=0.3", [0.1 + 0.2, 0.1], "1"),
        (">=99", [1.0, 2.0], None),  # the cells were written since
        (">=x", [1.0], None),
    ],
)
def test_the_largest_few_are_counted_again(limit: str, cells: list[Any], count: str | None) -> None:
    """Excel tells the smallest value that still shows, not how many were asked for."""
    found = recounted_criterion(Filter(Operator=TOP, Criteria1=limit), 3, cells)
    assert found == (None if count is None else Criterion(3, {"Criteria1": count, "Operator": TOP}))


def test_a_share_of_the_largest_cannot_be_counted() -> None:
    """Several shares show the same rows."""
    one = Filter(Operator=TOP_SHARE, Criteria1=">=8")
    assert read_criterion(one, 1) is None
    assert recounted_criterion(one, 1, [9.0, 8.0]) is None


def test_an_unknown_kind_of_filter_is_not_told() -> None:
    """A later Excel may have more."""
    assert read_criterion(Filter(Operator=99, Criteria1="x"), 1) is None
    assert read_criterion(Filter(Operator=0), 1) is None


def test_a_colour_is_its_number_and_a_comparison_keeps_both_sides() -> None:
    """Excel gives the colour as a fill, or as the number itself."""
    fill = Criterion(1, {"Criteria1": 65535, "Operator": CELL_COLOUR})
    assert read_criterion(Filter(Operator=CELL_COLOUR, Criteria1=SimpleNamespace(Color=65535.0)), 1) == fill
    assert read_criterion(Filter(Operator=CELL_COLOUR, Criteria1=65535), 1) == fill
    both = {"Criteria1": ">=1", "Operator": AND, "Criteria2": "<=5"}
    assert read_criterion(Filter(**both), 1) == Criterion(1, both)
