"""The search: which customers a few typed signs mean, the likeliest first.

Ranked: number, full name, other name (简称, 曾用名, 开票名称), beginning of a name, inside of a name, pinyin initials,
ending of a telephone number, inside of one, contact, address, part of a number; within each, active customers before
archived ones, then as the table has them. Each customer counts once, with the best that it was found by.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from workbook.language import Text
from workbook.rules.finding.book_index import Column, Index
from workbook.rules.names.initials import initial_places
from workbook.rules.names.text_codes import END, Codes, Ints, fold, places

MOST = 20
"""So many hits are shown."""

_SHORTEST_PHONE = 4
_COUNTRY = ("0086", "86")
_WITH_COUNTRY = 13  # digits that a number of China has at least where its country stands before it
_SHORTEST_INITIALS = 2


class Rank(IntEnum):
    """By what a customer was found, the best first."""

    ID = 0
    NAME = 1
    OTHER_NAME = 2
    BEGINNING = 3
    INSIDE = 4
    INITIALS = 5
    INITIALS_INSIDE = 6
    PHONE_ENDING = 7
    PHONE_INSIDE = 8
    CONTACT = 9
    ADDRESS = 10
    ID_PART = 11


@dataclass(frozen=True, slots=True)
class Hit:
    """One customer (0-based position), by what it was found, and the text in which."""

    position: int
    rank: Rank
    label: Text
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """The first hits, at most `MOST`, and how many customers there are in all."""

    hits: tuple[Hit, ...]
    total: int


@dataclass(frozen=True, slots=True)
class _Matches:
    """The texts of a column that hold what was typed."""

    rank: Rank
    column: Column
    at: Ints  # places in column.texts


def search(index: Index, typed: str) -> Found:
    """Look for what was typed; signs that do not matter (spaces, dashes, width, case) are not looked at."""
    wanted = fold(typed)
    matches = list(_matches(index, wanted)) if len(wanted) else []
    if not matches:
        return Found((), 0)
    owners = np.concatenate([one.column.owners[one.at] for one in matches])
    ranks = np.repeat([int(one.rank) for one in matches], [len(one.at) for one in matches])
    which = np.repeat(np.arange(len(matches)), [len(one.at) for one in matches])
    texts = np.concatenate([one.at for one in matches])
    order = np.lexsort((owners, ~index.active[owners], ranks))
    _, first = np.unique(owners[order], return_index=True)
    best = order[np.sort(first)]
    hits = []
    for at in best[:MOST].tolist():
        one = matches[which[at]]
        hits.append(Hit(int(owners[at]), one.rank, one.column.label, one.column.texts[texts[at]]))
    return Found(tuple(hits), len(best))


def _matches(index: Index, wanted: Codes) -> Iterator[_Matches]:
    plain = "".join(map(chr, wanted.tolist()))
    yield from _by_text(wanted, [index.ids], whole=Rank.ID, begins=Rank.ID_PART, inside=Rank.ID_PART)
    yield from _by_text(wanted, index.names, whole=Rank.NAME, begins=Rank.BEGINNING, inside=Rank.INSIDE)
    yield from _by_text(wanted, index.other_names, whole=Rank.OTHER_NAME, begins=Rank.BEGINNING, inside=Rank.INSIDE)
    if len(plain) >= _SHORTEST_INITIALS and plain.isascii() and plain.isalnum() and not plain.isdigit():
        yield from _by_initials(plain, (*index.names, *index.other_names))
    number = _number(plain)
    if len(number) >= _SHORTEST_PHONE:
        ending, inside = Rank.PHONE_ENDING, Rank.PHONE_INSIDE
        yield from _by_text(_codes(number), index.phones, whole=ending, begins=inside, inside=inside, ends=ending)
    if not plain.isdigit():
        yield from _by_text(wanted, [index.contacts], whole=Rank.CONTACT, begins=Rank.CONTACT, inside=Rank.CONTACT)
    yield from _by_text(wanted, index.addresses, whole=Rank.ADDRESS, begins=Rank.ADDRESS, inside=Rank.ADDRESS)


def _by_text(
    wanted: Codes, columns: Sequence[Column], *, whole: Rank, begins: Rank, inside: Rank, ends: Rank | None = None
) -> Iterator[_Matches]:
    """The texts that hold it, by where it stands in them; `ends`: its rank at their end, else as inside."""
    for column in columns:
        codes = column.codes
        at = places(codes, wanted)
        first = _is_first(codes.codes, at)
        last = codes.codes[at + len(wanted)] == END
        ranks = np.where(first, np.where(last, whole, begins), np.where(last, inside if ends is None else ends, inside))
        yield from _ranked(column, codes.rows[at], ranks)


def _by_initials(letters: str, columns: Sequence[Column]) -> Iterator[_Matches]:
    for column in columns:
        at = initial_places(column.codes, letters)
        ranks = np.where(_is_first(column.codes.codes, at), Rank.INITIALS, Rank.INITIALS_INSIDE)
        yield from _ranked(column, column.codes.rows[at], ranks)


def _ranked(column: Column, rows: Ints, ranks: Ints) -> Iterator[_Matches]:
    for rank in np.unique(ranks).tolist():
        yield _Matches(Rank(rank), column, np.unique(rows[ranks == rank]))


def _is_first(codes: Codes, at: Ints) -> Ints:
    """Which of the places are the first of a text."""
    return np.asarray((at == 0) | (codes[at - 1] == END))


def _number(plain: str) -> str:
    """The digits of what was typed, where it is nothing but a telephone number, without the country's."""
    number = plain.lstrip("+")
    if not (number.isascii() and number.isdigit()):
        return ""
    for country in _COUNTRY:
        if number.startswith(country) and len(number) >= _WITH_COUNTRY:
            return number.removeprefix(country)
    return number


def _codes(text: str) -> Codes:
    return np.fromiter(map(ord, text), dtype=np.uint32, count=len(text))
