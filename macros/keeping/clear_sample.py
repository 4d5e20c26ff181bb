"""clear-sample: take the sample's rows out, leaving what the user has added, the lists and the settings."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from macros.report import Progress, Report, silent
from workbook import schema, tables
from workbook.errors import InputError
from workbook.language import Text
from workbook.schema.tables.analyses import CREDIT_CHANGES, STAGE_HISTORY
from workbook.schema.tables.import_sheets import IMPORT_LOG, JOURNAL, LABELS
from workbook.schema.tables.results import GRADE_HISTORY, REMINDER_HISTORY, REMINDERS
from workbook.schema.tables.visit_sheets import PRE_VISIT, VISIT_PLAN

if TYPE_CHECKING:
    import xlwings as xw


RESULTS_WITH_USER_INPUT = (
    REMINDERS, REMINDER_HISTORY, GRADE_HISTORY, STAGE_HISTORY, CREDIT_CHANGES, VISIT_PLAN, PRE_VISIT,
)  # fmt: skip
"""Results that cannot be worked out again as they were: undo brings them back, the others come of themselves."""


def clear_sample(book: xw.Book, *, now: dt.datetime | None = None, progress: Progress = silent) -> Report:
    """Remove every row of the sample and its fixed as-of day, then work the results out again.

    The sample's rows are known by their row_id, so that rows the user has added among them stay. InputError where
    the book holds no sample.
    """
    from macros import journal
    from macros.counting.check import check
    from macros.counting.refresh import count_again
    from macros.desk.cards.filling import clear as clear_card
    from macros.keeping.sample_list import remove_sample_list
    from workbook.build.sample.identity import is_sample_row_id

    if not tables.get_name(book, "meta_is_sample"):
        raise InputError(
            Text("这本客户簿里没有示例数据，没有改动。", "This book holds no sample; nothing was changed.")
        )
    gone = 0
    filled = [one for one in schema.TABLES if "row_id" in one and one not in (JOURNAL, IMPORT_LOG, LABELS)]
    with journal.step(book, "clear_sample", now=now) as step:
        for at, table in enumerate(filled):
            progress(Text("清除示例", "Clearing the sample"), 0.5 * at / len(filled))
            rows = tables.read(book, table).frame
            if not table.result:
                rows = rows[rows["row_id"].map(is_sample_row_id, na_action="ignore").eq(True)]
                gone += len(rows)
            if not table.result or table in RESULTS_WITH_USER_INPUT:
                step.delete_rows(table, rows.index)
            else:
                tables.delete_rows(book, table, rows.index)
        step.set_name("set_as_of", None)
        step.set_name("set_keep_sensitive", None)
        step.set_name("meta_is_sample", None)
        clear_card(step)
    remove_sample_list(book)
    count_again(book, progress=lambda what, share: progress(what, 0.5 + share / 4))
    check(book, progress=lambda what, share: progress(what, 0.75 + share / 4))
    return Report(
        "clear_sample",
        (
            Text(
                f"已清除 {gone} 行示例数据；您自己的行、字典和设置都保留着。",
                f"Removed {gone} rows of the sample; your own rows, the lists and the settings stay.",
            ),
        ),
        {"rows": gone},
    )
