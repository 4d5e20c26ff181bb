"""The word lists: each says where it comes from, and holds words only."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from workbook.rules.names.word_lists import load, parse

DATA = files("workbook.rules.names").joinpath("data")
NAMES = sorted(one.name.removesuffix(".txt") for one in DATA.iterdir())
LONGEST = {"trades": 6, "same_trades": 15, "company_forms": 14, "surnames": 2}
"""Lists in which a word may well be two others of the list (电子科技, 控股集团, 欧阳), and how long one may be."""
WORDS_THEMSELVES = {"biotech", "biotechnology", "elizabeth", "patrick"}
UNITS = ("县", "市", "区", "旗")


def test_there_are_lists() -> None:
    """The folder is found, and holds nothing else."""
    assert len(NAMES) == len({*NAMES}) >= 13
    assert all(one.name.endswith(".txt") for one in DATA.iterdir())


@pytest.mark.parametrize("name", NAMES)
def test_a_list_says_what_it_is(name: str) -> None:
    """Its head: what, source, date, licence."""
    text = DATA.joinpath(f"{name}.txt").read_text(encoding="utf-8")
    head = text.partition("\n\n")[0].splitlines()
    assert all(line.startswith("# ") for line in head)
    assert len(head[0]) > 20
    assert any(line.startswith("# Source: ") for line in head)
    assert any(re.fullmatch(r"# Date: 20\d\d-\d\d-\d\d\.", line) for line in head)
    assert any(line.startswith("# Licence: MIT") for line in head)
    assert not text.startswith("\ufeff")
    assert "\t" not in text
    assert "\r" not in text


@pytest.mark.parametrize("name", NAMES)
def test_entries_are_single_words(name: str) -> None:
    """Of Chinese signs or of Latin letters in lower case; none twice under its key."""
    for key, words in load(name).items():
        assert key == key.strip() != ""
        assert len(words) == len({*words}), key
        for word in words:
            assert re.fullmatch(r"[\u4e00-\u9fff]+|[a-z]+(?:\.[a-z]+)?", word), word


@pytest.mark.parametrize("name", NAMES)
def test_no_two_entries_run_together(name: str) -> None:
    """A blank lost between two words would make one of them that is neither."""
    words = {word for group in load(name).values() for word in group}
    if name in LONGEST:
        assert max(map(len, words)) <= LONGEST[name]
        return
    words |= {*load(name)}
    glued = {word for word in words for at in range(1, len(word)) if word[:at] in words and word[at:] in words}
    assert glued <= WORDS_THEMSELVES


def test_counties_have_their_unit_and_provinces_are_known() -> None:
    """嘉善县, not 嘉善; every province of the counties is one of the places."""
    assert {*load("counties")} <= {*load("places")}
    for counties in load("counties").values():
        assert all(county.endswith(UNITS) and len(county) >= 2 for county in counties)


def test_surnames_have_the_length_their_key_says() -> None:
    """One sign or two."""
    assert {len(name) for name in load("surnames")["one character"]} == {1}
    assert {len(name) for name in load("surnames")["two characters"]} == {2}


def test_a_key_may_stand_again_and_have_no_words() -> None:
    """What stands under a key twice is put together."""
    assert parse("a: one\nb:\na: two\n") == {"a": ("one", "two"), "b": ()}
