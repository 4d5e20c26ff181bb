"""What refresh says: counts, grades, reminders, what is in no figure, whom no rule reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.report import Report
from workbook import schema
from workbook.language import Text, joined
from workbook.rules.basics.exact_money import amount as of_units
from workbook.schema.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from macros.counting.book_contents import BookContents
    from macros.counting.refresh_results import Result

_LOOKING_BACK = Text(
    "这一天早于最近一次刷新：只是查看过去，提醒和历史都没有改动。要回到当前：把“设置”里的截至日期留空，再刷新。",
    "This day is before that of the newest refresh: a look back; reminders and history stay. "
    "To return, leave As of on Settings blank and refresh.",
)


def report_of(contents: BookContents, result: Result) -> Report:
    """What is said of a refresh, and its figures; pure."""
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
    lines += visit_results.said_of_plan(contents.plan, result.plan)
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
        for what, value in (("lines", count), ("amount", of_units(units)))
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
            ).format(n=count, amount=of_units(units))
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
            ).format(n=count, amount=of_units(units))
        )
    here = (result.customers["order_count"] > 0) & ~result.elsewhere
    unknown = int((result.customers["receivable"].isna() & here).sum())
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
