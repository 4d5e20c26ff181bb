"""Which pairs are weighed."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from workbook.rules.matching.blocking import Family, Keys, keys_of, left_out, pairs, together

words = st.text(alphabet="abc宏达", min_size=3, max_size=8)


@given(
    text=words, at=st.integers(0, 7), sign=st.sampled_from("abc宏达x"), kind=st.sampled_from(["put", "drop", "change"])
)
def test_texts_one_slip_apart_share_a_key(text: str, at: int, sign: str, kind: str) -> None:
    """A sign more, less or wrong still meets."""
    at = min(at, len(text) - 1)
    other = text[:at] + {"put": sign + text[at], "drop": "", "change": sign}[kind] + text[at + 1 :]
    a = left_out(np.array([text], dtype=object), np.array([0]), shortest=1, longest=12)
    b = left_out(np.array([other], dtype=object), np.array([0]), shortest=1, longest=12)
    assert set(a.hashes.tolist()) & set(b.hashes.tolist())


@given(
    left=st.lists(st.integers(0, 5), max_size=12),
    right=st.lists(st.integers(0, 5), max_size=12),
    cap=st.integers(1, 12),
)
def test_pairs_are_those_that_share_a_key(left: list[int], right: list[int], cap: int) -> None:
    """Every pair with an equal key that is not too common, once, in order; 0 is no key."""
    a, b = np.array(left, dtype=np.uint64), np.array(right, dtype=np.uint64)
    i, j = pairs([Family(keys_of(a), keys_of(b), cap)] * 2, len(b))
    expected = [
        (x, y) for x, u in enumerate(left) for y, v in enumerate(right) if u and u == v and right.count(v) <= cap
    ]
    assert list(zip(i.tolist(), j.tolist(), strict=True)) == expected


def test_a_strong_key_is_never_passed_over() -> None:
    """Of a strong key that too many rows have, the first rows are taken."""
    keys = keys_of(np.array([7] * 5, dtype=np.uint64))
    i, j = pairs([Family(keys_of(np.array([7], dtype=np.uint64)), keys, 3, strong=True)], 5)
    assert list(zip(i.tolist(), j.tolist(), strict=True)) == [(0, 0), (0, 1), (0, 2)]


def test_within_one_list_each_pair_comes_once() -> None:
    """A list against itself gives no pair of a row with itself, and the earlier row first."""
    keys = keys_of(np.array([7, 7, 8, 7], dtype=np.uint64))
    i, j = pairs([Family(keys, keys, 10)], 4, within=True)
    assert list(zip(i.tolist(), j.tolist(), strict=True)) == [(0, 1), (0, 3), (1, 3)]


def test_a_key_of_parts_needs_them_all() -> None:
    """Where one part is missing there is no key, and the order of parts matters."""
    a, b = np.array([1, 1, 0, 2], dtype=np.uint64), np.array([2, 2, 2, 1], dtype=np.uint64)
    both = together(a, b)
    assert both[0] == both[1] != 0
    assert both[2] == 0
    assert both[3] != both[0]


def test_no_families_no_pairs() -> None:
    """Nothing in common is an empty answer."""
    empty = Keys(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.uint64))
    assert [len(side) for side in pairs([Family(empty, empty, 5)], 0)] == [0, 0]
