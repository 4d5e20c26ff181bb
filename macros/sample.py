"""clear-sample: take the sample's rows out, leaving what the user has added, the lists and the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.report import Progress, Report, silent
from workbook import schema, tables
from workbook.errors import InputError
from workbook.language import Text

if TYPE_CHECKING:
    import xlwings as xw


def clear_sample(book: xw.Book, *, progress: Progress = silent) -> Report:
    """Remove every row of the sample and its fixed as-of day, then work the results out again.

    The sample's rows are known by their row_id, so that rows the user has added among them stay. InputError where
    the book holds no sample.
    """
    from macros.check import check
    from macros.refresh import refresh
    from workbook.build.sample.identity import is_sample_row_id

    if not tables.get_name(book, "meta_is_sample"):
        raise InputError(
            Text("这本客户簿里没有示例数据，没有改动。", "This book holds no sample; nothing was changed.")
        )
    gone = 0
    filled = [one for one in schema.TABLES if "row_id" in one]
    for at, table in enumerate(filled):
        progress(Text("清除示例", "Clearing the sample"), 0.5 * at / len(filled))
        data = tables.read(book, table)
        if table.result:
            tables.delete_rows(book, table, data.frame.index)
            continue
        sample = data.frame.index[data.frame["row_id"].map(is_sample_row_id, na_action="ignore").eq(True)]
        tables.delete_rows(book, table, sample)
        gone += len(sample)
    tables.set_name(book, "set_as_of", None)
    tables.set_name(book, "meta_is_sample", None)
    refresh(book, progress=lambda what, share: progress(what, 0.5 + share / 4))
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
