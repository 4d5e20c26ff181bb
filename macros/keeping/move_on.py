"""move_on: prospects that have ordered become existing customers, with the stage that a first order proves.

Whose category and stage are behind is what `check` finds (rules/check/standing.py). On the command line one customer
may be named; in Excel the chosen rows count, where any is chosen; otherwise it is done for all of them. A step that
undo takes back.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from macros import journal
from macros.desk.card import chosen
from macros.desk.letters.chosen_rows import chosen_rows
from macros.report import UNDO_TAKES_IT_BACK, Progress, Report, silent
from workbook import tables
from workbook.errors import InputError
from workbook.language import Text, joined
from workbook.schema.tables.customers import CUSTOMERS

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

READING, WRITING, WORKING = Text("读取", "Reading"), Text("写入", "Writing"), Text("重新统计", "Counting again")
_NAMED = 5  # customers that the report names

_NONE = Text(
    "没有要转的：有首单的客户，类别都已经是现有客户。",
    "None to move on: no customer with an order is still called a prospect.",
)
_NOT_THESE = Text(
    "选中的客户不用转：{names} 还没有首单，或者已经不是潜在客户。没有选中客户的行时，会转全部有首单的。",
    "Nothing to move on for {names}: no order yet, or no prospect. Where no customer's row is chosen, "
    "all are moved on.",
)
_MOVED = Text(
    "{n:,} 家潜在客户已有首单，转为现有客户，开发阶段至少是“{stage}”：{names}。",
    "{n:,} prospects with a first order are existing customers now, at the stage '{stage}' at least: {names}.",
)
_MORE = Text("{names}等", "{names} and others")


def move_on(
    book: xw.Book,
    *,
    customer: str | None = None,
    as_of: dt.date | None = None,
    now: dt.datetime | None = None,
    progress: Progress = silent,
) -> Report:
    """Move on one customer, those of the chosen rows, or all. InputError where the named or chosen ones have nothing to
    move on, or nobody is meant by the name."""
    from macros.counting.book_contents import read_contents
    from macros.counting.refresh import count_after
    from macros.counting.refresh_results import net_amounts, sheet_ledger, typed_amounts
    from workbook.rules.customers.order_statistics import statistics
    from workbook.rules.development.moved_on import FIRST_ORDER, moves

    progress(READING, 0.0)
    contents = read_contents(book, as_of)
    known = contents.customers.frame
    counted = statistics(sheet_ledger(contents, net_amounts(contents, typed_amounts(contents)))).customers
    found = moves(known.assign(first_order=counted["first_order"]), contents.stages["key"].tolist())
    wanted = _wanted(book, known, customer)
    if wanted is not None:
        found = found.loc[found.index.isin(wanted)]
        if found.empty:
            raise InputError(_NOT_THESE.format(names=_names(known.loc[wanted])))
    if found.empty:
        return Report("move_on", (_NONE,), {"moved": 0})
    progress(WRITING, 0.4)
    with journal.step(book, "move_on", now=now) as step:
        step.write_rows(CUSTOMERS, found)
    count_after(book, WORKING, progress, 0.5, as_of=as_of, now=now)
    stage = tables.labels_of(book, "stage").get(FIRST_ORDER, FIRST_ORDER)
    said = _MOVED.format(n=len(found), stage=stage, names=_names(known.loc[found.index]))
    return Report("move_on", (said, UNDO_TAKES_IT_BACK), {"moved": len(found)})


def _wanted(book: xw.Book, known: pd.DataFrame, customer: str | None) -> list[int] | None:
    """The rows that are meant; None: all."""
    if customer is not None:
        return [int(known.index[chosen(known, customer)])]
    rows = chosen_rows(book)
    if rows is None:
        return None
    found = known.index[known["customer_id"].isin(rows.customers)]
    return [int(at) for at in found] or None


def _names(rows: pd.DataFrame) -> Text:
    names = rows["name"].where(rows["name"].notna(), rows["customer_id"]).astype("str").tolist()
    said = joined(names[:_NAMED])
    return said if len(names) <= _NAMED else _MORE.format(names=said)
