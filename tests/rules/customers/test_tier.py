"""Tiers and visits a month."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from workbook.rules.customers.tier import tier, tiers
from workbook.rules.customers.visits_per_month import visits
from workbook.schema import listing

People = Callable[..., pd.DataFrame]


@pytest.mark.parametrize(
    ("grade", "position", "credit", "expected"),
    [
        ("A", "leader", None, "strategic"),
        ("A", None, 4, "strategic"),
        ("A", "influential", 3, "important"),
        ("A", None, None, "important"),
        ("B", "leader", 5, "important"),
        ("C", "leader", 5, "general"),
        ("prospect", "leader", 5, "prospect"),
        ("", None, None, None),
    ],
)
def test_tier_follows_grade_position_and_credit(
    grade: str, position: str | None, credit: float | None, expected: str | None
) -> None:
    """Only an A that leads its trade or is trusted is strategic."""
    assert tier(grade, position=position, credit=credit) == expected


def test_a_tier_set_by_hand_wins(people: People) -> None:
    """On whole columns as on one customer."""
    rows = people({"grade": "A", "manual_tier": "general"}, {"grade": "C"})
    assert tiers(rows).tolist() == ["general", "general"]


def test_tiers_are_keys_of_the_list() -> None:
    """Labels may change, keys do not."""
    assert {tier(grade, credit=5) for grade in ("A", "B", "C", "prospect")} == {
        one.key for one in listing("tier").entries
    }


def test_the_larger_number_of_visits_counts(people: People) -> None:
    """Of the grade's and the willingness's; one that is missing does not count; neither is blank."""
    rows = people({"grade": "A"}, {"grade": "C"}, {"grade": None}, {"grade": None}).assign(
        willingness=pd.Series(["low", "high", "low", None], dtype="str")
    )
    found = visits(rows, {"A": 3.0, "C": 1.0}, {"high": 3.0, "low": 1.0})
    assert found[:3].tolist() == [3.0, 3.0, 1.0]
    assert np.isnan(found[3])
