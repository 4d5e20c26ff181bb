"""Reports that are due by the rules of the list 报告类型 and stand in no row of 报告登记: rows for them, one step that
can be undone. Nothing where no kind has a cycle, and none for a look back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from workbook import schema, tables
from workbook.language import Text

if TYPE_CHECKING:
    import xlwings as xw

    from macros.counting.book_contents import BookContents

STEP = "reports"
"""The journal's name of the step."""

REPORTS = "tblReports"

_MADE = Text(
    "报告登记：按“报告类型”的周期补了 {n:,} 份到期的报告，提交后填提交日期；可以撤销。",
    "Reports: {n:,} that are due by their cycle were added to Reports; enter the day when one is sent. "
    "It can be undone.",
)


def register_due(book: xw.Book, contents: BookContents, *, now: dt.datetime | None = None) -> list[Text]:
    """Add them; gives what to say of it, nothing where there is none."""
    cycles = {kind: every for kind, every in tables.list_column(book, "report_kind", "every").items() if every}
    if not cycles or contents.looking_back:
        return []
    from macros import journal
    from macros.counting.check import blank_is_in_use
    from workbook.rules.basics.working_days import days_of
    from workbook.rules.service.reports_due import missing
    from workbook.rules.visits import holiday_list

    people = tables.entries(blank_is_in_use(book, tables.read(book, schema.listing("salesperson").table)))
    working = people.loc[people["in_use"], "key"].tolist()
    listed = holiday_list.told(contents.holidays)
    off = days_of(listed, {contents.as_of.year, contents.as_of.year - 1})
    made = missing(contents.whole[REPORTS].frame, cycles, working, contents.as_of, off)
    if made.empty:
        return []
    with journal.step(book, STEP, now=now) as step:
        step.append(REPORTS, made)
    return [_MADE.format(n=len(made))]
