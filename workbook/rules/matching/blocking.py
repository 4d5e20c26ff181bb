"""Blocking: candidate pairs that share a key, found by sorting, never by comparing all with all.

Each family of keys catches one way of being the same: an equal number, an equal core, the same sound, one sign
too many or wrong (all texts with one sign left out: two texts one slip apart share one), one core inside another. A
key that fits too many records says little and is left to the narrower families (`cap`). Time and memory grow with the
number of keys and of pairs found, not with the product of the lists.

Source of the leave-one-out keys: T. Bocek, E. Hunt, B. Stiller, "Fast similarity search in large dictionaries",
University of Zurich 2007.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from workbook.rules.matching.name_columns import Bools, Hashes, Ints, Names, Objects

_PRIME = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Keys:
    """k keys: the row each belongs to, and its hash (0 is no key)."""

    rows: Ints
    hashes: Hashes

    def kept(self) -> Keys:
        """Without the rows that have no key."""
        some = self.hashes != 0
        return Keys(self.rows[some], self.hashes[some])


@dataclass(frozen=True, slots=True)
class Family:
    """Keys of both lists that are to be equal. Of a key that more than `cap` right rows have, the first `cap` are taken
    where the key itself says much (`strong`); else it is passed over."""

    left: Keys
    right: Keys
    cap: int
    strong: bool = False


def keys_of(hashes: Hashes, where: Bools | None = None) -> Keys:
    """One key a row; `where` limits to some rows."""
    rows = np.arange(len(hashes)) if where is None else np.flatnonzero(where)
    return Keys(rows, hashes[rows]).kept()


def together(*hashes: Hashes | Ints) -> Hashes:
    """Several keys of each row as one; 0 where any is 0."""
    mixed = np.zeros(len(hashes[0]), dtype=np.uint64)
    some = np.ones(len(mixed), dtype=bool)
    for part in hashes:
        codes = part.astype(np.uint64)
        some &= codes != 0
        mixed = (mixed ^ codes) * _PRIME
        mixed ^= mixed >> np.uint64(29)
    return np.where(some, mixed | np.uint64(1), np.uint64(0))


def left_out(texts: Objects, rows: Ints, *, shortest: int, longest: int) -> Keys:
    """The texts of some rows, whole and with each one sign left out, as keys."""
    lengths = np.fromiter(map(len, texts[rows]), dtype=np.int64, count=len(rows))
    found_rows: list[Ints] = []
    found: list[Hashes] = []
    powers = np.cumprod(np.full(longest + 1, _PRIME, dtype=np.uint64))
    for length in range(shortest, longest + 1):
        some = rows[lengths == length]
        if not len(some):
            continue
        signs = np.array(list(texts[some]), dtype=f"U{length}").view(np.uint32).reshape(len(some), length)
        codes = signs.astype(np.uint64) + np.uint64(1)
        in_place = codes * powers[:length]
        moved = codes[:, 1:] * powers[: length - 1]
        whole = in_place.sum(axis=1, dtype=np.uint64)
        before = np.cumsum(in_place, axis=1, dtype=np.uint64) - in_place
        after = np.zeros_like(before)
        after[:, :-1] = np.cumsum(moved[:, ::-1], axis=1, dtype=np.uint64)[:, ::-1]
        found_rows += [some, np.repeat(some, length)]
        found += [whole, (before + after).ravel()]
    if not found:
        return Keys(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.uint64))
    return Keys(np.concatenate(found_rows), np.concatenate(found) | np.uint64(1))


def heads_and_tails(texts: Objects, rows: Ints, sizes: Sequence[int], *, proper: bool) -> Keys:
    """The first and last n signs of longer texts (`proper`), or the whole of texts of n signs."""
    own = texts[rows]
    lengths = np.fromiter(map(len, own), dtype=np.int64, count=len(rows))
    signs = np.frombuffer("".join(own).encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
    starts = np.cumsum(lengths) - lengths
    found_rows: list[Ints] = []
    found: list[Hashes] = []
    for size in sizes:
        some = np.flatnonzero(lengths > size + 1 if proper else lengths == size)
        for start in (starts[some], starts[some] + lengths[some] - size)[: 1 + proper]:
            hashes = np.full(len(some), np.uint64(size))
            for place in range(size):
                hashes = (hashes ^ signs[start + place]) * _PRIME
                hashes ^= hashes >> np.uint64(29)
            found_rows.append(rows[some])
            found.append(hashes | np.uint64(1))
    return Keys(np.concatenate(found_rows), np.concatenate(found))


def name_families(left: Names, right: Names) -> list[Family]:
    """The ways two names can be one firm's or one person's."""
    families = [
        Family(keys_of(left.normal_hash), keys_of(right.normal_hash), 20, strong=True),
        Family(keys_of(left.shape_hash), keys_of(right.shape_hash), 40),
        Family(keys_of(left.sound_hash), keys_of(right.sound_hash), 40),
    ]
    families.append(Family(keys_of(left.bare_hash), keys_of(right.core_hash), 40))
    families.append(Family(keys_of(left.core_hash), keys_of(right.bare_hash), 40))
    # Common cores (宏达) by what stands around them.
    for narrow in (_in_province, _in_trade):
        families.append(Family(keys_of(narrow(left)), keys_of(narrow(right)), 40))
    families.append(
        Family(
            keys_of(together(_in_province(left), _in_trade(left))),
            keys_of(together(_in_province(right), _in_trade(right))),
            20,
            strong=True,
        )
    )
    families.append(Family(_slips(left), _slips(right), 30))
    families.append(Family(_traded(left), _traded(right), 30))
    sizes = (2, 3, 4)
    rows_left, rows_right = np.flatnonzero(left.chinese), np.flatnonzero(right.chinese)
    for one, other in ((False, True), (True, False)):
        families.append(
            Family(
                heads_and_tails(left.core, rows_left, sizes, proper=one),
                heads_and_tails(right.core, rows_right, sizes, proper=other),
                12,
            )
        )
    return families


def _in_province(names: Names) -> Hashes:
    return together(names.core_hash, names.province + 1)


def _in_trade(names: Names) -> Hashes:
    return together(names.core_hash, np.where(names.stems[:, 0] >= 0, names.stems[:, 0] + 1, 0))


def _slips(names: Names) -> Keys:
    least = np.where(names.chinese, 3, 5)
    rows = np.flatnonzero((names.length >= least) & (names.length <= 16))
    return _with_digits(names, left_out(names.core, rows, shortest=3, longest=16))


def _traded(names: Names) -> Keys:
    """Core and trade with one sign left out: a slip in the trade, or one that hid it."""
    lengths = np.fromiter(map(len, names.with_trade), dtype=np.int64, count=len(names))
    rows = np.flatnonzero(names.chinese & (lengths >= 4) & (lengths <= 12))
    return _with_digits(names, left_out(names.with_trade, rows, shortest=4, longest=12))


def _with_digits(names: Names, keys: Keys) -> Keys:
    """Keys that meet only where the names' digits are equal too."""
    return Keys(keys.rows, (keys.hashes ^ names.digits_hash[keys.rows]) | np.uint64(1))


def pairs(families: Iterable[Family], right_size: int, *, within: bool = False) -> tuple[Ints, Ints]:
    """All pairs (left row, right row) that share a key of any family, each once, in order.

    `within`: both lists are the same one; a pair is then given once, the earlier row first, and none with itself.
    """
    found: list[Ints] = []
    for family in families:
        i, j = _joined(family)
        if within:
            i, j = np.minimum(i, j), np.maximum(i, j)
            i, j = i[i != j], j[i != j]
        found.append(i * np.int64(right_size) + j)
    together_ = np.unique(np.concatenate(found)) if found else np.zeros(0, dtype=np.int64)
    return together_ // max(right_size, 1), together_ % max(right_size, 1)


def _joined(family: Family) -> tuple[Ints, Ints]:
    order = np.argsort(family.right.hashes, kind="stable")
    hashes = family.right.hashes[order]
    start = np.searchsorted(hashes, family.left.hashes, side="left")
    count = np.searchsorted(hashes, family.left.hashes, side="right") - start
    if family.strong:
        count = np.minimum(count, family.cap)
    use = (count > 0) & (count <= family.cap)
    start, count = start[use], count[use]
    i = np.repeat(family.left.rows[use], count)
    offsets = np.arange(len(i)) - np.repeat(np.cumsum(count) - count, count)
    return i, family.right.rows[order[np.repeat(start, count) + offsets]]
