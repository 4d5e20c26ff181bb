"""Is it another value, or the same one spelled by another program?

Numbers are equal to a thousand-millionth; texts without regard to full width, blanks and line ends; a text that is a
number equals the number (1 and 1.0, 007 and 7: a sheet drops zeros, nobody means to). Dates were read as dates before.

>>> kept = pd.Series(["1", "Ａ  b\\r\\nc ", "2026", None], dtype="str")
>>> came = pd.Series(["1.0", "A b\\nc", "2027", None], dtype="str")
>>> differs(kept, came).tolist()
[False, False, True, False]
"""

from __future__ import annotations

import math
import re
import unicodedata
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from numpy.typing import NDArray

_BLANKS = re.compile(r"[^\S\n]+")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_CLOSE = 1e-9


def differs(before: pd.Series[Any], after: pd.Series[Any]) -> NDArray[np.bool_]:
    """Which of n values are other ones, of two typed columns in the same order."""
    if before.dtype == bool and after.dtype == bool:
        return np.asarray(before.to_numpy() != after.to_numpy(), dtype=bool)
    empty = before.isna().to_numpy(), after.isna().to_numpy()
    if before.dtype == "float64" and after.dtype == "float64":
        near = np.isclose(before.to_numpy(), after.to_numpy(), rtol=_CLOSE, atol=_CLOSE)
        return np.asarray(~(near | (empty[0] & empty[1])), dtype=bool)
    unequal = np.array(before.to_numpy(dtype=object) != after.to_numpy(dtype=object), dtype=bool)
    other = unequal & ~(empty[0] & empty[1])
    for at in np.flatnonzero(other & ~(empty[0] | empty[1])).tolist():
        other[at] = not same(before.iloc[at], after.iloc[at])
    for at in np.flatnonzero(other & (empty[0] | empty[1])).tolist():
        one = after.iloc[at] if empty[0][at] else before.iloc[at]
        other[at] = one is not False and (not isinstance(one, str) or bool(plain(one)))
    return other


def same(one: object, other: object) -> bool:
    """Are two values the same, however they are spelled? None is a blank cell."""
    if one is None or other is None:
        filled = other if one is None else one
        return filled is None or filled is False or (isinstance(filled, str) and not plain(filled))
    if isinstance(one, str) and isinstance(other, str):
        left, right = plain(one), plain(other)
        if left == right:
            return True
        if _NUMBER.fullmatch(left) and _NUMBER.fullmatch(right):
            return math.isclose(float(left), float(right), rel_tol=1e-12)
        return False
    if isinstance(one, int | float) and isinstance(other, int | float):
        return math.isclose(one, other, rel_tol=_CLOSE, abs_tol=_CLOSE)
    return bool(one == other)


def plain(text: str) -> str:
    """A text without what programs change in passing: width, blanks, line ends."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "").split("\n")
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in lines).strip()
