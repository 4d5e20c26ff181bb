"""log: a call or visit written down, and the customer's open reminders to call or visit closed.

On the command line the customer is an argument. In Excel it is that of the chosen row of 今天, 提醒 or 客户, and what
was said is what stands in the row's note; where a day to postpone to was typed, it is the day of the next visit.

A row without a new note begins the form of a visit on the sheet of entry instead, with the customer filled in.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from macros import journal
from macros.desk.active_row import active_row
from macros.desk.closing import CLOSED, close, open_reminders
from macros.desk.entering import already_there, moment, read_known, read_labels, refuse, today_of, write
from macros.desk.shown_cell import show_cell
from macros.report import Progress, Report, silent
from workbook import tables
from workbook.errors import InputError
from workbook.language import Text
from workbook.schema.forms import ENTRY_SHEET, form
from workbook.tables.defined_names import named_range

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

READING, WRITING = Text("读取", "Reading"), Text("写入", "Writing")

_WHO = Text(
    "先选中“今天”、“提醒”或“客户”里的一行，再点“记一笔”。", "Choose a row of Today, Reminders or Customers first."
)
_WHAT = Text(
    "{customer}：先在“今天”或“提醒”这一行的“备注”里写说了什么，再点“记一笔”。",
    "{customer}: write what was said into the row's Notes on Today or Reminders first.",
)
_ON_FORM = Text(
    "{customer}：在“{sheet}”里写结果，再点“保存”。",
    "{customer}: write the result on the sheet {sheet} and choose Save.",
)
_LOGGED = Text(
    "已记到“拜访”：{number} {customer}，{date}。可以用“撤销上次命令”退回。",
    "Logged in Visits: {number} {customer}, {date}. Undo last command takes it back.",
)
_THERE = Text(
    "同样的内容已经记过（{number}），没有再记。", "The same is there already ({number}); nothing was written."
)


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
            return _on_the_form(book, customer, _named(known.customers, customer), now)
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
    made = [(number, day)]
    before = open_reminders(book, made)
    with journal.step(book, "log", now=now) as step:
        rows = write(step, entered)["tblVisits"]
        closed = close(step, made, before, now, progress)
    told = _LOGGED.format(
        number=rows["visit_id"].iloc[0], customer=_named(known.customers, number), date=f"{day:%Y-%m-%d}"
    )
    lines = [told, *entered.said, *([CLOSED.format(n=closed)] if closed else [])]
    return Report("log", tuple(lines), {"logged": 1, "closed": closed})


def _on_the_form(book: xw.Book, customer: str, named: str, now: dt.datetime | None) -> Report:
    """Begin the form of a visit, where it is blank, and show it: a call without a note has still to be told."""
    one = form("visit")
    cells = {cell.key: tables.get_name(book, one.range_name(cell.key)) for cell in one.cells}
    if named_range(book, one.range_name("result")) is None or any(cells.values()):
        raise InputError(_WHAT.format(customer=named))
    with journal.step(book, "log", now=now) as step:
        step.set_name(one.range_name("customer_id"), customer)
    show_cell(book, one.range_name("result"))
    told = _ON_FORM.format(customer=named, sheet=ENTRY_SHEET)
    return Report("log", (told,), {"logged": 0, "closed": 0}, quiet=True)


def _named(customers: pd.DataFrame, number: str) -> str:
    """A customer by number and name; the number alone of one that the book does not have."""
    from workbook.rules.basics.references import position_of, spelled_out

    at = position_of(customers, number)
    return number if at is None else spelled_out(customers, at, "customer_id", "name")
