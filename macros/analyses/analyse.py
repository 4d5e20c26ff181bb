"""analyse: fill the analysis sheets - sales, customer status, field visits.

Counts as refresh does (`macros/counting/refresh_results.py`), so that its totals are the ones of the home sheet;
writes only the analysis sheets, and the two histories only where something changed, so that a second run changes
nothing. Everything is worked out before the first cell is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from macros.report import Progress, Report, silent
from workbook import schema, tables
from workbook.language import Text

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd
    import xlwings as xw

    from macros.analyses.analysis_input import AnalysisInput

READING, WORKING = Text("读取", "Reading"), Text("分析", "Analysing")
WRITING, DONE = Text("写入", "Writing"), Text("完成", "Done")

RESULTS = tuple(table for table in schema.TABLES if "analyse" in table.filled_by)
"""The analysis sheets: the tables that say they are filled by this command. The function of each stands in the modules
of this folder under `@rows_of`; `compute` needs no list of them."""


def analyse(book: xw.Book, *, as_of: dt.date | None = None, progress: Progress = silent) -> Report:
    """Fill every analysis sheet as of a day: the argument, else the setting, else today."""
    from macros.analyses.analysis_input import read_analysis_input

    progress(READING, 0.0)
    inputs = read_analysis_input(book, as_of)
    progress(WORKING, 0.4)
    made = compute(inputs)
    for at, (name, rows) in enumerate(made.items()):
        progress(WRITING, 0.6 + 0.4 * at / len(made))
        tables.fill(book, name, rows)
    progress(DONE, 1.0)
    return _report(inputs, made)


def compute(inputs: AnalysisInput) -> dict[str, pd.DataFrame]:
    """Table name -> its rows (of a history: its new rows), stamped with the as-of day; pure."""
    import numpy as np

    from macros.analyses import customer_status, sales, visits  # noqa: F401 - they say what they give rows of

    day = np.datetime64(inputs.contents.as_of, "s")
    made = {table: inputs.rows(table.name) for table in RESULTS}
    if inputs.contents.looking_back:  # an earlier day changes no history
        made = {table: rows.iloc[:0] if table.grows else rows for table, rows in made.items()}
    return {table.name: rows.assign(as_of=day) if "as_of" in table else rows for table, rows in made.items()}


def _report(inputs: AnalysisInput, made: Mapping[str, pd.DataFrame]) -> Report:
    from workbook.rules.basics.exact_money import amount as of_units

    amount = of_units(inputs.shared.counted.total_units)
    rows = {name: len(frame) for name, frame in made.items()}
    filled = sum(1 for table in RESULTS if rows[table.name] and not table.grows)
    lines = [
        Text(
            "截至 {as_of:%Y-%m-%d}：净额合计 {amount:,.2f}；填写了 {filled} 张分析表，共 {rows:,} 行。",
            "As of {as_of:%Y-%m-%d}: net amount {amount:,.2f}; {filled} analysis sheets filled, {rows:,} rows in all.",
        ).format(as_of=inputs.contents.as_of, amount=amount, filled=filled, rows=sum(rows.values())),
        Text(
            "阶段变化 {stages:,}，信用变更 {credits:,}；本周拜访 {visits:,}；价格异常 {prices:,}。",
            "{stages:,} changes of stage, {credits:,} of credit; {visits:,} visits this week; "
            "{prices:,} unusual prices.",
        ).format(
            stages=rows["tblStageHistory"],
            credits=rows["tblCreditChanges"],
            visits=rows["tblVisitPlan"],
            prices=rows["tblPrices"],
        ),
    ]
    return Report("analyse", tuple(lines), {"amount": amount, **rows})
