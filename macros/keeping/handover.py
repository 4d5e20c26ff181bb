"""handover: give one salesperson's customers to another, as a step that can be undone.

The owner changes, and the owner history says from which day, so that past months stay whose they were. What is open
follows: opportunities, complaints and risks get the new owner; promises and other reminders go to the owner now by
themselves. The sheet 交接单 lists it all.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from macros import journal
from macros.counting.salesperson import salesperson
from macros.report import Progress, Report, silent
from workbook import tables
from workbook.errors import InputError
from workbook.language import Text, joined
from workbook.schema.tables.customers import CUSTOMERS
from workbook.schema.tables.performance import HANDOVER, OWNER_HISTORY

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd
    import xlwings as xw

    from macros.counting.book_contents import BookContents

READING, WRITING, WORKING = Text("读取", "Reading"), Text("交接", "Handing over"), Text("重新计算", "Working out again")

_WHO = Text(
    "请写明谁交给谁：命令行用 --from 和 --to，按钮用“设置”里的交出人和接收人；没有改动。",
    "Say who hands over to whom: --from and --to on the command line, or Hands over and Takes over on Settings; "
    "nothing was changed.",
)
_NEAR = Text("，相近的有 {names}", "; near it: {names}")
_SAME = Text("交出人和接收人是同一位，没有改动。", "They are one person; nothing was changed.")
_NOBODY = Text("{name} 名下没有客户，没有改动。", "{name} has no customers; nothing was changed.")
_NO_CUSTOMER = Text(
    "“{names}”不是 {owner} 名下客户的编号或唯一的全称{near}；没有改动。",
    "'{names}' is no number or unique name of a customer of {owner}{near}; nothing was changed.",
)
_TO_COME = Text(
    "交接日期 {on} 晚于截至日期 {as_of}：到那天再交接；没有改动。",
    "{on} is after the as-of day {as_of}: hand over on that day; nothing was changed.",
)
_LATER = Text(
    "{name} 在 {day} 已经换过负责人，不能从更早的 {on} 起交接；没有改动。",
    "{name} changed hands on {day}; a handover cannot begin before that, on {on}. Nothing was changed.",
)


@dataclass(frozen=True)
class _Plan:
    """Who, to whom, from when, and the rows of the customers (positions of the table)."""

    before: str
    after: str
    on: dt.date
    rows: pd.Index


def handover(
    book: xw.Book,
    *,
    from_owner: str | None = None,
    to_owner: str | None = None,
    customers: str | None = None,
    on: dt.date | None = None,
    as_of: dt.date | None = None,
    now: dt.datetime | None = None,
    progress: Progress = silent,
) -> Report:
    """Hand over all customers of a salesperson, or those listed (numbers or exact names, commas between), from a day.

    What is not given stands on Settings. InputError where a person or customer is not known, there is nothing to hand
    over, the day lies ahead, or the owner changed after it."""
    from macros.counting.book_contents import read_contents
    from macros.counting.refresh import count_after

    progress(READING, 0.0)
    contents = read_contents(book, as_of)
    plan = _plan(book, contents, from_owner, to_owner, customers, on)
    listed = _sheet(book, contents, plan)
    progress(WRITING, 0.4)
    with journal.step(book, "handover", now=now) as step:
        followed = _carry_out(step, contents, plan, listed)
    count_after(book, WORKING, progress, 0.6, as_of=as_of, now=now)
    return _report(book, plan, listed, followed)


def _plan(
    book: xw.Book,
    contents: BookContents,
    before: str | None,
    after: str | None,
    chosen: str | None,
    on: dt.date | None,
) -> _Plan:
    settings = contents.settings
    one, other = before or settings["handover_from"], after or settings["handover_to"]
    if not one or not other:
        raise InputError(_WHO)
    one, other = (salesperson(str(name), tables.labels_of(book, "salesperson")) for name in (one, other))
    if one == other:
        raise InputError(_SAME)
    day = on or settings["handover_on"] or contents.as_of
    if day > contents.as_of:
        raise InputError(_TO_COME.format(on=day, as_of=contents.as_of))
    frame = contents.customers.frame
    rows = frame[frame["owner"].eq(one)]
    label = tables.labels_of(book, "salesperson").get(one, one)
    if rows.empty:
        raise InputError(_NOBODY.format(name=label))
    if chosen:
        rows = _listed(rows, chosen, label)
    _refuse_later(contents, rows, day)
    return _Plan(one, other, day, rows.index)


def _alike(names: list[str]) -> Text:
    return _NEAR.format(names=joined(names)) if names else Text("", "")


def _listed(rows: pd.DataFrame, chosen: str, owner: str) -> pd.DataFrame:
    """Those of the customers that are named."""
    from workbook.rules.basics import near_names

    positions, missing, alike = near_names.listed(chosen, rows)
    if missing:
        raise InputError(_NO_CUSTOMER.format(names="、".join(missing), owner=owner, near=_alike(alike)))
    return rows.iloc[sorted(positions)]


def _refuse_later(contents: BookContents, rows: pd.DataFrame, day: dt.date) -> None:
    """A customer that changed hands after the day cannot be handed over before."""
    import pandas as pd

    history = contents.owners[contents.owners["customer_id"].isin(rows["customer_id"])]
    later = history[history["from_on"] > pd.Timestamp(day)]
    if len(later):
        last = later.sort_values("from_on", kind="stable").iloc[-1]
        raise InputError(_LATER.format(name=last["customer_name"], day=f"{last['from_on']:%Y-%m-%d}", on=day))


def _sheet(book: xw.Book, contents: BookContents, plan: _Plan) -> pd.DataFrame:
    """The rows of the sheet 交接单."""
    import numpy as np

    from macros.counting.refresh_results import figures_of
    from workbook.rules import handover_sheet

    shared = figures_of(contents)
    found = handover_sheet.sheet(
        shared.customers.loc[plan.rows],
        contents.frame("tblVisits"),
        contents.frame("tblOpportunities"),
        contents.frame("tblComplaints"),
        contents.as_of,
        tables.labels_of(book, "grade"),
        contents.lang,
    )
    return found.assign(before=plan.before, after=plan.after, from_on=np.datetime64(plan.on, "s"))


def _carry_out(step: journal.Step, contents: BookContents, plan: _Plan, listed: pd.DataFrame) -> int:
    """Write it; gives how many open matters got the new owner."""
    import pandas as pd

    from workbook.rules.customers import owner_history

    theirs = contents.customers.frame.loc[plan.rows]
    by_hand = owner_history.changes(theirs, contents.owners, plan.on)  # an owner typed since the last refresh
    moved = theirs.assign(owner_noted=plan.before, owner=plan.after)
    rows = pd.concat([by_hand, owner_history.changes(moved, contents.owners, plan.on)], ignore_index=True)
    now = pd.DataFrame({key: pd.Series(plan.after, index=plan.rows, dtype="str") for key in ("owner", "owner_noted")})
    step.write_rows(CUSTOMERS, now)
    step.append(OWNER_HISTORY, rows)
    followed = 0
    for name, is_open in _FOLLOWS.items():
        frame = contents.frame(name)
        mine = frame[frame["customer_id"].isin(theirs["customer_id"]) & frame["owner"].eq(plan.before)]
        mine = mine[is_open(mine)]
        if len(mine):
            step.write_rows(name, pd.DataFrame({"owner": pd.Series(plan.after, index=mine.index, dtype="str")}))
        followed += len(mine)
    step.delete_rows(HANDOVER, tables.read(step.book, HANDOVER).frame.index)
    step.append(HANDOVER, listed)
    return followed


def _open_opportunities(rows: pd.DataFrame) -> Any:
    from workbook.rules.sales.pipeline import is_open

    return is_open(rows)


_FOLLOWS: dict[str, Callable[[pd.DataFrame], Any]] = {
    "tblOpportunities": _open_opportunities,
    "tblComplaints": lambda rows: rows["closed_on"].isna(),
    "tblRisks": lambda rows: rows["customer_id"].notna(),
}
"""Tables whose open rows get the new owner, and which those are."""


def _report(book: xw.Book, plan: _Plan, listed: pd.DataFrame, followed: int) -> Report:
    labels = tables.labels_of(book, "salesperson")
    counts = listed["item"].value_counts()
    owed = float(listed.loc[listed["item"] == "debt", "amount"].sum())
    said = {key: int(counts.get(key, 0)) for key in ("customer", "promise", "opportunity", "complaint", "debt")}
    lines = (
        Text(
            "{before} 的 {customer:,} 位客户从 {on} 起交给 {after}；以前的业绩不动。",
            "{customer:,} customers of {before} are {after}'s from {on} on; past figures stay.",
        ).format(
            before=labels.get(plan.before, plan.before), after=labels.get(plan.after, plan.after), on=plan.on, **said
        ),
        Text(
            "跟过去的：未兑现承诺 {promise:,}，进行中商机 {opportunity:,}，未结投诉 {complaint:,}，"
            "欠款客户 {debt:,}（{owed:,.2f}）；改了负责人的事项 {followed:,}。",
            "With them go {promise:,} open promises, {opportunity:,} opportunities, {complaint:,} complaints, "
            "{debt:,} debtors ({owed:,.2f}); {followed:,} matters got the new owner.",
        ).format(owed=owed, followed=followed, **said),
        Text(
            "逐项列在“目标与团队”里的“交接单”，可打印签收；可以用“撤销上次命令”退回。",
            "Handover on Targets and team lists it all, to be signed. Undo last command takes it back.",
        ),
    )
    return Report("handover", lines, {**said, "owed": owed, "followed": followed})
