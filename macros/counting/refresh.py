"""refresh: count the orders again, grade the customers, find who is due, and bring the home sheet up to date.

Reads what users typed, writes only computed columns and result sheets; run twice it changes nothing. Everything is
computed (`macros/counting/refresh_results.py`) before the first cell is written, so that a refusal leaves the book as
it was.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from macros.report import Progress, Report, silent
from workbook import tables
from workbook.language import Text
from workbook.schema.findings import Severity
from workbook.schema.home import BLOCKS, FIGURES

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

    from macros.counting.book_contents import BookContents
    from macros.counting.refresh_results import Result

READING, COUNTING = Text("读取", "Reading"), Text("统计", "Counting")
WRITING, DONE = Text("写入", "Writing"), Text("完成", "Done")
_LOOKING_BACK = Text(
    "这一天早于最近一次刷新：只是回看，没有提醒结束，历史没有改动。回到当前：把“设置”里的截至日期留空，再刷新。",
    "This day is before that of the newest refresh: a look back, which ends no reminder and changes no history. "
    "To return, leave As of on Settings blank and refresh.",
)


def refresh(
    book: xw.Book, *, as_of: dt.date | None = None, now: dt.datetime | None = None, progress: Progress = silent
) -> Report:
    """Refresh the whole book as of a day: the argument, else the setting, else today; `now` stamps the home sheet.

    Rows that stand right below a table and read as its own are taken in first (`macros.rows_below`).
    """
    from macros.rows_below import take_in

    tables.preload(book, ("tblTransactions",))
    taken = take_in(book, now=now)
    report = count_again(book, as_of=as_of, now=now, progress=progress)
    return replace(report, lines=(*taken, *report.lines))


def count_again(
    book: xw.Book, *, as_of: dt.date | None = None, now: dt.datetime | None = None, progress: Progress = silent
) -> Report:
    """What refresh works out, without a look below the tables: after another command."""
    from macros.counting.book_contents import ORDERS, read_contents
    from macros.counting.refresh_results import compute, order_columns, shared_figures
    from workbook.rules.basics.exact_money import net_amount

    progress(READING, 0.0)
    contents = read_contents(book, as_of)
    progress(COUNTING, 0.3)
    net = net_amount(contents.frame(ORDERS))
    tables.announce(book, ORDERS, order_columns(contents, net))
    result = compute(contents, shared_figures(contents, net))
    progress(WRITING, 0.7)
    _write(book, contents, result, now or dt.datetime.now().replace(microsecond=0))  # noqa: DTZ005 - the user's own clock
    progress(DONE, 1.0)
    return _report(contents, result)


def _write(book: xw.Book, contents: BookContents, result: Result, now: dt.datetime) -> None:
    tables.write(book, "tblCustomers", result.customers)
    for name, columns in result.columns.items():
        tables.write(book, name, columns)
    tables.replace(book, "tblReminders", _live_days(result.reminders, contents.as_of))
    tables.append(book, "tblReminderHistory", result.ended)
    tables.replace(book, "tblToday", _live_days(result.today, contents.as_of))
    tables.append(book, "tblGradeHistory", result.grade_changes)
    _home(book, contents, result)
    if tables.may_have_changed(book) or tables.get_name(book, "stamp_refreshed_at") is None:
        tables.set_name(book, "stamp_refreshed_at", now)


def _live_days(reminders: pd.DataFrame, as_of: dt.date) -> pd.DataFrame:
    """What the live column shows on as_of: the cached value of its formula."""
    import pandas as pd

    return reminders.assign(days=(pd.Timestamp(as_of) - reminders["due"]).dt.days.astype("float64"))


def _home(book: xw.Book, contents: BookContents, result: Result) -> None:
    """Figures, chart blocks and stamps."""
    for figure in FIGURES:
        if result.figures.get(figure.key) is not None:
            tables.set_name(book, figure.range_name, result.figures[figure.key])
    for block in BLOCKS:
        tables.set_block(book, block.range_name, result.blocks[block.key])
    tables.set_name(book, "stamp_refreshed_as_of", contents.as_of)
    if not contents.looking_back:
        tables.set_name(book, "stamp_newest_as_of", contents.as_of)
    tables.set_name(book, "stamp_refreshed_customers", len(contents.customers.frame))
    tables.set_name(book, "stamp_refreshed_transactions", len(contents.frame("tblTransactions")))
    tables.set_name(book, "stamp_refreshed_amount", result.figures["amount"])


def _report(contents: BookContents, result: Result) -> Report:
    figures = result.figures
    lines = [
        Text(
            "截至 {as_of:%Y-%m-%d}：{customers:,} 位客户，{orders:,} 次交易，净额合计 {amount:,.2f}。",
            "As of {as_of:%Y-%m-%d}: {customers:,} customers, {orders:,} orders, net amount {amount:,.2f}.",
        ).format(as_of=contents.as_of, **figures),
        Text(
            "等级：A {grade_a:,}，B {grade_b:,}，C {grade_c:,}，潜在 {prospects:,}；等级变化 {changes:,}。",
            "Grades: A {grade_a:,}, B {grade_b:,}, C {grade_c:,}, prospects {prospects:,}; {changes:,} changed.",
        ).format(changes=len(result.grade_changes), **figures),
        Text(
            "提醒：{reminders:,} 条待办，{overdue:,} 条已逾期；新增 {new:,}，结束 {ended:,}。",
            "Reminders: {reminders:,} open, {overdue:,} overdue; {new:,} new, {ended:,} ended.",
        ).format(new=result.new_reminders, ended=len(result.ended), **figures),
    ]
    if contents.looking_back:
        lines.append(_LOOKING_BACK)
    if result.unassigned_lines:
        lines.append(
            Text(
                "有 {lines:,} 行交易不属于任何客户，金额 {amount:,.2f}：请运行“检查”查看。",
                "{lines:,} order lines name no known customer, {amount:,.2f} in all: run Check to see them.",
            ).format(lines=result.unassigned_lines, amount=figures["unassigned"])
        )
    unreadable = [one for one in result.findings if one.severity is not Severity.HINT]
    if unreadable:
        lines.append(
            Text(
                "有 {n} 处内容读不懂或存成了别的类型：请运行“检查”查看。",
                "{n} cells could not be read as they stand: run Check to see them.",
            ).format(n=len(unreadable))
        )
    return Report("refresh", tuple(lines), dict(figures), tuple(unreadable))
