"""Header detection: the row, or the two rows with merged cells, that hold a pasted block's headers.

Cells here are half-width text, all rows of one width.

>>> names = header_names.known({"name": ("公司名称",), "phone": ("电话",)})
>>> cells = [["展会名单", ""], ["公司名称", "联系电话"], ["甲乙有限公司", "020-88880000"]]
>>> header_rows(cells, names), first_data_row(cells)
((1,), 1)
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from workbook.rules.cleaning import header_names
from workbook.rules.cleaning.content_kinds import is_company, look_of
from workbook.rules.cleaning.header_names import Spellings, recognise

DEEPEST = 30
"""The header is looked for in so many rows from the top."""


def header_rows(cells: Sequence[Sequence[str]], names: Spellings) -> tuple[int, ...]:
    """The rows that are the header: those whose cells name the most fields; () for a list without one."""
    best: tuple[float, tuple[int, ...]] = (0.0, ())
    for r in range(min(DEEPEST, len(cells))):
        filled = [cell for cell in cells[r] if cell]
        if not filled:
            continue
        score = _worth(filled, names)
        if score > best[0] and score >= 0.3 * len(filled):
            best = (score, (r,))
        below = cells[r + 1] if r + 1 < len(cells) else []
        if not any(below) or len(filled) < 2 or any(map(looks_like_data, below)):
            continue
        joined = [_join(spread(cells[r], below), below, c, names) for c in range(len(below))]
        score = _worth([name for name in joined if name], names)
        alone = max(best[0], _worth([name for name in below if name], names))
        if score > alone + 0.5 and any(recognise(cell, names, loosely=False) for cell in below):
            best = (score, (r, r + 1))
    if not best[1]:
        return _words_over_values(cells, names)
    return _with_merged_above(cells, best[1])


def first_data_row(cells: Sequence[Sequence[str]]) -> int:
    """The first row that is as wide as rows usually are: above it stand titles and blanks."""
    counts = [sum(map(bool, row)) for row in cells]
    usual = sorted(count for count in counts if count)
    wide = usual[len(usual) // 2] if usual else 0
    return next((r for r, count in enumerate(counts) if count and count >= min(2, wide)), len(cells))


def label_choices(cells: Sequence[Sequence[str]], rows: tuple[int, ...], column: int) -> tuple[str, ...]:
    """What a column's header may be read as, fullest first."""
    if not rows:
        return ("",)
    if len(rows) == 1:
        return (cells[rows[0]][column],)
    upper = spread(cells[rows[0]], cells[rows[1]])
    choices = (upper[column] + cells[rows[1]][column], cells[rows[1]][column], upper[column])
    return tuple(dict.fromkeys(choice for choice in choices if choice)) or ("",)


def spread(upper: Sequence[str], below: Sequence[str]) -> list[str]:
    """The upper row of a two-row header with merged cells filled to the right, where a lower cell stands."""
    filled: list[str] = []
    for c, cell in enumerate(upper):
        left = filled[-1] if filled else ""
        filled.append(cell or (left if below[c] else ""))
    return filled


def looks_like_data(cell: str) -> bool:
    """A mail address, a number or a sentence is no header."""
    return "@" in cell or len(re.findall(r"\d", cell)) >= 5 or len(cell) > 40


def _worth(filled: Sequence[str], names: Spellings) -> float:
    """How many different fields the cells of a row name, less what looks like data."""
    fields = {name.field for cell in filled if (name := recognise(cell, names, loosely=False))}
    near = sum(recognise(cell, names) is not None for cell in filled)
    return len(fields) + 0.2 * (near - len(fields)) - sum(map(looks_like_data, filled))


def _join(upper: Sequence[str], below: Sequence[str], c: int, names: Spellings) -> str:
    """The label of a column under a two-row header: both words if they name a field, else the one that does."""
    both = upper[c] + below[c]
    for label in (both, below[c], upper[c]):
        if recognise(label, names, loosely=False):
            return label
    return both


def _with_merged_above(cells: Sequence[Sequence[str]], rows: tuple[int, ...]) -> tuple[int, ...]:
    """A header with gaps under words of the row above: those cells are merged downwards, and both rows are it."""
    at = rows[0]
    if len(rows) > 1 or at == 0:
        return rows
    upper, below = cells[at - 1], cells[at]
    gaps = [c for c, cell in enumerate(below) if not cell and upper[c] and any(row[c] for row in cells[at + 1 :])]
    words = [cell for cell in upper if cell]
    is_header = len(words) > 1 and all(len(word) <= 12 and not re.search("[:：]", word) for word in words)
    return (at - 1, at) if gaps and is_header and not any(map(looks_like_data, words)) else rows


def _words_over_values(cells: Sequence[Sequence[str]], names: Spellings) -> tuple[int, ...]:
    """The header of a list of which few words are known, or none: told by what stands below it."""
    first = first_data_row(cells)
    if first >= len(cells) - 1 or any(map(looks_like_data, cells[first])):
        return ()
    typed = 0
    for c, head in enumerate(cells[first]):
        values = [row[c] for row in cells[first + 1 :]]
        look = look_of(values).look
        if look == "company" and head and not is_company(head):
            # 名单 over companies: a company's name may lack its form, so all the others must have theirs.
            filled = [value for value in values if value]
            typed += len(filled) > 1 and all(map(is_company, filled))
        if look is None or look in ("person", "company"):
            continue
        if not head or look_of([head]).look == look:
            return ()
        typed += 1
    one_known = any(header_names.normal(cell) in names for cell in cells[first])
    return (first,) if typed or one_known else ()
