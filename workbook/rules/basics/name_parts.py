"""Parts of names: the rows of a table whose name holds a text, looked for by whole columns.

Every stretch of the names as long as a text is compared with it by a number that tells texts apart (a polynomial over
the signs, modulo 2^64), all at once: a thousand texts of one length cost as much as one. How names are folded:
`workbook.rules.names.text_codes`.

>>> names = pd.Series(["杭州市禾渡智能家居有限公司", None, "杭州柳下食品有限公司"])
>>> [rows.tolist() for rows in holders(["禾渡", "杭州", "杭州禾渡", "岚"], [names])]
[[0], [0, 2], [0], []]
>>> [may_be_part(one) for one in ("禾渡", "Hedu", "渡", "C00002", "Li", "2026")]
[True, True, False, False, False, False]
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from workbook.rules.names.text_codes import END, Codes, Ints, fold, text_codes, with_units_left_out

Hashes = npt.NDArray[np.uint64]

_NUMBER = re.compile(r"[a-z]{0,4}[0-9]+")
_SHORTEST, _SHORTEST_LATIN = 2, 3  # signs: a shorter part names nobody
_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 1 << 64)


def may_be_part(value: str) -> bool:
    """Is it long enough, and no number, so that it may stand for a name that it is part of?"""
    text = "".join(map(chr, fold(value).tolist()))
    return len(text) >= (_SHORTEST_LATIN if text.isascii() else _SHORTEST) and not _NUMBER.fullmatch(text)


def holders(values: Sequence[str], names: Sequence[pd.Series]) -> list[Ints]:
    """For each of n texts the rows (0-based, ascending) of which one of the names holds it. `names`: columns of the
    table, of equal length. The 市 of a place and the like may be left out."""
    if not values or not names:
        return [np.zeros(0, dtype=np.int64)] * len(values)
    wanted = text_codes(list(values))
    sizes = np.bincount(wanted.rows, minlength=len(values)) - 1
    starts = np.flatnonzero(wanted.codes == END) - sizes
    columns = [text_codes(column.tolist()) for column in names if bool(column.notna().any())]
    columns += [with_units_left_out(column) for column in columns]
    keys = np.zeros(len(values), dtype=np.uint64)
    hashes = _Hashes(wanted.codes)
    for size in np.unique(sizes).tolist():
        which = np.flatnonzero(sizes == size)
        keys[which] = hashes.of(size)[starts[which]]
    room = np.int64(len(names[0]))
    found = [np.zeros(0, dtype=np.int64)]
    for texts in columns:
        hashes = _Hashes(texts.codes)
        for size in np.unique(sizes[sizes > 0]).tolist():
            which = np.flatnonzero(sizes == size)
            different, back = np.unique(keys[which], return_inverse=True)
            windows = hashes.of(size)
            at = np.searchsorted(different, windows)
            at[at == len(different)] = 0
            hit = np.flatnonzero(different[at] == windows)
            pairs = np.unique(at[hit] * room + texts.rows[hit])
            first, count = _spans(pairs // room, len(different))
            some = back[count[back] > 0]
            rows = _taken(pairs % room, first[some], count[some])
            found.append(np.repeat(which[count[back] > 0], count[some]) * room + rows)
    pairs = np.unique(np.concatenate(found))
    return np.split(pairs % room, np.searchsorted(pairs // room, np.arange(1, len(values))))


class _Hashes:
    """The hash of every stretch of signs, whatever its size: equal signs, equal hash, wherever they stand."""

    def __init__(self, codes: Codes) -> None:
        up, self._down = np.full(len(codes) + 1, _BASE, np.uint64), np.full(len(codes) + 1, _INVERSE, np.uint64)
        up[0] = self._down[0] = 1
        self._down = np.cumprod(self._down)
        mixed = codes.astype(np.uint64) * np.uint64(0xBF58476D1CE4E5B9)
        mixed ^= mixed >> np.uint64(29)
        self._sums = np.zeros(len(codes) + 1, dtype=np.uint64)
        np.cumsum(mixed * np.cumprod(up)[:-1], out=self._sums[1:])

    def of(self, size: int) -> Hashes:
        """The hashes of the stretches of so many signs, from each place on."""
        last = max(len(self._sums) - size, 0)
        return np.asarray((self._sums[size:] - self._sums[:last]) * self._down[:last], dtype=np.uint64)


def _spans(groups: Ints, size: int) -> tuple[Ints, Ints]:
    """Where each of `size` groups begins in a sorted column of them, and how many it has."""
    count = np.bincount(groups, minlength=size).astype(np.int64)
    return np.cumsum(count) - count, count


def _taken(values: Ints, first: Ints, count: Ints) -> Ints:
    """The stretches values[first[k] : first[k] + count[k]] behind each other."""
    offsets = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
    return np.asarray(values[np.repeat(first, count) + offsets], dtype=np.int64)
