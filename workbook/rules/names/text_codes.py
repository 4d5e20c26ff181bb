"""Columns of texts as arrays of signs, folded for search: which texts hold a part is then array arithmetic.

Folded away is what does not matter when somebody looks for a name: full width, case, traditional characters, spaces,
dashes, dots and brackets. Each text ends with END, so that no part is found across two of them. A part of a text folds
to a part of the folded text: signs are folded one by one.

>>> names = text_codes(["廣州市 蓝汀-机电", None, "ＡＢＣ（广州）"])
>>> names.rows[places(names, fold("广州"))].tolist(), fold("a-B　c").tolist() == fold("ABC").tolist()
([0, 2], True)
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from workbook.rules.names.chinese_characters import simplifying

if TYPE_CHECKING:
    import pandas as pd

Codes = npt.NDArray[np.uint32]
Ints = npt.NDArray[np.int64]

END = 1
"""The code behind the last sign of each text; no sign folds to it."""
_LEFT_OUT = 0
_SIGNS = "-‐‑‒–—―－_.,，。、·•・'\"’‘“”()（）[]【】《》〈〉"
_CASED = 0x2E80
"""Below this code stand the letters that have a case (beside the full-width ones)."""
_LAST = 0x110000
_UNITS = "省市县区"
"""Signs that people leave out of a place: 广州市 is 广州."""
_SHORTEST_PLACE, _LONGEST_PLACE = 2, 8
"""So many signs of a name stand before such a sign."""


@dataclass(frozen=True, slots=True)
class TextCodes:
    """The folded signs of n texts behind each other, and of each sign the text it stands in (0 to n - 1)."""

    codes: Codes
    rows: Ints


@cache
def folding() -> Codes:
    """Each code -> its folded one, 0 for what is left out."""
    table = np.arange(_LAST, dtype=np.uint32)
    for code in range(_CASED):
        folded = chr(code).casefold()
        table[code] = ord(folded) if len(folded) == 1 else code
        if chr(code).isspace() or unicodedata.category(chr(code)) == "Cc":
            table[code] = _LEFT_OUT
    for code, simple in simplifying().items():
        table[code] = ord(simple)
    table[0xFF01:0xFF5F] = table[0x21:0x7F]
    table[0x3000] = table[0xFEFF] = _LEFT_OUT
    for sign in _SIGNS:
        table[ord(sign)] = _LEFT_OUT
    return table


def fold(text: str) -> Codes:
    """One text, without END."""
    found = folding()[_codes(text)]
    return np.asarray(found[found != _LEFT_OUT], dtype=np.uint32)


def text_codes(texts: Sequence[str | None] | pd.Series, table: Codes | None = None) -> TextCodes:
    """A column of texts (None and NaN are texts without signs). `table`: what each sign becomes, else `folding`."""
    plain = [text if isinstance(text, str) else "" for text in (texts if isinstance(texts, list) else list(texts))]
    sizes = np.fromiter(map(len, plain), dtype=np.int64, count=len(plain)) + 1
    codes = (folding() if table is None else table)[_codes("\n".join((*plain, "")))]
    codes[np.cumsum(sizes) - 1] = END
    rows = np.repeat(np.arange(len(plain)), sizes)
    kept = codes != _LEFT_OUT
    return TextCodes(codes[kept], rows[kept])


def places(texts: TextCodes, part: Codes) -> Ints:
    """Where the part begins in the texts; nowhere for a part without signs."""
    if not len(part):
        return np.zeros(0, dtype=np.int64)
    found = np.flatnonzero(texts.codes == part[0])
    found = found[found + len(part) <= len(texts.codes)]
    for step, sign in enumerate(part[1:], 1):
        found = found[texts.codes[found + step] == sign]
    return found


def with_units_left_out(texts: TextCodes) -> TextCodes:
    """The texts that have a 市 (of 广州市) or the like near their beginning, without it."""
    unit = np.zeros(len(texts.codes), dtype=bool)
    for sign in _UNITS:
        unit |= texts.codes == ord(sign)
    at = np.flatnonzero(unit)
    first = np.ones(len(texts.codes), dtype=bool)
    first[1:] = texts.codes[:-1] == END
    heads = np.flatnonzero(first)
    inside = at - heads[np.searchsorted(heads, at, side="right") - 1]
    at = at[(inside >= _SHORTEST_PLACE) & (inside <= _LONGEST_PLACE)]
    some = np.zeros(int(texts.rows[-1]) + 1 if len(texts.rows) else 0, dtype=bool)
    some[texts.rows[at]] = True
    kept = some[texts.rows]
    kept[at] = False
    return TextCodes(texts.codes[kept], texts.rows[kept])


def _codes(text: str) -> npt.NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
