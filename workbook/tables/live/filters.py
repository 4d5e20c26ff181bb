"""Filters of a sheet: removed before the sheet is written, applied again when the command ends.

Where a filter hides rows, Excel puts an array's first element into every visible cell and nothing into the hidden ones
(xlwings issues 679 and 747, office-js issue 224), and deletes visible rows only; rows hidden by hand or by an outline
take what is written as others do. A filter hides whole rows, those of a table beside its own too. So every filter of a
sheet is lifted before the first write to it and laid again when the command ends; a slicer is a filter of its table and
comes back with it. What Excel does not tell (filter_criteria.py) and an advanced filter, whose criteria stand somewhere
in cells, are a refusal before anything is written.

On a Mac the filters of tables are out of reach: AppleScript's dictionary has those of a sheet only. What can be asked
there is whether rows are hidden; a table with hidden rows is refused before anything is written to it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from workbook.errors import Unwritable
from workbook.language import Text
from workbook.tables.live.cell_values import read_columns
from workbook.tables.live.date_groups import groups
from workbook.tables.live.excel_errors import is_busy
from workbook.tables.live.filter_criteria import (
    VALUES,
    Criterion,
    apply_criterion,
    is_largest,
    may_be_dates,
    read_criterion,
    recounted_criterion,
)
from workbook.tables.live.transaction import Transaction
from workbook.tables.placement import Block, Place, bounds

if TYPE_CHECKING:
    import xlwings as xw

VISIBLE = 12  # xlCellTypeVisible
MOST_AREAS = 5_000
"""Rows that show in more stretches than these are not gone through one by one."""


def lift_filters(transaction: Transaction, target: Block, place: Place | None = None) -> None:
    """Show every row of the sheet that cells (of a table) are written on; Unwritable where one of its filters could not
    be laid again."""
    sheet = target.sheet
    name = place.sheet if place is not None else sheet.name
    if name in transaction.filter_actions:
        return
    try:
        plain = sheet.api.AutoFilterMode
    except Exception as error:  # each engine has its own error for a member it lacks
        if is_busy(error):
            raise
        if place is not None:
            _require_all_shown(place)
        transaction.filter_actions[name] = []
        return
    laid = transaction.filter_actions.setdefault(name, [])
    for table in sheet.api.ListObjects:
        _lift(sheet, partial(getattr, table, "AutoFilter"), laid)
    if plain:  # a plain range may have a filter besides those of the tables
        _lift(sheet, partial(getattr, sheet.api, "AutoFilter"), laid)
    if sheet.api.FilterMode:
        raise _advanced(name)


def _lift(sheet: xw.Sheet, filtered: Callable[[], Any], laid: list[Callable[[], None]]) -> None:
    one = filtered()
    if one is None or not one.FilterMode:
        return
    criteria, dated = _criteria(sheet, one)
    laid.append(partial(_lay, sheet, filtered, criteria))
    if dated is not None:
        for other in criteria:  # so that the rows that show are those of the dates' filter alone
            one.Range.AutoFilter(Field=other.column)
        criteria.append(_of_dates(sheet, one, dated))
    one.ShowAllData()


def _lay(sheet: xw.Sheet, filtered: Callable[[], Any], criteria: list[Criterion]) -> None:
    for one in criteria:
        apply_criterion(filtered().Range, sheet.book.api, one)


def _criteria(sheet: xw.Sheet, filtered: Any) -> tuple[list[Criterion], int | None]:
    """What the columns are filtered by, and the one column whose dates are ticked. Nothing is changed yet."""
    criteria: list[Criterion] = []
    dated: list[int] = []
    for column, one in enumerate(filtered.Filters, start=1):
        if not one.On:
            continue
        if may_be_dates(one) and any(isinstance(cell, dt.datetime) for cell in _cells(sheet, filtered, column)):
            dated.append(column)
            continue
        criterion = read_criterion(one, column)
        if criterion is None and is_largest(one):
            criterion = recounted_criterion(one, column, _cells(sheet, filtered, column))
        if criterion is None:
            raise _cannot_be_laid_again(sheet.name)
        criteria.append(criterion)
    if len(dated) > 1:  # one hides rows of the other
        raise _cannot_be_laid_again(sheet.name)
    return criteria, dated[0] if dated else None


def _of_dates(sheet: xw.Sheet, filtered: Any, column: int) -> Criterion:
    _, top, _, bottom = bounds(filtered.Range.Address)
    areas = filtered.Range.SpecialCells(VISIBLE).Areas
    if areas.Count > MOST_AREAS:
        raise _cannot_be_laid_again(sheet.name)
    shown = {row for area in areas for at in [bounds(area.Address)] for row in range(at[1], at[3] + 1)}
    ticks = groups(_cells(sheet, filtered, column), [row in shown for row in range(top + 1, bottom + 1)])
    if ticks is None:
        raise _cannot_be_laid_again(sheet.name)
    given = {"Criteria1": list(ticks.others), "Criteria2": list(ticks.groups)}
    return Criterion(column, {"Operator": VALUES, **{name: ticked for name, ticked in given.items() if ticked}})


def _cells(sheet: xw.Sheet, filtered: Any, column: int) -> list[Any]:
    """What a column of a filtered range holds below its header."""
    left, top, _, bottom = bounds(filtered.Range.Address)
    at = left + column - 1
    return read_columns(Block(sheet, top + 1, at, bottom, at).cells)[0]


def _require_all_shown(place: Place) -> None:
    rows = place.public.data_body_range
    if rows is not None and rows.rows.hidden is not False:  # None where only some are
        raise _rows_are_hidden(place)


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


def _cannot_be_laid_again(sheet: str) -> Unwritable:
    return Unwritable(
        Text(
            f"工作表“{sheet}”上的筛选里有 Excel 不说明条件的（例如“前10项”，或同时按两列日期）；写入时要先取消筛选，"
            "而这种筛选之后恢复不了。客户簿没有改动。请在“数据”里清除筛选，再点一次按钮。",
            f"The sheet {sheet} has a filter whose criteria Excel does not tell, such as top percent or two columns of "
            "dates; writing needs the filter off, and this one could not be put back. The book was not changed. "
            "Clear the filter under Data, then press the button again.",
        )
    )


def _advanced(sheet: str) -> Unwritable:
    return Unwritable(
        Text(
            f"工作表“{sheet}”正用着“高级筛选”；写入时要先取消筛选，而这种筛选之后恢复不了。客户簿没有改动。"
            "请在“数据”里清除筛选，再点一次按钮。",
            f"The sheet {sheet} is under an advanced filter; writing needs it off, and it could not be put back. "
            "The book was not changed. Clear the filter under Data, then press the button again.",
        )
    )
