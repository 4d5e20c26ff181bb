"""close: keep the figures of a month that is over, by customer and by salesperson, as a step that can be undone.

From then on the analyses of that month say 已结账, and whatever its order lines add up to later is told beside as
结账后调整. Counts as analyse does.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING

from macros import journal
from macros.report import Progress, Report, silent
from workbook.errors import InputError
from workbook.language import Text
from workbook.schema.tables.performance import CLOSED_MONTHS, KEPT_REPORTS

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

    from macros.analyses.analysis_input import AnalysisInput
    from workbook.rules.basics.periods import Period

READING, WRITING, DONE = Text("读取", "Reading"), Text("写入", "Writing"), Text("完成", "Done")

_NO_MONTH = Text(
    "“{month}”不是一个月。月结一次一个月，写作 2026-06；没有改动。",
    "'{month}' is no month. One month is closed at a time, written 2026-06; nothing was changed.",
)
_RUNNING = Text(
    "{month} 要到 {end} 才结束，截至日期是 {as_of}：请到时再月结；没有改动。",
    "{month} ends on {end}, and the as-of day is {as_of}: close it then; nothing was changed.",
)
_CLOSED = Text(
    "{month} 已经结过账，当时的数字在“结账记录”里；以后的改动在分析里列为结账后调整。没有改动。",
    "{month} is closed; its figures stand in Closed months, and what changed since in the analyses. "
    "Nothing was changed.",
)


def close(
    book: xw.Book,
    *,
    month: str | None = None,
    as_of: dt.date | None = None,
    now: dt.datetime | None = None,
    progress: Progress = silent,
) -> Report:
    """Close a month: the one named, else the last one that is over. InputError where it is no month, is not over yet,
    or is closed."""
    import numpy as np

    from macros.analyses.analysis_input import read_analysis_input
    from workbook.rules.sales import closings

    progress(READING, 0.0)
    inputs = read_analysis_input(book, as_of, month or LAST_MONTH)
    period = inputs.period
    _refuse(inputs, period, month)
    flow = inputs.flow
    rows = closings.kept(period, flow, inputs.sellers.loc[flow.index], inputs.customers)
    rows = rows.assign(as_of=np.datetime64(inputs.contents.as_of, "s"))
    reports = _reports(book, inputs, rows)
    progress(WRITING, 0.8)
    with journal.step(book, "close", now=now) as step:
        step.append(CLOSED_MONTHS, rows)
        step.append(KEPT_REPORTS, reports)
    progress(DONE, 1.0)
    return _report(inputs, period, rows)


def _reports(book: xw.Book, inputs: AnalysisInput, rows: pd.DataFrame) -> pd.DataFrame:
    """The month's report of everybody, and of each salesperson who sold something or has customers, to be kept."""
    from macros.month_end import kept, report_facts
    from workbook.rules.month_report.facts import of_person
    from workbook.rules.month_report.make import make
    from workbook.rules.sales.closings import CLOSED, SALESPERSON

    period = inputs.period
    whole = report_facts.facts(report_facts.read_inputs(book, period.name, inputs.contents.as_of))
    whole = dataclasses.replace(whole, closing=CLOSED)
    sold = rows.loc[rows["dimension"] == SALESPERSON, "salesperson"].dropna()
    people = sorted({*sold, *inputs.customers["owner"].dropna()})
    reports = {None: make(whole)} | {person: make(of_person(whole, person)) for person in people}
    return kept.rows(period.months[0], reports)


LAST_MONTH = "上月"  # of the running one: always over


def _refuse(inputs: AnalysisInput, period: Period, month: str | None) -> None:
    if len(period.months) != 1:
        raise InputError(_NO_MONTH.format(month=month))
    if period.running:
        raise InputError(_RUNNING.format(month=period.name, end=period.span.end, as_of=inputs.contents.as_of))
    if period.months[0] in inputs.closed_months:
        raise InputError(_CLOSED.format(month=period.name))


def _report(inputs: AnalysisInput, period: Period, rows: pd.DataFrame) -> Report:
    from workbook.rules.basics.exact_money import amount
    from workbook.rules.sales.closings import CUSTOMER, SALESPERSON

    many = rows["dimension"].value_counts()
    net = amount(int(inputs.flow.loc[inputs.flow["now"], "units"].sum()))
    said = {"customers": int(many.get(CUSTOMER, 0)), "salespeople": int(many.get(SALESPERSON, 0))}
    lines = (
        Text(
            "{month} 已结账（{span}，截至 {as_of}）：净额 {net:,.2f}，{customers:,} 位客户，{salespeople:,} 位业务员。",
            "{month} is closed ({span}, as of {as_of}): net amount {net:,.2f}, {customers:,} customers, "
            "{salespeople:,} salespeople.",
        ).format(month=period.name, span=period.span, as_of=inputs.contents.as_of, net=net, **said),
        Text(
            "以后对这个月的改动，“分析”会列为结账后调整。可以用“撤销上次命令”退回。",
            "What changes in it later, Analyse shows as adjusted after closing. Undo last command takes it back.",
        ),
    )
    return Report("close", lines, {"month": period.name, "amount": net, **said})
