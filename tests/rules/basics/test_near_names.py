"""Near names: what a name nobody has may be meant for."""

from __future__ import annotations

import pandas as pd
import pytest

from workbook.rules.basics.near_names import OFFERED, near, offers

NAMES = ["杭州禾渡智能家居有限公司", "成都云岫食品有限公司", "Birch Trading Ltd", ""]


@pytest.mark.parametrize(
    ("value", "first"),
    [("禾渡", 0), ("杭州禾度智能家居有限公司", 0), ("birch tradin", 2), ("Ｂｉｒｃｈ", 2), ("成都云岫", 1)],
)
def test_a_part_or_a_slip_finds_the_name(value: str, first: int) -> None:
    """Width and case do not matter."""
    assert near(value, NAMES)[0] == first


def test_what_is_like_nothing_offers_nothing() -> None:
    """A guess that is no better than another helps nobody."""
    assert near("乙", NAMES) == []


def test_numbers_are_near_by_one_sign_only() -> None:
    """C0001 may be C00001; C99999 is no other number."""
    ids = ["C00001", "C00010", "C00777"]
    assert near("C0001", ids, numbers=True)[0] == 0
    assert near("C99999", ids, numbers=True) == []
    assert near("1234", ["12345"], numbers=True) == [0]  # eight of nine signs, 88.9 of 100
    assert near("1234567", ["123456789"], numbers=True) == []  # fourteen of sixteen, 87.5


def test_rows_are_offered_with_number_and_name_three_at_most() -> None:
    """Best first; a value without any near row is left out."""
    target = pd.DataFrame({"id": ["C1", "C2", "C3", "C4"], "name": ["Ash One", "Ash Two", "Ash Three", "Ash Four"]})
    found = offers(["Ash", "Zzz"], target.astype("str"), "id", "name")
    assert list(found) == ["Ash"]
    assert len(found["Ash"]) == OFFERED
    assert found["Ash"][0].startswith("C")
