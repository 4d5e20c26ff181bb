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
from workbook import schema, tables
from workbook.language import Text, joined
from workbook.schema.card_frame import CARD_FIND, LINKED, TO_CARD
from workbook.schema.findings import Severity
from workbook.schema.home import FIGURES, FIRST_TODAY, HOME_TILES, REFRESHED, UNREACHED_NAME, UNREACHED_ROWS

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd
    import xlwings as xw

    from macros.counting.book_contents import BookContents
    from macros.counting.refresh_results import Result

READING, COUNTING = Text("读取", "Reading"), Text("统计", "Counting")
WRITING, DONE = Text("写入", "Writing"), Text("完成", "Done")
NO_NAME = "—"
"""In a row of Today that concerns no customer: the cell is a link, and openpyxl shows where a blank one leads."""
_LOOKING_BACK = Text(
    "这一天早于最近一次刷新：只是查看过去，提醒和历史都没有改动。要回到当前：把“设置”里的截至日期留空，再刷新。",
    "This day is before that of the newest refresh: a look back; reminders and history stay. "
    "To return, leave As of on Settings blank and refresh.",
)


def refresh(
    book: xw.Book, *, as_of: dt.date | None = None, now: dt.datetime | None = None, progress: Progress = silent
) -> Report:
    """Refresh the whole book as of a day: the argument, else the setting, else today; `now` stamps the home sheet.

    Labels changed in the dictionary are changed wherever they are used first (`macros.renaming`), and rows that stand
    right below a table and read as its own are taken in (`macros.rows_below`); an order line with a product and a
    quantity only gets the product's price (`macros.counting.typed_orders`).
    """
    from macros.counting.book_contents import read_contents
    from macros.counting.typed_orders import fill_prices
    from macros.renaming import rename
    from macros.rows_below import take_in

    tables.preload(book, ("tblTransactions",))
    renamed = rename(book, now=now)
    taken = take_in(book, now=now)
    tables.keep_room(book)
    progress(READING, 0.0)
    contents = read_contents(book, as_of)
    if priced := fill_prices(book, contents, now=now):
        contents = read_contents(book, as_of)
    report = _count(book, contents, now, progress)
    return replace(report, lines=(*renamed, *taken, *priced, *report.lines))


def count_again(
    book: xw.Book, *, as_of: dt.date | None = None, now: dt.datetime | None = None, progress: Progress = silent
) -> Report:
    """What refresh works out, without a look below the tables: after another command."""
    from macros.counting.book_contents import read_contents

    progress(READING, 0.0)
    return _count(book, read_contents(book, as_of), now, progress)


def was_counted(book: xw.Book) -> bool:
    """Whether the book was ever refreshed: one that was not is not counted after other commands either."""
    return tables.get_name(book, "stamp_refreshed_at") is not None


def count_after(
    book: xw.Book,
    what: Text,
    progress: Progress,
    since: float,
    *,
    as_of: dt.date | None = None,
    now: dt.datetime | None = None,
) -> bool:
    """Count again after another command, where the book was ever refreshed; whether it was. `what` is said while the
    bar goes on from `since`."""
    if not was_counted(book):
        return False
    count_again(book, as_of=as_of, now=now, progress=lambda _what, share: progress(what, since + (1 - since) * share))
    return True


def _count(book: xw.Book, contents: BookContents, now: dt.datetime | None, progress: Progress) -> Report:
    from macros.counting.book_contents import ORDERS
    from macros.counting.refresh_results import compute, net_amounts, order_columns, shared_figures, typed_amounts

    progress(COUNTING, 0.3)
    typed = typed_amounts(contents)
    net = net_amounts(contents, typed)
    tables.announce(book, ORDERS, order_columns(contents, net))
    result = compute(contents, shared_figures(contents, net))
    progress(WRITING, 0.7)
    _write(book, contents, result, typed, now or dt.datetime.now().replace(microsecond=0))  # noqa: DTZ005 - the user's own clock
    progress(DONE, 1.0)
    return _report(contents, result)


def _write(book: xw.Book, contents: BookContents, result: Result, typed: pd.Series, now: dt.datetime) -> None:
    tables.write(book, "tblCustomers", result.customers)
    for name, columns in result.columns.items():
        tables.write(book, name, columns)
    tables.fill(book, "tblReminders", _live_days(result.reminders, contents.as_of))
    tables.fill(book, "tblReminderHistory", result.ended)
    tables.fill(book, "tblToday", _live_days(result.today, contents.as_of).fillna({"customer_name": NO_NAME}))
    tables.fill(book, "tblRestOfDay", result.rest_of_day)
    if result.holidays is not contents.holidays:
        tables.fill(book, "tblHolidays", result.holidays)
    tables.fill(book, "tblGradeHistory", result.grade_changes)
    tables.fill(book, "tblOwnerHistory", result.owner_changes)
    _home(book, contents, result, typed)
    if tables.may_have_changed(book) or not was_counted(book):
        tables.set_name(book, "stamp_refreshed_at", now)
    tables.open_at_ends(book)
    for name, key in LINKED.items():
        tables.link_cells(book, name, key, CARD_FIND, TO_CARD[contents.lang])


def _live_days(reminders: pd.DataFrame, as_of: dt.date) -> pd.DataFrame:
    """What the live column shows on as_of: the cached value of its formula."""
    import pandas as pd

    return reminders.assign(days=(pd.Timestamp(as_of) - reminders["due"]).dt.days.astype("float64"))


def _home(book: xw.Book, contents: BookContents, result: Result, typed: pd.Series) -> None:
    """Tiles, first rows of the day, figures, chart blocks, the list of customers out of reach, and stamps; the home
    sheet watches whether what the order lines add up to as they are typed has changed."""
    from workbook.rules import home_tiles
    from workbook.rules.customers import unreached

    for figure in FIGURES:
        if result.figures.get(figure.key) is not None:
            tables.set_name(book, figure.range_name, result.figures[figure.key])
    tables.set_block(book, HOME_TILES, home_tiles.block(result.tiles))
    tables.set_block(book, FIRST_TODAY, result.first_today)
    for block in REFRESHED:
        tables.set_block(book, block.range_name, result.blocks[block.key])
    lines = unreached.listed(result.unreached, contents.customers.frame, UNREACHED_ROWS, contents.lang)
    tables.set_block(book, UNREACHED_NAME, lines)
    tables.set_name(book, "stamp_refreshed_as_of", contents.as_of)
    if not contents.looking_back:
        tables.set_name(book, "stamp_newest_as_of", contents.as_of)
    tables.set_name(book, "stamp_refreshed_customers", len(contents.customers.frame))
    tables.set_name(book, "stamp_refreshed_transactions", len(contents.whole["tblTransactions"].frame))
    tables.set_name(book, "stamp_refreshed_amount", _of_units(int(typed.fillna(0).sum())))


def _of_units(units: int) -> float:
    from workbook.rules.basics.exact_money import amount

    return amount(units)


def _report(contents: BookContents, result: Result) -> Report:
    from macros.counting import visit_results

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
    lines += visit_results.said(result.short, contents)
    if len(result.owner_changes):
        lines.append(
            Text(
                "{n:,} 位客户换了负责人，已记入负责人历史：以前的业绩不动。",
                "{n:,} customers changed hands, as the owner history says: past figures stay.",
            ).format(n=len(result.owner_changes))
        )
    if (owner := contents.settings["today_owner"]) is not None:
        lines.append(
            Text(
                "“今天”只排{owner}负责的：{n} 家（“设置”里的“今天看谁的”）。",
                "Today lists what is {owner}'s: {n} customers (the setting Today is for).",
            ).format(owner=contents.list("salesperson.label").get(owner, owner), n=len(result.today))
        )
    if contents.looking_back:
        lines.append(_LOOKING_BACK)
    if result.unassigned_lines:
        lines.append(
            Text(
                "有 {lines:,} 行交易未匹配到客户，金额 {amount:,.2f}：请运行“检查”查看。",
                "{lines:,} order lines name no known customer, {amount:,.2f} in all: run Check to see them.",
            ).format(lines=result.unassigned_lines, amount=figures["unassigned"])
        )
    lines += _left_out(contents, result)
    unreadable = [one for one in result.findings if one.severity is not Severity.HINT]
    if unreadable:
        lines.append(
            Text(
                "有 {n} 处内容无法识别，或存成了别的类型：请运行“检查”查看。",
                "{n} cells could not be read as they stand: run Check to see them.",
            ).format(n=len(unreadable))
        )
    said = dict(figures) | {
        f"{key}_{what}": value
        for key, (count, units) in result.not_counted.items()
        for what, value in (("lines", count), ("amount", _of_units(units)))
    }
    return Report("refresh", tuple(lines), said | {"unreached": len(result.unreached)}, tuple(unreadable))


def _left_out(contents: BookContents, result: Result) -> list[Text]:
    """What is in no figure, and whom no rule reaches."""
    from workbook.rules.customers.credit import BY_PAYMENTS

    lines: list[Text] = []
    count, units = result.not_counted["later"]
    if count:
        lines.append(
            Text(
                "{n:,} 行交易的日期晚于截至日期，未计入，金额 {amount:,.2f}。",
                "{n:,} order lines are dated after the as-of date and not counted, {amount:,.2f} in all.",
            ).format(n=count, amount=_of_units(units))
        )
    others = sum(many for name, many in contents.later.items() if name != "tblTransactions")
    if others:
        lines.append(
            Text(
                "另有 {n:,} 处日期晚于截至日期（{tables}），未计入：请运行“检查”查看。",
                "{n:,} more dates are after the as-of date ({tables}) and not counted: run Check to see them.",
            ).format(n=others, tables=_labels(name for name in contents.later if name != "tblTransactions"))
        )
    count, units = result.not_counted["free"]
    if count:
        lines.append(
            Text(
                "{n:,} 行样品、赠品不算交易，金额 {amount:,.2f} 未计入。",
                "{n:,} lines are samples or gifts: no orders, and their {amount:,.2f} is not counted.",
            ).format(n=count, amount=_of_units(units))
        )
    unknown = int((result.customers["receivable"].isna() & (result.customers["order_count"] > 0)).sum())
    if unknown and contents.settings["debt_basis"] == BY_PAYMENTS:
        lines.append(
            Text(
                "{n:,} 位客户有交易但没有回款记录，应收款留空（“设置”里的“应收口径”是“只按已登记回款”）。",
                "{n:,} customers have orders but no payment: what they owe is left blank "
                "(the setting “Receivables based on” is registered payments only).",
            ).format(n=unknown)
        )
    if len(result.unreached):
        lines.append(
            Text(
                "{n:,} 位客户永远不会被提醒：见首页，“检查”会逐个列出原因。",
                "{n:,} customers will never raise a reminder: see Home; Check lists each with the reason.",
            ).format(n=len(result.unreached))
        )
    return lines


def _labels(names: Iterable[str]) -> Text:
    found = [schema.table(name).label for name in names]
    return joined(found)
