"""The file's own total: the sum under the list, held against what was read.

>>> from workbook.rules.reading.meant import Meant
>>> meant = Meant()
>>> check(meant, [("合计", "", "275")], 2, "金额", [["", "", "125"], ["", "", "150"]], {})
>>> [told.en for told in meant.told]
["the file's own total of 金额, 275, is what was read"]
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from workbook.language import Text
from workbook.rules.cleaning import text as texts
from workbook.rules.reading.meant import Meant
from workbook.rules.reading.money_cells import number_of

_WHOLE = re.compile(
    r"\s*(?:本表|全部|累计|以上)?(?:合 *计|总 *计|共 *计|(?:grand )?totals?(?: \(.*\))?|gesamt|summe)\s*[:：]?\s*",
    re.IGNORECASE,
)
_PART = re.compile(r"小 *计|本页|sub-?total", re.IGNORECASE)
_SAME = Text(
    "文件自己的“{field}”合计 {total:,.10g} 与读到的一致",
    "the file's own total of {field}, {total:,.10g}, is what was read",
)
_OTHER = Text(
    "文件自己的“{field}”合计是 {total:,.10g}，读到的各行之和是 {read:,.10g}，相差 {gap:,.10g}，请核对",
    "the file's own total of {field} is {total:,.10g}, the rows read come to {read:,.10g}; they differ by {gap:,.10g}",
)


def check(
    meant: Meant,
    skipped: Sequence[Sequence[object]],
    place: int,
    header: str,
    rows: Sequence[Sequence[object]],
    counted: Mapping[int, object],
) -> None:
    """Tell whether the total is what the rows come to. skipped: the rows that are none of the list's; place, header:
    of the amounts; counted: rows whose amount was read as another -> it (those with another sign, say)."""
    totals = [
        number_of(row[place])
        for row in skipped
        if place < len(row)
        and any(_WHOLE.fullmatch(texts.half_width(texts.of(cell))) for cell in row)
        and not any(_PART.search(texts.of(cell)) for cell in row)
    ]
    known = [total for total in totals if total is not None]
    if len(known) != 1:
        return  # none, or one a page
    written = [number_of(row[place]) or 0.0 if place < len(row) else 0.0 for row in rows]
    as_read = [number_of(counted[at]) or 0.0 if at in counted else value for at, value in enumerate(written)]
    sums = [round(sum(written), 4), round(sum(as_read), 4)]
    total = known[0]
    if any(abs(one - total) < 0.005 for one in sums):
        meant.told.append(_SAME.format(field=header, total=total))
    else:
        meant.told.append(_OTHER.format(field=header, total=total, read=sums[1], gap=round(abs(total - sums[1]), 4)))
