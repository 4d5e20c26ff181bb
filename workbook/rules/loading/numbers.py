"""Human numbers: telling them apart, and finding the next free ones.

>>> next_numbers("C{:05d}", ["C00001", "C00007", "x"], 2)
['C00008', 'C00009']
>>> next_numbers("C{:05d}", [], 1)
['C00001']
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from workbook.schema.values import half_width

if TYPE_CHECKING:
    import pandas as pd


def next_numbers(id_format: str, taken: Iterable[object], count: int) -> list[str]:
    """`count` numbers of the form `id_format`, following the largest of that form among `taken`."""
    before, after = id_format.split("{", 1)[0], id_format.rsplit("}", 1)[1]
    form = re.compile(re.escape(before) + r"(\d{1,15})" + re.escape(after), re.ASCII)
    largest = 0
    for one in taken:
        if isinstance(one, str) and (match := form.fullmatch(one)):
            largest = max(largest, int(match[1]))
    return [id_format.format(number) for number in range(largest + 1, largest + 1 + count)]


def match_keys(values: pd.Series) -> pd.Series:
    """Numbers and names as they are compared: half-width, single spaces; letters keep their case.

    A pandas `str` series (NaN for blanks) with the index of `values`.
    """
    plain = values.astype("str")
    odd = plain.dropna()
    odd = odd[~odd.str.fullmatch(r"[!-~]*")]  # ASCII without spaces is as it should be
    if odd.empty:
        return plain
    keys = {value: half_width(value) for value in odd.unique()}
    plain = plain.copy()
    plain[odd.index] = odd.map(keys)
    return plain
