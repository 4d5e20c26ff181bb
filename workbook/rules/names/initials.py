"""Pinyin initials: names found by the first letters of their signs' sounds (gzlt: 广州蓝汀).

A sign with several sounds is found by the first letter of each (重庆: cq, zq); letters and digits stand for themselves.
Source of the sounds: package pypinyin (Unihan and others).

>>> from workbook.rules.names.text_codes import text_codes
>>> names = text_codes(["广州蓝汀", "重庆3D打印", "杭州禾渡"])
>>> [names.rows[initial_places(names, one)].tolist() for one in ("gzlt", "cq3d", "zq", "hd", "xx")]
[[0], [1], [1], [2], []]
"""

from __future__ import annotations

import string
import unicodedata
from functools import cache

import numpy as np
import numpy.typing as npt

from workbook.rules.names.text_codes import Ints, TextCodes

Bits = npt.NDArray[np.uint64]

_BIT = {sign: 1 << at for at, sign in enumerate(string.ascii_lowercase + string.digits)}
_LAST = 0x110000


@cache
def initials() -> Bits:
    """Each code -> the letters its sounds begin with, a bit for each."""
    from pypinyin.constants import PINYIN_DICT

    bits = np.zeros(_LAST, dtype=np.uint64)
    bits[[ord(sign) for sign in _BIT]] = list(_BIT.values())
    masks = [_mask(sounds) for sounds in PINYIN_DICT.values()]
    bits[list(PINYIN_DICT)] = np.array(masks, dtype=np.uint64)
    return bits


@cache
def _mask(sounds: str) -> int:
    """The letters that any of these sounds begins with: 'zhòng,chóng'."""
    mask = 0
    for sound in sounds.split(","):
        mask |= _BIT.get(unicodedata.normalize("NFD", sound[:1])[:1], 0)
    return mask


def initial_places(texts: TextCodes, letters: str) -> Ints:
    """Where signs begin whose sounds begin with these letters (small ones and digits), one after the other."""
    wanted = [_BIT.get(letter, 0) for letter in letters]
    if not wanted or 0 in wanted:
        return np.zeros(0, dtype=np.int64)
    sounds = initials()[texts.codes]
    found = np.flatnonzero(sounds & np.uint64(wanted[0]))
    found = found[found + len(wanted) <= len(sounds)]
    for step, bit in enumerate(wanted[1:], 1):
        found = found[(sounds[found + step] & np.uint64(bit)) != 0]
    return found
