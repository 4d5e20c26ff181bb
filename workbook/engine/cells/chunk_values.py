"""What stands inside a chunk's cells, found with array operations: where each value begins and ends, the formulas."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from workbook.engine.cells.chunk_positions import Bytes, Ints
from workbook.engine.cells.column_grid import NUMBER

INLINE, SHARED, STR = 10, 11, 12
"""Types that still have to be looked up; the others are the kinds of `cells`."""
ODD = -1
"""A cell that must be read alone."""
_GT, _SLASH, _SPACE = (ord(c) for c in ">/ ")
_V, _F, _I, _T = (ord(c) for c in "vfit")


def values_at(
    data: Bytes, lt: Ints, gt: Ints, tags: Ints, closed: npt.NDArray[np.bool_], kinds: Ints
) -> tuple[Ints, Ints, npt.NDArray[np.bool_]]:
    """Where each cell's value stands, and whether it has a formula. Sets kinds to ODD where it must be read alone."""
    last = len(lt) - 1
    kinds[closed] = NUMBER
    child = np.minimum(tags + 1, last)
    letter = data[lt[child] + 1]
    formula = (letter == _F) & ~closed
    if formula.any():
        # <f …/> is one tag, <f>…</f> are two; either is followed by the value or the cell's end
        self_closed = data[gt[child] - 1] == _SLASH
        child = np.minimum(np.where(formula, child + np.where(self_closed, 1, 2), child), last)
        letter = data[lt[child] + 1]
    following = data[lt[child] + 2]
    inline = kinds == INLINE
    has_value = (letter == _V) & (following == _GT) & ~closed & ~inline
    ended = (letter == _SLASH) & ~closed
    is_plain = inline & ~closed & (letter == _I) & (following == ord("s"))
    text_tag = np.minimum(child + 1, last)
    after = np.minimum(child + 3, last)
    is_plain &= (data[lt[text_tag] + 1] == _T) & (data[lt[after] + 1] == _SLASH) & (data[lt[after] + 2] == _I)
    is_plain &= (data[lt[text_tag] + 2] == _GT) | (data[lt[text_tag] + 2] == _SPACE)
    is_plain &= data[gt[text_tag] - 1] != _SLASH
    kinds[~(closed | has_value | ended | is_plain)] = ODD
    holder = np.where(is_plain, text_tag, child)
    holds = (has_value | is_plain) & (kinds != ODD)
    start = np.where(holds, gt[holder] + 1, 0)
    end = np.where(holds, lt[np.minimum(holder + 1, last)], 0)
    return start, end, formula


def same_formula(data: Bytes, lt: Ints, gt: Ints, tags: Ints, cells: Ints) -> bytes | None:
    """What stands in the <f> of each of these cells; None where they differ, or are more than a text."""
    child = tags[cells] + 1
    start, end = gt[child] + 1, lt[np.minimum(child + 1, len(lt) - 1)]
    size = int(end[0] - start[0])
    if size < 1 or not bool((data[lt[child] + 2] == _GT).all()) or not bool((end - start == size).all()):
        return None
    texts = data[start[:, None] + np.arange(size)]
    return texts[0].tobytes() if bool((texts == texts[0]).all()) else None
