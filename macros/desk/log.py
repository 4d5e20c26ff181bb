"""log: a call or visit written down, and the customer's open reminders to call or visit closed.

On the command line the customer is an argument. In Excel it is that of the chosen row of 今天, 提醒 or 客户, and what
was said is what stands in the row's note; where a day to postpone to was typed, it is the day of the next visit.

Reminders that the new visit ends are ended by counting again; one that it does not end (agreed on the same day) is
marked as done.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from macros import journal
from macros.desk.active_row import active_row
from macros.desk.entering import already_there, moment, read_known, read_labels, refuse, today_of, write
from macros.report import Progress, Report, silent
from workbook import tables
from workbook.errors import InputError
from workbook.language import Text
from workbook.schema.forms import form
from workbook.schema.tables.results import REMINDERS

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

READING, WRITING, WORKING = Text("读取", "Reading"), Text("写入", "Writing"), Text("重新计算", "Working out again")

CLOSED = ("contact", "visit")
"""Kinds of reminders that a call answers."""

_WHO = Text(
    "先选中“今天”、“提醒”或“客户”里的一行，再点“记一笔”。", "Choose a row of Today, Reminders or Customers first."
)
_WHAT = Text(
    "{customer}：先在“今天”或“提醒”这一行的“备注”里写说了什么，再点“记一笔”。",
    "{customer}: write what was said into the row's Notes on Today or Reminders first.",
)
_LOGGED = Text(
    "已记到“拜访”：{number} {customer}，{date}。可以用“撤销上次命令”退回。",
    "Logged in Visits: {number} {customer}, {date}. Undo last command takes it back.",
)
_THERE = Text(
    "同样的内容已经记过（{number}），没有再记。", "The same is there already ({number}); nothing was written."
)
_CLOSED = Text("提醒：{n} 条随之办结。", "Reminders: {n} closed by it.")


def log(
    book: xw.Book,
    *,
    customer: str | None = None,
    result: str | None = None,
    kind: str | None = None,
    contact: str | None = None,
    next_date: dt.date | None = None,
    promise: str | None = None,
    promise_due: dt.date | None = None,
    salesperson: str | None = None,
    date: dt.date | None = None,
    now: dt.datetime | None = None,
    progress: Progress = silent,
) -> Report:
    """Write one visit row of a customer (number or name; None: of the chosen row) and close its reminders.

    InputError names each cell that is missing or cannot be read.
    """
    from workbook.rules.entry.enter import enter
    from workbook.rules.entry.filled import read

    progress(READING, 0.0)
    one = form("visit")
    known = read_known(book, one, today_of(book, now or dt.datetime.now()))  # noqa: DTZ005 - the user's own clock
    day = date or known.today
    if customer is None:
        row = active_row(book)
        if row is None:
            raise InputError(_WHO)
        customer = row.customer_id
        if result is None and row.note is None:
            raise InputError(_WHAT.format(customer=_named(known.customers, customer)))
        result = result or row.note
        next_date = next_date or (row.until if row.until is not None and row.until > day else None)
    cells = {
        "customer_id": customer, "result": result, "kind": kind, "contact": contact, "next_date": moment(next_date),
        "promise": promise, "promise_due": moment(promise_due), "salesperson": salesperson, "date": moment(date),
    }  # fmt: skip
    entered = enter(read(one, cells, [], read_labels(book, [one])), known)
    refuse(entered.findings)
    [visit] = entered.rows["tblVisits"]
    if (number := already_there(book, visit)) is not None:
        return Report("log", (_THERE.format(number=number),), {"logged": 0, "closed": 0})
    progress(WRITING, 0.2)
    number = str(visit["customer_id"])
    before = _open(book, number, day)
    with journal.step(book, "log", now=now) as step:
        made = write(step, entered)["tblVisits"]
        closed = _close(step, number, day, before, now, progress)
    told = _LOGGED.format(
        number=made["visit_id"].iloc[0], customer=_named(known.customers, number), date=f"{day:%Y-%m-%d}"
    )
    lines = [told, *entered.said, *([_CLOSED.format(n=closed)] if closed else [])]
    return Report("log", tuple(lines), {"logged": 1, "closed": closed})


def _close(
    step: journal.Step, customer: str, day: dt.date, before: pd.DataFrame, now: dt.datetime | None, progress: Progress
) -> int:
    """Count again, and mark as done what is still open then; gives how many reminders are closed."""
    from macros.counting.refresh import count_again

    if tables.get_name(step.book, "stamp_refreshed_at") is None:
        return 0
    count_again(step.book, now=now, progress=lambda _what, share: progress(WORKING, 0.3 + 0.5 * share))
    left = _open(step.book, customer, day)
    left = left[left["key"].isin(before["key"])]
    if len(left):
        step.write_rows(REMINDERS, left[["status"]].assign(status="done"))
        count_again(step.book, now=now, progress=lambda _what, share: progress(WORKING, 0.8 + 0.2 * share))
    return len(before)


def _open(book: xw.Book, customer: str, day: dt.date) -> pd.DataFrame:
    """The customer's reminders to call or visit that are due on a day and not done: key and status."""
    import pandas as pd

    rows = tables.read(book, REMINDERS, ["key", "kind", "customer_id", "due", "status"]).frame
    mine = (rows["customer_id"] == customer) & rows["kind"].isin(CLOSED) & (rows["status"] != "done")
    return rows.loc[mine & (rows["due"] <= pd.Timestamp(day)), ["key", "status"]]


def _named(customers: pd.DataFrame, number: str) -> str:
    """A customer by number and name."""
    names = customers["name"][customers["customer_id"] == number].tolist()
    return " ".join([number, *(one for one in names[:1] if isinstance(one, str))])
