"""Order numbers by a pattern: {yyMMdd} stands for the day, {nnn} for a number of at least so many digits.

The number follows the largest that the pattern has given for that day, and is none that any order has.

>>> day = dt.date(2026, 6, 30)
>>> next_number("T{yyMMdd}-{nnn}", day, ["T260630-001", "t260630-007", "T260629-050", None])
'T260630-008'
>>> next_number("{yyyy}/{nn}", day, ["2026/99"]), next_number("SO", day, [])
('2026/100', None)
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from workbook.rules.basics.references import fold

_PART = re.compile(r"\{(n+|[yMd]+)\}")
_DAY = {"yyyy": "%Y", "yy": "%y", "MM": "%m", "dd": "%d"}
_DAY_PART = re.compile("|".join(_DAY))


def next_number(pattern: str, day: dt.date, used: Iterable[object]) -> str | None:
    """The next number of the pattern on a day; None where the pattern has no {nnn}, or more than one."""
    pieces: list[str] = []
    width = 0
    last = 0
    for found in _PART.finditer(pattern):
        pieces.append(pattern[last : found.start()])
        last = found.end()
        if found[1].startswith("n"):
            if width:
                return None
            width = len(found[1])
            pieces.append("\0")
        else:
            pieces.append(_DAY_PART.sub(lambda part: day.strftime(_DAY[part[0]]), found[1]))
    if not width:
        return None
    before, after = "".join([*pieces, pattern[last:]]).split("\0")
    taken = {fold(one) for one in used if isinstance(one, str)}
    shape = re.compile(re.escape(fold(before)) + r"(\d{1,15})" + re.escape(fold(after)))
    numbers = [int(match[1]) for one in taken if (match := shape.fullmatch(one))]
    number = max(numbers, default=0) + 1
    while fold(made := f"{before}{number:0{width}d}{after}") in taken:
        number += 1
    return made
