"""Amounts written out: read back they are the amount, and they follow the rules for vouchers."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.rules.statement.amount_in_words import in_capitals, in_english

_SIZES = {"拾": 10, "佰": 100, "仟": 1000}
_ONES = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_BIG = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}


def _number(said: str) -> int:
    """A whole number read back, by 亿, then 万, then the four places."""
    for sign, size in (("亿", 10**8), ("万", 10**4)):
        if sign in said:
            high, low = said.rsplit(sign, 1)
            return _number(high) * size + _number(low)
    total = digit = 0
    for char in said:
        if char in _SIZES:
            total, digit = total + digit * _SIZES[char], 0
        else:
            digit = "零壹贰叁肆伍陆柒捌玖".index(char)
    return total + digit


def _cents(said: str) -> int:
    """An amount read back."""
    found = re.fullmatch(r"(?:(?P<yuan>.+)元)?零?(?:(?P<jiao>.)角)?(?:(?P<fen>.)分)?整?", said)
    assert found is not None
    yuan, jiao, fen = (_number(found[one]) if found[one] else 0 for one in ("yuan", "jiao", "fen"))
    return yuan * 100 + jiao * 10 + fen


@given(st.integers(min_value=0, max_value=10**17))
def test_capitals_read_back_are_the_amount(cents: int) -> None:
    assert _cents(in_capitals(cents)) == cents


@given(st.integers(min_value=0, max_value=10**17))
def test_capitals_never_hold_two_zeros_or_an_open_end(cents: int) -> None:
    """零 stands between digits only, and what does not end in 分 is closed by 整, so that nothing can be added."""
    said = in_capitals(cents)
    assert "零零" not in said
    assert not re.search(r"零[拾佰仟万亿整]|(?<!^)零元", said)
    assert said.endswith(("分", "整"))


@given(st.integers(min_value=0, max_value=10**16))
def test_english_words_read_back_are_the_amount(cents: int) -> None:
    words, hundredths = in_english(cents).lower().split(" and ")
    total = part = 0
    for word in words.replace("-", " ").split():
        if word == "hundred":
            part *= 100
        elif word in _BIG:
            total, part = total + part * _BIG[word], 0
        else:
            part += _ONES[word]
    assert (total + part) * 100 + int(hundredths[:2]) == cents


@pytest.mark.parametrize(
    ("cents", "said"),
    [
        (0, "零元整"),
        (1_00, "壹元整"),
        (10_00, "壹拾元整"),
        (110_00, "壹佰壹拾元整"),
        (1_409_50, "壹仟肆佰零玖元伍角整"),
        (6_007_14, "陆仟零柒元壹角肆分"),
        (16_409_02, "壹万陆仟肆佰零玖元零贰分"),
        (325_04, "叁佰贰拾伍元零肆分"),
        (100_000_000_00, "壹亿元整"),
        (1_000_500_000_00, "壹拾亿零伍拾万元整"),
        (1_05, "壹元零伍分"),
    ],
)
def test_examples_of_the_rules_for_vouchers(cents: int, said: str) -> None:
    assert in_capitals(cents) == said
