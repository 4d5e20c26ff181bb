"""Texts as folded signs: what does not matter is folded away, and a part of a text is a part of its folded text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.rules.names.text_codes import fold, places, text_codes, with_units_left_out


def written(text: str) -> str:
    return "".join(map(chr, fold(text).tolist()))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＡＢ１２", "ab12"),
        ("Ash Trading", "ASH-TRADING"),
        ("廣州軟體", "广州软体"),
        ("蓝汀 机电　安装", "蓝汀机电安装"),
        ("禾渡（杭州）", "禾渡(杭州)"),
        ("Co., Ltd.", "co ltd"),
    ],
)
def test_what_does_not_matter_is_folded_away(one: str, other: str) -> None:
    """Full width, case, traditional characters, spaces, dashes, dots, brackets."""
    assert written(one) == written(other)


def test_letters_digits_and_characters_stay() -> None:
    """Two names that differ in one of them are two."""
    assert len({written(one) for one in ("蓝汀1", "蓝汀2", "蓝订1", "lanting1")}) == 4


@given(st.lists(st.text(max_size=8), max_size=5), st.data())
def test_a_part_of_a_text_is_found_in_it(texts: list[str], data: st.DataObject) -> None:
    """Whatever the signs are; where folding leaves something of the part."""
    whole = data.draw(st.text(min_size=1, max_size=8))
    first = data.draw(st.integers(0, len(whole) - 1))
    part = fold(whole[first : data.draw(st.integers(first + 1, len(whole)))])
    codes = text_codes([*texts, whole])
    assert not len(part) or len(texts) in codes.rows[places(codes, part)].tolist()


def test_a_part_that_is_longer_than_what_is_left_is_not_there() -> None:
    """The text ends before the part does."""
    codes = text_codes(["ab"])
    assert places(codes, fold("bcd")).tolist() == []
    assert places(codes, fold("ab")).tolist() == [0]


def test_no_part_is_found_across_two_texts() -> None:
    """Each text ends for itself."""
    codes = text_codes(["杭州", "禾渡"])
    assert places(codes, fold("州禾")).tolist() == []


def test_the_unit_of_a_place_may_be_left_out() -> None:
    """Of a city or a county near the beginning; a supermarket stays one."""
    codes = with_units_left_out(text_codes(["广州市蓝汀", "嘉善县伦宏", "杭州禾渡", "城市超市"]))
    assert codes.rows[places(codes, fold("广州蓝汀"))].tolist() == [0]
    assert codes.rows[places(codes, fold("嘉善伦宏"))].tolist() == [1]
    assert set(codes.rows.tolist()) <= {0, 1, 3}


def test_no_texts_hold_nothing() -> None:
    """Neither do blank ones."""
    assert places(text_codes([]), fold("a")).tolist() == []
    assert with_units_left_out(text_codes([None, ""])).rows.tolist() == []
