"""Filters, out of the way while a table is written.

Where a filter hides rows, Excel puts an array's first element into every visible cell and nothing into the hidden ones
(xlwings issues 679 and 747, office-js issue 224), and deletes visible rows only. So a filter is lifted before the first
write to its table and laid again when the command ends. A filter that cannot be laid again (by colour, by groups of
dates, top ten: Excel tells their outcome, not what was asked) is a refusal.

On a Mac the filters of tables are out of reach: AppleScript's dictionary has those of a sheet only. What can be asked
there is whether rows are hidden; a table with hidden rows is refused before anything is written to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbook.errors import Unwritable
from workbook.language import Text
from workbook.tables.live.command import Command
from workbook.tables.live.trouble import is_busy
from workbook.tables.place import Place

if TYPE_CHECKING:
    import xlwings as xw

_NONE, _AND, _OR, _VALUES, _DYNAMIC = 0, 1, 2, 7, 11  # XlAutoFilterOperator


@dataclass(frozen=True)
class Criterion:
    """What one column is filtered by, as Range.AutoFilter takes it."""

    column: int  # from 1
    first: Any
    operator: int
    second: Any


def lift(command: Command, place: Place) -> None:
    """Show every row of a filtered table; Unwritable where its filter could not be laid again."""
    if place.name in command.put_back:
        return
    try:
        filtered = place.public.api.AutoFilter
    except Exception as error:  # each engine has its own error for a member it lacks
        if is_busy(error):
            raise
        _require_all_shown(place)
        command.put_back[place.name] = _nothing
        return
    criteria: list[Criterion] = []
    if filtered is not None and filtered.FilterMode:
        for column in range(1, len(place.headers) + 1):
            one = filtered.Filters(column)
            if one.On:
                criteria.append(_criterion(one, column, place))
        filtered.ShowAllData()
    command.put_back[place.name] = lambda: _lay(place.public, criteria)


def _require_all_shown(place: Place) -> None:
    rows = place.public.data_body_range
    if rows is not None and rows.rows.hidden is not False:  # None where only some are
        raise _rows_are_hidden(place)


def _nothing() -> None:
    """There is no filter to lay again."""


def _criterion(one: Any, column: int, place: Place) -> Criterion:
    first, operator, second = (_asked(one, name) for name in ("Criteria1", "Operator", "Criteria2"))
    if isinstance(first, tuple):
        first = [text.removeprefix("=") if isinstance(text, str) else text for text in first]
    kind = operator if isinstance(operator, int) else _NONE
    if first is None or kind not in (_NONE, _AND, _OR, _VALUES, _DYNAMIC):
        raise _cannot_be_laid_again(place)
    return Criterion(column, first, kind, second)


def _asked(one: Any, name: str) -> Any:
    try:
        return getattr(one, name)
    except Exception as error:  # Excel's error where a filter has no such criterion
        if is_busy(error):
            raise
        return None


def _lay(table: xw.main.Table, criteria: list[Criterion]) -> None:
    for one in criteria:
        given: dict[str, Any] = {"Field": one.column, "Criteria1": one.first}
        if one.operator:
            given["Operator"] = one.operator
        if one.second is not None:
            given["Criteria2"] = one.second
        table.range.api.AutoFilter(**given)


def _rows_are_hidden(place: Place) -> Unwritable:
    return Unwritable(
        Text(
            f"工作表“{place.sheet}”的表里有隐藏的行（多半是筛选）；在 Mac 上这时写入会错行，所以客户簿没有改动。"
            "请在“数据”里清除筛选，并取消隐藏这些行，再点一次按钮。",
            f"The table on {place.sheet} has hidden rows, most likely by a filter; on a Mac what is written would go "
            "astray then, so the book was not changed. Clear the filter under Data and unhide the rows, "
            "then press the button again.",
        )
    )


def _cannot_be_laid_again(place: Place) -> Unwritable:
    return Unwritable(
        Text(
            f"工作表“{place.sheet}”的表按颜色、日期分组或前十项筛选着；写入时要先取消筛选，而这种筛选之后恢复不了。"
            "客户簿没有改动。请在“数据”里清除筛选，再点一次按钮。",
            f"The table on {place.sheet} is filtered by colour, groups of dates or top items; writing needs the filter "
            "off, and this one could not be put back. The book was not changed. "
            "Clear the filter under Data, then press the button again.",
        )
    )
