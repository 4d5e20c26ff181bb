"""The criterion of one filtered column: read from Excel, and applied again with Range.AutoFilter.

What Excel tells is not always what was asked. Texts, comparisons and periods ("this month", "above average") come back
as they were given; a colour as an Interior or a Font, of which the number is taken; an icon with its set. No fill, the
automatic colour and no icon have operators of their own. Of the ten largest Excel tells the smallest that still shows,
so how many were asked for is counted again; of the largest ten per cent the share is lost. Dates ticked by year, month
or day are not told at all: see date_groups.py.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from workbook.tables.live.excel_errors import is_busy

NONE, AND, OR, TOP, BOTTOM, TOP_SHARE, BOTTOM_SHARE, VALUES = range(8)  # XlAutoFilterOperator
CELL_COLOUR, FONT_COLOUR, ICON, PERIOD, NO_FILL, AUTOMATIC_COLOUR, NO_ICON = range(8, 15)

MOST = 500
"""Excel shows at most so many of the largest."""

_LIMIT = re.compile(r"[<>]=?\s*(-?[\d.]+(?:E[+-]?\d+)?)\Z", re.IGNORECASE)


@dataclass(frozen=True)
class Criterion:
    """What one column is filtered by."""

    column: int  # from 1
    arguments: Mapping[str, Any] = field(default_factory=dict)  # of Range.AutoFilter, but for the column
    icon: tuple[int, int] | None = None  # number of the set, place in it


def read_criterion(one: Any, column: int) -> Criterion | None:
    """The criterion of an Excel.Filter; None where Excel does not tell it."""
    operator = member(one, "Operator")
    kind = operator if isinstance(operator, int) else NONE
    if kind in (NO_FILL, AUTOMATIC_COLOUR, NO_ICON):
        return Criterion(column, {"Operator": kind})
    first = member(one, "Criteria1")
    if first is None:
        return None
    if kind in (CELL_COLOUR, FONT_COLOUR):
        return Criterion(column, {"Criteria1": int(first if _is_number(first) else first.Color), "Operator": kind})
    if kind == ICON:
        return Criterion(column, {"Operator": kind}, icon=(int(first.Parent.ID), int(first.Index)))
    if kind in (TOP, BOTTOM, TOP_SHARE, BOTTOM_SHARE):
        return Criterion(column, {"Criteria1": str(int(first)), "Operator": kind}) if _is_number(first) else None
    if kind == PERIOD:
        return Criterion(column, {"Criteria1": int(first), "Operator": kind})
    if kind == VALUES:
        return Criterion(column, {"Criteria1": list(first) if isinstance(first, tuple) else first, "Operator": kind})
    second = member(one, "Criteria2") if kind in (AND, OR) else None
    if second is not None:
        return Criterion(column, {"Criteria1": first, "Operator": kind, "Criteria2": second})
    return Criterion(column, {"Criteria1": first}) if kind in (NONE, AND, OR) else None


def recounted_criterion(one: Any, column: int, cells: Sequence[Any]) -> Criterion | None:
    """How many of the largest (or smallest) cells of a column were asked for, by the last one that still shows.

    Where several are equal to that one any number up to the last of them shows the same rows: ten, which is what Excel
    proposes, where it is among them, else the largest. None where the cells no longer say it.
    """
    kind, limit = member(one, "Operator"), _LIMIT.match(str(member(one, "Criteria1")))
    if kind not in (TOP, BOTTOM) or limit is None:
        return None
    edge = float(limit[1])
    sign = 1 if kind == TOP else -1
    near = 1e-12 * abs(edge)
    distances = [sign * (cell - edge) for cell in cells if isinstance(cell, float)]
    reached = sum(distance >= -near for distance in distances)
    beyond = sum(distance > near for distance in distances)
    if not beyond < reached <= MOST:
        return None
    return Criterion(column, {"Criteria1": str(10 if beyond < 10 <= reached else reached), "Operator": kind})


def is_largest(one: Any) -> bool:
    """Whether a filter asks for the largest or the smallest few."""
    return member(one, "Operator") in (TOP, BOTTOM)


def may_be_dates(one: Any) -> bool:
    """Whether a filter may be one of dates ticked by year, month or day: it has ticks, or tells nothing."""
    operator = member(one, "Operator")
    return operator == VALUES or (operator in (None, NONE) and member(one, "Criteria1") is None)


def apply_criterion(cells: Any, book: Any, one: Criterion) -> None:
    """Filter cells, given as Excel.Range, by a criterion once more."""
    given = dict(one.arguments)
    if one.icon is not None:
        given["Criteria1"] = book.IconSets(one.icon[0])(one.icon[1])
    cells.AutoFilter(Field=one.column, **given)


def member(one: Any, name: str) -> Any:
    """A member of a filter; None where this filter has none, which Excel says by an error."""
    try:
        return getattr(one, name)
    except Exception as error:
        if is_busy(error):
            raise
        return None


def _is_number(value: object) -> bool:
    with contextlib.suppress(TypeError, ValueError):
        float(value)  # type: ignore[arg-type]
        return True
    return False
