"""analyse: fill the analysis sheets - sales, customer status, field visits.

Counts as refresh does (`macros/counting/refresh_results.py`), so that its totals are the ones of the home sheet;
writes only the analysis sheets, and the two histories only where something changed, so that a second run changes
nothing. Everything is worked out before the first cell is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

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


def analyse(
    book: xw.Book, *, as_of: dt.date | None = None, period: str | None = None, progress: Progress = silent
) -> Report:
    """Fill every analysis sheet as of a day and for a period: the argument, else the setting, else today and the usual
    month."""
    from macros.analyses.analysis_input import read_analysis_input
    from macros.analyses.pictures import blocks

    progress(READING, 0.0)
    inputs = read_analysis_input(book, as_of, period)
    progress(WORKING, 0.4)
    made = compute(inputs)
    pictured = blocks(inputs)
    for at, (name, rows) in enumerate(made.items()):
        progress(WRITING, 0.6 + 0.4 * at / len(made))
        tables.fill(book, name, rows)
    for block, lines in pictured.items():
        tables.set_block(book, f"data_{block}", lines)
    progress(DONE, 1.0)
    return _report(inputs, made)


def compute(inputs: AnalysisInput) -> dict[str, pd.DataFrame]:
    """Table name -> its rows (of a history: its new rows), stamped with the as-of day; pure."""
    import numpy as np

    from macros.analyses import composing, customer_status, months, sales, service, visits  # noqa: F401 - they give the rows

    day = np.datetime64(inputs.contents.as_of, "s")
    made = {table: inputs.rows(table.name) for table in RESULTS}
    if inputs.contents.looking_back:  # an earlier day changes no history
        made = {table: rows.iloc[:0] if table.grows else rows for table, rows in made.items()}
    stamps: dict[str, Any] = {
        "as_of": day,
        "period": inputs.period.label[inputs.contents.lang],
        "closing": inputs.closing,
    }
    return {
        table.name: rows.assign(**{key: stamp for key, stamp in stamps.items() if key in table and key not in rows})
        for table, rows in made.items()
    }


def _report(inputs: AnalysisInput, made: Mapping[str, pd.DataFrame]) -> Report:
    from workbook.rules.basics.exact_money import amount as of_units
    from workbook.schema.registry import listing

    amount = of_units(inputs.shared.counted.total_units)
    rows = {name: len(frame) for name, frame in made.items()}
    filled = sum(1 for table in RESULTS if rows[table.name] and not table.grows)
    sums = [of_units(int(inputs.flow.loc[inputs.flow[key], "units"].sum())) for key in ("now", "before", "year_ago")]
    closing = listing("closing").entries
    lines = [
        Text(
            "期间 {period}（{closing}）：净额 {now:,.2f}；上期（{before}）{was:,.2f}；"
            "去年同期（{year_ago}）{then:,.2f}。",
            "Period {period} ({closing}): net amount {now:,.2f}; before ({before}) {was:,.2f}; "
            "a year ago ({year_ago}) {then:,.2f}.",
        ).format(
            period=inputs.period.label,
            closing=next(one.label for one in closing if one.key == inputs.closing),
            before=inputs.period.before,
            year_ago=inputs.period.year_ago,
            now=sums[0],
            was=sums[1],
            then=sums[2],
        ),
        Text(
            "截至 {as_of:%Y-%m-%d}：全部净额 {amount:,.2f}；填写了 {filled} 张分析表，共 {rows:,} 行。",
            "As of {as_of:%Y-%m-%d}: net amount of all orders {amount:,.2f}; "
            "{filled} analysis sheets filled, {rows:,} rows in all.",
        ).format(as_of=inputs.contents.as_of, amount=amount, filled=filled, rows=sum(rows.values())),
        Text(
            "阶段变化 {stages:,}，信用变更 {credits:,}；价格异常 {prices:,}。",
            "{stages:,} changes of stage, {credits:,} of credit; {prices:,} unusual prices.",
        ).format(
            stages=rows["tblStageHistory"],
            credits=rows["tblCreditChanges"],
            prices=rows["tblPrices"],
        ),
    ]
    figures = dict(zip(("period_amount", "amount_before", "amount_year_ago"), sums, strict=True))
    return Report("analyse", tuple(lines), {"amount": amount, "period": inputs.period.name, **figures, **rows})
