"""The reminders that a call or visit answers: those to call or visit that are due by its day.

Most are ended by counting again; one that the visit does not end (agreed on the same day) is marked as done.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from macros.report import Progress
from workbook import tables
from workbook.language import Text
from workbook.schema.tables.results import REMINDERS

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

    from macros import journal

ANSWERED = ("contact", "visit")
CLOSED = Text("提醒：{n} 条随之办结。", "Reminders: {n} closed by it.")
WORKING = Text("重新计算", "Working out again")

Made = Iterable[tuple[str, dt.date]]
"""Customer and day of each visit."""


def open_reminders(book: xw.Book, made: Made) -> pd.DataFrame:
    """Reminders to call or visit these customers that are due on the day and not done: key and status."""
    import pandas as pd

    rows = tables.read(book, REMINDERS, ["key", "kind", "customer_id", "due", "status"]).frame
    answered = pd.Series(False, index=rows.index)
    for customer, day in made:
        answered |= (rows["customer_id"] == customer) & (rows["due"] <= pd.Timestamp(day))
    return rows.loc[answered & rows["kind"].isin(ANSWERED) & (rows["status"] != "done"), ["key", "status"]]


def close(step: journal.Step, made: Made, before: pd.DataFrame, now: dt.datetime | None, progress: Progress) -> int:
    """Count again, and mark as done what is still open then; gives how many reminders are closed. A book that was
    never counted has none."""
    from macros.counting.refresh import count_again, was_counted

    if not was_counted(step.book):
        return 0
    count_again(step.book, now=now, progress=lambda _what, share: progress(WORKING, 0.3 + 0.5 * share))
    left = open_reminders(step.book, made)
    left = left[left["key"].isin(before["key"])]
    if len(left):
        step.write_rows(REMINDERS, left[["status"]].assign(status="done"))
        count_again(step.book, now=now, progress=lambda _what, share: progress(WORKING, 0.8 + 0.2 * share))
    return len(before)
