"""archive: one customer out of counts, plans and lists - and back, as it was.

What was sold stays where it was sold: past months do not change. The reason and the day stand with the customer; undo
takes a step back. Where nobody is named the customer of the chosen row is meant, with the reason typed in its row, and
an archived one comes back.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from macros import journal
from macros.desk.active_row import chosen_customer
from macros.desk.card import chosen
from macros.report import UNDO_TAKES_IT_BACK, Progress, Report, silent
from workbook.errors import InputError
from workbook.language import Text, joined
from workbook.schema.tables.customers import CUSTOMERS

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

    from macros.counting.book_contents import BookContents

READING, WRITING, WORKING = Text("读取", "Reading"), Text("写入", "Writing"), Text("重新统计", "Counting again")
FIELDS = ("archived", "archived_on", "archive_reason")

_WHY = Text(
    "请写明为什么归档 {name}：用 --reason，或先填在“客户”表这一行的“归档原因”里。",
    "Say why {name} is archived: with --reason, or in its row of Customers under Reason for archiving.",
)
_THERE = Text("{name} 已于 {day} 归档。要恢复就加 --back。", "{name} was archived on {day}. Say --back to take it out.")
_NOT_THERE = Text("{name} 没有归档，不用恢复。", "{name} is not archived; there is nothing to take back.")
_ARCHIVED = Text(
    "{name} 已归档（{reason}）：不再计入客户数、计划和名单；以前月份的数字不变。",
    "{name} is archived ({reason}): out of counts, plans and lists; figures of past months stay.",
)
_OPEN = Text("还没有了结的：{what}。", "Not settled yet: {what}.")
_BACK = Text("{name} 已恢复。", "{name} is back.")
_SOME_DAY = Text("以前", "an earlier day")
_DEALS, _COMPLAINTS, _PROMISES, _DEBT = (
    Text("进行中商机 {n}", "{n} open opportunities"),
    Text("未结投诉 {n}", "{n} open complaints"),
    Text("未兑现承诺 {n}", "{n} promises"),
    Text("欠款 {n:,.2f}（仍会提醒）", "{n:,.2f} owed (still reminded of)"),
)


def archive(
    book: xw.Book,
    *,
    customer: str | None = None,
    reason: str | None = None,
    back: bool = False,
    as_of: dt.date | None = None,
    now: dt.datetime | None = None,
    progress: Progress = silent,
) -> Report:
    """Archive a customer, or take it out of the archive. InputError where nobody, or more than one, is meant, where no
    reason is said, and where it is so already."""
    import pandas as pd

    from macros.counting.book_contents import read_contents
    from macros.counting.refresh import count_after
    from workbook.rules.basics.references import spelled_out

    said = customer or chosen_customer(book)
    progress(READING, 0.0)
    contents = read_contents(book, as_of)
    at = chosen(contents.customers.frame, said)
    one = contents.customers.frame.iloc[at]
    name = spelled_out(contents.customers.frame, at, "customer_id", "name")
    why = (reason or "").strip() or (str(one["archive_reason"]) if isinstance(one["archive_reason"], str) else "")
    back = back or (customer is None and bool(one["archived"]))
    _refuse(one, name, why, back=back)
    cells: dict[str, object] = dict.fromkeys(FIELDS)
    if not back:
        cells = {"archived": True, "archived_on": pd.Timestamp(contents.as_of), "archive_reason": why}
    index = contents.customers.frame.index[[at]]
    types = {"archived": "object", "archived_on": "datetime64[s]", "archive_reason": "str"}
    progress(WRITING, 0.4)
    with journal.step(book, "archive", now=now) as step:
        step.write_rows(
            CUSTOMERS,
            pd.DataFrame({key: pd.Series([value], index=index, dtype=types[key]) for key, value in cells.items()}),
        )
    count_after(book, WORKING, progress, 0.5, as_of=as_of, now=now)
    lines = [(_BACK if back else _ARCHIVED).format(name=name, reason=why)]
    found = {} if back else _unsettled(contents, one)
    if found:
        what = [text.format(n=many) for text, many in found.items()]
        lines.append(_OPEN.format(what=joined(what)))
    figures: dict[str, float | int | str] = {"archived": 0 if back else 1, "unsettled": len(found)}
    return Report("archive", (*lines, UNDO_TAKES_IT_BACK), figures)


def _refuse(one: pd.Series[Any], name: str, why: str, *, back: bool) -> None:
    archived = bool(one["archived"])
    if back and not archived:
        raise InputError(_NOT_THERE.format(name=name))
    if not back and archived:
        on = one["archived_on"]
        known = on is not None and on == on  # noqa: PLR0124 - NaT
        raise InputError(_THERE.format(name=name, day=f"{on:%Y-%m-%d}" if known else _SOME_DAY))
    if not back and not why:
        raise InputError(_WHY.format(name=name))


def _unsettled(contents: BookContents, one: pd.Series[Any]) -> dict[Text, float]:
    """What is still open with the customer, by what it is."""
    from workbook.rules.sales.pipeline import is_open

    def theirs(table: str) -> pd.DataFrame:
        rows = contents.frame(table)
        return rows[rows["customer_id"].eq(one["customer_id"]).to_numpy(dtype=bool)]

    deals, visits = theirs("tblOpportunities"), theirs("tblVisits")
    promised = visits["promise_due"].notna() & ~visits["promise_kept"].eq(True)
    owed = one["receivable"]
    found = {
        _DEALS: int(is_open(deals).sum()),
        _COMPLAINTS: int(theirs("tblComplaints")["closed_on"].isna().sum()),
        _PROMISES: int(promised.sum()),
        _DEBT: float(owed) if owed is not None and owed > 0 else 0.0,
    }
    return {text: many for text, many in found.items() if many}
