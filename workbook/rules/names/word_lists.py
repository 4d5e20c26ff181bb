"""Loader of the word lists in `data/`: text files in UTF-8 of lines `key: word word word`.

A line that starts with blanks continues the one above; lines that start with # say what the list is, where it comes
from, of what date, and under which licence.

>>> load("place_words")["units"][:3], load("same_trades")["快递"]
(('特别行政区', '自治区', '自治州'), ('速递',))
>>> key_by_word("city_districts")["番禺"]
'广州'
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def load(name: str) -> Mapping[str, tuple[str, ...]]:
    """Key -> its words, both in the order of the file `data/<name>.txt`."""
    text = files("workbook.rules.names").joinpath("data", f"{name}.txt").read_text(encoding="utf-8")
    return parse(text)


def parse(text: str) -> dict[str, tuple[str, ...]]:
    """The text of a list: key -> words.

    >>> parse("# Two groups.\\n\\na b: one two\\n  three\\nc:\\n")
    {'a b': ('one', 'two', 'three'), 'c': ()}
    """
    found: dict[str, list[str]] = {}
    words: list[str] = []
    for line in text.splitlines():
        if not line or line[0] == "#":
            continue
        behind = line
        if line[0] != " ":
            key, _, behind = line.partition(":")
            words = found.setdefault(key, [])
        words += behind.split()
    return {key: tuple(words) for key, words in found.items()}


def key_by_word(name: str) -> dict[str, str]:
    """Word -> the key it stands under, for lists in which a word stands once."""
    return {word: key for key, words in load(name).items() for word in words}
